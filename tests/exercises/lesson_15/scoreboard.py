"""Right answers of 15-scoreboard: plain loops, and the functions of the course."""

import numpy as np

from recsys_course.data import Interactions
from recsys_course.privacy import recognised, scoreboard


def with_loops(stars, known, told, margin):
    scores = []
    for row in stars.tolist():
        score = 0.0
        for film, wanted in zip(known, told, strict=True):
            if row[film] > 0 and abs(row[film] - wanted) <= 1:
                score += 1 / np.log(1 + np.count_nonzero(stars[:, film]))
        scores.append(score)
    order = sorted(range(len(scores)), key=lambda u: -scores[u])
    gap = scores[order[0]] - scores[order[1]]
    return order[0] if gap > 0 and gap / np.std(scores) >= margin else -1


def with_the_course(stars, known, told, margin):
    users, items = np.nonzero(stars)
    data = Interactions(users, items, stars[users, items], np.zeros(len(users)), *stars.shape)
    scores = scoreboard(data, known, told)
    found = recognised(scores, max(margin, 1e-9))
    return -1 if found is None else found


RIGHT_ANSWERS = [with_loops, with_the_course]
