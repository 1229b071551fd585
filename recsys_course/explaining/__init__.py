"""Explaining: why this film? Parts of a score, removals, attributions, and a judge that knows the true cause.

parts(model, users, films)            what each film of the past gives to a score; the parts add up to it
smallest_removal(table, candidates)   the fewest films without which another film comes first
EaseWithout(model)                    the exact scores of EASE as if somebody had never seen some films
occlusion, integrated, deletion       the same question to any scoring function
names_cause(said, true_pulls(...))    how often the named film is the true cause
page(title, cards)                    an explanation for one person that everybody can read
"""

from recsys_course.explaining.attribution import deletion, integrated, occlusion
from recsys_course.explaining.fidelity import explained, names_cause, true_pulls
from recsys_course.explaining.page import Card, page
from recsys_course.explaining.parts import parts
from recsys_course.explaining.removal import EaseWithout, smallest_removal

__all__ = [
    "Card", "EaseWithout", "deletion", "explained", "integrated", "names_cause", "occlusion", "page", "parts",
    "smallest_removal", "true_pulls",
]  # fmt: skip
