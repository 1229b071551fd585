"""Right answers of 07-mend-ratings, written in other ways than the reference."""


def vector_with_a_loop(stars, Q):
    met = [Q[i] for i in range(len(stars)) if stars[i] > 0]
    return sum(met) / len(met) if met else [0.0] * Q.shape[1]


def vector_with_a_mask(stars, Q):
    return (stars > 0) @ Q / max((stars > 0).sum(), 1)


RIGHT_ANSWERS = [vector_with_a_loop, vector_with_a_mask]
