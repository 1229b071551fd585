"""Markdown from numbers: the only place of the benchmark that knows how a report looks."""

from __future__ import annotations

from collections.abc import Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table; numbers with 3 digits after the point, everything else as it is."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(cell, line)) + " |" for line in lines) + "\n"


def cell(value: object) -> str:
    """One cell: floats with 3 digits after the point."""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def verdict(ours: float, theirs: float, what: str) -> str:
    """One sentence: the ratio, and whether the target "no slower" is met."""
    ratio = ours / theirs
    end = "target met" if ratio <= 1 else f"**target missed by {ours - theirs:.3f} s**"
    return f"{what}: ours {ours:.3f} s, theirs {theirs:.3f} s, ratio {ratio:.2f}: {end}.\n"
