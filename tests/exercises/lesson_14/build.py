"""Right answers to 14-build, each written in another way."""

import numpy as np


def with_arrays(histories, similarity, half_life, least):
    def best(films, met):
        weights = 0.5 ** (np.arange(len(films))[::-1] / half_life)
        scores = weights @ similarity[np.array(films, int)] if len(films) else np.zeros(len(similarity))
        scores[met] = -np.inf
        return int(np.argmax(scores))

    rows = []
    for history in histories:
        film = best(history, history)
        own = 0.5 ** (np.arange(len(history))[::-1] / half_life) * similarity[history, film]
        place = int(own.argmax())
        if own[place] / own.sum() < least:
            rows.append((film, -1, -1))
        else:
            rows.append((film, history[place], best(history[:place] + history[place + 1 :], history)))
    return np.array(rows)


def with_plain_loops(histories, similarity, half_life, least):
    def scores(films, met):
        made = {i: 0.0 for i in range(len(similarity)) if i not in met}
        for i in made:
            for steps, j in enumerate(reversed(films)):
                made[i] += float(similarity[j, i]) * 2 ** (-steps / half_life)
        return made

    answer = []
    for history in histories:
        table = scores(history, history)
        film = max(table, key=lambda i: (round(table[i], 12), -i))
        parts = {j: float(similarity[j, film]) * 2 ** (-s / half_life) for s, j in enumerate(reversed(history))}
        named = max(parts, key=lambda j: parts[j])
        if parts[named] < least * sum(parts.values()):
            answer.append([film, -1, -1])
            continue
        table = scores([j for j in history if j != named], history)
        answer.append([film, named, max(table, key=lambda i: (round(table[i], 12), -i))])
    return answer


RIGHT_ANSWERS = [with_arrays, with_plain_loops]
