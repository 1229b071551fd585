"""The people of Harbour: their tastes, how tastes drift, when they watch, and who is friends with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recsys_course.world.films import DAY, END, START, Space, unit

N_PEOPLE, N_STRANGERS = 1_000, 40  # strangers joined in the last week and have not watched anything yet
N_PERSONAS = 6
LEAST, MOST = 20, 600  # ratings of one person
N_FRIENDSHIPS = 4_000  # expected number of pairs
MIXED = 0.25  # small: most people are mainly one persona
OWN_TASTE = 0.9  # what a person likes beyond the personas
DRIFT = 0.6  # share of the mixture that is new after three years
AGE_BANDS = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
CITIES = (
    "Northquay",
    "Saltmarsh",
    "Lanternhill",
    "Oldbridge",
    "Fennick",
    "Cape Amber",
    "Tarrow",
    "Mirefield",
)


@dataclass(frozen=True)
class People:
    """All people as arrays, row = user number 0..n-1 (ascending raw id, which is the order of joining).

    ids (n,) raw ids; joined (n,) unix seconds; age, city (n,) numbers; before, after (n, personas) mixtures
    at the opening and three years later; taste_before, taste_after (n, d); mainstream (n,) pull of well-known
    films; bias (n,) stars above or below the mean; halves (n,) True for people who give half stars; lengths
    (n,) ratings.
    """

    ids: NDArray[np.int64]
    joined: NDArray[np.int64]
    age: NDArray[np.int64]
    city: NDArray[np.int64]
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    taste_before: NDArray[np.float64]
    taste_after: NDArray[np.float64]
    mainstream: NDArray[np.float64]
    bias: NDArray[np.float64]
    halves: NDArray[np.bool_]
    lengths: NDArray[np.int64]

    def __len__(self) -> int:
        """The number of people, strangers included."""
        return len(self.ids)


def _some(rng: np.random.Generator, vectors: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The sum (d,) of a few different rows, drawn without weights."""
    return vectors[rng.permutation(len(vectors))[:count]].sum(axis=0)


def make_personas(seed: int, space: Space) -> NDArray[np.float64]:
    """The taste vector of each persona (personas, d): the genres, themes, moods, waves and directors it likes."""
    rng = np.random.default_rng((seed, 3))
    return unit(
        np.array(
            [
                1.2 * _some(rng, space.genre, 3)
                + 0.5 * _some(rng, space.theme, 6)
                + 0.7 * _some(rng, space.mood, 2)
                + 0.6 * _some(rng, space.wave, 8)
                + 0.3 * _some(rng, space.director, 30)
                for _ in range(N_PERSONAS)
            ]
        )
    )


def make_people(seed: int, space: Space) -> People:
    """The people for this seed, the strangers last."""
    rng = np.random.default_rng((seed, 4))
    n = N_PEOPLE + N_STRANGERS
    personas = make_personas(seed, space)
    before = rng.dirichlet(np.full(N_PERSONAS, MIXED), n)
    after = (1 - DRIFT) * before + DRIFT * rng.dirichlet(np.full(N_PERSONAS, MIXED), n)
    own = OWN_TASTE * unit(np.array([_some(rng, space.wave, 4) + _some(rng, space.director, 8) for _ in range(n)]))
    joined, lengths = _joined(rng, _lengths(rng))
    favourite = before.argmax(axis=1)
    age = (rng.binomial(5, 0.2 + 0.6 * favourite / (N_PERSONAS - 1))).astype(np.int64)
    city = rng.integers(len(CITIES), size=n)
    return People(
        _ids(rng, n),
        joined,
        age,
        city,
        before,
        after,
        unit(before @ personas + own),
        unit(after @ personas + own),
        np.exp(0.35 * rng.standard_normal(n)),
        0.42 * rng.standard_normal(n),
        rng.random(n) < 0.7,
        lengths,
    )


def _ids(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Five-digit raw ids, handed out in order of joining with gaps."""
    return 10_000 + np.cumsum(rng.integers(3, 120, n))


def _lengths(rng: np.random.Generator) -> NDArray[np.int64]:
    """Ratings of each person: at least 20, median about 75, a long tail; 0 for strangers."""
    extra = np.exp(np.log(54) + 0.98 * rng.standard_normal(N_PEOPLE))
    lengths = np.minimum(LEAST + np.floor(extra), MOST).astype(np.int64)
    return np.concatenate([lengths, np.zeros(N_STRANGERS, dtype=np.int64)])


def _joined(rng: np.random.Generator, lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Moments of joining, in order, with lengths in the same order. Heavy watchers join early enough to fit."""
    spare = 1 - (lengths[:N_PEOPLE] * 0.5 + 40) / (3 * 365)
    joined = (START + rng.random(N_PEOPLE) ** 1.4 * spare * 3 * 365 * DAY).astype(np.int64)
    order = np.argsort(joined, kind="stable")
    strangers = np.sort(END - rng.integers(DAY, 7 * DAY, N_STRANGERS))
    return np.concatenate([joined[order], strangers]), np.concatenate([lengths[order], lengths[N_PEOPLE:]])


def watch_times(seed: int, people: People) -> NDArray[np.int64]:
    """When each person's credits roll: (n, most) unix seconds, strictly rising in a row, 0 after the last.

    Evenings of several films (100 to 160 minutes apart) with days of rest between. Times do not depend on the
    choices, so the state at a choice is known from the log alone.
    """
    rng = np.random.default_rng((seed, 5))
    n, most = len(people), int(people.lengths.max())
    watched = np.arange(most) < people.lengths[:, None]
    seconds = rng.integers(6_000, 9_600, (n, most)) * watched
    rest = np.where(rng.random((n, most)) < 0.45, rng.standard_exponential((n, most)), 0.001) * watched
    left = (END - 7_200 - people.joined - seconds.sum(axis=1)).clip(0)
    span = left * rng.uniform(0.35, 1.0, n)
    total = rest.sum(axis=1, keepdims=True)
    rested = np.cumsum(rest, axis=1) / np.where(total > 0, total, 1) * span[:, None]
    return (people.joined[:, None] + np.floor(rested).astype(np.int64) + np.cumsum(seconds, axis=1)) * watched


def make_friends(seed: int, people: People) -> NDArray[np.int64]:
    """Friendships (m, 2) as pairs of user numbers, smaller first. People with similar tastes meet more often."""
    rng = np.random.default_rng((seed, 6))
    n = len(people)
    mixture = unit((people.before + people.after) / 2)
    sociable = np.exp(0.6 * rng.standard_normal(n))
    same_city = people.city[:, None] == people.city[None, :]
    weight = np.exp(3.0 * (mixture @ mixture.T) + 0.7 * same_city) * np.outer(sociable, sociable)
    chance = np.triu(weight * (N_FRIENDSHIPS / np.triu(weight, 1).sum()), 1)
    return np.argwhere(rng.random((n, n)) < chance)
