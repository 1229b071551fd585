"""Is this a table of events? Whoever learns from events or splits them asks here first."""

from __future__ import annotations

from recsys_course.data.interactions import Interactions

CURES = {
    "Dataset": "Give its events, dataset.interactions.",
    "Split": "Give one of its parts: split.train, split.valid, split.known or split.test.",
    "DataFrame": "Read it first: recsys_course.data.read_csv_dataset makes a data set of a CSV file.",
}


def check_events(function: str, name: str, events: object) -> None:
    """Refuse what is not a table of events.

    Errors: TypeError for anything but Interactions; it names what to give instead.
    """
    if not isinstance(events, Interactions):
        kind = type(events).__name__
        cure = CURES.get(kind, "Give the events of a data set, for example load('tiny').interactions.")
        raise TypeError(f"{function} needs Interactions as `{name}`. Got {kind}. {cure}")
