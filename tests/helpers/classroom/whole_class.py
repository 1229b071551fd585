"""The whole class: every hostile, unlucky, odd, wrong and right hand-in of lesson 03, by the name of its student."""

from __future__ import annotations

from tests.helpers.classroom import attackers, bad_luck, liars, odd_ones
from tests.helpers.classroom.lesson_03 import HandIn

GROUPS: dict[str, dict[str, HandIn]] = {
    "attackers": attackers.CLASS,
    "liars": liars.CLASS,
    "odd ones": odd_ones.CLASS,
    "bad luck": bad_luck.CLASS,
}
GROUPS = {group: {name.replace(",", ""): one for name, one in some.items()} for group, some in GROUPS.items()}
CLASS: dict[str, HandIn] = {name: one for group in GROUPS.values() for name, one in group.items()}
