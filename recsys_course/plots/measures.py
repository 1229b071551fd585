"""Ideas of evaluation: a list beside the ideal list, and many intervals beside the true mean."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import ArrayLike

from recsys_course.plots.picture import PALETTE, Picture, canvas
from recsys_course.plots.sheet import FONT


def discounts(hits: ArrayLike, n_relevant: int, title: str) -> Picture:
    """A list beside the ideal list: a bar for each place, as long as a hit there is worth, filled where there is one.

    hits: array (k,) of booleans, the best place first.   n_relevant: how many items are relevant, at least 1.
    The worth is 1 / log2(place + 1), the discount of nDCG. Errors: ValueError for an empty list or no relevant item.
    """
    hits = np.asarray(hits, bool)
    if not len(hits) or n_relevant < max(1, hits.sum()):
        raise ValueError(f"{len(hits)} places, {hits.sum()} hits and {n_relevant} relevant items do not fit. "
                         "Give at least one place, and as many relevant items as hits, at least 1.")  # fmt: skip
    worth, places = 1 / np.log2(np.arange(2, len(hits) + 2)), np.arange(1, len(hits) + 1)
    sides = {"this list": hits, "the ideal list": places <= n_relevant}
    figure = Figure(figsize=(6.8, 0.3 * len(hits) + 1.9), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    sums, said = [], []
    for axes, (name, found) in zip(panels, sides.items(), strict=True):
        axes.barh(places[~found], worth[~found], color="white", edgecolor="#888888", linestyle="--")
        axes.barh(places[found], worth[found], color=PALETTE[5], edgecolor="black", hatch="//")
        for place in places:
            axes.text(
                worth[place - 1] + 0.03,
                place,
                f"{worth[place - 1]:.3f}" if found[place - 1] else "miss",
                va="center",
                fontsize=FONT,
            )
        sums.append(float(worth[found].sum()))
        axes.set_title(f"{name}: sum {sums[-1]:.3f}", fontsize=10)
        axes.set(xlim=(0, 1.3), xlabel="worth of a hit")
        axes.spines[["top", "right"]].set_visible(False)
        said.append(
            f"{name} has hits at {', '.join(map(str, places[found])) or 'no place'}, worth {sums[-1]:.3f} together"
        )
    panels[0].set_yticks(places)
    panels[0].set_ylabel("place")
    panels[0].invert_yaxis()
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Picture(figure, f"{title}. Of {len(hits)} places {' and '.join(said)}; the nDCG is {sums[0] / sums[1]:.3f}.")


def intervals(low: ArrayLike, high: ArrayLike, truth: float, title: str, xlabel: str) -> Picture:
    """Many intervals, one below the other, and the true value as a line; those that miss it are thick, with a cross.

    low, high: arrays (n,), the ends of each. Errors: ValueError where a low end lies above its high end.
    """
    low, high = np.asarray(low, float), np.asarray(high, float)
    if low.shape != high.shape or (low > high).any():
        raise ValueError(f"{low.shape} low and {high.shape} high ends. Give as many of both, the low ones first.")
    missed = (truth < low) | (truth > high)
    figure, axes = canvas(title, xlabel, "interval number")
    rows = np.arange(1, len(low) + 1)
    axes.hlines(rows[~missed], low[~missed], high[~missed], color="#777777", linewidth=1)
    axes.hlines(rows[missed], low[missed], high[missed], color=PALETTE[1], linewidth=2.6)
    axes.plot((low + high)[missed] / 2, rows[missed], "x", color="black", label=f"{missed.sum()} that miss it")
    axes.axvline(truth, color="black", linestyle="--", label=f"true mean {truth:.3g}")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize=9, frameon=False)
    count = f"{len(low) - missed.sum()} of {len(low)} intervals hold the true mean {truth:.3g}"
    ends = f"they reach from {low.min():.3g} to {high.max():.3g} in all"
    return Picture(figure, f"{title}. {xlabel}: {count}, {missed.sum()} miss it; {ends}.")
