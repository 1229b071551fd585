"""Lesson 15, privacy and security: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "pseudonym",
    "k_anonymity",
    "scoreboard",
    "noisy_counts",
    "budget",
    "true_delta",
    "clip",
    "private_step",
    "attack_auc",
    "without_row",
    "build",
    "reached",
    "rdma",
)
