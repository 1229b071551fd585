"""What every recommender promises, as laws that any model can be put to, your own too.

check_contract(MyModel(), split.train)

says which laws are broken, each in one sentence with the value found and the value expected. `LAWS` lists them.
"""

from __future__ import annotations

import copy

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.laws import LAWS, Broken, Trial

__all__ = ["LAWS", "Broken", "Trial", "broken_laws", "check_contract"]


def broken_laws(model: Recommender, train: Interactions, within: float = 1e-9) -> dict[str, str]:
    """The laws that `model`, unfitted, does not keep on the events `train`: their names, and what was found."""
    trial, found = Trial(lambda _: copy.deepcopy(model), train, within), {}
    for one in LAWS:
        try:
            one(trial)
        except Exception as problem:  # a model of one's own may fail in any way: this is what we want to hear
            kind = "" if isinstance(problem, Broken) else f"{type(problem).__name__}: "
            found[one.__name__.replace("_", " ")] = f"{kind}{problem}"
        if one is LAWS[0] and found:
            break  # a model that cannot be fitted can do nothing else

    return found


def check_contract(model: Recommender, train: Interactions, within: float = 1e-9) -> None:
    """Put an unfitted model to every law of a recommender; prints one line when it keeps them all.

    within: equal scores may differ by that much; networks compute with 32 bits: 1e-5.
    Errors: Broken, with a line for each law that is broken.
    """
    found = broken_laws(model, train, within)
    if found:
        lines = "\n".join(f"- {one}: {words}" for one, words in found.items())
        raise Broken(f"{model.name} breaks {len(found)} of {len(LAWS)} laws of a recommender.\n{lines}")
    print(f"{model.name} keeps all {len(LAWS)} laws of a recommender.")
