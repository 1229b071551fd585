"""Lesson 01, from events to clean, honestly split data: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "number_ids",
    "to_matrix",
    "sparsity",
    "repair_times",
    "find_bots",
    "leave_last_out",
    "build",
    "newest_split",
    "k_core",
)
