"""People's events over time under several splits; an arrow shows where the training knows what came later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from recsys_course.plots.picture import PALETTE, Picture
from recsys_course.plots.sheet import FONT

TRAINING = "training"
LOOKS: dict[str, dict[str, Any]] = {
    TRAINING: {"marker": "o", "markerfacecolor": "white", "markersize": 7},
    "validation": {"marker": "s", "markerfacecolor": PALETTE[4], "markersize": 7},
    "test": {"marker": "D", "markerfacecolor": "black", "markersize": 7},
}
MOST_SPLITS = 4


def timelines(
    people: ArrayLike, times: ArrayLike, parts: Mapping[str, Sequence[str]], title: str, xlabel: str
) -> Picture:
    """One small picture for each split, with one line for each person: which events are hidden, and the leak.

    people: array (n,), the name of each event's person.   times: array (n,), numbers, when it was.
    parts: for the name of each split n words: "training", "validation" or "test".
    The arrow leads from an event of the training back to an earlier, hidden one: of the same person (solid line) where
    there is such a pair, else of two people (dashed). Errors: ValueError for another number of events, an unknown
    part, or more than four splits.
    """
    table = pd.DataFrame({"person": np.asarray(people).astype(str), "time": np.asarray(times, float)})
    _check(len(table), parts)
    figure = Figure(figsize=(2.6 * len(parts) + 0.6, 0.34 * table["person"].nunique() + 1.9), layout="constrained")
    panels = np.ravel(figure.subplots(1, len(parts), sharey=True, squeeze=False))
    said = []
    for axes, (name, own) in zip(panels, parts.items(), strict=True):
        leak = _draw(axes, table.assign(part=list(own)))
        axes.set_title(f"{name}:\n{leak}", fontsize=FONT)
        axes.set_xlabel(xlabel)
        hidden = sum(part != TRAINING for part in own)
        said.append(f"{name}: {hidden} of {len(table)} events are hidden; {leak}".replace("\n", " "))
    marks = [Line2D([], [], color="black", linestyle="", label=part, **look) for part, look in LOOKS.items()]
    figure.legend(handles=marks, loc="outside lower center", ncols=len(LOOKS), fontsize=FONT, frameon=False)
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Picture(figure, f"{title}. One line for each of {table['person'].nunique()} people. {'. '.join(said)}.")


def _check(events: int, parts: Mapping[str, Sequence[str]]) -> None:
    if not 1 <= len(parts) <= MOST_SPLITS:
        raise ValueError(f"{len(parts)} splits do not fit beside one another. Draw 1 to {MOST_SPLITS}.")
    for name, own in parts.items():
        if len(own) != events:
            raise ValueError(f"{name!r} names the parts of {len(own)} events. Name those of all {events}.")
        if unknown := sorted({*own} - {*LOOKS}):
            raise ValueError(f"{name!r} has the part {unknown[0]!r}. Use only {', '.join(LOOKS)}.")


def _draw(axes: Axes, events: pd.DataFrame) -> str:
    """Draw one split; returns what the leak is, in words."""
    people = list(dict.fromkeys(events["person"]))
    events["row"] = [people.index(person) for person in events["person"]]
    for row in range(len(people)):
        axes.axhline(row, color="#BBBBBB", linewidth=0.8, zorder=0)
    for part, look in LOOKS.items():
        own = events[events["part"] == part]
        axes.plot(own["time"], own["row"], color="black", linestyle="", **look)
    axes.set_yticks(range(len(people)), people, fontsize=FONT)
    axes.set_ylim(len(people) - 0.4, -0.8)
    axes.margins(x=0.1)
    axes.spines[["top", "right", "left"]].set_visible(False)
    return _leak(axes, events)


def _leak(axes: Axes, events: pd.DataFrame) -> str:
    known, hidden = events[events["part"] == TRAINING], events[events["part"] != TRAINING]
    pairs = hidden.merge(known, how="cross", suffixes=("", "_known"))
    pairs["gap"] = pairs["time_known"] - pairs["time"]
    pairs = pairs[pairs["gap"] > 0].sort_values("gap", kind="stable")
    own = pairs[pairs["person"] == pairs["person_known"]]
    if len(own):
        _arrow(axes, own.iloc[-1], "-", 0.45)
        n = own.groupby(["row", "time"]).ngroups
        return f"for {n} hidden event{'s' * (n > 1)}\nthe person's own future is known"
    if len(pairs):
        _arrow(axes, pairs.iloc[-1], "--", 0.0)
        return "nobody's own future is known,\nbut that of other people"
    if len(known) and len(hidden):
        axes.axvline((known["time"].max() + hidden["time"].min()) / 2, color="black", linestyle=":")
    return "nothing of the future\nis known"


def _arrow(axes: Axes, pair: pd.Series, dashes: str, bend: float) -> None:
    style = {"arrowstyle": "-|>", "linewidth": 2, "linestyle": dashes, "color": PALETTE[1], "mutation_scale": 14}
    ends = (pair["time"], pair["row"]), (pair["time_known"], pair["row_known"])
    axes.annotate("", *ends, arrowprops={**style, "connectionstyle": f"arc3,rad={bend}", "shrinkA": 5, "shrinkB": 5})
