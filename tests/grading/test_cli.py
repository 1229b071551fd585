"""The console command: what an instructor types, and what it says when something is missing."""

import csv
import shutil

import pytest

from recsys_course.grading.cli import main
from tests.helpers.classroom.hand_ins import LESSON, ROOT, as_bytes, laid, notebook
from tests.helpers.classroom.walled import needs_walls


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A release of lesson 03."""
    place = tmp_path_factory.mktemp("spring")
    assert main(["release", "--to", str(place), "--lessons", "03"]) == 0
    return place


def copied(released, tmp_path):
    return shutil.copytree(released, tmp_path / "spring")


def rows(place):
    with open(place / "grades.csv", encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_a_release_has_a_course_a_bundle_and_a_secret_that_only_its_owner_reads(released):
    assert (released / "course/release" / LESSON / f"{LESSON}.ipynb").is_file()
    assert (released / "student.zip").is_file() and not list((released / "student").rglob("*secret"))
    assert (released / "secret").stat().st_mode & 0o077 == 0


@needs_walls
def test_grading_writes_marks_pages_and_the_gradebook_and_is_the_same_the_second_time(released, tmp_path, capsys):
    place = copied(released, tmp_path)
    right = (ROOT / "solutions" / f"{LESSON}.ipynb").read_bytes()
    files = {"anna/03.ipynb": right, "bo/03.ipynb": as_bytes(notebook()), "cem/03.txt": b"I was ill."}
    hand_ins = laid(tmp_path / "in", files)
    run = ["grade", str(hand_ins), "--secret", str(place / "secret"), "--jobs", "1"]
    assert main(run) == 0
    first, said = rows(place), capsys.readouterr().out
    assert "2 of 3 hand-ins are graded" in said and "not graded: cem" in said
    assert (first["anna"]["points"], first["anna"]["waiting"], first["cem"]["points"]) == ("20", "2", "")
    assert float(first["bo"]["points"]) == 2
    assert {path.stem for path in (place / "feedback").iterdir()} == {"anna", "bo"}
    assert (place / "course/autograded/anna" / LESSON / f"{LESSON}.ipynb").is_file()
    assert main(run) == 0 and rows(place) == first


@needs_walls
def test_a_list_names_who_should_be_looked_at_and_why(released, tmp_path, capsys):
    place = copied(released, tmp_path)
    lost = as_bytes(notebook({"03-cosine": "def cosine(a, b):\n    return open('secretfile').read()"}))
    course = "def cosine(a, b):\n    return neighbours.cosine(csr_array(a[None]), csr_array(b[None]))[0, 0]"
    files = {"anna/03.ipynb": lost, "bo/03.ipynb": as_bytes(notebook({"03-cosine": course}))}
    hand_ins = laid(tmp_path / "in", {**files, "cem/03.ipynb": as_bytes(notebook())})
    assert main(["grade", str(hand_ins), "--secret", str(place / "secret"), "--jobs", "1"]) == 0
    said, found = capsys.readouterr().out, rows(place)
    assert "To look at: 2 answers in code (column to_look_at of grades.csv)" in said
    assert "  anna 03-cosine: it opens a file that is not there" in said
    assert "  bo 03-cosine: right, by functions of the course" in said and "cem 03" not in said
    assert (found["anna"]["03-cosine"], found["bo"]["03-cosine"], found["cem"]["to_look_at"]) == ("waits", "1", "")
    assert found["anna"]["to_look_at"].startswith("03-cosine: it opens a file")
    page = (place / "class.html").read_text()
    assert "it opens a file" in page and "anna" not in page and "secretfile" not in page


def test_without_bubblewrap_no_marks_are_given(released, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    place = copied(released, tmp_path)
    hand_ins = laid(tmp_path / "in", {"anna/03.ipynb": as_bytes(notebook())})
    assert main(["grade", str(hand_ins), "--secret", str(place / "secret")]) == 1
    said = capsys.readouterr().err
    assert "bubblewrap" in said and "--no-sandbox" in said
    assert not (place / "grades.csv").exists() and not (place / "results").exists()


def test_without_a_sandbox_marks_are_given_only_when_that_is_asked_for(released, tmp_path, monkeypatch, capsys):
    place = copied(released, tmp_path)
    hand_ins = laid(tmp_path / "in", {"anna/03.ipynb": as_bytes(notebook())})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["grade", str(hand_ins), "--secret", str(place / "secret"), "--no-sandbox", "--jobs", "1"]) == 0
    assert "can do here whatever you can do" in capsys.readouterr().err
    assert float(rows(place)["anna"]["points"]) == 2


@needs_walls
def test_what_a_teacher_passes_on_is_written_in_one_run(released, tmp_path, capsys):
    """A cosine of 0 is right in some hidden cases; its share of one point is half of it after one day's penalty."""
    place = copied(released, tmp_path)
    solved = (ROOT / "solutions" / f"{LESSON}.ipynb").read_bytes()
    zero = as_bytes(notebook({"03-cosine": "def cosine(a, b):\n    return 0.0"}))
    files = {f"Anna Meer_5001_assignsubmission_file_/{LESSON}.ipynb": solved}
    files |= {f"Bo Ek_5002_assignsubmission_file_/{LESSON}.ipynb": zero}
    hand_ins = laid(tmp_path / "in", files)
    sheet = tmp_path / "Grades.csv"
    sheet.write_text(
        "Identifier,Full name,Grade,Maximum Grade,Last modified (submission)\n"
        'Participant 5001,Anna Meer,,20,"Saturday, 28 November 2026, 5:59 PM"\n'
        'Participant 5002,Bo Ek,,20,"Sunday, 29 November 2026, 5:00 PM"\n'
    )
    run = ["grade", str(hand_ins), "--secret", str(place / "secret"), "--jobs", "1", "--moodle", str(sheet)]
    asked = ["--partial", "--pseudonyms", "--due", "2026-11-28 18:00", "--late-penalty", "50", "--contact", "Ann"]
    assert main([*run, *asked]) == 0
    anna, bo = rows(place)["Anna Meer"], rows(place)["Bo Ek"]
    assert (anna["late"], anna["final"], anna["03-cosine"]) == ("", anna["points"], "1")
    share, half = bo["03-cosine"], round(float(bo["03-cosine"]) / 2, 2)
    assert (bo["late"], bo["points"], float(bo["final"])) == ("23 h", share, half) and 0 < half < 0.5
    with open(place / "moodle" / "Grades.csv", newline="") as file:
        of = float(anna["of"])
        grades = [round(float(one["final"]) / of * 20, 2) for one in (anna, bo)]
        assert [float(row["Grade"]) for row in csv.DictReader(file)] == grades
    assert f"{share} of 1 points, for " in (place / "feedback" / "Bo Ek.html").read_text()
    assert "Anna" not in (place / "class.html").read_text()
    assert "Anna Meer = the published solution: 8 of 8 answers equal" in (place / "similar.txt").read_text()
    told = [path.read_text() for path in (place / "without_names").rglob("*.*") if path.is_file()]
    assert len(told) == 3 and not any("Anna" in text or "Bo Ek" in text for text in told)
    assert (place / "pseudonyms.csv").is_file() and "Moodle: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [(["--late-penalty", "10"], "add --due"), (["--canvas", "{place}/none.csv"], "none.csv cannot be read")],
    ids=["a penalty without a date", "a gradebook that is not there"],
)
def test_what_would_fail_after_the_grading_is_told_before_it(released, tmp_path, capsys, words, told):
    run = ["grade", str(tmp_path), "--secret", str(released / "secret")]
    assert main([*run, *(word.format(place=tmp_path) for word in words)]) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"), [(["--due", "soon"], "is not a date"), (["--late-penalty", "101"], "from 0 to 100")]
)
def test_options_that_make_no_sense_are_told(words, told, capsys):
    with pytest.raises(SystemExit):
        main(["grade", "x", "--secret", "y", *words])
    assert told in capsys.readouterr().err


