"""Ideas in the plane: the angle between two rows, centres that move, one step down a loss."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Arc
from numpy.typing import ArrayLike

from recsys_course.plots.picture import DASHES, MARKERS, PALETTE, Picture, canvas
from recsys_course.plots.sheet import FONT

MOST_ROUNDS = 4


def angle(rows: pd.DataFrame, title: str) -> Picture:
    """Two rows of two numbers as arrows from 0, with the angle between them and its cosine.

    rows: (2, 2), its index names the arrows and its columns the axes. Errors: ValueError for another shape, or a row of
    zeros, which has no direction.
    """
    pair = rows.to_numpy(float)
    if pair.shape != (2, 2):
        raise ValueError(f"The table has the shape {pair.shape}. Give two rows of two numbers: (2, 2).")
    if not pair.any(axis=1).all():
        raise ValueError("A row of zeros has no direction. Give two rows that are not all zeros.")
    cosine = float(pair[0] @ pair[1] / np.prod(np.linalg.norm(pair, axis=1)))
    degrees = float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
    figure, axes = canvas("", str(rows.columns[0]), str(rows.columns[1]))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)  # it may be wider than the square of the arrows
    for n, (name, end) in enumerate(zip(rows.index, pair, strict=True)):
        _arrow(axes, np.zeros(2), end, PALETTE[n], DASHES[n])
        axes.plot([], [], color=PALETTE[n], linestyle=DASHES[n], label=f"{name} ({end[0]:.3g}, {end[1]:.3g})")
        _beside(axes, end, str(name), end - pair[1 - n] / 2)
    _arc(axes, pair)
    axes.plot([], [], linestyle="", label=f"angle {degrees:.0f}°, cosine {cosine:.2f}")
    ends = np.vstack([pair, np.zeros(2)])
    room = 0.25 * float(np.ptp(ends, axis=0).max())
    (left, bottom), (right, top) = ends.min(axis=0) - room, ends.max(axis=0) + room
    axes.set(aspect="equal", xlim=(left, right), ylim=(bottom, top))
    figure.legend(loc="outside right center", fontsize=FONT, frameon=False)
    listed = " and ".join(f"{name} to ({x:.3g}, {y:.3g})" for name, (x, y) in zip(rows.index, pair, strict=True))
    return Picture(
        figure, f"{title}. Two arrows from 0: {listed}. Between them are {degrees:.0f}°; the cosine is {cosine:.2f}."
    )


def moving_centres(
    points: pd.DataFrame, groups: Sequence[ArrayLike], centres: Sequence[ArrayLike], title: str
) -> Picture:
    """One small picture for each round: points by their group, and each centre with the way that it came.

    points: (n, 2), its index names the points and its columns the axes.   groups: for each round an array (n,), the
    group of each point.   centres: for each round an array (k, 2), the centres after it. The first round is the start.
    Errors: ValueError for more than four rounds, or unequal numbers of groups and centres.
    """
    if len(groups) != len(centres) or not 1 <= len(groups) <= MOST_ROUNDS:
        raise ValueError(
            f"{len(groups)} groupings and {len(centres)} sets of centres. Give as many of both, 1 to {MOST_ROUNDS}."
        )
    places = [np.asarray(one, float) for one in centres]
    figure = Figure(figsize=(2.6 * len(groups) + 0.4, 3.4), layout="constrained")
    panels = np.ravel(figure.subplots(1, len(groups), sharex=True, sharey=True, squeeze=False))
    said = []
    for round_, (axes, own) in enumerate(zip(panels, groups, strict=True)):
        _round(axes, points, np.asarray(own), places[max(round_ - 1, 0) : round_ + 1])
        name = "start" if round_ == 0 else f"round {round_}"
        axes.set_title(name, fontsize=FONT)
        ends = [f"{letter} ({x:.3g}, {y:.3g})" for letter, (x, y) in zip("ABCDEFGH", places[round_], strict=False)]
        held = [f"{letter} has {', '.join(points.index[np.asarray(own) == c].astype(str)) or 'nobody'}"
                for c, letter in enumerate("ABCDEFGH"[: len(places[round_])])]  # fmt: skip
        said.append(f"{name}: centres at {', '.join(ends)}; {', '.join(held)}")
    panels[0].set_ylabel(str(points.columns[1]))
    figure.suptitle(title, x=0.01, ha="left", fontsize=11)
    return Picture(figure, f"{title}. Over {points.columns[0]} and {points.columns[1]}, {'. '.join(said)}.")


def descent(
    loss: Callable[[np.ndarray], float], path: ArrayLike, title: str, xlabel: str, ylabel: str, around: float = 3.0
) -> Picture:
    """Steps on the surface of a loss of two numbers, seen from above: lines join places of equal loss.

    loss: from an array (2,) to a number.   path: array (t, 2), the start and where each step led.
    around: how far the map goes on each side of the path, as a multiple of the path's length. Errors: ValueError for a
    path that does not move.
    """
    way = np.asarray(path, float)
    size = float(np.ptp(way, axis=0).max())
    if len(way) < 2 or size == 0:
        raise ValueError(f"The path {way.tolist()} does not move. Give at least two different places.")
    figure, axes = canvas(title, xlabel, ylabel)
    low, high = (
        way.min(axis=0) - around * size * np.array([1.6, 1]),
        way.max(axis=0) + around * size * np.array([1.6, 1]),
    )
    x, y = np.meshgrid(np.linspace(low[0], high[0], 60), np.linspace(low[1], high[1], 60))
    heights = np.array([[loss(np.array([a, b])) for a, b in zip(*row, strict=True)] for row in zip(x, y, strict=True)])
    axes.contour(x, y, heights, levels=9, colors="#555555", linewidths=0.9)
    figure.colorbar(axes.contourf(x, y, heights, levels=9, cmap="Greys", alpha=0.5), label="loss")
    for one, two in pairwise(way):
        _arrow(axes, one, two, PALETTE[1], "-")
    axes.plot(*way[0], "o", color="black")
    losses = [float(loss(place)) for place in way]
    for place, value, name, side in ((way[0], losses[0], "start", -1), (way[-1], losses[-1], "end", 1)):
        _beside(axes, place, f"{name}, loss {value:.3g}", side * (way[-1] - way[0]))
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")
    said = [f"({a:.4g}, {b:.4g}) with the loss {value:.3g}" for (a, b), value in zip(way, losses, strict=True)]
    return Picture(
        figure,
        f"{title}. Lines of equal loss over {xlabel} and {ylabel}, and an arrow across them: from {' to '.join(said)}.",
    )


def _round(axes: Axes, points: pd.DataFrame, groups: np.ndarray, centres: Sequence[np.ndarray]) -> None:
    for c, (x, y) in enumerate(centres[-1]):
        own = points[groups == c].to_numpy(float)
        look: dict[str, Any] = {"marker": MARKERS[c], "zorder": 4}
        axes.scatter(own[:, 0], own[:, 1], s=30, color=PALETTE[c], **look)
        axes.scatter(x, y, s=170, facecolor="white", edgecolor=PALETTE[c], linewidths=2, **look)
        axes.annotate("ABCDEFGH"[c], (x, y), ha="center", va="center", fontsize=9, fontweight="bold", zorder=5)
        if not np.allclose(centres[0][c], (x, y)):
            _arrow(axes, centres[0][c], centres[-1][c], PALETTE[c], DASHES[0], short=8)
    for name, place in zip(points.index, points.to_numpy(float), strict=True):
        away = place - min(centres[-1], key=lambda centre: float(((place - centre) ** 2).sum()))
        _beside(axes, place, str(name), away if away.any() else np.array([1.0, 0]), 10)
    axes.set_xlabel(str(points.columns[0]))
    axes.margins(x=0.4, y=0.25)
    axes.spines[["top", "right"]].set_visible(False)


def _arrow(axes: Axes, start: np.ndarray, end: np.ndarray, colour: str, dashes: str, short: float = 0) -> None:
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 2, "linestyle": dashes, "shrinkA": 0, "shrinkB": short}
    axes.annotate("", (end[0], end[1]), (start[0], start[1]), arrowprops={**style, "mutation_scale": 14})
    axes.plot(*np.array([start, end]).T, alpha=0)  # an arrow alone does not widen the axes


def _beside(axes: Axes, place: np.ndarray, text: str, way: np.ndarray, far: int = 7) -> None:
    """A text at a place, on the side to which `way` points."""
    across, up = (np.sign(way) * far).tolist()
    style: dict[str, Any] = {"fontsize": FONT, "ha": {far: "left", -far: "right"}.get(across, "center"), "va": "center"}
    frame = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none", "alpha": 0.9}
    axes.annotate(text, (place[0], place[1]), (across, up), textcoords="offset points", bbox=frame, zorder=6, **style)


def _arc(axes: Axes, pair: np.ndarray) -> None:
    first, second = sorted(np.degrees(np.arctan2(pair[:, 1], pair[:, 0])))
    if second - first > 180:
        first, second = second, first + 360
    size = 0.4 * np.linalg.norm(pair, axis=1).min()
    axes.add_patch(Arc((0, 0), 2 * size, 2 * size, theta1=first, theta2=second, linewidth=1.4))
