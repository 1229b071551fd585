"""The answers of a student are found where they stand, with what they need, and nothing else is taken for one."""

from __future__ import annotations

import time

import nbformat
import numpy as np
import pytest

from recsys_course.grading.answers.collect import collect
from recsys_course.grading.answers.slicing import python
from recsys_course.grading.notebook.reader import Cell, read_notebook
from recsys_course.grading.records.rebuilding import rebuild
from tests.helpers.classroom import hand_ins
from tests.helpers.classroom.hand_ins import (
    COSINE,
    LESSON,
    OTHERS,
    RELEASED,
    SHRINK,
    answers,
    as_bytes,
    assert_all_found,
    cell,
    code,
    notebook,
    place,
    run,
    text,
)  # fmt: skip


def test_a_deleted_check_cell_costs_nothing() -> None:
    nb = notebook()
    nb["cells"] = [node for node in nb["cells"] if not node["id"].startswith("check-")]
    assert_all_found(answers(nb))


def test_a_duplicated_cell_counts_as_the_notebook_would_run_it() -> None:
    nb = notebook()
    at = place(nb, "03-cosine")
    wrong = COSINE.replace("a @ b / n", "a @ b")
    nb["cells"].insert(at, cell(nb, "03-cosine") | {"source": wrong})
    assert_all_found(answers(nb))
    nb["cells"].insert(at + 2, cell(notebook({}), "03-cosine"))
    assert_all_found(answers(nb))  # an empty copy below the answer does not erase it
    nb["cells"].append(cell(nb, "check-03-cosine"))
    assert_all_found(answers(nb))


def test_an_edited_check_cell_changes_nothing() -> None:
    nb = notebook()
    cell(nb, "check-03-cosine")["source"] = 'cosine = lambda a, b: 0\nprint("Correct: 03-cosine")'
    assert_all_found(answers(nb))
    cell(nb, "check-03-cosine")["metadata"] = {"nbgrader": {"points": 1000, "grade_id": ["x"]}}
    assert_all_found(answers(nb))


def test_a_renamed_function_is_found_by_the_students_own_check_or_in_the_answer_cell() -> None:
    nb = notebook(
        {"03-cosine": COSINE.replace("def cosine", "def my_cosine"), "check-03-cosine": 'check("03-cosine", my_cosine)'}
    )
    assert run(answers(nb))(np.ones(1), np.ones(1)) == 1
    cell(nb, "check-03-cosine")["source"] = 'check("03-cosine", cosine)'
    found = answers(nb)
    assert run(found)(np.ones(1), np.ones(1)) == 1 and "called my_cosine" in found.code["03-cosine"].note


def test_a_helper_in_the_answer_cell_is_not_taken_for_an_empty_answer() -> None:
    stub = cell(notebook({}), "03-cosine")["source"]
    assert answers(notebook({"03-cosine": f"def length(a):\n    return 1\n\n\n{stub}"})).code["03-cosine"].source == ""


def test_an_answer_in_another_cell_is_found_by_its_name() -> None:
    nb = notebook({})
    nb["cells"].insert(place(nb, "03-cosine") + 1, code(COSINE))
    found = answers(nb)
    assert run(found)(np.ones(1), np.ones(1)) == 1 and "by its name" in found.code["03-cosine"].note
    nb["cells"] = [node for node in nb["cells"] if node.get("id") != "03-cosine"]
    assert run(answers(nb))(np.ones(1), np.ones(1)) == 1


def test_a_later_scratch_cell_does_not_replace_the_answer() -> None:
    nb = notebook()
    nb["cells"].append(code("def cosine(a, b):\n    return 'scratch'\n\nanswer_q1 = 'c'"))
    assert_all_found(answers(nb))
    nb["cells"].insert(0, code("def cosine(a, b):\n    return 'first try'"))
    assert_all_found(answers(nb))


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_an_answer_cell_that_became_text_by_mistake_is_read_as_code(kind: str) -> None:
    nb = notebook()
    cell(nb, "03-cosine")["cell_type"] = kind
    assert_all_found(answers(nb))


