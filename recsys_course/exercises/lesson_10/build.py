"""The build of lesson 10: a whole GRU recommender, trained by the learner, on small worlds whose answer is known.

Two kinds of worlds. In circles each film has one that follows it. In a world of keys the film before the last decides
what comes: who has no memory cannot know. The reference is no network: it counts.
"""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.first_place import same_first

Histories = list[np.ndarray]
Runs = dict[tuple[int, ...], np.ndarray]


def build(
    histories: Histories, n_items: int, d: int, length: int, n_epochs: int, batch_size: int, rate: float, seed: int
) -> np.ndarray:
    """How often each film followed the last two films of a history, as scores (n_people, n_items)."""
    return _after(histories, histories, n_items)


def _after(histories: Histories, pasts: Histories, n_items: int) -> np.ndarray:
    """What followed the end of each past in the histories: its longest end that was seen.  -> (n_people, n_items)"""
    counts = _runs(histories, n_items)
    rows = np.tile(_popularity(histories, n_items), (len(pasts), 1))
    for row, past in zip(rows, pasts, strict=True):
        ends = (tuple(map(int, past[first:])) for first in range(len(past)))
        row[:] = next((counts[end] for end in ends if end in counts), row)
    return rows


def _runs(histories: Histories, n_items: int, memory: int = 2) -> dict[tuple[int, ...], np.ndarray]:
    """How often each film followed each run of at most `memory` films, plus 1.  -> {run: (n_items,)}"""
    counts: dict[tuple[int, ...], np.ndarray] = {}
    for history in histories:
        for place in range(1, len(history)):
            for first in range(max(0, place - memory), place):
                run = tuple(map(int, history[first:place]))
                counts.setdefault(run, np.ones(n_items))[history[place]] += 1
    return counts


def _popularity(histories: Histories, n_items: int) -> np.ndarray:
    """How often each film came next. -> (n_items,)"""
    return np.bincount(np.concatenate([history[1:] for history in histories]), minlength=n_items).astype(float)


def _cases(rng: np.random.Generator) -> Cases:
    """Circles, with histories that are shorter and longer than a row; then a world of keys."""
    return [
        (*_circles(rng, (3, 8), 16), 16, 9, 20, 8, 0.03, int(rng.integers(1000))),
        (*_keys(rng), 32, 15, 24, 8, 0.03, int(rng.integers(1000))),
    ]


def _circles(rng: np.random.Generator, shape: tuple[int, int], longest: int) -> tuple[Histories, int]:
    """People who walk along a circle of films, twenty of them one same step, to film 0. The last has met one film."""
    films = np.insert(rng.permutation(np.arange(1, shape[0] * shape[1])), 1, 0).reshape(shape)
    histories = [np.resize(circle, longest) for circle in films] + [films[0, :2]] * 20
    for _ in range(40):
        walk = np.roll(films[rng.integers(shape[0])], rng.integers(shape[1]))
        histories.append(np.resize(walk, rng.integers(2, longest + 1)))
    return [*histories, films[1, :1]], films.size


def _keys(rng: np.random.Generator) -> tuple[Histories, int]:
    """Rounds of a key, a film that is always the same, and the key's answer; the last answer is not given yet."""
    films = rng.permutation(7)
    histories = []
    for n in rng.integers(2, 7, 60):
        key = rng.choice(3, n, p=(0.5, 0.25, 0.25))
        rounds = np.column_stack([key, np.full(n, 3), 4 + key])
        histories.append(films[rounds.ravel()[:-1]])
    return histories, films.size


def _last_film(histories: Histories, n_items: int, *_: float) -> np.ndarray:
    return np.eye(n_items)[[history[-1] for history in histories]]


def _full_rows_only(histories: Histories, n_items: int, d: int, length: int, *settings: float) -> np.ndarray:
    """Right for whoever fills a row of `length`; of all others it says nothing (-inf): who can say what they get?"""
    full = np.array([len(history) >= length for history in histories])
    return np.where(full[:, None], _after(histories, histories, n_items), -np.inf)


