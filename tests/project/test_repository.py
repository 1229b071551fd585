"""The files around the project: workflow, hooks, forms and attributes can be read, and name what is there."""

import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml"))
KINDS = {"markdown": "value", "input": "label", "textarea": "label", "checkboxes": "label", "dropdown": "label"}
LISTED = subprocess.run(["git", "ls-files"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.splitlines()


def read(name):
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def name(path):
    return path.name


@pytest.mark.parametrize("file", [file for file in LISTED if file.endswith((".yml", ".yaml", ".cff"))])
def test_every_yaml_file_can_be_read(file):
    assert read(file)


def test_the_workflow_runs_what_every_clean_checkout_runs():
    workflow = read(".github/workflows/test.yml")
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if ".ci/run" in step.get("run", "")] == [".ci/run"]
    assert workflow[True].keys() == {"push", "pull_request"}  # YAML reads the word `on` as true
    assert workflow["permissions"] == {"contents": "read"}
    assert (ROOT / ".ci/run").stat().st_mode & 0o100, ".ci/run cannot be executed."


def test_hooks_use_the_programs_of_the_environment_and_download_nothing():
    repos = read(".pre-commit-config.yaml")["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    hooks = {hook["id"]: hook for hook in repos[0]["hooks"]}
    assert all(hook["language"] == "system" and hook["entry"].startswith(".venv/bin/") for hook in hooks.values())
    programs = {hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in hooks.values()}
    lint = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nlint:")[1].split("\n\n")[0]
    assert [one for one in programs - {"python"} if f"$(BIN)/{one}" not in lint] == [], "make lint runs it too."
    assert "tools/build.py --check" in hooks["build-check"]["entry"]


def test_there_is_a_form_for_each_kind_of_report():
    assert {read(path.relative_to(ROOT))["name"] for path in FORMS} == {
        "A wrong number", "A diagnosis that misled", "A hand-in that was graded wrongly", "A bug",
    }  # fmt: skip


@pytest.mark.parametrize("path", FORMS, ids=name)
def test_a_form_is_one_that_github_accepts(path):
    form = read(path.relative_to(ROOT))
    assert form["name"] and form["description"] and set(form) <= {"name", "description", "title", "labels", "body"}
    ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
    assert ids and len(set(ids)) == len(ids)
    for part in form["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"} and part["attributes"][KINDS[part["type"]]]


@pytest.mark.parametrize(("file", "wanted"), [
    ("notebooks/01_data.ipynb", {"linguist-generated": "set", "diff": "unset", "eol": "lf", "text": "auto"}),
    ("solutions/10_rnn.tf.ipynb", {"linguist-generated": "set", "diff": "unset", "eol": "lf", "text": "auto"}),
    ("lessons/01_data.py", {"linguist-generated": "unspecified", "diff": "unspecified", "eol": "lf", "text": "auto"}),
    ("datasets/harbour/posters.npz", {"diff": "unset", "text": "unset"}),
])  # fmt: skip
def test_git_knows_what_is_built_and_how_lines_end(file, wanted):
    out = subprocess.run(["git", "check-attr", "-a", file], capture_output=True, text=True, cwd=ROOT, check=False)
    if out.returncode or not LISTED:
        pytest.skip("git does not know this folder.")
    given = dict(line.split(": ")[1:] for line in out.stdout.splitlines())
    assert {key: given.get(key, "unspecified") for key in wanted} == wanted
