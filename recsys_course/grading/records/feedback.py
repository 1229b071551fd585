"""One page for each student: what was right, what was diagnosed, what to look at. Never a hidden case.

The page is plain HTML that runs nothing, is read without colour, and prints well.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from recsys_course.checking.registry import Unknown, find, find_quiz
from recsys_course.grading.records.results import Mark, Result

SIGNS = {
    "right": "\u2713 right",
    "wrong": "\u2717 not right",
    "not attempted": "\u2013 empty",
    "waiting": "\u2026 waits",
    "by hand": "\u270e read by a person",
}
STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 62rem; margin: 2rem auto;
       padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
caption { text-align: left; padding: .3rem 0; }
th, td { border-bottom: 1px solid #999; padding: .45rem .6rem; text-align: left; vertical-align: top; }
th[scope=row] { font-weight: 600; width: 34%; }
td.points, td.sign { white-space: nowrap; }
p.hint { margin: .3rem 0 0; padding-left: .6rem; border-left: 3px solid #0b5394; }
p { margin: 0; }
.small { color: #444; font-size: .9rem; font-weight: 400; }
"""
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Feedback for {{ student }}</title>
<style>
{{ style }}
</style>
</head>
<body>
<h1>Feedback for {{ student }}</h1>
<p>Your answers ran on other cases than those of the checks in the notebook. The cases stay hidden, so that the next
class can be graded with them too. With <code>check</code> in your notebook you see open cases of the same kind.</p>
{% for result in results %}
<h2>Lesson {{ result.lesson }}</h2>
{% if result.file %}<p>The file that counts: <strong>{{ result.file }}</strong>{% if result.when %}, of {{
result.when }}{% endif %}.</p>{% endif %}
<table>
<caption><strong>{{ number(result.points) }} of {{ number(result.of) }} points</strong>
{%- if result.waiting %}; {{ number(result.waiting) }} more wait for a person{% endif %}.
{%- if result.taken %} Handed in {{ result.lateness }} late, which costs {{ number(result.taken) }} %: {{
number(result.final) }} points count.{% elif result.late %} Handed in {{ result.lateness }} late.{% endif %}
</caption>
<thead><tr><th scope="col">Task</th><th scope="col">Mark</th><th scope="col">Points</th><th scope="col">What was
found</th></tr></thead>
<tbody>
{% for mark in result.marks %}
<tr><th scope="row">{{ mark.task }}<br><span class="small">{{ title(mark) }}</span></th>
<td class="sign">{{ signs[mark.status] }}</td>
<td class="points">{{ "?" if mark.points is none else number(mark.points) }} of {{ number(mark.of) }}</td>
<td><p>{{ mark.words }}</p>
{% if mark.hint %}<p class="hint"><strong>What probably happened:</strong> {{ mark.hint }}</p>{% endif %}
{% if mark.note %}<p class="small">Noticed: {{ mark.note }}.</p>{% endif %}
</td></tr>
{% endfor %}
</tbody>
</table>
{% endfor %}
<h2>Questions</h2>
<p>Something here is wrong, or not clear? Ask {{ contact or "your teacher" }}, and name the task.</p>
</body>
</html>
"""


def page(student: str, results: Sequence[Result], contact: str = "") -> str:
    """The page of a student as HTML. results: one for each lesson. contact: whom to ask. Errors: none."""
    template = Environment(autoescape=True, trim_blocks=True).from_string(_PAGE)
    known = {"signs": SIGNS, "style": Markup(STYLE), "number": number, "title": title}
    return template.render(student=student, results=results, contact=contact, **known)


def write_pages(folder: Path, results: Sequence[Result], contact: str = "") -> list[Path]:
    """Write a page for each student into a folder; the paths, by student. Errors: OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for student in sorted({result.student for result in results}):
        path = folder / f"{student}.html"
        own = [one for one in results if one.student == student]
        path.write_text(page(student, own, contact), encoding="utf-8")
        paths.append(path)
    return paths


def number(points: float) -> str:
    """2 for 2.0, 1.5 for 1.5."""
    return f"{points:g}"


def title(mark: Mark) -> str:
    """What the task is about, in a few words; "" where this package does not know it."""
    try:
        if mark.kind == "prose":
            return "an answer in words"
        return find(mark.task).title if mark.kind == "code" else find_quiz(mark.task).question
    except Unknown:
        return ""
