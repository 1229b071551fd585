"""Hybrids: several recommenders that speak with one voice."""

from recsys_course.models.hybrid.blends import Cascade, Switching, Weighted, standardise
from recsys_course.models.hybrid.parts import Hybrid
from recsys_course.models.hybrid.weights import choose_weights, try_weights

__all__ = ["Cascade", "Hybrid", "Switching", "Weighted", "choose_weights", "standardise", "try_weights"]
