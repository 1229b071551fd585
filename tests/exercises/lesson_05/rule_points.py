"""Right answers of 05-rule-points, written in other ways than the reference."""

import numpy as np


def points_with_loops(shares, has_genre, rules):
    scores = [0.0] * len(has_genre)
    for genre, at_least, recommend, points in rules:
        for film, row in enumerate(has_genre):
            if shares[genre] >= at_least and row[recommend] == 1:
                scores[film] += points
    return scores


def points_with_a_product(shares, has_genre, rules):
    per_genre = np.zeros(has_genre.shape[1])
    for genre, at_least, recommend, points in rules:
        per_genre[recommend] += points if shares[genre] >= at_least else 0
    return has_genre @ per_genre


RIGHT_ANSWERS = [points_with_loops, points_with_a_product]
