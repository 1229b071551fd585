"""A small poster for every film: the colours follow the genre, the shapes follow the mood."""

from __future__ import annotations

import colorsys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys_course.world.films import Films
from recsys_course.world.genres import GENRES

SIDE = 32
ROWS, COLUMNS = np.mgrid[0:SIDE, 0:SIDE] - (SIDE - 1) / 2  # pixel coordinates, origin in the middle


def make_posters(seed: int, films: Films) -> NDArray[np.uint8]:
    """The posters (n, 32, 32, 3), red green blue 0..255.

    Background and shape take two colours around the hue of the first genre (a little noise); the shape is
    that of the mood: rings, zigzags, waves, bars, dots or a mountain. A second genre shows as a band at the
    foot, a series as a bright corner with one square for each episode.
    """
    rng = np.random.default_rng((seed, 9))
    colours = _colours(rng, films.genres[:, 0])
    foot = _colours(rng, films.genres[:, 1].clip(0))[:, 1]
    posters = np.empty((len(films), SIDE, SIDE, 3), dtype=np.uint8)
    for item in range(len(films)):
        size, shift, turn = rng.uniform(0.7, 1.3), rng.uniform(-5, 5, 2), rng.uniform(-0.3, 0.3)
        shape = SHAPES[films.mood[item]](ROWS - shift[0], COLUMNS - shift[1], size, turn)
        picture = np.where(shape[:, :, None], colours[item, 1], colours[item, 0])
        if films.genres[item, 1] >= 0:
            picture[-5:] = foot[item]
        for part in range(films.episode[item]):
            picture[2:5, 2 + 4 * part : 5 + 4 * part] = (255, 255, 255)
        posters[item] = picture
    return posters


def _colours(rng: np.random.Generator, genre: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Two colours (n, 2, 3) for each genre number (n,): a dark ground and a light shape of nearly the same hue."""
    hues = (genre / len(GENRES) + rng.normal(0, 0.018, len(genre))) % 1
    light = rng.uniform(-0.06, 0.06, (len(genre), 2)) + np.array([0.34, 0.70])
    rows = [[colorsys.hls_to_rgb(hue, level, 0.62) for level in pair] for hue, pair in zip(hues, light, strict=True)]
    return np.round(np.array(rows) * 255 / 5).astype(np.uint8) * 5  # steps of 5 keep the file small


def _rings(row: NDArray[Any], column: NDArray[Any], size: float, turn: float) -> NDArray[np.bool_]:
    return np.hypot(row, column) % (9 * size) < 4.5 * size


def _zigzag(row: NDArray[Any], column: NDArray[Any], size: float, turn: float) -> NDArray[np.bool_]:
    return (row + np.abs(column % (10 * size) - 5 * size) * 1.4) % (9 * size) < 3.5 * size


def _waves(row: NDArray[Any], column: NDArray[Any], size: float, turn: float) -> NDArray[np.bool_]:
    return (row + 3 * np.sin(column / (2.6 * size) + 9 * turn)) % (10 * size) < 5 * size


def _bars(row: NDArray[Any], column: NDArray[Any], size: float, turn: float) -> NDArray[np.bool_]:
    return (column + turn * row) % (7 * size) < 3 * size


def _dots(row: NDArray[Any], column: NDArray[Any], size: float, turn: float) -> NDArray[np.bool_]:
    step = 8 * size
    return np.hypot(row % step - step / 2, column % step - step / 2) < 2.8 * size


def _mountain(row: NDArray[Any], column: NDArray[Any], size: float, turn: float) -> NDArray[np.bool_]:
    return row > np.minimum(np.abs(column - 6), np.abs(column + 8) + 4) * size * 1.3 - 8


SHAPES = (_rings, _zigzag, _waves, _bars, _dots, _mountain)  # in the order of words.MOODS
