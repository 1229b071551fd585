"""NumPy half of the networks for films that nobody has seen: PictureCNN names what a poster shows, ContentTowers."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions
from recsys_course.models.history import check_half_life, known_items
from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.features import FeatureReader, checked_features
from recsys_course.models.neural.network import Batch, Inputs, Network, Numbers
from recsys_course.models.neural.sequences import last_items, last_of, windows

FUSIONS = ("late", "early")
LOUD = 10.0  # at the start: what a cosine is multiplied by before the softmax


@dataclass
class PictureCNN(FeatureReader, Network):
    """A network that names what it sees: it recommends words to pictures.  score(picture, word) = b_w + z . q_w

    The "users" are pictures, the "items" words, an event is a word that fits a picture. Two layers of filters, 3 x 3,
    each with relu and the largest of 2 x 2 neighbours; all answers through one layer: z = relu([...] W + b), (d,).
    features (n_users, height, width, colours): numbers from 0 to 1, or bytes. At least 10 x 10.
    Source: LeCun et al., Proceedings of the IEEE 86(11), 1998, section II.
    """

    n_filters: tuple[int, int] = (16, 32)
    batch_size: int = 32
    # `fit` refuses None; a field without a default may not follow those that have one.
    features: NDArray[np.float32] = field(default=None, repr=False, compare=False)  # type: ignore[arg-type]

    def __post_init__(self) -> None:
        """Store a tuple, so that a model read from a file equals the one that was written."""
        self.n_filters = tuple(self.n_filters)  # type: ignore[assignment]

    def _readable(self, train: Interactions) -> NDArray[np.float32]:
        return checked_pictures(self.features, train.n_users)

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """pictures by number (n,), words (n,)."""
        return train.users, train.items

    def born(self, rng: np.random.Generator) -> Weights:
        """Filters `first` and `second`, `join`, item_factors (n_items, d), item_bias (n_items,)."""
        (one, two), (height, width, colours) = self.n_filters, self.features.shape[1:]
        left = two * _left(height) * _left(width)
        weights = born.picture_filters(rng, "first", 3, colours, one) | born.picture_filters(rng, "second", 3, one, two)
        words = {"item_factors": born.table(rng, self.n_items, self.n_factors), "item_bias": born.zeros(self.n_items)}
        return weights | born.dense(rng, "join", left, self.n_factors) | words

    def told(self, rows: tuple[NDArray[Any], ...]) -> Inputs:
        """pictures (m, height, width, colours)."""
        return (self.features[rows[0]],)

    def asked(self, users: Numbers) -> Inputs:
        """pictures (m, height, width, colours)."""
        return (self.features[users],)

    def _size_of_a_score(self) -> int:
        return max(1, self.features[0].size * self.n_filters[0] // self.n_items)


def _left(side: int) -> int:
    """What two layers of filters 3 x 3, each followed by halving, leave of a side."""
    return ((side - 2) // 2 - 2) // 2


def checked_pictures(pictures: NDArray[Any] | None, n: int) -> NDArray[np.float32]:
    """Pictures from 0 to 1, float32. Errors: ValueError unless there are n of them, 10 x 10 or more, of numbers."""
    if pictures is None:
        raise ValueError("features are missing. Give the pictures, for example catalogue.posters().")
    table = np.asarray(pictures)
    if table.ndim != 4 or len(table) != n or min(table.shape[1:3]) < 10:
        raise ValueError(f"features have shape {table.shape}; give {n} pictures (height, width, colours), 10 or more.")
    bright = table.astype(np.float32) / np.float32(255 if table.dtype == np.uint8 else 1)
    if not np.isfinite(bright).all():
        raise ValueError("The pictures are not all numbers. Use 0 where nothing is known.")
    return bright


@dataclass
class ContentTowers(FeatureReader, Network):
    """Films known by what they are, people by their last films: new films have scores.  score(u, i) = c p_u . x_i

        late    x_i = sum_m f_im B_m, divided by its length         early   x_i = relu([f_i1 B_1, f_i2 B_2, ...]) W
        p_u = e + sum_l w_l x_jl / sum_l w_l                          over the last films j_l of the person

    f_im is what modality m (text, poster, people) says about film i; a row of zeros means that it is missing.
    e, the ages' weights w_l (born with `half_life`) and c are learned. own=True: x_i has a vector q_i of the film
    besides, a further modality, which a film that nobody met lacks.
    hide: the share of modalities that are hidden from each batch, film by film, so that each learns to speak alone.
    features (n_items, n_features): the modalities side by side; modalities: how many columns each has, () for one.
    Source: Volkovs, Yu and Poutanen, DropoutNet: addressing cold start in recommender systems, NeurIPS 2017, section 4.
    """

    n_factors: int = 64
    n_epochs: int = 2
    batch_size: int = 512
    rate: float = 0.01
    n_negatives: int | None = 200
    length: int = 10
    half_life: float | None = 1
    modalities: tuple[int, ...] = ()
    fusion: str = "late"
    own: bool = False
    hide: float = 0.0
    features: NDArray[np.float32] = field(default=None, repr=False, compare=False)  # type: ignore[arg-type]
    learned: ClassVar[tuple[str, ...]] = (*Network.learned, "recent")

    def __post_init__(self) -> None:
        """Store a tuple, so that a model read from a file equals the one that was written."""
        self.modalities = tuple(self.modalities)

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """The items before (n, length), items (n,): all events but the first of each person."""
        self.recent: Numbers = last_items(train, self.length)
        return windows(train, self.length)[1:]

    def born(self, rng: np.random.Generator) -> Weights:
        """tower1, tower2, ... (columns, d), everybody (d,), ages (length,), loudness (1,), with own: item_factors."""
        d, widths = self.n_factors, self.widths
        towers = {f"tower{m}": born.table(rng, width, d, d**-0.5) for m, width in enumerate(widths, 1)}
        back = np.arange(self.length)[::-1].astype(np.float32)
        ages = -np.log(2) / self.half_life * back if self.half_life else 0 * back
        weights = towers | {"everybody": born.zeros(d), "ages": ages.astype(np.float32)}
        weights["loudness"] = np.full(1, np.log(LOUD), np.float32)
        if self.fusion == "early":
            weights["join"] = born.table(rng, len(widths) * d, d, (len(widths) * d) ** -0.5)
        return weights | ({"item_factors": born.table(rng, self.n_items, d)} if self.own else {})

    @property
    def widths(self) -> tuple[int, ...]:
        """How many columns of the features belong to each modality."""
        return self.modalities or (self.features.shape[1],)

    def constants(self) -> Weights:
        """features (n_items, n_features), and present (n_items, n): 1 where a film has the modality (or own vector)."""
        parts = np.split(self.features, np.cumsum(self.widths)[:-1], axis=1)
        present = [part.any(axis=1) for part in parts]
        if self.own:
            present.append(np.asarray(self.seen.sum(axis=0)).ravel() > 0)
        return {"features": self.features, "present": np.stack(present, axis=1).astype(np.float32)}

    def batches(self, rows: tuple[NDArray[Any], ...], rng: np.random.Generator) -> Iterator[Batch]:
        """Those of every network; with `hide`, each film looks as `looks` drew it for this batch."""
        for batch in super().batches(rows, rng):
            if self.hide:
                looks, real = self.looks(rng), batch.targets >= 0
                targets = np.where(real, looks[batch.targets], -1)
                batch = Batch((batch.inputs[0], looks), targets, looks[batch.others])
            yield batch

    def looks(self, rng: np.random.Generator) -> Numbers:
        """A number for each film, (n_items,): i + n_items h, where bit m of h says that modality m is hidden."""
        hidden = rng.random((self.n_items, len(self.widths) + self.own)) < self.hide
        return np.arange(self.n_items) + self.n_items * (hidden @ (2 ** np.arange(hidden.shape[1])))

    def told(self, rows: tuple[NDArray[Any], ...]) -> Inputs:
        """items (m, length), and how each film looks, (n_items,)."""
        return rows[0], np.arange(self.n_items)

    def asked(self, users: Numbers) -> Inputs:
        """The last items (m, length), and how each film looks: nothing is hidden."""
        return self.recent[users], np.arange(self.n_items)

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first; only the last `length` are read."""
        return self.forward((last_of(known_items(items, self.n_items), self.length), np.arange(self.n_items)))[0]

    def without(self, *modalities: int) -> Self:
        """The same trained network where no film has these modalities, counted from 0."""
        changed, ends = self.features.copy(), np.cumsum((0, *self.widths))
        for m in modalities:
            changed[:, ends[m] : ends[m + 1]] = 0
        return self.with_features(changed)

    def with_features(self, features: NDArray[np.floating]) -> Self:
        """The same trained network where the films are described otherwise, (n_items, n_features)."""
        model = copy.copy(self)
        model.features = checked_features(features, self.n_items)
        model.build(self.read_weights(), model.constants())
        return model

    def _check(self) -> None:
        super()._check()
        check_half_life(self.half_life)
        if self.length < 1:
            raise ValueError(f"length={self.length} is too short. Read at least 1 item, for example 10.")
        if self.fusion not in FUSIONS:
            raise ValueError(f"fusion={self.fusion!r} is unknown. Use one of {', '.join(FUSIONS)}.")
        if min(self.widths) < 1 or sum(self.widths) != self.features.shape[1]:
            raise ValueError(
                f"modalities={self.modalities} are {sum(self.widths)} columns, the features have "
                f"{self.features.shape[1]}. Name the columns of each modality, in order."
            )
        if not 0 <= self.hide < 1:
            raise ValueError(f"hide={self.hide} is no share that leaves something. Use 0 or more, below 1.")
