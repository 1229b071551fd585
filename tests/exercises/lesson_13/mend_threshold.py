"""Right answers of 13-mend-threshold, written in other ways than the reference."""


def answers_with_if(chances, threshold):
    if threshold is None:
        threshold = 0.5
    return chances >= threshold


def answers_one_by_one(chances, threshold):
    limit = 0.5 if threshold is None else threshold
    return [not chance < limit for chance in chances.tolist()]


RIGHT_ANSWERS = [answers_with_if, answers_one_by_one]