def _some_follower(histories: Histories, n_items: int, *_: float) -> np.ndarray:
    """One of the films that ever followed the last one comes first; of its rivals among them it says nothing (-inf)."""
    counts = _after(histories, [history[-1:] for history in histories], n_items)
    best = counts == counts.max(axis=1, keepdims=True)
    return np.where(best & (np.cumsum(best, axis=1) == 1), 2, np.where(counts > 1, -np.inf, 1.0))


def _padding_learned(histories: Histories, n_items: int, *settings: float) -> np.ndarray:
    after_zero = np.array([history[-1] == 0 for history in histories])
    return np.where(after_zero[:, None], np.eye(n_items)[0], _after(histories, histories, n_items))


EXERCISE = Exercise(
    "10-build",
    points=6,
    title="a whole GRU recommender, trained by you",
    reference=build,
    cases=_cases,
    compare=same_first(),
    trained=True,
    mistakes=[
        Mistake(
            _last_film,
            "Your network names the film that it has just read. Its targets are not moved by one place: after film t "
            "comes film t + 1.",
        ),
        Mistake(
            lambda histories, n_items, *_: _after(histories, [h[:-1] for h in histories], n_items),
            "The last film is not read when you ask for scores: inputs for training leave it out, but here it is the "
            "most important one.",
        ),
        Mistake(
            lambda histories, n_items, *_: _after(histories, [h[-1:] for h in histories], n_items),
            "Your network knows the last film only. In one world the film before it decides, so the state must go on "
            "from film to film. (PyTorch: batch_first=True, or people are read as places.)",
        ),
        Mistake(
            lambda histories, n_items, d, length, *_: _after(histories, [h[-length:][:1] for h in histories], n_items),
            "The scores come from the state after the FIRST film of the row. Take the one after the last film.",
        ),
        Mistake(
            lambda histories, n_items, d, length, *_: _after(histories, [h[:length] for h in histories], n_items),
            "For a history longer than `length` you read its first films. Read its last ones.",
        ),
        Mistake(
            lambda histories, n_items, *_: _after([h[::-1] for h in histories], [h[-1:] for h in histories], n_items),
            "Your network names the film that came BEFORE. Inputs and targets are exchanged.",
        ),
        Mistake(
            lambda histories, n_items, *_: np.tile(_popularity(histories, n_items), (len(histories), 1)),
            "Everybody gets the film that comes next most often: the histories play no part. Do the scores use the "
            "state, and do the tables learn, not only the bias?",
        ),
        Mistake(
            _padding_learned,
            "After film 0 your network says film 0: empty places were learned as if they were film 0. Take the loss at "
            "real places only, targets >= 0.",
        ),
        Mistake(
            _full_rows_only,
            "Whoever has `length` films or more gets the right film; whoever has fewer does not. Their rows have empty "
            "places: -1 stands BEHIND the films, and the state is that after the last film (`last_states`), not that "
            "at the last place.",
        ),
        Mistake(
            _some_follower,
            "Your network names a film that can follow the last one, and has no use of the film before it. The state "
            "must go on from film to film. In PyTorch: is the layer made with batch_first=True? Without it people are "
            "read as places, and the state goes on from person to person.",
        ),
    ],
    hints=[
        "Take the five steps of the plan one by one, and print the shape after each: rows, states, scores.",
        "Cut each history into pieces of length + 1 that share one film. `inputs_and_targets` makes two rows of each.",
        "A mask `targets >= 0` picks the real places: of states (b, L, d) it leaves (places, d), of targets (places,).",
        "To ask: the last `length` films of each person, with -1 behind them; then `last_states`, then the scores.",
        "Print the mean loss of each epoch. It begins near ln(n_items) and falls below 1. If it stays, look at the "
        "step. If it falls and then jumps, look for gradients of earlier batches (in PyTorch: zero_grad).",
    ],
)
