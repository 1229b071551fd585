"""The build of lesson 02: a table of several models with intervals, and with paired gains over the first of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_02.bootstrap import interval_from
from recsys_course.exercises.lesson_02.lists import count_hits
from recsys_course.exercises.lesson_02.ndcg import ndcg

Films = list[list[int]]  # for each person a list of film numbers
Board = dict[str, dict[str, float]]
Measure = Callable[[list[int], list[int], int], float]
COLUMNS = ("nDCG", "low", "high", "hit rate", "gain", "gain low", "gain high")


def build(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
    """For each model mean nDCG@k with its interval, hit rate, and the paired gain over the first model.

    lists: {name: n lists}, relevant: n lists, some empty. picks (b, m): places among the m people with relevant films.
    """
    values = _of_tested(lists, relevant, k, ndcg)
    hits = _of_tested(lists, relevant, k, _any_hit)
    first = next(iter(values.values()))
    return {name: _row(own, hits[name], own - first, picks) for name, own in values.items()}


def _any_hit(ranked: list[int], relevant: list[int], k: int) -> float:
    return float(count_hits(ranked, relevant, k) > 0)


def _of_tested(lists: dict[str, Films], relevant: Films, k: int, measure: Measure) -> dict[str, np.ndarray]:
    """A measure for each person with something to find.  -> {name: (m,)}"""
    return {
        name: np.array([measure(own, true, k) for own, true in zip(ranked, relevant, strict=True) if true])
        for name, ranked in lists.items()
    }


def _row(values: np.ndarray, hits: np.ndarray, gains: np.ndarray, picks: np.ndarray) -> dict[str, float]:
    numbers = (values.mean(), *interval_from(values, picks), hits.mean(), gains.mean(), *interval_from(gains, picks))
    return dict(zip(COLUMNS, map(float, numbers), strict=True))


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: two models, one person without relevant films, a cut; the first is the better one; then random ones."""
    relevant = [[3], [7, 1], [], [2], [5, 8, 9, 0, 4]]
    good, poor = ([[3, 1], [1, 0], [4, 2], [6, 2], [5, 0]], [[9, 3, 1], [2, 8, 7], [1], [4], [3, 1, 6]])
    cases: Cases = [
        ({"A": good, "B": poor}, relevant, 2, rng.integers(0, 4, (41, 4))),
        ({"B": poor, "A": good}, relevant, 3, rng.integers(0, 4, (41, 4))),
    ]
    return [*cases, *(_random(rng, n, k) for n, k in ((6, 3), (9, 4), (12, 2)))]


def _random(rng: np.random.Generator, n: int, k: int) -> tuple[dict[str, Films], Films, int, np.ndarray]:
    """Three models, n people, the last without relevant films; lists are longer than k."""
    lists = {name: [rng.permutation(9)[:6].tolist() for _ in range(n)] for name in ("floor", "second", "third")}
    relevant = [rng.permutation(9)[: rng.integers(1, 5)].tolist() for _ in range(n - 1)]
    return lists, [*relevant, []], k, rng.integers(0, n - 1, (201, n - 1))


