"""Right answers of 13-mmr-next, written in other ways than the reference."""


def next_with_loops(relevance, alike, chosen, weight):
    best, best_gain = None, None
    for i in range(len(relevance)):
        if i in chosen:
            continue
        gain = weight * relevance[i] - (1 - weight) * max((alike[i][j] for j in chosen), default=0)
        if best is None or gain > best_gain:
            best, best_gain = i, gain
    return best


def next_by_sorting(relevance, alike, chosen, weight):
    left = [i for i in range(len(relevance)) if i not in chosen]
    nearest = {i: alike[chosen, i].max() if len(chosen) else 0.0 for i in left}
    return sorted(left, key=lambda i: -(weight * relevance[i] - (1 - weight) * nearest[i]))[0]


RIGHT_ANSWERS = [next_with_loops, next_by_sorting]
