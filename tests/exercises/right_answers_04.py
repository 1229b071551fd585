"""Right answers of lesson 04, written in other ways than the references."""

import math
from collections import Counter

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.metrics.pairwise import cosine_similarity


def bag_with_a_counter(documents, vocabulary):
    return [[Counter(words)[term] for term in vocabulary] for words in documents]


def bag_as_in_the_lesson(documents, vocabulary):
    counts = np.zeros((len(documents), len(vocabulary)))
    for i, words in enumerate(documents):
        for word in words:
            if word in vocabulary:
                counts[i, vocabulary.index(word)] += 1
    return counts


def bag_of_scikit_learn(documents, vocabulary):
    return CountVectorizer(analyzer=lambda words: words, vocabulary=vocabulary).transform(documents).toarray()


def idf_with_loops(counts):
    n, weights = len(counts), []
    for column in counts.T:
        df = sum(1 for count in column if count)
        weights.append(math.log(1 + n) - math.log(1 + df) + 1)
    return weights


def idf_of_scikit_learn(counts):
    return TfidfTransformer().fit(counts).idf_


def tfidf_with_loops(counts, idf):
    rows = []
    for row in counts:
        weighted = [c * w for c, w in zip(row, idf, strict=True)]
        length = math.sqrt(sum(x * x for x in weighted)) or 1
        rows.append([x / length for x in weighted])
    return rows


def tfidf_with_pandas(counts, idf):
    weighted = pd.DataFrame(counts).mul(idf, axis=1)
    return weighted.div(np.sqrt((weighted**2).sum(axis=1)), axis=0).fillna(0).to_numpy()


def profile_with_loops(vectors, weights):
    total = np.zeros(vectors.shape[1])
    for row, weight in zip(vectors, weights, strict=True):
        total += weight * row
    return total / (sum(weights) or 1)


def profile_with_average(vectors, weights):
    return np.average(vectors, axis=0, weights=weights) if len(vectors) else [0.0] * vectors.shape[1]


def parts_with_loops(profile, film):
    length = math.sqrt(sum(p * p for p in profile) * sum(x * x for x in film))
    return [p * x / length if length else 0 for p, x in zip(profile, film, strict=True)]


def parts_of_rows_of_length_one(profile, film):
    return (profile / max(np.linalg.norm(profile), 1e-300)) * (film / max(np.linalg.norm(film), 1e-300))


def scores_with_loops(profile, counts):
    return [sum(parts_with_loops(profile, row)) for row in counts]


def scores_of_scikit_learn(profile, counts):
    return cosine_similarity(counts, profile[None, :])[:, 0]


def profile_at_with_loops(vectors, times, when):
    past = [row for row, time in zip(vectors, times, strict=True) if time < when]
    return sum(past) / len(past) if past else np.zeros(vectors.shape[1])


def profile_at_with_weights(vectors, times, when):
    before = (times < when).astype(float)
    return before @ vectors / max(before.sum(), 1)


RIGHT_ANSWERS = {
    "04-bag": [bag_with_a_counter, bag_as_in_the_lesson, bag_of_scikit_learn],
    "04-idf": [idf_with_loops, idf_of_scikit_learn],
    "04-tfidf": [tfidf_with_loops, tfidf_with_pandas],
    "04-profile": [profile_with_loops, profile_with_average],
    "04-parts": [parts_with_loops, parts_of_rows_of_length_one],
    "04-mend-long": [scores_with_loops, scores_of_scikit_learn],
    "04-mend-leak": [profile_at_with_loops, profile_at_with_weights],
}