def _changed(change: Callable[..., dict[str, float]]) -> Callable[..., Board]:
    """Each row changed: change(row, values, first values, hits, picks)."""

    def answer(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
        board = build(lists, relevant, k, picks)
        values, hits = _of_tested(lists, relevant, k, ndcg), _of_tested(lists, relevant, k, _any_hit)
        first = next(iter(board))
        return {
            name: row | change(row | {"first": board[first]}, values[name], values[first], hits[name], picks)
            for name, row in board.items()
        }

    return answer


def _gain(gains: np.ndarray, picks: np.ndarray) -> dict[str, float]:
    low, high = interval_from(gains, picks)
    return {"gain": float(gains.mean()), "gain low": low, "gain high": high}


def _with(measure: Measure) -> Callable[..., Board]:
    """Another measure in place of nDCG."""

    def answer(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
        values, hits = _of_tested(lists, relevant, k, measure), _of_tested(lists, relevant, k, _any_hit)
        first = next(iter(values.values()))
        return {name: _row(own, hits[name], own - first, picks) for name, own in values.items()}

    return answer


def _hit_rate(measure: Measure) -> Callable[..., Board]:
    """Another mean in place of the hit rate."""

    def answer(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
        other = _of_tested(lists, relevant, k, measure)
        return {
            name: row | {"hit rate": float(other[name].mean())}
            for name, row in build(lists, relevant, k, picks).items()
        }

    return answer


def _own_ideal(ranked: list[int], relevant: list[int], k: int) -> float:
    return ndcg(ranked, [film for film in relevant if film in ranked[:k]], k) if _any_hit(ranked, relevant, k) else 0.0


def _everybody(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
    """Whoever has nothing to find counts as a miss."""
    return build(lists, [films or [-2] for films in relevant], k, picks)


def _over_the_one_before(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
    board, values = build(lists, relevant, k, picks), list(_of_tested(lists, relevant, k, ndcg).values())
    before = [values[0], *values[:-1]]
    return {
        name: row | _gain(own - other, picks)
        for (name, row), own, other in zip(board.items(), values, before, strict=True)
    }


def _own_draws(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
    return build(lists, relevant, k, np.random.default_rng(0).integers(0, picks.shape[1], picks.shape))


def _whole_lists(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
    longest = max(len(ranked) for every in lists.values() for ranked in every)
    return build(lists, relevant, longest, picks)


def _first_without_gain(lists: dict[str, Films], relevant: Films, k: int, picks: np.ndarray) -> Board:
    board = build(lists, relevant, k, picks)
    first = next(iter(board))
    return board | {first: {name: board[first][name] for name in COLUMNS[:4]}}


EXERCISE = Exercise(
    "02-build",
    points=4,
    title="an evaluate with intervals",
    reference=build,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _everybody,
            "A person without relevant films counts as a miss here. There was nothing to find: leave the person out, "
            "in every model.",
        ),
        Mistake(
            _changed(
                lambda row, own, first, hits, picks: {
                    "gain low": row["low"] - row["first"]["high"],
                    "gain high": row["high"] - row["first"]["low"],
                }
            ),
            "You subtract the ends of two intervals. That is no paired comparison: take the difference of each "
            "person first, then the interval of these differences.",
        ),
        Mistake(
            _changed(
                lambda row, own, first, hits, picks: {
                    "gain low": row["low"] - row["first"]["low"],
                    "gain high": row["high"] - row["first"]["high"],
                }
            ),
            "You subtract low from low and high from high. Take the difference of each person first, then the "
            "interval of these differences.",
        ),
        Mistake(
            _changed(lambda row, own, first, hits, picks: _gain(first - own, picks)),
            "The sign of the gain is turned around: it is this model minus the first one.",
        ),
        Mistake(
            _over_the_one_before,
            "You compare each model with the one before it. The gain is over the FIRST model of the dict.",
        ),
        Mistake(_whole_lists, "You use the whole list. Only the first k places count."),
        Mistake(
            _changed(
                lambda row, own, first, hits, picks: dict(zip(("low", "high"), interval_from(hits, picks), strict=True))
            ),
            "Your low and high are those of the hit rate. They belong to the nDCG.",
        ),
        Mistake(
            _hit_rate(lambda ranked, relevant, k: count_hits(ranked, relevant, k) / k),
            "Your hit rate is the mean precision. It is the share of the people who have at least one hit.",
        ),
        Mistake(
            _hit_rate(lambda ranked, relevant, k: count_hits(ranked, relevant, k) / len(relevant)),
            "Your hit rate is the mean recall. It is the share of the people who have at least one hit.",
        ),
        Mistake(
            _hit_rate(count_hits),
            "Your hit rate counts every hit. A person with several hits counts once.",
        ),
        Mistake(
            _with(_any_hit),
            "You use hits where the nDCG is asked for: a hit counts less further down.",
        ),
        Mistake(
            _with(_own_ideal),
            "Your ideal list holds only the relevant films that the list found. It begins with ALL relevant films.",
        ),
        Mistake(
            _changed(lambda row, own, first, hits, picks: {"nDCG": float(own[picks].mean())}),
            "Your nDCG is the mean over the audiences. It is the mean over the people; the audiences are for the "
            "interval.",
        ),
        Mistake(
            _own_draws,
            "You draw audiences of your own. They are drawn already: give `picks` to interval_from, for every model.",
        ),
        Mistake(
            _first_without_gain,
            "The first model has no gain in your table. Its gain over itself is 0, with the interval 0 to 0.",
        ),
        Mistake(
            lambda lists, relevant, k, picks: {
                name: {key: row[key] for key in COLUMNS[:4]} for name, row in build(lists, relevant, k, picks).items()
            },
            'The gains are missing: each row also has "gain", "gain low" and "gain high".',
        ),
        Mistake(
            lambda lists, relevant, k, picks: dict(list(build(lists, relevant, k, picks).items())[:1]),
            "Your table has one model only. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            _changed(lambda row, own, first, hits, picks: {"gain": (own.mean() - first.mean()) / first.mean()}),
            "Your gain is relative: it is divided by the mean of the first model. The mean of the differences "
            "alone is asked for.",
        ),
    ],
    hints=[
        "First the people who have something to find: [n for n, films in enumerate(relevant) if films]. For them, one "
        "array of values for each model.",
        "Keep the values of the first model. For each model the gains are an array too: values - first_values.",
        "A list has a hit when its nDCG is above 0, or its precision. interval_from gives two numbers: "
        "low, high = interval_from(values, picks).",
    ],
)