@needs_walls
def test_a_class_list_gives_a_row_to_who_handed_in_nothing_and_names_the_unknown(released, tmp_path, capsys):
    place = copied(released, tmp_path)
    hand_ins = laid(tmp_path / "in", {f"{name}/03.ipynb": as_bytes(notebook()) for name in ("anna", "eve")})
    students = tmp_path / "students.csv"
    students.write_text("name\nanna\nbo\n")
    run = ["grade", str(hand_ins), "--secret", str(place / "secret"), "--jobs", "1", "--students", str(students)]
    assert main(run) == 0
    said, bo = capsys.readouterr().out, rows(place)["bo"]
    assert "missing: bo handed in nothing" in said and "anna" not in said
    assert "unknown: eve is not on the class list" in said
    assert bo["points"] == "" and "Cure: " in bo["problem"]
    assert "eve is not on the class list" in rows(place)["eve"]["notes"] and not rows(place)["anna"]["notes"]


def test_where_a_folder_may_be_several_people_no_marks_are_given(released, tmp_path, capsys):
    place = copied(released, tmp_path)
    hand_ins = laid(
        tmp_path / "in", {f"{part}/{part}{name}/x.ipynb": as_bytes(notebook()) for name in "xy" for part in ("a", "b")}
    )
    assert main(["grade", str(hand_ins), "--secret", str(place / "secret"), "--no-sandbox"]) == 1
    assert "--layout section/student" in capsys.readouterr().err and not (place / "grades.csv").exists()


