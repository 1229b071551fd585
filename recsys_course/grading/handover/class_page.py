"""class.html: a class at a glance, for the next lecture. It names no student.

Marks, the tasks from the hardest on, the mistakes that were recognised with their hints, and what waits for a person.
The page needs no network, runs nothing, is read without colour, and prints well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from recsys_course.checking.wording import plural
from recsys_course.grading.records.feedback import STYLE, number, title
from recsys_course.grading.records.results import Mark, Result, looks

BARS = 10  # of the picture: from 0 to under 10 percent, ..., from 90 to 100 percent
MINUTES = 2  # that a person needs for one answer: an estimate, not measured
_STYLE = (
    STYLE
    + """\
h3 { margin: 2rem 0 .3rem; }
th[scope=row] { width: auto; }
th.number, td.number { text-align: right; white-space: nowrap; }
figure { margin: 1rem 0; }
svg { width: 100%; max-width: 44rem; height: auto; }
svg text { font: 14px system-ui, sans-serif; fill: #1a1a1a; text-anchor: middle; }
"""
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The class</title>
<style>
{{ style }}
</style>
</head>
<body>
<h1>The class</h1>
<p>This page names no student, so it can be shown in the lecture.</p>
{% for one in lessons %}
<h2>Lesson {{ one.name }}</h2>
<p>{{ plural(one.results | length, "hand-in") }} graded. {{ one.middle }} {{ one.hardest }}
{%- if one.late %} {{ plural(one.late, "hand-in") }} came late.{% endif %}</p>

<h3>Marks</h3>
<figure>
<svg viewBox="0 0 640 220" role="img" aria-label="Bar chart of the marks. {{ one.told }}">
<line x1="20" y1="170" x2="620" y2="170" stroke="#1a1a1a"/>
{% for count in one.bars %}{% set height = 130 * count / one.highest %}
<rect x="{{ 26 + 60 * loop.index0 }}" y="{{ "%.1f" | format(170 - height) }}" width="48" height="{{
"%.1f" | format(height) }}" fill="#0b5394"/>
<text x="{{ 50 + 60 * loop.index0 }}" y="{{ "%.1f" | format(164 - height) }}">{{ count }}</text>
<text x="{{ 50 + 60 * loop.index0 }}" y="190">{{ one.ranges[loop.index0] }}</text>
{% endfor %}
<text x="320" y="214">percent of the points (the last bar holds 100); above each bar: how many hand-ins</text>
</svg>
<figcaption>{{ one.told }}
{%- if one.waits %} Answers that wait count 0 until a person reads them.{% endif %}</figcaption>
</figure>

<h3>Tasks, the hardest first</h3>
<table>
<caption>Of all points that could be reached in a task, the share that the class has. A task has no share
while most of its answers wait for a person.</caption>
<thead><tr><th scope="col">Task</th><th scope="col" class="number">Share of points</th>
{% for sign in statuses %}<th scope="col" class="number">{{ sign }}</th>{% endfor %}</tr></thead>
<tbody>
{% for task in one.tasks %}
<tr><th scope="row">{{ task.id }}<br><span class="small">{{ task.title }}</span></th>
<td class="number">{{ task.share }}</td>
{% for sign in statuses %}<td class="number">{{ task.counts[sign] }}</td>{% endfor %}</tr>
{% endfor %}
</tbody>
</table>

<h3>Mistakes that were recognised</h3>
{% if one.mistakes %}
<table>
<caption>How many students made each, the most frequent first, with the hint that they read.</caption>
<thead><tr><th scope="col">Task</th><th scope="col" class="number">Students</th><th scope="col">Hint</th></tr></thead>
<tbody>
{% for (task, hint), count in one.mistakes %}
<tr><th scope="row">{{ task }}</th><td class="number">{{ count }}</td><td>{{ hint }}</td></tr>
{% endfor %}
</tbody>
</table>
{% else %}<p>None.</p>{% endif %}
<p>{{ plural(one.unnamed, "wrong answer") }} in code had no mistake that is known.</p>

<h3>What waits for a person</h3>
<p>{{ one.waiting }}</p>
{% if one.waits %}
<table>
<caption>Answers to look at, by task.</caption>
<thead><tr><th scope="col">Task</th><th scope="col" class="number">Answers</th></tr></thead>
<tbody>
{% for task, count in one.waits %}
<tr><th scope="row">{{ task }}</th><td class="number">{{ count }}</td></tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% if one.looks %}
<table>
<caption>Code to look at, and why. The column <code>to_look_at</code> of <code>grades.csv</code> names the
students.</caption>
<thead><tr><th scope="col">Task</th><th scope="col" class="number">Answers</th><th scope="col">Why</th></tr></thead>
<tbody>
{% for (task, reason), count in one.looks %}
<tr><th scope="row">{{ task }}</th><td class="number">{{ count }}</td><td>{{ reason }}</td></tr>
{% endfor %}
</tbody>
</table>
{% endif %}
{% if one.problems %}<p>{{ plural(one.problems, "hand-in") }} could not be graded; <code>grades.csv</code> says why.</p>
{% endif %}
{% if one.copies %}
<h3>Equal answers</h3>
<ul>
{% for line in one.copies %}<li>{{ line }}</li>
{% endfor %}
</ul>
<p>This proves nothing. The names are in <code>similar.txt</code>.</p>
{% endif %}
{% endfor %}
</body>
</html>
"""
STATUSES = {
    "right": "\u2713 right",
    "wrong": "\u2717 not right",
    "not attempted": "\u2013 empty",
    "waiting": "\u2026 waits",
    "by hand": "\u270e by a person",
}


@dataclass(frozen=True)
class Task:
    """One task of a lesson over the class. share: of its points, in words; counts: by sign."""

    id: str
    title: str
    share: str
    counts: Mapping[str, int]


def write_class_page(path: Path, results: Sequence[Result], copies: Mapping[str, Sequence[str]]) -> None:
    """Write the page. copies: for a lesson, what is said about equal answers, without names. Errors: OSError."""
    path.write_text(class_page(results, copies), encoding="utf-8")


def class_page(results: Sequence[Result], copies: Mapping[str, Sequence[str]]) -> str:
    """The page as HTML. Errors: none."""
    by_lesson: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.lesson:
            by_lesson[result.lesson].append(result)
    lessons = [_lesson(name, own, copies.get(name, ())) for name, own in sorted(by_lesson.items())]
    template = Environment(autoescape=True, trim_blocks=True).from_string(_PAGE)
    return template.render(lessons=lessons, style=Markup(_STYLE), statuses=STATUSES.values(), plural=plural)


def _lesson(name: str, every: Sequence[Result], copies: Sequence[str]) -> dict[str, object]:
    """What the page says about a lesson."""
    results = [result for result in every if result.marks]
    marks = [mark for result in results for mark in result.marks]
    bars, tasks = _bars(results), _tasks(marks)
    waits = Counter(mark.task for mark in marks if mark.points is None)
    mistakes = Counter((mark.task, mark.hint) for mark in marks if mark.status == "wrong" and mark.hint)
    unnamed = sum(mark.kind == "code" and mark.status == "wrong" and not mark.hint for mark in marks)
    return {
        "name": name, "results": results, "middle": _middle(results), "late": sum(one.late > 0 for one in results),
        "bars": bars, "highest": max([1, *bars]), "ranges": [f"{10 * n}\u2013{10 * n + 9}" for n in range(9)] + ["90+"],
        "told": _told(bars), "tasks": tasks, "hardest": _hardest(tasks),
        "mistakes": mistakes.most_common(), "unnamed": unnamed,
        "waits": waits.most_common(), "waiting": _waiting(waits.total()), "copies": copies,
        "looks": Counter((mark.task, mark.look) for one in results for mark in looks(one)).most_common(),
        "problems": len(every) - len(results),
    }  # fmt: skip


def _bars(results: Iterable[Result]) -> list[int]:
    counts = Counter(min(int(BARS * one.final / one.of), BARS - 1) for one in results if one.of)
    return [counts[bar] for bar in range(BARS)]


def _middle(results: Sequence[Result]) -> str:
    if not results:
        return ""
    points = sorted(one.final for one in results)
    middle = (points[(len(points) - 1) // 2] + points[len(points) // 2]) / 2
    return f"The median is {number(middle)} of {number(results[0].of)} points."


def _told(bars: Sequence[int]) -> str:
    """What the picture shows, in words."""
    low, middle, high = sum(bars[:5]), sum(bars[5:8]), sum(bars[8:])
    return f"{high} have 80 % of the points or more, {middle} have 50 to 79 %, {low} have less than 50 %."


def _tasks(marks: Iterable[Mark]) -> list[Task]:
    """The tasks of a lesson, the hardest first; those that nobody has points for yet come last."""
    by_task: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_task[mark.task].append(mark)
    shares = {task: _share(own) for task, own in by_task.items()}
    ordered = sorted(by_task, key=lambda task: 2.0 if (share := shares[task]) is None else share)
    return [_task(by_task[task], shares[task]) for task in ordered]


def _hardest(tasks: Sequence[Task]) -> str:
    known = [task for task in tasks if task.share[:1].isdecimal()]
    return f"The hardest task is {known[0].id} ({known[0].share} of its points)." if known else ""


def _share(marks: Sequence[Mark]) -> float | None:
    """The share of the points that the class has; None while more than half of the answers wait."""
    decided = [(mark.points, mark.of) for mark in marks if mark.points is not None]
    possible = sum(of for _, of in decided) if 2 * len(decided) >= len(marks) else 0
    return sum(points for points, _ in decided) / possible if possible else None


def _task(marks: Sequence[Mark], share: float | None) -> Task:
    counts = Counter(STATUSES[mark.status] for mark in marks)
    told = "\u2013" if share is None else f"{100 * share:.0f} %"
    return Task(marks[0].task, title(marks[0]), told, counts)


def _waiting(number: int) -> str:
    if not number:
        return "Nothing."
    minutes = MINUTES * number
    time = f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.1f} hours"
    return f"{plural(number, 'answer')}: about {time}, if one takes {MINUTES} minutes (an estimate)."
