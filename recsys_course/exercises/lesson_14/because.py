"""Because you watched: the films that gave most."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def because(history: list[int], given: np.ndarray, n: int) -> list[int]:
    """At most n films with a part above 0, the largest first, of equal parts the later film.  (t,), (t,) -> list"""
    places = [j for j in range(len(history)) if given[j] > 0]
    return [history[j] for j in sorted(places, key=lambda j: (given[j], j), reverse=True)[:n]]


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, parts of 0 and below, equal parts, nothing at all; then drawn ones."""
    cases: Cases = [([0, 1, 2], np.array([0.125, 0.2, 0.6]), 2), ([0, 1, 2], np.array([0.125, 0.2, 0.6]), 9)]
    cases += [([4, 7, 5], np.array([-0.2, 0.3, 0.0]), 3), ([4, 7], np.array([-0.2, 0.0]), 2), ([], np.zeros(0), 2)]
    cases += [([9, 6, 3, 8], np.array([0.1, 0.4, 0.4, 0.2]), 2), ([6, 2, 8], np.array([0.5, 0.5, 0.5]), 1)]
    for n in (1, 2, 3):
        cases.append(([int(one) for one in rng.permutation(20)[:6]], rng.normal(0.4, 0.3, 6), n))
    equal = np.repeat([0.5, 0.25], [12, 18])[rng.permutation(30)]  # many equal parts: sorting must be stable
    return [*cases, ([int(one) for one in rng.permutation(40)[:30]], equal, 4)]


EXERCISE = Exercise(
    "14-because",
    points=1,
    title="because you watched",
    reference=because,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda history, given, n: [
                history[j] for j in sorted(range(len(history)), key=lambda j: (-given[j], -j))[:n]
            ],
            "A film with a part of 0 or below is no reason FOR the film. Leave it out, even if fewer than n are left.",
        ),
        Mistake(
            lambda history, given, n: [
                history[j] for j in sorted(range(len(history)), key=lambda j: (-given[j], -j))[:n] if given[j] >= 0
            ],
            "A part of exactly 0 gives nothing, so it is no reason: only parts above 0 count.",
        ),
        Mistake(
            lambda history, given, n: [
                history[j] for j in np.argsort(-given, kind="stable")[:n].tolist() if given[j] > 0
            ],
            "Almost: of equal parts the film that was watched LATER comes first.",
        ),
        Mistake(
            lambda history, given, n: [
                film for part, film in sorted(zip(given, history, strict=True), reverse=True) if part > 0
            ][:n],
            "Of equal parts you take the film with the larger NUMBER. Take the film that was watched later.",
        ),
        Mistake(
            lambda history, given, n: because(history, given, len(history))[::-1][:n],
            "The smallest part stands first. Begin with the largest.",
        ),
        Mistake(
            lambda history, given, n: [history.index(film) for film in because(history, given, n)],
            "These are places in the history. Return the numbers of the films: history[place].",
        ),
        Mistake(
            lambda history, given, n: sorted(because(history, given, n)),
            "Your films are sorted by their number. Sort them by their part.",
        ),
        Mistake(
            lambda history, given, n: because(history, given, len(history)),
            "You return every film with a part above 0. At most n are asked for.",
        ),
        Mistake(
            lambda history, given, n: because(history, np.abs(given), n),
            "You took the size without the sign. A large part below 0 speaks AGAINST the film.",
        ),
        Mistake(
            lambda history, given, n: [film for film, part in zip(history, given, strict=True) if part > 0][-n:][::-1],
            "These are the last films of the history. Sort by the parts.",
        ),
        Mistake(
            lambda history, given, n: sorted((float(part) for part in given if part > 0), reverse=True)[:n],
            "These are the parts. Return the numbers of the films they belong to.",
        ),
    ],
    hints=[
        "sorted(places, key=...) or np.argsort gives the places in the order of their parts.",
        "For equal parts: sort by the pair (part, place), the largest first.",
        "Stop at n films, or earlier, where the parts are no longer above 0.",
    ],
)
