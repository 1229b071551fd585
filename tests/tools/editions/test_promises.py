"""Numbers in the prose of lessons are promises that an `expect` keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from editions.lesson import read_lesson
from editions.promises import broken_promises

KEPT = 'expect(score, about=0.31, within=0.02, what="nDCG@10 of the GRU")'


def promises(folder: Path, prose: str, code: str = KEPT) -> list[str]:
    path = folder / "03_made_up.py"
    path.write_text(f"# %% [markdown]\n# {prose}\n\n# %%\n{code}\n", encoding="utf-8")
    return broken_promises(read_lesson(path))


def test_every_lesson_keeps_its_promises(lesson_path: Path) -> None:
    assert lesson_path.exists(), "lessons/ is empty: write a lesson"
    assert broken_promises(read_lesson(lesson_path)) == []


@pytest.mark.parametrize("prose", ["The GRU has nDCG ≈ 0.31.", "About ≈ 31 % of it.", r"So $x \approx 0.31$."])
def test_a_number_with_its_expect_is_kept(tmp_path: Path, prose: str) -> None:
    assert promises(tmp_path, prose) == []


def test_a_percentage_may_be_promised_as_a_percentage(tmp_path: Path) -> None:
    assert promises(tmp_path, "It is ≈ 35 %.", 'expect(x, about=35, within=2, what="share")') == []


@pytest.mark.parametrize("prose", ["nDCG ≈ 0.32.", "It is ≈ 0.31 and then ≈ 1,200.", "It is ≈ 32 %.", "It is ≈ -0.31."])
def test_a_number_without_its_expect_is_found(tmp_path: Path, prose: str) -> None:
    problems = promises(tmp_path, prose)
    assert len(problems) == 1 and "no expect keeps" in problems[0] and "Cure: add expect" in problems[0]


@pytest.mark.parametrize(
    "call",
    [
        'expect(x, about=best, within=0.02, what="w")',
        'expect(x, about=0.31, what="w")',
        "expect(x, about=0.31, within=0.02)",
    ],
)
def test_an_expect_without_plain_numbers_is_found(tmp_path: Path, call: str) -> None:
    assert "an expect without plain numbers" in promises(tmp_path, "Prose.", call)[0]


@pytest.mark.parametrize("prose", ["The hit rate is 0.42 here.", "RMSE falls to 0.873.", "We reach 0.42 in nDCG@10."])
def test_a_measured_result_must_carry_the_sign(tmp_path: Path, prose: str) -> None:
    assert "is without ≈" in promises(tmp_path, prose)[0]


@pytest.mark.parametrize(
    "prose",
    [
        "By hand: precision = 1/3 = 0.33.",
        "nDCG moves by ± 0.02.",
        "The recall code is `round(x, 0.25)`.",
        "nDCG is good. The price is 0.42 now.",
        "RMSE in $0.25 x$.",
        "Since version 1.26.4 recall is fast.",
        "Precision is 0.5.",
    ],
)
def test_exact_statements_need_no_sign(tmp_path: Path, prose: str) -> None:
    assert promises(tmp_path, prose) == []


def test_a_promise_in_both_notebooks_is_not_kept_by_one_framework(tmp_path: Path) -> None:
    path = tmp_path / "07_towers.py"
    path.write_text(f'# %% [markdown]\n# It is ≈ 0.31.\n\n# %% tags=["tf"]\n{KEPT}\n', encoding="utf-8")
    assert len(broken_promises(read_lesson(path))) == 1


def test_a_promise_to_learners_is_not_kept_by_the_solved_edition_alone(tmp_path: Path) -> None:
    path = tmp_path / "03_made_up.py"
    only_solved = f'# %% tags=["solved"]\n{KEPT}\n\n'
    path.write_text(only_solved + "# %% [markdown]\n# It is ≈ 0.31.\n", encoding="utf-8")
    assert len(broken_promises(read_lesson(path))) == 1
    path.write_text(only_solved + '# %% [markdown] tags=["solved"]\n# It is ≈ 0.31.\n', encoding="utf-8")
    assert broken_promises(read_lesson(path)) == []


def test_magic_lines_hide_no_expect(tmp_path: Path) -> None:
    assert promises(tmp_path, "It is ≈ 0.31.", f"%matplotlib inline\n{KEPT}") == []
