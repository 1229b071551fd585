"""Small raw logs, with the faults of the lesson in them: the cases of the build."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases

Rows = list[list[str]]
OPENED, CLOSED = 1000, 9000  # a small service: a time such as 4000123 is one in milliseconds


def raw_cases(rng: np.random.Generator) -> Cases:
    """By hand: every fault once, equal lines, opinions, a bot; then random logs, the last with many ties."""
    cases: Cases = [(rows, OPENED, CLOSED, most, 100) for rows, most in ((_faults(), 3), (_opinions(), 3), (_bot(), 2))]
    cases += [(_random(rng, 40, 7900, 9), OPENED, CLOSED, 4, 200) for _ in range(3)]
    return [*cases, (_random(rng, 150, 60, 900), OPENED, CLOSED, 12, 3)]


def _lines(text: str) -> Rows:
    """Lines of four words; a dash stands for an empty word."""
    return [["" if word == "-" else word for word in line.split()] for line in text.strip().splitlines()]


def _faults() -> Rows:
    """Ids of different length, and each fault once; not in the order of time."""
    return _lines("""
        100 9 4.0 5000
        100 10 0.5 4000123
        100 77 2.5 3000
        9 10 5.0 2000
        9 9 3.5 2100999
        9 8 0 2200
        9 77 7.5 2300
        9 78 5.5 2301
        9 79 0.25 2302
        9 200 five 2400
        9 300 -1 2500
        - 9 4.0 2600
        9 - 4.0 2700
        9 400 NaN 2800
        9 500 3.0 null
        9 600 3.0 0
        9 700 3.0 999
        9 77 4.5 9001
        30 9 1.0 1000
        30 10 1.5 9000
        30 8 5.0 9000999
        30 77 3.0 9001000
        9 77 4.5 6000
    """)


def _opinions() -> Rows:
    """Opinions that changed, the newer one earlier in the file; a duplicate in one second with another film."""
    return _lines("""
        7 20 5.0 6000
        7 20 1.0 4000
        7 30 3.0 5000
        7 40 3.5 3000
        7 50 2.0 7000
        7 60 4.0 7000
        7 50 2.0 7000
        8 20 2.0 2000
        8 20 2.5 2000
        8 30 2.0 1500
        8 40 0.5 1400
        8 40 0.5 1400
        8 40 4.5 8000
        12 20 3.0 1200
        12 30 3.0 1300
        12 30 3.5 1900
    """)


def _bot() -> Rows:
    """5 and 13 have three events within 100 seconds, 5 one of them in milliseconds; 6 has two and a duplicate."""
    return _lines("""
        5 1 5.0 3000
        5 2 5.0 3050123
        5 3 5.0 3090
        13 1 5.0 3001
        13 2 5.0 3002
        13 3 5.0 3003
        6 1 4.0 4000
        6 2 4.0 4050
        6 2 4.0 4050
        6 3 3.0 7000
        11 1 2.0 2000
        11 2 2.0 2060
        11 3 0 2070
        11 4 3.0 2101
        11 5 3.5 8000
    """)


def _random(rng: np.random.Generator, n: int, seconds: int, most_film: int) -> Rows:
    """n lines of people within so many seconds and a bot, with duplicates, some faults, and some milliseconds."""
    users = np.r_[rng.choice([4, 11, 25, 300], n), np.full(6, 90)]
    times = OPENED + np.r_[rng.integers(0, seconds, n), 500 + rng.integers(0, 100, 6)]
    films, stars = 7 * rng.integers(1, most_film, n + 6), rng.integers(1, 11, n + 6) / 2
    rows = [[str(word) for word in line] for line in zip(users, films, stars, times, strict=True)]
    for row in rng.integers(0, n, 4):
        rows[row][3] = str(times[row] * 1000 + 500)
    for column, wrong in ((0, "null"), (1, ""), (2, "NaN"), (2, "five"), (2, "7.5"), (3, "0"), (3, "")):
        rows[rng.integers(n)][column] = wrong
    return [list(rows[place]) for place in rng.permutation([*range(n + 6), *rng.integers(0, n, n // 8)])]
