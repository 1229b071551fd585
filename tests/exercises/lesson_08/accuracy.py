"""Right answers of 08-accuracy, written in other ways than the reference."""

import numpy as np
from sklearn.metrics import accuracy_score


def accuracies_of_scikit_learn(seen, scores):
    truth = seen.ravel()
    says_yes = (1 / (1 + np.exp(-scores.ravel())) > 0.5).astype(int)
    return accuracy_score(truth, says_yes), accuracy_score(truth, np.zeros_like(truth))


def accuracies_by_counting(seen, scores):
    right = np.count_nonzero(seen[scores > 0]) + np.count_nonzero(seen[scores <= 0] == 0)
    return right / seen.size, 1 - np.count_nonzero(seen) / seen.size


RIGHT_ANSWERS = [accuracies_of_scikit_learn, accuracies_by_counting]
