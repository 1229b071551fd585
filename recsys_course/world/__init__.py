"""Harbour, a streaming service that does not exist: a simulator whose true answers are known.

    world = harbour()                         the World behind datasets/harbour (seed SEED)
    world.true_rating(users, items)           the stars people would give on average
    world.preferences(users)                  how well every film matches their taste
    world.respond(users, slates, seed)        what they pick from a slate, and the stars they give
    python -m recsys_course.world --to datasets/harbour        writes all files again, byte for byte

Read in this order: films, people, choice, ratings, history, world. Lessons use the truth as a ceiling, never
for training.
"""

from __future__ import annotations

from recsys_course.world.files import write
from recsys_course.world.world import SEED, World, harbour

__all__ = ["SEED", "World", "harbour", "write"]
