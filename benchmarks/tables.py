"""Markdown from numbers: the only place of the benchmark that knows how a report looks."""

from __future__ import annotations

from collections.abc import Sequence

from recsys_course.evaluation import Comparison


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers with 3 digits after the point, everything else as it is."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines) + "\n"


def cell(value: object) -> str:
    """One cell: floats with 3 digits after the point."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def verdict(ours: float, theirs: float, what: str, target: float = 1.0) -> str:
    """One sentence: the ratio, and whether it is at most `target`; 1 means "no slower"."""
    ratio = ours / theirs
    end = "target met" if ratio <= target else f"**target missed by {ours - target * theirs:.3f} s**"
    allowed = "" if target == 1 else f" (target {target:g})"
    return f"{what}: ours {ours:.3f} s, theirs {theirs:.3f} s, ratio {ratio:.2f}{allowed}: {end}.\n"


def worse_or_not(comparison: Comparison, ours: str, theirs: str) -> str:
    """One line: ours - theirs with its interval; the target is not to be worse beyond chance."""
    c = comparison
    end = "**worse: target missed**" if c.high < 0 else "better: target met" if c.low > 0 else "no worse: target met"
    span = f"{c.difference:+.4f} (95 % interval {c.low:+.4f} to {c.high:+.4f})"
    return f"- {ours} beside {theirs}: {c.metric} difference {span}, {end}."
