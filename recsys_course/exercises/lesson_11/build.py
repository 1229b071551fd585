"""The build of lesson 11: a whole SASRec, trained by the learner, on small worlds whose answer is known.

In circles each film has one that follows it; most walks are short, so that empty places count where they may not.
In a world of riddles a key is followed by a question, at times after a pause, and then by the answer to the key: who
asks must look back, past the pause, and not too far. The reference is no network: it counts.

Training is no formula: of 50 starts of the lesson's network in PyTorch one stayed where it knows the answers and not
the keys (a hint says so).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.first_place import same_first

KEYS = 3  # films 0, 1, 2 are keys, and 4, 5, 6 their answers
QUESTION, PAUSE = 3, 7
Rows = np.ndarray
Part = Callable[[np.ndarray], tuple[int, ...]]


def build(
    inputs: Rows, targets: Rows, recent: Rows, n_items: int, d: int, n_blocks: int, dropout: float, n_epochs: int,
    batch_size: int, rate: float, seed: int,
) -> np.ndarray:  # fmt: skip
    """How often each film followed the newest key and the last film; scores (n_people, n_items)."""
    return _followed(_key_and_last, inputs, targets, recent, n_items)


def _key_and_last(past: np.ndarray) -> tuple[int, ...]:
    """What decides: the film just read, and where it is the question the newest key too."""
    keys = past[past < KEYS]
    return (int(past[-1]), int(keys[-1]) if past[-1] == QUESTION and len(keys) else -1)


def _followed(part: Part, inputs: Rows, targets: Rows, recent: Rows, n_items: int) -> np.ndarray:
    """How often each film came next where this part of the past was the same, with a little for what is usual."""
    counts: dict[tuple[int, ...], np.ndarray] = {}
    usual = _usual(targets, n_items) / targets.size
    for films, came in zip(inputs, targets, strict=True):
        for place in np.flatnonzero(came >= 0):
            counts.setdefault(part(films[: place + 1]), np.zeros(n_items))[came[place]] += 1
    first = 1e-4 * np.arange(n_items)  # of equal counts the first film: a tie has no first place
    return np.array([counts.get(part(films[films >= 0]), usual) + usual / 100 - first for films in recent])


def _usual(targets: Rows, n_items: int) -> np.ndarray:
    """How often each film came next, (n_items,)."""
    return np.bincount(targets[targets >= 0], minlength=n_items) - 1e-4 * np.arange(n_items)


def _cases(rng: np.random.Generator) -> Cases:
    """Circles, with one block; then riddles, with two."""
    return [
        (*_circles(rng, 3, 8, 12), 24, 16, 1, 0.2, 30, 8, 0.01, int(rng.integers(1000))),
        (*_riddles(rng, 16), 8, 16, 2, 0.0, 36, 16, 0.0025, int(rng.integers(1000))),
    ]


def _circles(rng: np.random.Generator, n: int, around: int, length: int) -> tuple[Rows, Rows, Rows]:
    """People who walk along one of n circles of films, most of them a few steps only."""
    films = rng.permutation(n * around).reshape(n, around)
    walks = [np.resize(np.roll(films[k % n], -k // n), rng.integers(3, length + 2)) for k in range(n * around)]
    lengths = [length + 1] * 30 + list(rng.integers(3, 6, 60))
    walks += [np.resize(np.roll(films[rng.integers(n)], rng.integers(around)), steps) for steps in lengths]
    return _rows(walks, length)


def _riddles(rng: np.random.Generator, length: int) -> tuple[Rows, Rows, Rows]:
    """Rounds of a key, at times a pause, the question, and the key's answer; the last answer is to come."""
    histories = []
    for _ in range(240):
        rounds = [_round(rng) for _ in range(rng.integers(2, 6))]
        histories.append(np.concatenate(rounds)[:-1][-length - 1 :])
    return _rows(histories, length)


def _round(rng: np.random.Generator) -> np.ndarray:
    key = rng.integers(KEYS)
    return np.array([key, PAUSE, QUESTION, 4 + key] if rng.random() < 0.4 else [key, QUESTION, 4 + key])


def _rows(histories: list[np.ndarray], length: int) -> tuple[Rows, Rows, Rows]:
    """What is read, what came next, and what each person saw last; -1 at empty places, which stand at the end."""
    inputs, targets, recent = (np.full((len(histories), length), -1) for _ in range(3))
    for row, history in enumerate(histories):
        inputs[row, : len(history) - 1], targets[row, : len(history) - 1] = history[:-1], history[1:]
        recent[row, : min(len(history), length)] = history[-length:]
    return inputs, targets, recent


def _of(part: Part) -> Callable[..., np.ndarray]:
    """A mistake: the network sees this part of the past only."""
    return lambda inputs, targets, recent, n_items, *_: _followed(part, inputs, targets, recent, n_items)


