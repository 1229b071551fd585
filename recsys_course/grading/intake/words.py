"""Words in names of files and folders that name a thing and no person: homework, old, attempt 2."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDS = """
answer answers archive assignment assignments attachment attachments attempt backup checkpoint checkpoints code copie
copia copy cópia course data dataset datasets de der die doc docs done download downloads draft drafts entwurf env
exercise exercises export feedback file files final finale finally finished fixed folder for from hand handin handins
home homework hw in ipynb kopia kopie lab labs last lesson lessons main master mein meine my neu neue new newest nb
notebook notebooks of old output outputs own part practice project projects real really recommender recommenders
readme recsys release repo result results revised solution solutions solved src submission submissions submitted
submit task tasks temp test tests the this tmp to try tutorial untitled update updated upload uploads v ver version
versions von week weeks work working
"""
_THINGS = frozenset(_WORDS.split())


def is_thing(name: str, more: Collection[str] = ()) -> bool:
    """Whether every word of a name is the name of a thing, a number, or one of `more` (words of lessons)."""
    if re.search(r"\d{4}", re.sub(r"(?<!\d)20\d\d", "", name)):  # the number of a person or of a hand-in, no year
        return False
    words = [word.strip("0123456789") for word in re.split(r"[\W_]+", name.casefold())]
    return all(not word or word in _THINGS or word in more for word in words)


def words_of(lessons: Collection[str]) -> frozenset[str]:
    """The words in the names of lessons: neighbours, content."""
    return frozenset(word.casefold() for name in lessons for word in re.split(r"[\W_\d]+", name) if word)


def akin(one: str, other: str) -> bool:
    """Whether two names share a word that is no name of a thing, or one holds the other: anna and anna_meer_hw."""
    first, second = _of_people(one), _of_people(other)
    return any(a in b or b in a for a in first for b in second)


def _of_people(name: str) -> list[str]:
    return [word for word in re.split(r"[\W_\d]+", name.casefold()) if len(word) > 1 and word not in _THINGS]
