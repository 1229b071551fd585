"""Lesson 10, recurrent networks: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "history",
    "gate",
    "gru_step",
    "layer",
    "loss",
    "lstm_step",
    "mend_shift",
    "mend_last",
    "build",
)