def test_helpers_imports_and_constants_of_other_cells_come_along_and_nothing_else() -> None:
    nb = notebook({"03-cosine": "def cosine(a, b):\n    return dot(a, b) / root(dot(a, a) * dot(b, b), TINY)"})
    at = place(nb, "03-cosine")
    nb["cells"].insert(
        at,
        code("from math import *\nimport math as m\nimport os\nTINY = 1e-300\nunused = slow_training()\nprint(TINY)"),
    )
    nb["cells"].insert(0, code("def dot(a, b):\n    return sum(x * y for x, y in zip(a, b))\n\n\ndot(1, 2)"))
    nb["cells"].append(code("def root(x, least):\n    return m.sqrt(max(x, least))"))
    answer = answers(nb).code["03-cosine"]
    assert run(answers(nb))(np.ones(2), np.ones(2)) == pytest.approx(1)
    whole = "\n".join(answer.before)
    assert all(
        part in whole for part in ("def dot", "TINY = 1e-300", "import math as m", "from math import *", "def root")
    )
    assert not any(part in whole for part in ("slow_training", "print", "import os", "dot(1, 2)", "load("))


def test_what_stands_beside_the_answer_in_its_cell_is_not_run_and_lines_keep_their_numbers() -> None:
    source = f'print("look")\nplots.heatmap(R)\n\n{SHRINK}\n\nprint(shrink(R, R, 1)); x = 1\ncheck("03-shrink", shrink)'
    answer = answers(notebook({"03-shrink": source})).code["03-shrink"]
    assert answer.source == f"\n\n\n{SHRINK}\n" and answer.written == source and answer.before == ()


def test_names_that_are_changed_after_they_are_made_keep_their_changes() -> None:
    nb = notebook(
        {"03-cosine": "memory['n'] = 2\nweights += [1]\n\ndef cosine(a, b):\n    return memory['n'] + sum(weights)"}
    )
    nb["cells"].insert(2, code("memory, weights = {}, [1]\nmemory = {'n': 1}"))
    assert run(answers(nb))(0, 0) == 4


def test_a_value_decorated_vectorised_or_imported_is_an_answer_too() -> None:
    for source in (
        "from scipy.special import softmax as cosine",
        "cosine = lambda a, b: 1",
        "import functools\n\n@functools.cache\ndef cosine(a, b):\n    return 1",
        "if True:\n    def cosine(a, b):\n        return 1",
        "def two(a, b):\n    return 1\ncosine = two",
        "def cosine(a, b):\n    return 1\ncosine = np.vectorize(cosine)",
        "class Cosine:\n    def __call__(self, a, b):\n        return 1\ncosine = Cosine()",
    ):
        assert callable(run(answers(notebook({"03-cosine": source})))), source


@pytest.mark.parametrize(
    "source",
    [
        f"%%time\n{COSINE}",
        f"{COSINE}\n%timeit cosine(1, 2)\n!ls",
        f"{COSINE}\ncosine?",
        "    " + COSINE.replace("\n", "\n    "),
        "\n".join((">>> " if line.startswith("def") else "... ") + line for line in COSINE.split("\n")),
    ],
)
def test_what_only_ipython_understands_costs_nothing(source: str) -> None:
    assert run(answers(notebook({"03-cosine": source})))(np.ones(1), np.ones(1)) == 1


def test_plain_python_is_not_touched() -> None:
    source = 'text = """\n%time\n!ls\n"""\nx = (7\n % 2)'
    assert python(source) == source


def test_a_cell_that_is_no_python_is_handed_on_so_that_its_error_is_told() -> None:
    answer = answers(notebook({"03-cosine": "def cosine(a, b)\n    return 1"})).code["03-cosine"]
    assert answer.source == "def cosine(a, b)\n    return 1" and "cannot read" in answer.note


def test_a_cell_with_one_odd_statement_keeps_its_imports() -> None:
    found = answers(notebook({"03-cosine": f"{COSINE}\nawait nothing()\nreturn 1"}))
    sources = found.code["03-cosine"].sources
    assert "import numpy as np" in sources[:-1] and "def cosine" in sources[-1]


