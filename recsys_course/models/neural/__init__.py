"""The NumPy half of all networks: histories, batches, the first weights, the epoch loop, early stopping."""

from recsys_course.models.neural.features import item_features
from recsys_course.models.neural.network import Batch, Network

__all__ = ["Batch", "Network", "item_features"]
