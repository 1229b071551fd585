"""`guess(what, value)` keeps what you expect; `reveal(what, result)` shows it beside what came out. They never fail."""

from __future__ import annotations

from typing import Any

from recsys_course.checking.wording import cut, say, shorten

LONGEST = 200
_guesses: dict[str, Any] = {}


def guess(what: str, value: Any = ...) -> None:
    """Keep a guess until `reveal`. value: a number, a word, or a list in order; `...` or nothing is no guess.

    what: the question, such as "nDCG@10 of UserKNN". A second guess replaces the first.
    """
    if value is ...:
        _guesses.pop(what, None)
        say(f"{what}: what do you expect? Write it in place of the dots, or go on without a guess.")
        return
    _guesses[what] = value
    say(f"{what}: you expect {_words(value)}.")


def reveal(what: str, result: Any) -> None:
    """Print a result, and the guess beside it where there is one."""
    if what in _guesses:
        say(f"{what}: {_words(result)}. You expected {_words(_guesses[what])}.")
    else:
        say(f"{what}: {_words(result)}.")


def _words(value: Any) -> str:
    """A value in one line; an object that cannot be shown is named by its kind."""
    try:
        return cut(" ".join(value.split()) if isinstance(value, str) else _short(value), LONGEST)
    except Exception:  # whatever a learner gives, a guess is no test
        return f"a {type(value).__name__}"


def _short(value: Any) -> str:
    if isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return " ".join(shorten(value).split())
