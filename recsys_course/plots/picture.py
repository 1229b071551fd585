"""The picture that every drawing returns, its colours, and an empty one with a title and labelled axes."""

from __future__ import annotations

import io
import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

# Okabe and Ito, Color Universal Design, 2008: eight colours that colour-blind readers can tell apart.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
DASHES = ("-", "--", "-.", ":")
SIZE = (6.4, 3.6)  # inches
DPI = 80  # small files: every picture is stored in the notebooks


class Picture:
    """A finished picture and what it shows in words. In a notebook the words are below the image."""

    def __init__(self, figure: Figure, words: str) -> None:
        self.figure, self.words = figure, words

    def png(self) -> bytes:
        """The picture as the bytes of a PNG file."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
        return buffer.getvalue()

    def _ipython_display_(self) -> None:
        from IPython.display import display  # only notebooks have it loaded

        alt = {"image/png": {"alt": self.words}}
        display({"image/png": self.png(), "text/plain": self.words}, metadata=alt, raw=True)
        words = textwrap.fill(f"In words: {self.words}", 100)
        display({"text/plain": words}, raw=True)  # not printed: prints of one cell are shown together, before the image


def canvas(title: str, xlabel: str, ylabel: str) -> tuple[Figure, Axes]:
    """An empty figure of the house's size and its axes, with title and labels."""
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, loc="left", fontsize=11, wrap=True)
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
