"""How settings are chosen: by a score on validation, in the same way and from the same values for ours and theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

Settings = dict[str, Any]
Grid = Mapping[str, Sequence[Any]]
Score = Callable[[Settings], float]


def every(grid: Grid) -> list[Settings]:
    """All combinations of the values of a grid; an empty grid has one, without settings."""
    return [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]


def best(tried: Sequence[Settings], score: Score) -> Settings:
    """The settings with the highest score; the first of equals."""
    return max(tried, key=score)


def best_of_all(grid: Grid, score: Score) -> Settings:
    """The best of all combinations: the product of the numbers of values is tried."""
    return best(every(grid), score)


def best_one_by_one(grid: Grid, score: Score) -> Settings:
    """Begin with the first value of every setting, then let one setting after the other take its best value.

    Tries 1 + sum of (values - 1) combinations, each once. For models whose fit takes long.
    """
    chosen = {name: values[0] for name, values in grid.items()}
    highest = score(chosen)
    for name, values in grid.items():
        for value in values[1:]:
            other = {**chosen, name: value}
            if (found := score(other)) > highest:
                chosen, highest = other, found
    return chosen


def starts(settings: Settings, seeds: int) -> list[Settings]:
    """The settings once for each random start; as they are for a model without chance (seeds=1)."""
    return [{**settings, "seed": seed} for seed in range(seeds)] if seeds > 1 else [settings]


def words(settings: Settings) -> str:
    """The settings as a reader finds them in a table."""
    return ", ".join(f"{name}={value}" for name, value in settings.items())
