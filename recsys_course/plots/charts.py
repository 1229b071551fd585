"""Charts of tables and arrays: bars, lines, points and the like.

A function here never sees a model. `title` states what the reader should find in the picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from recsys_course.plots.picture import DASHES, MARKERS, PALETTE, Picture, canvas


def bars(values: Mapping[str, float] | pd.Series, title: str, xlabel: str) -> Picture:
    """One horizontal bar for each name, the first on top, with its value written beside it."""
    series = pd.Series(values, dtype=float)
    figure, axes = canvas(title, xlabel, "")
    drawn = axes.barh(series.index.astype(str)[::-1], series.to_numpy()[::-1], color=PALETTE[0])
    written = _three_digits(series)
    axes.bar_label(drawn, labels=written[::-1], padding=3)
    axes.margins(x=0.15)
    listed = ", ".join(f"{name} {value}" for name, value in zip(series.index, written, strict=True))
    return Picture(figure, f"{title}. {xlabel}: {listed}.")


def leaderboard(table: pd.DataFrame, title: str) -> Picture:
    """The table of `evaluation.leaderboard` as points with their 95 % intervals, the best on top."""
    metric, shown = table.columns[0], table.iloc[::-1]
    figure, axes = canvas(title, f"{metric} with 95 % interval", "")
    below, above = shown.iloc[:, 0] - shown["low"], shown["high"] - shown.iloc[:, 0]
    axes.errorbar(shown.iloc[:, 0], shown.index, xerr=[below, above], fmt="o", color=PALETTE[0], capsize=3)
    axes.set_xlim(left=0)
    axes.margins(y=0.15 if len(table) < 10 else 0.04)
    figure.set_figheight(max(figure.get_figheight(), 1 + 0.28 * len(table)))  # a long board stays readable
    rows = [f"{name} {row.iloc[0]:.3f} ({row['low']:.3f} to {row['high']:.3f})" for name, row in table.iterrows()]
    return Picture(figure, f"{title}. {metric} with 95 % interval: {', '.join(rows)}.")


def long_tail(counts: ArrayLike, title: str) -> Picture:
    """Items from the most to the least popular against their number of events; the top tenth is shaded."""
    counts = np.sort(np.asarray(counts))[::-1]
    figure, axes = canvas(title, "items, from the most to the least popular", "events of the item")
    tenth = max(1, len(counts) // 10)
    axes.fill_between(
        np.arange(tenth), counts[:tenth], facecolor=PALETTE[4], edgecolor="white", hatch="//", label="top 10 % of items"
    )
    axes.plot(counts, color=PALETTE[0])
    axes.legend()
    share = counts[:tenth].sum() / counts.sum()
    middle = f"The most popular item has {counts[0]} events, the middle item {counts[len(counts) // 2]}."
    return Picture(figure, f"{title}. The top 10 % of items hold {share:.0%} of all events. {middle}")


def histogram(values: ArrayLike, title: str, xlabel: str, ylabel: str, bins: int | Sequence[float] = 20) -> Picture:
    """How often each range of values occurs; the median is a dashed line."""
    values = np.asarray(values, float)
    figure, axes = canvas(title, xlabel, ylabel)
    counts, edges, _ = axes.hist(values, bins=bins, color=PALETTE[0], edgecolor="white")
    axes.axvline(np.median(values), color=PALETTE[6], linestyle="--", label=f"median {np.median(values):.4g}")
    axes.legend()
    top = int(np.argmax(counts))
    inside = f"{counts[top]:.0f} of {len(values)}, between {edges[top]:.4g} and {edges[top + 1]:.4g}"
    return Picture(figure, f"{title}. {xlabel}: the tallest bar is {inside}; the median is {np.median(values):.4g}.")


def heatmap(table: pd.DataFrame, title: str, xlabel: str = "", ylabel: str = "", digits: int = 2) -> Picture:
    """A small table as a picture: darker cells hold higher values, which are written inside. NaN stays empty."""
    values = table.to_numpy(float)
    figure, axes = canvas(title, xlabel, ylabel)
    axes.imshow(values, cmap="Blues", aspect="auto")
    axes.set_xticks(range(table.shape[1]), table.columns, rotation=30, ha="right")
    axes.set_yticks(range(table.shape[0]), table.index)
    middle = (np.nanmin(values) + np.nanmax(values)) / 2
    for row, column in zip(*np.nonzero(np.isfinite(values)), strict=True):
        ink = "white" if values[row, column] > middle else "black"
        axes.text(column, row, f"{values[row, column]:.{digits}f}", ha="center", va="center", color=ink)
    high = [int(place) for place in np.unravel_index(np.nanargmax(values), values.shape)]
    place = f"{table.index[high[0]]} and {table.columns[high[1]]}"
    size = f"A table of {table.shape[0]} rows and {table.shape[1]} columns"
    return Picture(figure, f"{title}. {size}; the highest value, {values[*high]:.{digits}f}, is at {place}.")


def lines(table: pd.DataFrame, title: str, xlabel: str, ylabel: str) -> Picture:
    """One line for each column over the index, told apart by colour, marker and dashes."""
    figure, axes = canvas(title, xlabel, ylabel)
    for n, name in enumerate(table.columns):
        style: dict[str, Any] = {
            "color": PALETTE[n % 8],
            "marker": MARKERS[n % 8],
            "linestyle": DASHES[n % 4],
            "markersize": 4,
        }
        axes.plot(table.index, table[name], label=str(name), **style)
    axes.legend()
    if table.index[0] > 0 and table.index[-1] >= 20 * table.index[0]:  # 5, 10, 30, 100: equal steps on a log scale
        axes.set_xscale("log")
        axes.set_xticks(table.index, [f"{x:.4g}" for x in table.index])
        axes.minorticks_off()
    elif table.index.dtype.kind in "iu":
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))  # there is no epoch 1.5
    ends = [f"{name} from {table[name].iloc[0]:.4g} to {table[name].iloc[-1]:.4g}" for name in table.columns]
    span = f"{xlabel} from {table.index[0]:.4g} to {table.index[-1]:.4g}"
    return Picture(figure, f"{title}. {ylabel} over {span}: {'; '.join(ends)}.")


def points(x: ArrayLike, y: ArrayLike, names: Sequence[str], title: str, xlabel: str, ylabel: str) -> Picture:
    """Labelled points in the plane, for example items by two numbers each."""
    x, y = np.asarray(x, float), np.asarray(y, float)
    figure, axes = canvas(title, xlabel, ylabel)
    axes.scatter(x, y, color=PALETTE[0])
    for name, across, up in zip(names, x, y, strict=True):
        axes.annotate(str(name), (across, up), xytext=(4, 4), textcoords="offset points", fontsize=8)
    axes.margins(0.15)
    placed = [f"{name} ({across:.3g}, {up:.3g})" for name, across, up in zip(names, x, y, strict=True)]
    some = ", ".join(placed[:8]) + (f" and {len(placed) - 8} more" if len(placed) > 8 else "")
    return Picture(figure, f"{title}. {xlabel} and {ylabel}: {some}.")


def groups(x: ArrayLike, y: ArrayLike, names: Sequence[str], title: str, xlabel: str, ylabel: str) -> Picture:
    """Points in the plane, told apart by the group they belong to: `names` holds one group for each point.

    Groups are drawn in the order of their first point. Errors: ValueError for more than eight.
    """
    table = pd.DataFrame({"x": np.asarray(x, float), "y": np.asarray(y, float), "name": [str(n) for n in names]})
    if table["name"].nunique() > len(MARKERS):
        raise ValueError(f"{table['name'].nunique()} groups cannot be told apart. Draw {len(MARKERS)} or fewer.")
    figure, axes = canvas(title, xlabel, ylabel)
    placed = []
    for n, (name, own) in enumerate(table.groupby("name", sort=False)):
        style: dict[str, Any] = {"color": PALETTE[n], "marker": MARKERS[n], "edgecolors": "black", "linewidths": 0.4}
        axes.scatter(own["x"], own["y"], label=name, s=45, alpha=0.8, **style)
        placed.append(f"{name}, {len(own)} at about ({own['x'].mean():.2g}, {own['y'].mean():.2g})")
    axes.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    axes.margins(0.15)
    return Picture(figure, f"{title}. {xlabel} and {ylabel}: {'; '.join(placed)}.")


def _three_digits(values: pd.Series) -> list[str]:
    """All values with the decimals that give the largest of them three digits: 1,410 and 380; 0.0728 and 0.0663."""
    largest = float(values.abs().max())
    decimals = max(0, 2 - int(np.floor(np.log10(largest)))) if largest > 0 else 0
    return [f"{value:,.{decimals}f}" for value in values]