@pytest.mark.parametrize("name", ["[2026] class", "what?", "a*"])
def test_a_class_folder_that_nbgrader_cannot_find_again_is_refused_at_once(name, tmp_path, capsys):
    assert main(["release", "--to", str(tmp_path / name), "--lessons", "03"]) == 1
    assert "Cure: choose a folder without" in capsys.readouterr().err and not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["grade", "nowhere", "--secret", "{place}/secret"], "nowhere is not there"),
        (["grade", "{place}", "--secret", "{place}/none"], "no secret can be read from"),
        (["grade", "{place}", "--secret", "{place}/secret", "--course", "{place}/x"], "recsys-course release"),
        (["release", "--to", "{place}/y", "--lessons", "99"], "no lesson is called 99"),
        (["release", "--to", "{place}/y", "--secret", "{place}/y/student/s"], "would be given to students"),
        (["similar", "nowhere"], "nowhere is not there"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:2]),
)
def test_what_is_missing_is_told_in_one_sentence_with_the_cure(released, capsys, words, told):
    assert main([word.format(place=released) for word in words]) == 1
    said = capsys.readouterr().err
    assert told in said and said.count("\n") == 1 and "Traceback" not in said


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_number_of_processes_is_one_or_more(jobs, capsys):
    with pytest.raises(SystemExit):
        main(["grade", "x", "--secret", "y", "--jobs", jobs])
    assert "use 1 or more" in capsys.readouterr().err


def test_equal_answers_are_listed(tmp_path, capsys):
    other = as_bytes(notebook({"03-cosine": "def cosine(a, b):\n    return 0 * (a @ b)"}))
    body = (
        "def cosine({0}, {1}):\n    lengths = np.sqrt(({0} @ {0}) * ({1} @ {1}))\n"
        "    return {0} @ {1} / lengths if lengths > 0 else 0.0"
    )
    anna, bo = (as_bytes(notebook({"03-cosine": body.format(*names)})) for names in ("ab", "xy"))
    laid(tmp_path, {"anna/03.ipynb": anna, "bo/03.ipynb": bo, "cem/03.ipynb": other})
    assert main(["similar", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "anna, bo: 03-cosine (other names)" in said and "cem" not in said and "1 pair among 3 hand-ins" in said
