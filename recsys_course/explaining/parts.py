"""Scores that are sums: what each film of the past gives to the score of one film."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.models.base import Recommender
from recsys_course.models.factors.linear import EASE
from recsys_course.models.neighbours import ItemKNN


def parts(model: Recommender, users: ArrayLike, items: ArrayLike) -> NDArray[np.float64]:
    """What each film j of the past gives to score(u, i):  part_j = w_uj s_ji,  sum_j part_j = score(u, i).

    users (n,), items (n,): one film for each person -> (n, n_items), 0 for films that the person never met.
    w are the weights of the history and s the item-to-item weights: the cosines of ItemKNN, B of EASE (diagonal 0).
    Errors: TypeError for a model whose score is no such sum; IndexError for an unknown user or item; ValueError where
    there is not one item for each user.
    Source: Deshpande and Karypis, TOIS 2004, section 4 (the sum); Tintarev and Masthoff, Recommender Systems
    Handbook, 2011, section 15.4 (its parts as an explanation).
    """
    history, weights = _factors(model)
    people, films = model._known(users), np.atleast_1d(np.asarray(items))
    if films.shape != people.shape:
        raise ValueError(f"{films.shape} items for {people.shape} users. Give one item for each user.")
    if films.size and not 0 <= films.min() <= films.max() < model.n_items:
        raise IndexError(f"Items {films.min()} to {films.max()}: this model knows items 0 to {model.n_items - 1}.")
    return np.asarray(history[people].toarray() * _columns(weights, films), dtype=np.float64)


def _columns(weights: csr_array | NDArray[np.float64], films: NDArray[np.int64]) -> NDArray[np.float64]:
    """Row r: the column of film r, how much each film speaks for it.  (n_items, n_items), (n,) -> (n, n_items)"""
    if isinstance(weights, np.ndarray):
        return weights.T[films]
    return np.asarray(csr_array(weights.T)[films].toarray())


def _factors(model: Recommender) -> tuple[csr_array, csr_array | NDArray[np.float64]]:
    model._fitted()
    if isinstance(model, ItemKNN):
        return model.history, model.similarity
    if isinstance(model, EASE):
        return model.seen, model.weights
    raise TypeError(f"A score of {model.name} is no sum over the past. Use `occlusion`, which asks any score.")