def test_a_notebook_made_to_keep_the_finder_busy_does_not() -> None:
    nb = notebook()
    ids = "\n".join(f'check("{one}", cosine)' for one in (*OTHERS, "03-cosine", "03-shrink"))
    body = "".join(f"x{n} = x{n + 1}; x{n} += cosine\n" for n in range(10))
    nb["cells"] += [code(f"{ids}\n{body}def cosine(a, b):\n    return x0, {n}") for n in range(1800)]
    start = time.perf_counter()
    assert run(answers(nb))(np.ones(1), np.ones(1)) == 1
    assert time.perf_counter() - start < 30


def test_the_use_of_the_courses_own_models_is_noted() -> None:
    source = "def cosine(a, b):\n    return neighbours.cosine(a, b)"
    assert "recsys_course.models" in answers(notebook({"03-cosine": source})).code["03-cosine"].note


def test_letters_are_read_where_they_stand() -> None:
    nb = notebook(
        {
            "03-q1": 'answer_q1 = ...\nanswer_q1 = "B)"  # sure',
            "03-q2": "answer_q2 = c",
            "check-03-q3": 'quiz("03-q3", "a")',
        }
    )
    nb["cells"].insert(place(nb, "check-03-q4"), code("answer_q4 = 'd'"))
    assert answers(nb).quiz == {"03-q1": "B)", "03-q2": "", "03-q3": "a", "03-q4": "d"}


def test_words_are_found_below_their_question_too_and_without_the_question() -> None:
    nb = notebook({})
    nb["cells"].insert(place(nb, "03-why-recency") + 1, text("Below it."))
    nb["cells"].insert(place(nb, "03-why-recency") + 3, text("Not an answer."))
    cell(nb, "03-why-popular")["source"] = "Only this."
    assert answers(nb).prose == {"03-why-recency": "Below it.", "03-why-popular": "Only this."}
    nb["cells"].pop(place(nb, "03-why-recency"))
    assert answers(nb).prose["03-why-recency"] == "Below it."


def test_nothing_of_the_released_notebook_is_taken_for_an_answer() -> None:
    for name, one in RELEASED.items():
        found = collect(one, one.cells)
        assert not any(answer.source or answer.note for answer in found.code.values()), name
        assert not any(found.quiz.values()) and not any(found.prose.values()), name


def test_the_solved_edition_answers_everything() -> None:
    for name in RELEASED:
        found = answers((hand_ins.ROOT / "solutions" / f"{name}.ipynb").read_bytes(), name)
        assert all(answer.source and not answer.note for answer in found.code.values())
        assert all(found.quiz.values()) and all(found.prose.values())


def test_a_rebuilt_hand_in_is_valid_complete_and_gives_the_same_answers() -> None:
    nb = notebook()
    nb["cells"] = [node for node in nb["cells"] if not node["id"].startswith("check-")]
    nb["cells"].insert(3, code("helper = 1", outputs=[{"output_type": "stream", "name": "stdout", "text": "x" * 1000}]))
    cells = read_notebook(as_bytes(nb)).cells
    found = collect(RELEASED[LESSON], cells)
    built = rebuild(RELEASED[LESSON], cells, found)
    nbformat.validate(built)
    sources = [one.source for one in built.cells]
    assert "helper = 1" in sources and sources.count('check("03-cosine", cosine)') == 1
    assert not any(one.get("outputs") for one in built.cells)
    again = collect(RELEASED[LESSON], read_notebook(nbformat.writes(built).encode()).cells)
    assert again == found or [a.sources for a in again.code.values()] == [a.sources for a in found.code.values()]
    assert_all_found(again)


def test_an_empty_hand_in_has_no_answers() -> None:
    found = collect(RELEASED[LESSON], [Cell("code", "")])
    assert not any(answer.source for answer in found.code.values())


def test_a_build_is_graded_with_the_student_s_own_parts_and_not_with_those_that_stood_in() -> None:
    found = answers((hand_ins.ROOT / "solutions" / f"{LESSON}.ipynb").read_bytes()).code["03-build"]
    code = "\n".join(found.sources)
    assert "def keep_nearest(" in code and "def recency_scores(" in code and "yours(" not in code
