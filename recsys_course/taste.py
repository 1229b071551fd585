"""Your own taste: a dozen films rated by you, kept beside your progress, and a list for you from any model.

`rate(data, stars)` keeps your stars, `my_taste(data)` finds them again in a later lesson, `my_taste(data).list(model)`
is the list. Whoever never rated has the stars of `EXAMPLE`, so every cell runs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from recsys_course.checking import progress_store
from recsys_course.data import Dataset
from recsys_course.models.base import Recommender

Score = Callable[[NDArray[np.int64]], ArrayLike]
N_FILMS = 12
EXAMPLE = {0: 4.0, 2: 5.0, 5: 2.0}  # rows of `films_to_rate`
LIKED = 3.0
MOST = 0.2  # of the people
LOWEST, HIGHEST = 0.5, 5.0
PART = "taste"  # of the progress file


@dataclass(frozen=True)
class Taste:
    """What you said about films. stars: item number -> stars, in the order in which you gave them."""

    data: Dataset
    stars: Mapping[int, float]

    @property
    def history(self) -> NDArray[np.int64]:
        """The films with 3 stars or more (t,), the best liked last: models that read in order begin with the oldest."""
        liked = [item for item, stars in self.stars.items() if stars >= LIKED]
        return np.array(sorted(liked, key=lambda item: self.stars[item]), dtype=np.int64)

    def list(self, model: Recommender | Score, k: int = 5) -> pd.DataFrame:
        """The k films with the highest scores for you among those that you have not rated: title and genres.

        model: a recommender with `score_history`, or a function of your own from a history (t,) to scores (n_items,).
        Errors: TypeError for a model that knows only the people it learned from.
        """
        if isinstance(model, Recommender) and not hasattr(model, "score_history"):
            raise TypeError(
                f"{model.name} has vectors only for the people it learned from, and you are a stranger. "
                "Take a model with `score_history`, for example ItemKNN."
            )
        score: Any = getattr(model, "score_history", model)
        scores = np.array(score(self.history), dtype=float)
        scores[[*self.stars]] = -np.inf
        best = np.argsort(-scores, kind="stable")[: min(k, len(scores) - len(self.stars))]
        return _shown(self.data, best)


def films_to_rate(data: Dataset, n: int = N_FILMS) -> pd.DataFrame:
    """The best known film of each of n genres, numbered from 0: `item`, title, genres.

    Not the most famous ones, which everybody watches and which tell little: at most a fifth of the people met them. A
    series has one film in the table at the most.
    """
    counts, table = data.interactions.counts_by_item(), data.catalogue.table
    genre = table["genres"].str.split("|").str[0]
    quiet = (counts <= MOST * data.interactions.n_users) & (table["series"] == "" if "series" in table else True)
    known = np.flatnonzero(quiet) if quiet.sum() >= n else np.arange(len(table))  # a tiny world shows all
    known = known[np.argsort(-counts[known], kind="stable")]
    items = known[~genre.iloc[known].duplicated().to_numpy()][:n]
    return _shown(data, items).reset_index(names="item").rename_axis("row")


def rate(data: Dataset, stars: Mapping[int, float]) -> Taste:
    """Keep your stars for the rows of `films_to_rate(data)`, and give your taste. stars: {row: 0.5 to 5}.

    Where `stars` is empty, what was kept before stays.
    Errors: ValueError for a row that is not there, or for stars outside of 0.5 to 5; nothing is kept then.
    """
    items = films_to_rate(data)["item"]
    for row, given in stars.items():
        if row not in items.index:
            raise ValueError(f"row {row} is not in the table: its rows are 0 to {len(items) - 1}.")
        if not LOWEST <= given <= HIGHEST:
            raise ValueError(
                f"row {row} has {given} stars. Give from 0.5 to 5, or leave out a film that you do not know."
            )
    if not stars:
        return my_taste(data)
    taste = Taste(data, {int(items[row]): float(given) for row, given in stars.items()})
    progress_store.remember(lambda state: _keep(state, taste))
    return taste


def my_taste(data: Dataset) -> Taste:
    """The stars that you gave with `rate` in any notebook of this folder, else those of `EXAMPLE`."""
    kept = progress_store.recall().get(PART)
    stars = kept.get(data.name) if isinstance(kept, dict) else None
    try:
        if stars:
            known = {int(item): float(given) for item, given in stars}
            return Taste(data, {item: given for item, given in known.items() if item < len(data.catalogue)})
    except (TypeError, ValueError):
        pass  # somebody edited the file: the example does no harm
    items = films_to_rate(data)["item"]
    return Taste(data, {int(items[row]): stars for row, stars in EXAMPLE.items() if row in items.index})


def sliders(data: Dataset) -> None:
    """In JupyterLab: a slider for each row of `films_to_rate(data)`; each move is kept. Elsewhere nothing is shown."""
    if "JPY_SESSION_NAME" not in os.environ:  # set for the notebooks that somebody has opened
        return
    try:
        import ipywidgets
        from IPython.display import display
    except ImportError:
        return
    films = films_to_rate(data)
    rows = [
        ipywidgets.FloatSlider(0, min=0, max=HIGHEST, step=0.5, description=title, style={"description_width": "16em"})
        for title in films["title"]
    ]
    for slider in rows:
        slider.observe(lambda change: rate(data, {i: s.value for i, s in enumerate(rows) if s.value}), "value")
    display(ipywidgets.VBox(rows))


def _keep(state: dict[str, Any], taste: Taste) -> None:
    """A list of pairs: JSON knows no numbers as keys, and the order counts."""
    kept = state.get(PART)
    state[PART] = (kept if isinstance(kept, dict) else {}) | {
        taste.data.name: [list(one) for one in taste.stars.items()]
    }


def _shown(data: Dataset, items: NDArray[np.int64]) -> pd.DataFrame:
    return data.catalogue.table.loc[items, ["title", "genres"]]
