"""Content-based recommending: films described like those you met. It needs no other viewers, so new films take part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import CountVectorizer

from recsys_course.data import Catalogue, Interactions
from recsys_course.models.history import check_half_life, known_items, one_history, weighted_history
from recsys_course.models.kernels import product, top_k
from recsys_course.models.neighbours import SparseProduct, divided_rows, unit_rows

NAMES = ("genres", "tags", "people")  # columns of names joined by "|"; all other columns are running text
OTHERS = "(all other terms)"


def documents(catalogue: Catalogue, columns: Sequence[str] | None = None) -> tuple[str, ...]:
    """One text for each item, (n_items,), from these columns of the catalogue.

    A name in `genres`, `tags` or `people` stays one term: "Science Fiction" becomes science_fiction.
    columns=None: genres, tags and text, as far as they are there. Without a text: genres and the words of the title,
    without its year; MovieLens' tags stay out, because viewers wrote them, some after the split: a leak.
    Errors: ValueError for a column that the catalogue lacks.
    """
    table = catalogue.table
    if columns is None:
        columns = [c for c in ("genres", "tags", "text") if c in table] if "text" in table else ["genres", "title"]
    unknown = [c for c in columns if c not in table]
    if unknown or not len(columns):
        raise ValueError(f"columns={list(columns)}: there is no {unknown}. Choose among {list(table.columns)}.")
    parts = [_readable(name, table[name].astype(object).fillna("").astype(str)) for name in columns]
    return tuple(" ".join(filter(None, row)) for row in zip(*parts, strict=True))


def _readable(column: str, texts: pd.Series) -> list[str]:
    if column in NAMES:
        return [" ".join(re.sub(r"\W+", "_", name.strip()) for name in text.split("|")) for text in texts]
    return [re.sub(r"\s*\(\d{4}\)\s*$", "", text) if column == "title" else text for text in texts]


@dataclass
class ContentBased(SparseProduct):
    """Films whose words are those of the films you met.  score(u, i) = cos(p_u, x_i) = p_u . x_i / |p_u|

    x_i (n_terms,) describes item i: how often each term occurs in its document; with weighting="tfidf" each count times
        idf_t = ln((1 + n_items) / (1 + df_t)) + 1,  df_t = the number of documents with the term;
    then the row is divided by its length, so |x_i| = 1 and long texts have no advantage. Without any term x_i = 0.
    The profile is a weighted mean:  p_u = sum_j w_uj x_j / sum_j w_uj,  j over the history of u. w_uj = 1, or r_ui with
    values="ratings"; with `half_life` times 2^(-steps / half_life), where the last item has steps = 0.
    Items that nobody met have scores like all others. A person without a history has score 0 for every item.

    documents (n_items,) texts, see `documents`; terms are small letters, at least two in a row.
    min_items: a term must occur in that many documents.
    Learned: item_vectors X (n_items, n_terms) and profiles P (n_users, n_terms), sparse; vocabulary, idf (n_terms,).
    Errors: ValueError in `fit` when there is not one document for each item, or no term in any of them.
    Sources: Salton and Buckley, IPM 24(5), 1988 (tf-idf and cosine; the smoothed idf is scikit-learn's); Pazzani and
    Billsus, The Adaptive Web, 2007 (profiles); Lops et al., Recommender Systems Handbook, 2011, section 3.3.
    """

    documents: tuple[str, ...] = field(repr=False)
    weighting: str = "tfidf"
    values: str = "ones"
    half_life: float | None = None
    min_items: int = 1
    learned: ClassVar[tuple[str, ...]] = ("item_vectors", "profiles", "vocabulary", "idf")

    def __post_init__(self) -> None:
        """Any sequence of texts is stored as a tuple, so that models with the same settings are equal."""
        self.documents = _texts(self.documents)

    def _fit(self, train: Interactions) -> None:
        self._check_settings(train.n_items)
        counts = self._count()  # tf (n_items, n_terms); sets the vocabulary
        n, df = counts.shape[0], np.diff(counts.tocsc().indptr)
        self.idf: NDArray[np.float64] = (
            np.log((1 + n) / (1 + df)) + 1 if self.weighting == "tfidf" else np.ones(counts.shape[1])
        )
        self.item_vectors: csr_array = self._weighted(counts)
        self.profiles: csr_array = self._profiles(weighted_history(train, self.values, self.half_life))

    def _count(self) -> csr_array:
        counter = CountVectorizer(min_df=self.min_items, dtype=np.float64)
        try:
            counts = counter.fit_transform(self.documents)
        except ValueError as problem:  # scikit-learn's words name its own settings
            raise ValueError(
                f"No word of two letters or more occurs in at least {self.min_items} of the {len(self.documents)} "
                "documents, so there is nothing to compare. Give longer texts, or a smaller min_items."
            ) from problem
        self.vocabulary: NDArray[np.str_] = counter.get_feature_names_out().astype(str)
        return csr_array(counts)

    def _vectors(self, texts: Sequence[str]) -> csr_array:
        """X (m, n_terms) of other texts; words outside the vocabulary do not count."""
        return self._weighted(csr_array(CountVectorizer(vocabulary=self.vocabulary, dtype=np.float64).transform(texts)))

    def _weighted(self, counts: csr_array) -> csr_array:
        return unit_rows(csr_array(counts.multiply(self.idf)))

    def _profiles(self, weights: csr_array) -> csr_array:
        """P = W X with every row of W divided by its sum.  (n, n_items) -> (n, n_terms)."""
        return csr_array(
            divided_rows(weights, np.asarray(abs(weights).sum(axis=1), dtype=np.float64)) @ self.item_vectors
        )

    def _factors(self, users: NDArray[np.int64]) -> tuple[csr_array, csr_array]:
        return unit_rows(self.profiles[users]), csr_array(self.item_vectors.T)

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first; each counts as a rating of 1."""
        weights = one_history(items, self.n_items, self.half_life)
        return product(unit_rows(self._profiles(csr_array(weights[None, :]))), self.item_vectors.T)[0]

    def score_new(self, users: ArrayLike, documents: Sequence[str]) -> NDArray[np.floating]:
        """Scores (n, m) of users (n,) for m films that came after `fit`, known by their texts alone.

        Vocabulary, idf and profiles stay as they were learned. A text without a known word scores 0.
        """
        return product(self._factors(self._known(users))[0], self._vectors(_texts(documents)).T)

    def explain(self, user: int, item: int, n: int = 5) -> pd.DataFrame:
        """The n shared terms that add most to score(user, item), each with its part p_ut x_it / |p_u|.

        Columns `term` and `part`. All other shared terms are one last row, so the parts add up to the score.
        """
        profile = self._factors(self._known([user]))[0]
        parts = csr_array(profile.multiply(self.item_vectors[known_items([item], self.n_items)]))
        order = np.lexsort((self.vocabulary[parts.indices], -parts.data))
        table = pd.DataFrame({"term": self.vocabulary[parts.indices][order], "part": parts.data[order]})
        if len(table) <= n:
            return table
        rest = pd.DataFrame({"term": [OTHERS], "part": [table["part"][n:].sum()]})
        return pd.concat([table[:n], rest], ignore_index=True)

    def similar(self, item: int, k: int = 10) -> NDArray[np.int64]:
        """The k other items with the highest cosine to `item`, best first; ties to the smaller number."""
        number = known_items([item], self.n_items)
        scores = product(self.item_vectors[number], self.item_vectors.T)
        scores[0, number] = -np.inf
        return top_k(scores, min(k, self.n_items))[0]

    def _check_settings(self, n_items: int) -> None:
        if len(self.documents) != n_items:
            raise ValueError(
                f"There are {len(self.documents)} documents for {n_items} items. Give one text for each item, in the "
                "order of their numbers, for example documents(catalogue)."
            )
        if not all(isinstance(text, str) for text in self.documents):
            raise ValueError('A document is not a text. Give a str for each item, "" where nothing is known.')
        if self.weighting not in ("tfidf", "counts"):
            raise ValueError(f'weighting={self.weighting!r} is unknown. Use "tfidf" or "counts".')
        if not 1 <= self.min_items <= n_items:
            raise ValueError(f"min_items={self.min_items} must be between 1 and the {n_items} items. Use 1.")
        check_half_life(self.half_life)


def _texts(documents: Sequence[str]) -> tuple[str, ...]:
    return (documents,) if isinstance(documents, str) else tuple(documents)  # one text is not a list of its letters
