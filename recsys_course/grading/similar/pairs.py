"""Which answers of a class are suspiciously equal? For the instructor to look at; it proves nothing.

    similar(hand_ins) -> [Pair], the most suspicious first

A short answer, or one that a large part of the class has, says nothing by itself. Many equal answers of two people do:
so whole notebooks are weighed too. Sources (the published solutions, the references) are compared with each student.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import comb, prod

from rapidfuzz import fuzz

from recsys_course.grading.answers.collect import Answers
from recsys_course.grading.similar.forms import Form, forms

LEAST_NODES, LEAST_WORDS = 25, 8  # shorter ones are equal by chance
COMMON = 4  # shared by more than so many people, and by more than a quarter of the class: it is the obvious answer
NEAR = 92.0  # percent of equal characters, of normalised code or of words
WHOLE_TASKS, WHOLE_SHARE = 4, 0.8  # of the code that two people wrote, for their whole notebooks to be weighed
WHOLE_NODES = 150  # equal to a source together; less may be what everybody writes
CHANCE = 0.05  # at most: pairs that would be so equal by chance in a class of this size
Forms = Mapping[str, Form]  # by task
Shelf = Mapping[str, Mapping[str, Forms]]  # lesson -> source -> forms


@dataclass(frozen=True)
class Same:
    """One answer that two students share. how: "word for word", "other names", "nearly" or "same words"."""

    task: str
    how: str
    size: int


@dataclass(frozen=True)
class Pair:
    """Two students of one lesson (or one and a source) and what they share, the largest first.

    equal, both: how many answers in code are equal, of those that both wrote; (0, 0) where their notebooks as a whole
    are not suspicious.
    """

    lesson: str
    students: tuple[str, str]
    shared: tuple[Same, ...]
    equal: int = 0
    both: int = 0
    source: bool = False

    @property
    def weight(self) -> float:
        """Grows with the size of what is shared; what is only nearly equal counts half."""
        return sum(one.size / (2 if one.how == "nearly" else 1) for one in self.shared)


def similar(hand_ins: Iterable[tuple[str, str, Answers]], sources: Shelf | None = None) -> list[Pair]:
    """Pairs of students with suspiciously equal answers, the most suspicious first.

    hand_ins: (student, lesson, answers) of each. sources: what students could copy from, as `published` gives it.
    Errors: none.
    """
    lessons: dict[str, dict[str, Forms]] = defaultdict(dict)
    for student, lesson, answers in hand_ins:
        lessons[lesson][student] = dict(forms(answers))
    found = (_of_lesson(lesson, people, (sources or {}).get(lesson, {})) for lesson, people in lessons.items())
    pairs = [pair for of_one in found for pair in of_one]
    return sorted(pairs, key=lambda pair: (-pair.weight, pair.lesson, pair.students))


def _of_lesson(lesson: str, people: Mapping[str, Forms], sources: Mapping[str, Forms]) -> Iterator[Pair]:
    """The pairs of one lesson: of two students, then of a student and a source."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in people.values():
        for task, form in one.items():
            counts[task][form.core] += 1
    who = [(first, second, people[first], people[second], False) for first, second in combinations(sorted(people), 2)]
    who += [(one, source, people[one], sources[source], True) for source in sources for one in sorted(people)]
    for first, second, mine, other, source in who:
        yield from _pair(Pair(lesson, (first, second), (), source=source), mine, other, counts)


def _pair(empty: Pair, one: Forms, other: Forms, counts: Mapping[str, Counter[str]]) -> Iterator[Pair]:
    """The pair with what is shared, where something about it is suspicious."""
    both = [task for task in one if task in other]
    told = {task: how for task in both if (how := _how(one[task], other[task], counts[task], empty.source))}
    code = [task for task in both if not one[task].words]
    equal = [task for task in code if one[task].core == other[task].core]
    if whole := _whole(equal, len(code), one, counts, empty.source):
        told |= {task: _exactly(one[task], other[task]) for task in equal}
    shared = [Same(task, how, min(one[task].size, other[task].size)) for task, how in told.items()]
    if shared:
        shared.sort(key=lambda same: -same.size)
        yield replace(empty, shared=tuple(shared), equal=len(equal) * whole, both=len(code) * whole)


def _whole(equal: Sequence[str], both: int, one: Forms, counts: Mapping[str, Counter[str]], source: bool) -> bool:
    """Whether two notebooks as a whole are suspicious: so much is equal that it did not happen by chance.

    The chance: of all pairs of a class, how many would share so many answers if each were drawn by itself from what
    the other students have. A source says what is right, so many come near it: there the amount counts.
    """
    if len(equal) < max(WHOLE_TASKS, WHOLE_SHARE * both):
        return False
    if source:
        return sum(one[task].size for task in equal) >= WHOLE_NODES
    others = ((counts[task][one[task].core] - 1.5) / (counts[task].total() - 1) for task in equal)
    people = max(counts[task].total() for task in equal)
    return comb(people, 2) * comb(both, len(equal)) * prod(others) <= CHANCE


def _how(one: Form, other: Form, count: Counter[str], source: bool) -> str:
    """In which way two answers are the same, or "" where that says nothing. Many come near a source by themselves."""
    least = LEAST_WORDS if one.words else LEAST_NODES
    smaller = min(one.size, other.size)
    if smaller < least:
        return ""
    if one.core == other.core:
        usual = count[one.core] > max(COMMON, count.total() // 4) and not one.words
        how = _exactly(one, other)
        return "" if usual or (source and how == "other names" and smaller < 2 * least) else how
    return "nearly" if smaller >= 2 * least and _alike(*sorted((one.core, other.core))) else ""


def _exactly(one: Form, other: Form) -> str:
    if one.words:
        return "same words"
    return "word for word" if one.text == other.text else "other names"


@lru_cache(maxsize=1_000_000)
def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return shorter / longer > 0.8 and fuzz.ratio(one, other, score_cutoff=NEAR) >= NEAR
