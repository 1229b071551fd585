"""Lesson 05, rules, clusters and hybrids: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "measure_rule",
    "rule_points",
    "nearest_centre",
    "move_centres",
    "standardise",
    "blend",
    "build",
    "switch",
    "same_scale",
    "mend_choice",
)
