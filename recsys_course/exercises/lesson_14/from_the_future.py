"""An alarm: sentences that name a film which was not watched when the list was made."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def from_the_future(named: np.ndarray, histories: list[list[int]]) -> float:
    """Of the sentences that name a film, the share whose film is not in the person's history.  (n,), n lists"""
    spoken = [(int(film), history) for film, history in zip(named, histories, strict=True) if film >= 0]
    return 1 - sum(history.count(film) > 0 for film, history in spoken) / len(spoken)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, film 0, all right, all wrong; then drawn ones."""
    cases: Cases = [(np.array([3, 5, -1, 2]), [[1, 3], [4], [6, 7], [2]]), (np.array([0, 0]), [[0, 4], [5, 1, 2]])]
    cases += [(np.array([4, -1]), [[4, 2], [3]]), (np.array([9, 8, 7]), [[1], [9], [8, 9]])]
    for n in (6, 7, 9):
        histories = [[int(film) for film in rng.permutation(8)[: rng.integers(3, 6)]] for _ in range(n)]
        named = rng.integers(-1, 8, n)
        named[:2] = histories[0][0], -1
        cases.append((named, histories))
    return cases


def _over(
    right: Callable[[int, list[list[int]], int], bool], below: Callable[[np.ndarray], int]
) -> Callable[[np.ndarray, list[list[int]]], float]:
    """Other ways to count: right(film, histories, row) says whom to count, below(named) by how many to divide."""

    def answer(named: np.ndarray, histories: list[list[int]]) -> float:
        return sum(right(film, histories, row) for row, film in enumerate(named.tolist())) / below(named)

    return answer


def _speaking(named: np.ndarray) -> int:
    return int((named >= 0).sum())


EXERCISE = Exercise(
    "14-from-the-future",
    points=1,
    title="an alarm for reasons from the future",
    reference=from_the_future,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            _over(lambda film, histories, row: film not in histories[row], len),
            "You count -1 as a film of the future. -1 says that no film is named: leave these people out.",
        ),
        Mistake(
            _over(lambda film, histories, row: film >= 0 and film not in histories[row], len),
            "You divided by all people. Divide by the sentences that name a film.",
        ),
        Mistake(
            _over(lambda film, histories, row: film in histories[row], _speaking),
            "This is the share of the films that WERE watched. The others are asked for.",
        ),
        Mistake(
            _over(lambda film, histories, row: film >= 0 and not any(film in one for one in histories), _speaking),
            "You ask whether ANYBODY watched the film. The person who reads the sentence must have watched it.",
        ),
        Mistake(
            _over(lambda film, histories, row: film >= 0 and film != histories[row][-1], _speaking),
            "You compare with the last film only. Any film of the history is a fair reason.",
        ),
        Mistake(
            _over(
                lambda film, histories, row: film > 0 and film not in histories[row], lambda named: (named > 0).sum()
            ),
            "Film 0 is a film too. Only -1 says that no film is named.",
        ),
        Mistake(
            _over(lambda film, histories, row: film >= 0 and film not in histories[row], lambda named: 1),
            "This is how many there are. Divide by the sentences that name a film.",
        ),
    ],
    hints=[
        "Leave out the people with -1 first.",
        "film in history says whether the person watched it.",
        "The share of those for whom it is False.",
    ],
)
