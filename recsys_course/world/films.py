"""The films of Harbour: genres, series, release dates, and the hidden vectors behind people's choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys_course.world.genres import GENRES
from recsys_course.world.words import MOODS, THEMES

START = 1_640_995_200  # 2022-01-01 00:00 UTC: the day Harbour opens
DAY = 86_400
END = START + 3 * 365 * DAY  # three years later: the last second of the log
N_FILMS, N_LATE, N_LAST_MONTH, N_UNSEEN = 1_500, 150, 20, 15
N_WAVES, N_DIRECTORS, DIMENSIONS = 60, 300, 64  # waves: hidden circles of films that no text or tag names
SERIES_LENGTHS = (2, 3, 3, 4, 5)
# How much each part weighs in a film's vector (tuned so that conclusions transfer to MovieLens; see the
# datasheet).
GENRE, THEME, MOOD, WAVE, DIRECTOR, OWN = 0.7, 0.4, 0.35, 0.5, 1.4, 0.3
RUN_TASTE, RUN_THEME, RUN_MOOD, RUN_WAVE, RUN_DIRECTOR = 0.3, 0.3, 0.3, 0.3, 2.0


@dataclass(frozen=True)
class Films:
    """All films as arrays, row = item number 0..n-1 (ascending raw id).

    ids (n,) raw ids; genres (n, 2) genre numbers, -1 for none; theme, mood, wave, director (n,) numbers; year
    (n,); released (n,) unix seconds; series (n,) number or -1; episode (n,) 1.. or 0; previous, sequel (n,)
    item numbers or -1; taste (n, d) what a person's taste is multiplied by; run (n, d) what makes two films
    alike in a run; appeal (n,) how well known; quality (n,) stars above or below the mean.
    """

    ids: NDArray[np.int64]
    genres: NDArray[np.int64]
    theme: NDArray[np.int64]
    mood: NDArray[np.int64]
    wave: NDArray[np.int64]
    director: NDArray[np.int64]
    year: NDArray[np.int64]
    released: NDArray[np.int64]
    series: NDArray[np.int64]
    episode: NDArray[np.int64]
    previous: NDArray[np.int64]
    sequel: NDArray[np.int64]
    taste: NDArray[np.float64]
    run: NDArray[np.float64]
    appeal: NDArray[np.float64]
    quality: NDArray[np.float64]

    def __len__(self) -> int:
        """The number of films."""
        return len(self.ids)


@dataclass(frozen=True)
class Space:
    """The hidden meaning of words: one unit vector (d,) for each genre, theme, mood, wave and director."""

    genre: NDArray[np.float64]
    theme: NDArray[np.float64]
    mood: NDArray[np.float64]
    wave: NDArray[np.float64]
    director: NDArray[np.float64]


def unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rows (n, d) divided by their lengths."""
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def make_space(seed: int) -> Space:
    """The hidden vectors of genres, themes, moods, waves and directors."""
    rng = np.random.default_rng((seed, 1))
    counts = (len(GENRES), len(THEMES), len(MOODS), N_WAVES, N_DIRECTORS)
    return Space(*(unit(rng.standard_normal((count, DIMENSIONS))) for count in counts))


def make_films(seed: int, space: Space) -> Films:
    """The catalogue for this seed. The parts of a series share genres, theme, wave and most of their vector."""
    rng = np.random.default_rng((seed, 2))
    series, episode = _series(rng)
    lead = _first_of_series(series)  # what a part takes from part 1 of its series
    genres = _genres(rng)[lead]
    theme, wave = rng.integers(len(THEMES), size=N_FILMS)[lead], rng.integers(N_WAVES, size=N_FILMS)[lead]
    mood, director = (
        rng.integers(len(MOODS), size=N_FILMS)[lead],
        rng.integers(N_DIRECTORS, size=N_FILMS)[lead],
    )
    released, year = _dates(rng, series, episode)
    own = unit(rng.standard_normal((N_FILMS, DIMENSIONS)))
    own = np.where((series >= 0)[:, None], unit(0.9 * own[lead] + 0.4 * own), own)
    facts = (genres, theme, mood, wave, director)
    taste, run = _vectors(space, *facts, own)
    appeal = _appeal(rng, series, episode, lead)
    quality = 0.22 * np.clip(appeal, -2, 3) + 0.30 * rng.standard_normal(N_FILMS)
    previous, sequel = _neighbouring_parts(series, episode)
    return Films(
        _ids(rng),
        *facts,
        year,
        released,
        series,
        episode,
        previous,
        sequel,
        taste,
        run,
        appeal,
        quality,
    )


