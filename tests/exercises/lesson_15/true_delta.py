"""Right answers of 15-true-delta: the formula, and F from the error function."""

from math import erf, exp, sqrt

from scipy.stats import norm


def with_norm(sigma, epsilon, sensitivity):
    half, far = sensitivity / (2 * sigma), epsilon * sigma / sensitivity
    return norm.cdf(half - far) - exp(epsilon) * norm.cdf(-half - far)


def with_erf(sigma, epsilon, sensitivity):
    def below(x):
        return (1 + erf(x / sqrt(2))) / 2

    def one(s):
        half, far = sensitivity / s / 2, epsilon / sensitivity * s
        return below(half - far) - exp(epsilon) * below(-half - far)

    return [one(s) for s in sigma.tolist()]


RIGHT_ANSWERS = [with_norm, with_erf]
