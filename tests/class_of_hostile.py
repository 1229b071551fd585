"""The whole class: every hostile, unlucky, odd, wrong and right hand-in of lesson 03, by the name of its student."""

from __future__ import annotations

from tests import class_of_attackers, class_of_bad_luck, class_of_liars, class_of_odd_ones
from tests.classroom import HandIn

GROUPS: dict[str, dict[str, HandIn]] = {
    "attackers": class_of_attackers.CLASS,
    "liars": class_of_liars.CLASS,
    "odd ones": class_of_odd_ones.CLASS,
    "bad luck": class_of_bad_luck.CLASS,
}
GROUPS = {group: {name.replace(",", ""): one for name, one in some.items()} for group, some in GROUPS.items()}
CLASS: dict[str, HandIn] = {name: one for group in GROUPS.values() for name, one in group.items()}
