"""An explanation page for one person: plain HTML that can be read, listened to and used with the keys alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

STYLE = """
.why { max-width: 44rem; font: 1rem/1.5 sans-serif; color: #1a1a1a; background: #ffffff; padding: 1rem; }
.why article { border: 1px solid #767676; border-radius: .5rem; padding: .5rem 1rem; margin: 0 0 1rem; }
.why h3, .why p { margin: .25rem 0; }
.why summary { cursor: pointer; padding: .25rem 0; color: #003e8a; text-decoration: underline; }
.why summary:focus-visible { outline: 3px solid #003e8a; outline-offset: 2px; }
.why table { border-collapse: collapse; table-layout: fixed; width: 100%; color: #1a1a1a; }
.why th, .why td { text-align: left; padding: .25rem .5rem .25rem 0; font-weight: normal; background: #ffffff; }
.why th:first-child { width: 16rem; }
.why .number { width: 4rem; text-align: right; padding-right: 1rem; }
.why .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.why .bar { display: block; height: .8rem; background: #003e8a; }
"""


@dataclass(frozen=True)
class Card:
    """One film of the list: its title, the sentence that says why, and the shares of films in its score.

    shares: pairs (title of a film of the past, share from 0 to 1), largest first; perhaps none.
    """

    title: str
    sentence: str
    shares: Sequence[tuple[str, float]] = ()


def page(heading: str, cards: Sequence[Card], language: str = "en") -> str:
    """The HTML of a page with one card for each film.

    Each number is written beside its bar, so nothing is told by colour or length alone, and a screen reader is not read
    the bars. Details open with a click, Enter or the space bar. Titles are escaped: a film named "<b>" is harmless.
    Errors: ValueError without cards, and for a share outside 0..1.
    """
    if not cards:
        raise ValueError("A page with 0 cards explains nothing. Give at least one Card.")
    body = "".join(_card(place, card) for place, card in enumerate(cards, start=1))
    top = f'<section class="why" lang="{escape(language)}" aria-label="{escape(heading)}">'
    return f"<style>{STYLE}</style>{top}<h2>{escape(heading)}</h2>{body}</section>"


def _card(place: int, card: Card) -> str:
    head = f"<h3>{place}. {escape(card.title)}</h3><p>{escape(card.sentence)}</p>"
    return f"<article>{head}{_details(card)}</article>"


def _details(card: Card) -> str:
    if not card.shares:
        return ""
    rows = "".join(_row(title, share) for title, share in card.shares)
    caption = f'<caption class="unseen">Shares in the score of {escape(card.title)}</caption>'
    names = (
        '<tr><th scope="col">You watched</th><th scope="col" class="number">Share</th><td aria-hidden="true"></td></tr>'
    )
    summary = f"<summary>What counted for {escape(card.title)}</summary>"
    return f"<details>{summary}<table>{caption}{names}{rows}</table></details>"


def _row(title: str, share: float) -> str:
    if not 0 <= share <= 1:
        raise ValueError(f"The share of {title!r} is {share}, outside 0..1. Divide each part by the sum of the parts.")
    bar = f'<td aria-hidden="true"><span class="bar" style="width: {share:.0%}"></span></td>'
    return f'<tr><th scope="row">{escape(title)}</th><td class="number">{share:.0%}</td>{bar}</tr>'
