"""Right answers of 15-budget: a counter, and the whole past each time."""


def with_a_counter(wanted, total):
    spent, answers = 0.0, []
    for epsilon in wanted:
        enough = spent + epsilon <= total
        answers.append(enough)
        if enough:
            spent += epsilon
    return answers


def with_the_past(wanted, total):
    answers = []
    for n in range(len(wanted)):
        before = [epsilon for epsilon, yes in zip(wanted[:n], answers, strict=True) if yes]
        answers.append(sum(before) + wanted[n] <= total)
    return answers


RIGHT_ANSWERS = [with_a_counter, with_the_past]
