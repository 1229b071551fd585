"""Privacy and security: what a table gives away, what noise can promise, and what a stranger can do to a model.

    pseudonyms  names that only the holder of a key can make        anonymity  who stands alone, and who is recognised
    noise       Laplace, Gauss, a budget that is kept               learning   a step of DP-SGD, membership inference
    deletion    a person taken out of a fitted model                poisoning  invented people, and how to find them
    doors       who may read which column, and who did

Attacks stand here so that a defence can be measured; use them on data that you own.
"""

from recsys_course.models.factors.linear import inverse_gram
from recsys_course.privacy.anonymity import class_sizes, recognised, scoreboard
from recsys_course.privacy.deletion import CountedKNN, item_weights, without_rows
from recsys_course.privacy.doors import AuditLog, Policy
from recsys_course.privacy.learning import attack_auc, private_gradient
from recsys_course.privacy.noise import (
    Budget,
    analytic_sigma,
    classical_sigma,
    clipped_rows,
    noisy_counts,
    symmetric_noise,
    true_delta,
)
from recsys_course.privacy.poisoning import Attack, bursts, joined, likeness, rdma
from recsys_course.privacy.pseudonyms import plain_hash, pseudonym, same_token, undone

__all__ = [
    "Attack", "AuditLog", "Budget", "CountedKNN", "Policy", "analytic_sigma", "attack_auc", "bursts", "class_sizes",
    "classical_sigma", "clipped_rows", "inverse_gram", "item_weights", "joined", "likeness", "noisy_counts",
    "plain_hash", "private_gradient", "pseudonym", "rdma", "recognised", "same_token", "scoreboard",
    "symmetric_noise", "true_delta", "undone", "without_rows",
]  # fmt: skip
