"""Small pictures side by side, each with its name below."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from recsys_course.plots.picture import SIZE, Picture, canvas

WORDS = 0.7  # inches, for the title and the names


def pictures(shown: ArrayLike, names: Sequence[str], title: str) -> Picture:
    """Pictures (n, height, width, 3), numbers from 0 to 1 or bytes, in a row.

    Errors: ValueError unless there is one name for each picture.
    """
    table = np.asarray(shown)
    if len(table) != len(names):
        raise ValueError(f"There are {len(table)} pictures and {len(names)} names. Give a name for each picture.")
    width = table.shape[2]
    white = 255 if table.dtype == np.uint8 else 1
    framed = np.pad(table, ((0, 0), (0, 0), (1, 1), (0, 0)), constant_values=white)
    row = np.concatenate(list(framed), axis=1)
    figure, axes = canvas(title, "", "")
    figure.set_figheight(min(SIZE[1], SIZE[0] * row.shape[0] / row.shape[1] + WORDS))
    axes.imshow(row)
    axes.set_xticks((width + 2) * np.arange(len(names)) + width / 2, names)
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    return Picture(figure, f"{title}. Pictures from left to right: {', '.join(names)}.")
