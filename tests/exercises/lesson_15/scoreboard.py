"""Right answers of 15-scoreboard: plain loops, and a table of who fits."""

import numpy as np


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


def by_counting(stars, known, told, margin):
    fits = np.array(
        [(stars[:, film] > 0) & (np.abs(stars[:, film] - own) <= 1) for film, own in zip(known, told, strict=True)]
    )
    worth = np.array([1 / np.log1p((stars[:, film] > 0).sum()) for film in known])
    scores = worth @ fits
    best = int(scores.argmax())
    lead = scores[best] - np.delete(scores, best).max()
    return best if lead > 0 and lead >= margin * scores.std() else -1


RIGHT_ANSWERS = [with_loops, by_counting]
