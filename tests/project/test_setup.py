"""pyproject.toml, constraints.txt and environment.yml tell one story."""

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
NEEDED = [Requirement(r) for r in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"])]
PACKAGED = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]
PINS = {
    canonicalize_name(name): Version(version)
    for name, version in (
        line.split(";")[0].strip().split("==")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    )
}


def pip_lines():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    return next(entry["pip"] for entry in listed if isinstance(entry, dict))


def test_every_dependency_has_an_exact_version_that_pyproject_allows():
    for needed in NEEDED:
        pin = PINS.get(canonicalize_name(needed.name))
        assert pin is not None, f"constraints.txt has no line {needed.name}==..."
        assert needed.specifier.contains(pin), (
            f"constraints.txt pins {needed.name}=={pin}, pyproject.toml says {needed}."
        )


def test_no_pin_has_a_local_part_that_only_one_machine_has():
    assert not [name for name, version in PINS.items() if version.local]


def test_whoever_installs_the_package_gets_its_types():
    assert "py.typed" in PACKAGED["recsys_course"] and (ROOT / "recsys_course" / "py.typed").is_file()


def test_conda_users_get_the_same_packages_with_the_same_constraints():
    lines = pip_lines()
    assert "-c constraints.txt" in lines and "-e ." in lines
    assert {canonicalize_name(line) for line in lines if not line.startswith("-")} == {
        canonicalize_name(needed.name) for needed in NEEDED
    }


def test_the_installed_versions_are_the_pinned_ones():
    from importlib.metadata import version

    for needed in NEEDED:
        got = Version(version(needed.name))
        assert got.public == str(PINS[canonicalize_name(needed.name)]), f"{needed.name} {got}: run make start again."


def test_the_readme_lists_every_lesson_with_the_minutes_that_the_lesson_states():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for lesson in sorted((ROOT / "lessons").glob("*.py")):
        minutes = re.search(r"\*\*Minutes:\*\* (\d+)", lesson.read_text(encoding="utf-8"))[1]
        row = next(line for line in readme.splitlines() if f"notebooks/{lesson.stem}" in line)
        assert f"| {minutes} |" in row, f"README.md: lesson {lesson.stem} takes {minutes} minutes."


def test_every_file_that_the_readme_and_the_teachers_page_name_is_there():
    for page in ("README.md", "TEACHING.md", "datasets/README.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page} points to {target}, which is not there."