def _last_read(inputs: Rows, targets: Rows, recent: Rows, n_items: int, *_: Any) -> np.ndarray:
    return np.eye(n_items)[_newest(recent)]


def _newest(recent: Rows) -> np.ndarray:
    return recent[np.arange(len(recent)), (recent >= 0).sum(axis=1) - 1]


def _any_key(past: np.ndarray) -> tuple[int, ...]:
    """Without distance: the key that occurs most often, wherever it stands."""
    keys = np.bincount(past[past < KEYS], minlength=KEYS)
    return (int(past[-1]), int(keys.argmax()) if past[-1] == QUESTION else -1)


def _some_answer(inputs: Rows, targets: Rows, recent: Rows, n_items: int, *_: Any) -> np.ndarray:
    """After a question any answer is above all films that are none; else what followed the last film."""
    scores = _followed(lambda past: (int(past[-1]),), inputs, targets, recent, n_items)
    if n_items == 8:
        scores = np.tile(np.where(np.arange(8) == 4, 1.0, 0.0), (len(recent), 1))
        scores[:, 5:7] = -np.inf  # not asked for: which of the answers it is plays no part
    return scores


def _right_where(rows: Callable[[Rows, Rows], np.ndarray]) -> Callable[..., np.ndarray]:
    """A mistake: right in these rows only, whatever stands in the others.  rows: (scores, recent) -> (n,) booleans"""

    def code(inputs: Rows, targets: Rows, recent: Rows, n_items: int, *_: Any) -> np.ndarray:
        scores = _followed(_key_and_last, inputs, targets, recent, n_items)
        return np.where(rows(scores, recent)[:, None], scores, -np.inf)

    return code


def _is_full(scores: Rows, recent: Rows) -> np.ndarray:
    return np.asarray(recent[:, -1] >= 0)


def _is_new(scores: Rows, recent: Rows) -> np.ndarray:
    """Whether the film to come is not in the row yet."""
    return np.asarray((recent != scores.argmax(axis=1)[:, None]).all(axis=1))


EXERCISE = Exercise(
    "11-build",
    points=6,
    title="a whole SASRec, trained by you",
    reference=build,
    cases=_cases,
    compare=same_first(),
    trained=True,
    mistakes=[
        Mistake(
            _last_read,
            "Your network names the film that it has just read. Do the targets stand one place further? Is the future "
            "masked? (A place that sees its own target learns nothing else.) Is the LAST film read when you ask?",
        ),
        Mistake(
            _of(_any_key),
            "Your network finds a key, but not the newest one: does the distance play a part? Each block subtracts "
            "slope * distance from the matches, and the slope is learned.",
        ),
        Mistake(
            _some_answer,
            "Your network knows the last film, and does not look back: after the question it names an answer, but not "
            "the one of the newest key. Does the attention's result reach x? Do the weights of all blocks learn (no "
            "plain list in PyTorch)? Do the films' vectors begin with a deviation of 0.1? Of 50 starts of a right "
            "network one stays here too: try it once with seed + 1.",
        ),
        Mistake(
            lambda inputs, targets, recent, n_items, *_: _followed(
                _key_and_last, inputs, targets, np.where(np.arange(recent.shape[1]) < 1, recent, -1), n_items
            ),
            "The scores come from the FIRST place of the row. Take the place of each person's last film.",
        ),
        Mistake(
            lambda inputs, targets, recent, n_items, *_: np.tile(_usual(targets, n_items), (len(recent), 1)),
            "Everybody gets the film that comes next most often: the histories play no part. Do the scores use x, "
            "and do the tables learn, not only the bias?",
        ),
        Mistake(
            lambda inputs, targets, recent, n_items, *_: _followed(_key_and_last, targets, inputs, recent, n_items),
            "Your network names the film that came BEFORE. Inputs and targets are exchanged.",
        ),
        Mistake(
            _right_where(_is_full),
            "Right for full rows, and not for all short ones. Do you take the LAST PLACE of a row, which may be empty? "
            "Take the place of the last film. (Only one or two rows are wrong? Then look at dropout: off when asked.)",
        ),
        Mistake(
            _right_where(_is_new),
            "Right where the film to come is a new one. Films already seen are scored too: do not set them to -inf.",
        ),
    ],
    hints=[
        "Take the steps of the plan one by one, and print the shape after each: x (b, L, d), places (p, d), scores.",
        "A block of yours is the exercise 11-block with `attention` in it: x = x + ..., twice, each from a norm.",
        "Keep a slope for each block as a learned number, and give it to `attention`.",
        "A mask `targets >= 0` picks the real places: of x (b, L, d) it leaves (places, d), of targets (places,).",
        "To ask: x at the place of each person's last film, (recent >= 0).sum(axis=1) - 1; then the scores, without "
        "dropout.",
        "A few rows of the first world are wrong? Then dropout is still on when you ask, or empty places count in the "
        "loss as film 0.",
    ],
)