def _vectors(
    space: Space,
    genres: NDArray[Any],
    theme: NDArray[Any],
    mood: NDArray[Any],
    wave: NDArray[Any],
    director: NDArray[Any],
    own: NDArray[Any],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The vectors (n, d) for taste and for runs, from a film's facts and what is its own (n, d)."""
    genre_part = space.genre[genres[:, 0]] + np.where(genres[:, 1:] >= 0, 0.7 * space.genre[genres[:, 1]], 0)
    taste = unit(
        GENRE * genre_part
        + THEME * space.theme[theme]
        + MOOD * space.mood[mood]
        + WAVE * space.wave[wave]
        + DIRECTOR * space.director[director]
        + OWN * own
    )
    run = unit(
        RUN_TASTE * taste
        + RUN_THEME * space.theme[theme]
        + RUN_MOOD * space.mood[mood]
        + RUN_WAVE * space.wave[wave]
        + RUN_DIRECTOR * space.director[director]
    )
    return taste, run


def _ids(rng: np.random.Generator) -> NDArray[np.int64]:
    """Four-digit raw ids with gaps, ascending, so that numbers and ids cannot be confused."""
    return np.sort(rng.permutation(np.arange(1_003, 9_998))[:N_FILMS])


def _series(rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Series number (-1: none) and episode (0: none) of each film.

    About a fifth of the films belong to a series.
    """
    series, episode = np.full(N_FILMS, -1), np.zeros(N_FILMS, dtype=np.int64)
    places, used, number = rng.permutation(N_FILMS), 0, 0
    while used < N_FILMS // 5:
        length = int(rng.choice(SERIES_LENGTHS))
        members = places[used : used + length]
        series[members], episode[members] = number, np.arange(1, length + 1)
        used, number = used + length, number + 1
    return series, episode


def _first_of_series(series: NDArray[np.int64]) -> NDArray[np.int64]:
    """Item number of one fixed member of the same series; the film itself where there is no series."""
    lead = np.arange(N_FILMS)
    for number in range(series.max() + 1):
        members = np.flatnonzero(series == number)
        lead[members] = members[0]
    return lead


def _neighbouring_parts(series: NDArray[np.int64], episode: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Item number of the part before and of the part after, -1 for none."""
    previous, sequel = np.full(N_FILMS, -1), np.full(N_FILMS, -1)
    for number in range(series.max() + 1):
        members = np.flatnonzero(series == number)
        parts = members[np.argsort(episode[members])]
        previous[parts[1:]], sequel[parts[:-1]] = parts[:-1], parts[1:]
    return previous, sequel


def _genres(rng: np.random.Generator) -> NDArray[np.int64]:
    """One or two genres for each film (n, 2): common genres more often; -1 where there is only one."""
    weights = np.array([genre.share for genre in GENRES.values()])
    first = rng.choice(len(GENRES), size=N_FILMS, p=weights / weights.sum())
    second = rng.choice(len(GENRES), size=N_FILMS, p=weights / weights.sum())
    alone = (rng.random(N_FILMS) < 0.35) | (first == second)
    return np.column_stack([first, np.where(alone, -1, second)])


def _dates(
    rng: np.random.Generator, series: NDArray[np.int64], episode: NDArray[np.int64]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Release moments on Harbour and years of making. Films outside a series may arrive after the opening."""
    year = 2021 - np.floor(rng.exponential(14, N_FILMS)).clip(0, 70).astype(np.int64)
    released = np.full(N_FILMS, START - DAY)
    single = rng.permutation(np.flatnonzero(series < 0))
    late, month, unseen = np.split(single[: N_LATE + N_LAST_MONTH + N_UNSEEN], [N_LATE, N_LATE + N_LAST_MONTH])
    released[late] = START + np.floor(rng.random(N_LATE) * 1_050).astype(np.int64) * DAY
    released[month] = END - DAY * rng.integers(2, 30, N_LAST_MONTH)
    released[unseen] = END - 3_600  # one hour before the log ends: nobody can have finished one
    new = np.concatenate([late, month, unseen])
    year[new] = 2022 + (released[new] - START) // (365 * DAY)
    for number in range(series.max() + 1):  # parts come out one after another
        members = np.flatnonzero(series == number)
        year[members] = np.minimum(2021, year[members].min() + 2 * (episode[members] - 1))
    return released, year


def _appeal(
    rng: np.random.Generator, series: NDArray[np.int64], episode: NDArray[np.int64], lead: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How well known a film is, mean 0, deviation 1; parts of one series share most of it."""
    alone = rng.uniform(-1.7, 1.7, N_FILMS)
    shared = 0.85 * alone[lead] + 0.15 * alone + 0.5 - 0.15 * episode
    appeal = np.where(series >= 0, shared, alone)
    return (appeal - appeal.mean()) / appeal.std()
