"""The id is the path: every exercise, every question and every right answer stands where its id says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from editions.lesson import read_lesson

from recsys_course.checking.registry import exercises, lessons, module_of, quizzes
from tests.helpers.right_answers import right_answers_file
from tests.helpers.source import ROOT, imported

CONTENT = ROOT / "recsys_course/exercises"
EXERCISES = [exercise for lesson in lessons() for exercise in exercises(lesson)]

each_lesson = pytest.mark.parametrize("lesson", lessons())

LONGEST = 250  # lines of a file; the house keeps it


def defined_in(path):
    """The ids of the exercises that a file makes."""
    return re.findall(r'\bExercise\(\s*"([^"]*)"', path.read_text(encoding="utf-8"))


def source_of(module):
    """The text of a module of the package."""
    return (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_id_of_an_exercise_is_its_path(exercise):
    path = ROOT / f"{module_of(exercise.id).replace('.', '/')}.py"
    assert path.is_file() and defined_in(path) == [exercise.id]


@each_lesson
def test_the_questions_of_a_lesson_are_numbered_in_its_quiz_file(lesson):
    found = quizzes(lesson)
    assert found and [question.id for question in found] == [f"{lesson}-q{n}" for n in range(1, len(found) + 1)]


@each_lesson
def test_the_order_names_every_exercise_as_the_cells_of_the_lesson_do(lesson):
    (path,) = (ROOT / "lessons").glob(f"{lesson}_*.py")
    checked = [cell.meta["check"] for cell in read_lesson(path).cells if cell.role == "check"]
    written = {one for file in (CONTENT / f"lesson_{lesson}").glob("*.py") for one in defined_in(file)}
    ordered = [exercise.id for exercise in exercises(lesson)]
    assert ordered == list(dict.fromkeys(checked)), f"ORDER in lesson_{lesson}/__init__.py is not that of the lesson."
    assert written == set(ordered), f"ORDER in lesson_{lesson}/__init__.py forgets an exercise."


@each_lesson
def test_a_folder_holds_exercises_their_questions_and_what_two_exercises_share(lesson):
    folder = f"recsys_course.exercises.lesson_{lesson}"
    own = [module_of(exercise.id) for exercise in exercises(lesson)]
    files = {f"{folder}.{path.stem}" for path in (CONTENT / f"lesson_{lesson}").iterdir() if path.suffix == ".py"}
    shared = files - {*own, f"{folder}.__init__", f"{folder}.quiz"}
    for module in shared:
        users = [one for one in own if module in imported(ROOT / f"{one.replace('.', '/')}.py")]
        lines = sum(len(source_of(one).splitlines()) for one in (module, *users))
        assert len(users) >= 2 or lines > LONGEST, f"{module} serves {users}: put it into the file of its one exercise."


def test_every_file_of_right_answers_belongs_to_an_exercise():
    files = {path.relative_to(ROOT) for path in Path(__file__).parent.glob("lesson_*/[!_]*.py")}
    assert files == {right_answers_file(exercise) for exercise in EXERCISES}


def test_ids_are_unique():
    ids = [task.id for lesson in lessons() for task in (*exercises(lesson), *quizzes(lesson))]
    assert len(set(ids)) == len(ids)


def test_finding_an_exercise_imports_its_own_file_and_what_it_uses():
    code = "import sys; from recsys_course.checking.registry import find; find('03-shrink')"
    code += "; print(*sorted(name for name in sys.modules if '.lesson_' in name))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert out.stdout.split() == ["recsys_course.exercises.lesson_03", "recsys_course.exercises.lesson_03.shrink"]
