"""Seconds of the fit of every model at growing sizes: does time grow as the events do?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import log

import numpy as np

from benchmarks.factor_speed import stars
from benchmarks.speed import NEIGHBOURS, K
from benchmarks.tables import table
from benchmarks.timing import seconds
from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Popularity
from recsys_course.models.clusters import Personas
from recsys_course.models.content import ContentBased
from recsys_course.models.factors import ALS, BPR, EASE, MatrixFactorization, PureSVD
from recsys_course.models.neighbours import ItemKNN, UserKNN
from recsys_course.models.rules import Rule, Rules

Size = tuple[int, int, int]
EPOCHS, WORDS, FACTORS = 5, 12, {"n_factors": 32}
LABELS = ("Comedy", "Drama", "Crime", "Romance")


@dataclass(frozen=True)
class Growth:
    """A model to grow. make(n_items) gives it unfitted; more than `largest` events are left out, `why` says why."""

    make: Callable[[int], Recommender]
    largest: int | None = None
    why: str = ""


def plain(kind: type[Recommender], **settings: object) -> Callable[[int], Recommender]:
    """A maker of models that do not need to know the items."""
    return lambda n_items: kind(**settings)


def words(n_items: int, seed: int = 0) -> tuple[str, ...]:
    """Made-up documents (n_items,) of 12 words each, out of 2,000 with a long tail."""
    weights = 1 / np.arange(1, 2_001)
    drawn = np.random.default_rng(seed).choice(2_000, (n_items, WORDS), p=weights / weights.sum())
    return tuple(" ".join(f"word{number}" for number in row) for row in drawn.tolist())


def labels(n_items: int) -> list[str]:
    """One label for each item, in turn."""
    return [LABELS[item % len(LABELS)] for item in range(n_items)]


CLERK = tuple(Rule(label, 0.3, label) for label in LABELS)
MODELS = {
    "Popularity": Growth(plain(Popularity)),
    "UserKNN": Growth(plain(UserKNN, k=NEIGHBOURS)),
    "ItemKNN": Growth(plain(ItemKNN, k=NEIGHBOURS)),
    f"MatrixFactorization, {EPOCHS} epochs": Growth(plain(MatrixFactorization, n_epochs=EPOCHS, **FACTORS)),
    f"ALS, {EPOCHS} epochs": Growth(plain(ALS, n_epochs=EPOCHS, **FACTORS)),
    f"BPR, {EPOCHS} epochs": Growth(plain(BPR, n_epochs=EPOCHS, **FACTORS)),
    "PureSVD": Growth(plain(PureSVD, **FACTORS)),
    "EASE": Growth(plain(EASE), 100_000, "time grows with the cube of the items (or people), memory with the square"),
    "ContentBased": Growth(lambda n_items: ContentBased(words(n_items))),
    "Personas": Growth(plain(Personas), 1_000_000, "k-means would take about a minute"),
    "Rules": Growth(lambda n_items: Rules(labels(n_items), CLERK)),
}


def growing(sizes: Sequence[Size], repetitions: int) -> str:
    """Seconds to fit, by number of events. UserKNN compares people only when asked, so asking is timed too.

    The exponent e says that time grew as events^e since the size before: 1 is linear.
    """
    small = stars((2_000, 200, 100))
    for growth in MODELS.values():
        growth.make(small.n_items).fit(small)  # compile, or load what is compiled
    cells: dict[str, list[tuple[Size, float, float]]] = {name: [] for name in MODELS}
    for size in sizes:
        data = stars(size)
        for name, growth in MODELS.items():
            if growth.largest is None or len(data) <= growth.largest:
                cells[name].append((size, *_spent(growth.make(data.n_items), data, repetitions)))
        del data  # the next size needs the memory
    rows = [row for name, measured in cells.items() for row in _rows(name, measured, sizes[-1])]
    head = ["model", "events", "users", "items", "fit, s", "exponent", f"top {K} of 1,000 users, s"]
    return table(head, rows)


def _spent(model: Recommender, data: Interactions, repetitions: int) -> tuple[float, float]:
    """Seconds of fit and of asking; a slow fit is not repeated."""
    some = np.arange(min(1_000, data.n_users))
    fit = seconds(partial(model.fit, data))
    for _ in range(repetitions - 1 if fit < 5 else 0):
        fit = min(fit, seconds(partial(model.fit, data)))
    return fit, seconds(partial(model.recommend, some, K))


def _rows(name: str, measured: list[tuple[Size, float, float]], last: Size) -> list[list[object]]:
    rows: list[list[object]] = []
    for n, (size, fit, ask) in enumerate(measured):
        growth = "-" if n == 0 else f"{exponent(measured[n - 1][0][0], measured[n - 1][1], size[0], fit):.2f}"
        rows.append([name, *(f"{number:,}" for number in size), fit, growth, ask])
    if measured[-1][0] != last:
        more = f"{measured[-1][0][0]:,}"
        rows.append([name, f"more than {more}", "-", "-", f"left out: {MODELS[name].why}", "-", "-"])
    return rows


def exponent(events: float, spent: float, more_events: float, more_spent: float) -> float:
    """e in  time ~ events^e  between two sizes."""
    return log(more_spent / spent) / log(more_events / events)
