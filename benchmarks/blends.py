"""The hybrids of the benchmark, made of the chosen models; what they choose themselves, they choose on validation."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.choosing import Settings, best
from benchmarks.entries import ENTRIES
from benchmarks.speed import K
from recsys_course.data import Dataset
from recsys_course.evaluation import evaluate
from recsys_course.models.base import Recommender
from recsys_course.models.content import documents
from recsys_course.models.hybrid import Cascade, Switching, Weighted, choose_weights
from recsys_course.splits import Split

CANDIDATES, NEWCOMERS = (20, 50, 100, 200, 400), (10, 20, 50, 100)
HEARD = ("ItemKNN recency", "EASE", "ContentBased")


def texts(data: Dataset) -> tuple[str, ...]:
    """The documents of a data set, the same for ours and for the peer."""
    return documents(data.catalogue)


def hybrids(data: Dataset, split: Split, chosen: Mapping[str, Settings]) -> dict[str, tuple[Recommender, str]]:
    """Weighted, Cascade and Switching, unfitted, each with its settings in words."""

    def part(name: str) -> Recommender:
        return ENTRIES[name].make(data, split.train, **chosen[name])

    def score(model: Recommender) -> float:
        return evaluate(model.fit(split.train), split.valid, K).mean()

    def cascade(candidates: int) -> Recommender:
        return Cascade([part("EASE"), part("ItemKNN recency")], candidates)

    def switching(at_least: int) -> Recommender:
        return Switching([part("ContentBased"), part("EASE")], at_least)

    weights = choose_weights([part(name) for name in HEARD], split.train, split.valid, steps=5, k=K)
    shares = ", ".join(f"{weight:g} {name}" for weight, name in zip(weights, HEARD, strict=True))
    few = best([{"candidates": n} for n in CANDIDATES], lambda some: score(cascade(**some)))
    new = best([{"at_least": n} for n in NEWCOMERS], lambda some: score(switching(**some)))
    return {
        "Weighted": (Weighted([part(name) for name in HEARD], weights), shares),
        "Cascade": (cascade(**few), f"the best {few['candidates']} of EASE, ordered by ItemKNN recency"),
        "Switching": (switching(**new), f"ContentBased for people with fewer than {new['at_least']} items, then EASE"),
    }
