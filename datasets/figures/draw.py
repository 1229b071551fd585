"""Draw the pictures of datasets/README.md:   python datasets/figures/draw.py"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

from calibrate import measure, movielens_folder  # noqa: E402

from recsys_course.data import load, read_folder  # noqa: E402
from recsys_course.world import harbour  # noqa: E402

OURS, THEIRS, GREY = "#0072B2", "#E69F00", "#666666"  # Okabe and Ito's colours, safe for colour-blind readers


def page(title: str, width: float = 7.5, height: float = 3.6) -> tuple[plt.Figure, plt.Axes]:
    """An empty picture whose title states what one should see."""
    figure, axes = plt.subplots(figsize=(width, height), layout="constrained")
    axes.set_title(title, loc="left", fontsize=11)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def save(figure: plt.Figure, name: str) -> None:
    """Write a PNG without a date in it, so that a second run gives the same bytes."""
    figure.savefig(HERE / name, dpi=80, metadata={"Software": None})
    plt.close(figure)


def histogram(sets: list) -> None:
    """Stars on both data sets, side by side."""
    figure, axes = page("People on Harbour give stars much as on MovieLens: mostly 3 to 4, few below 2")
    stars = np.arange(0.5, 5.1, 0.5)
    for data, colour, shift in zip(sets, (OURS, THEIRS), (-0.1, 0.1), strict=True):
        share = [(data.interactions.ratings == star).mean() for star in stars]
        axes.bar(stars + shift, share, 0.19, color=colour, label=data.name)
    axes.set(xticks=stars, xlabel="stars", ylabel="share of ratings")
    axes.legend(frameon=False)
    save(figure, "stars.png")


def long_tail(sets: list) -> None:
    """Share of all ratings on the most watched films."""
    figure, axes = page("Few films get most ratings on both; Harbour's tail is less extreme")
    for data, colour in zip(sets, (OURS, THEIRS), strict=True):
        counts = np.sort(data.interactions.counts_by_item())[::-1]
        counts = counts[counts > 0]
        share = np.cumsum(counts) / counts.sum()
        axes.plot(np.arange(1, len(counts) + 1) / len(counts) * 100, share * 100, color=colour, lw=2)
        below = data.name == "harbour"
        place = (24, 52) if below else (4, 88)
        axes.text(*place, data.name, color=colour, fontsize=10)
    axes.axvline(10, color=GREY, lw=0.8, ls=":")
    axes.text(10.5, 3, "top 10 % of films", color=GREY, fontsize=9)
    axes.set(xlabel="films, most watched first (%)", ylabel="share of ratings (%)", ylim=(0, 103), xlim=(0, 100))
    save(figure, "long_tail.png")


def ladder(sets: list) -> None:
    """NDCG@10 of the models on both data sets: one line each, log scale."""
    ours, theirs = (measure(data) for data in sets)
    figure, axes = page("The order of the models is nearly the same on both", 7.5, 3.8)
    names = ["Oracle", *sorted(set(ours) - {"Chance", "Oracle"}, key=lambda name: -theirs[name].mean())]
    for place, name in enumerate(names):
        for result, colour, mark in ((ours, OURS, "o"), (theirs, THEIRS, "s")):
            if name in result:
                axes.plot(result[name].mean(), place, mark, color=colour, ms=8)
    axes.plot([], [], "o", color=OURS, label=sets[0].name)
    axes.plot([], [], "s", color=THEIRS, label=sets[1].name)
    axes.set(yticks=range(len(names)), yticklabels=names, xscale="log", xlabel="nDCG@10 (log scale)")
    axes.set_xticks([0.02, 0.03, 0.05, 0.1, 0.2], ["0.02", "0.03", "0.05", "0.1", "0.2"])
    axes.minorticks_off()
    axes.grid(axis="x", lw=0.4)
    axes.legend(frameon=False, loc="upper right")
    save(figure, "ladder.png")


def posters() -> None:
    """One row for each of seven genres, one column for each mood."""
    world = harbour()
    films, pictures = world.films, world.posters
    from recsys_course.world.genres import GENRES
    from recsys_course.world.words import MOODS

    figure, grid = plt.subplots(7, 6, figsize=(6.2, 7.0), layout="constrained")
    figure.suptitle("Colours tell the genre, shapes tell the mood", x=0.02, ha="left", fontsize=11)
    for row, genre in enumerate(range(0, 14, 2)):
        for column in range(6):
            found = np.flatnonzero((films.genres[:, 0] == genre) & (films.mood == column))
            axes = grid[row, column]
            axes.imshow(pictures[found[0]], interpolation="nearest")
            axes.set(xticks=[], yticks=[])
            if row == 0:
                axes.set_title(list(MOODS)[column], fontsize=9)
            if column == 0:
                axes.set_ylabel(list(GENRES)[genre].replace(" ", "\n"), fontsize=8)
    save(figure, "posters.png")


def main() -> None:
    """Draw all four pictures."""
    sets = [load("harbour"), read_folder(movielens_folder())]
    histogram(sets)
    long_tail(sets)
    ladder(sets)
    posters()


if __name__ == "__main__":
    main()
