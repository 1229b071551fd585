"""Right answers of lesson 09, written in other ways than the references."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows_with_slices(history, length):
    rows, targets = [], []
    for place in range(1, len(history)):
        past = history[max(0, place - length) : place]
        rows.append([-1] * (length - len(past)) + list(past))
        targets.append(history[place])
    return np.array(rows), np.array(targets)


def windows_with_places(history, length):
    items = np.array(history, dtype=int)
    place = np.arange(1, len(items))[:, None] - np.arange(length, 0, -1)
    return np.where(place >= 0, items[np.maximum(place, 0)], -1), items[1:]


def vertical_with_a_loop(picture, weights):
    total = np.zeros(picture.shape[1])
    for weight, row in zip(weights, picture, strict=True):
        total += weight * row
    return total


def vertical_with_einsum(picture, weights):
    return np.einsum("ld,l->d", picture, weights)


def filter_with_loops(picture, kernel, bias):
    found = []
    for start in range(len(picture) - len(kernel) + 1):
        total = bias
        for row in range(len(kernel)):
            for column in range(picture.shape[1]):
                total += picture[start + row, column] * kernel[row, column]
        found.append(total if total > 0 else 0.0)
    return found


def filter_as_one_product(picture, kernel, bias):
    seen = sliding_window_view(picture, kernel.shape).reshape(-1, kernel.size)
    return np.clip(seen @ kernel.ravel() + bias, 0, None)


def strongest_with_loops(picture, kernels, biases):
    return [max(filter_with_loops(picture, kernels[..., f], biases[f])) for f in range(len(biases))]


def strongest_with_einsum(picture, kernels, biases):
    seen = sliding_window_view(picture, len(kernels), axis=0)  # (places, d, h)
    return np.maximum(np.einsum("pdh,hdn->pn", seen, kernels) + biases, 0).max(axis=0)


def layer_with_loops(pictures, kernels, biases):
    return np.array([strongest_with_loops(picture, kernels, biases) for picture in pictures])


def layer_with_relu_last(pictures, kernels, biases):
    seen = sliding_window_view(pictures, len(kernels), axis=1)
    return np.maximum(np.einsum("mpdh,hdn->mpn", seen, kernels).max(axis=1) + biases, 0)


def pool_with_maximum(table):
    even = table[: len(table) - len(table) % 2]
    return np.maximum(even[0::2], even[1::2])


def pool_with_a_loop(table):
    return [[max(a, b) for a, b in zip(table[i], table[i + 1], strict=True)] for i in range(0, len(table) - 1, 2)]


def lengths_by_counting(length, layers):
    places = list(range(length))
    for kind, width in layers:
        if kind == "conv":
            places = places[: len(places) - (width - 1)]
        if kind == "pool":
            places = [places[i] for i in range(0, len(places) - width + 1, width)]
    return len(places)


def lengths_with_match(length, layers):
    for kind, width in layers:
        match kind:
            case "conv":
                length -= width - 1
            case "pool":
                length = (length - length % width) // width
    return length


def windows_of_all(histories, length):
    cut = [windows_with_slices(history, length) for history in histories]
    return np.concatenate([rows for rows, _ in cut]), np.concatenate([targets for _, targets in cut])


def windows_of_all_by_hand(histories, length):
    rows, targets = [], []
    for history in histories:
        for place in range(1, len(history)):
            rows.append([history[p] if p >= 0 else -1 for p in range(place - length, place)])
            targets.append(history[place])
    return rows, targets


def join_with_two_kernels(own, like, kernel, bias):
    cut = own.shape[1] * own.shape[2]
    sums = own.reshape(len(own), -1) @ kernel[:cut] + like.reshape(len(like), -1) @ kernel[cut:] + bias
    return np.where(sums > 0, sums, 0)


def join_with_a_loop(own, like, kernel, bias):
    rows = []
    for mine, theirs in zip(own, like, strict=True):
        rows.append(np.maximum(np.hstack([mine.ravel(), theirs.ravel()]) @ kernel + bias, 0))
    return np.array(rows)


def windows_as_lists(history, length):
    row, rows = [-1] * length, []
    for item in history[:-1]:
        row = [*row[1:], item]
        rows.append(row)
    return rows, history[1:]


def windows_from_a_full_table(history, length):
    before = np.full((len(history) - 1, length), -1)
    for t in range(1, len(history)):
        for back in range(1, min(t, length) + 1):
            before[t - 1, -back] = history[t - back]
    return before, np.array(history[1:])


def strongest_with_relu_last(picture, kernels, biases):
    h, found = len(kernels), []
    for start in range(len(picture) - h + 1):
        found.append(np.tensordot(picture[start : start + h], kernels, axes=([0, 1], [0, 1])) + biases)
    return np.maximum(np.max(found, axis=0), 0)


RIGHT_ANSWERS = {
    "09-windows": [windows_with_slices, windows_with_places, windows_as_lists, windows_from_a_full_table],
    "09-vertical": [vertical_with_a_loop, vertical_with_einsum],
    "09-filter": [filter_with_loops, filter_as_one_product],
    "09-strongest": [strongest_with_loops, strongest_with_einsum, strongest_with_relu_last],
    "09-layer": [layer_with_loops, layer_with_relu_last],
    "09-pool": [pool_with_maximum, pool_with_a_loop],
    "09-lengths": [lengths_by_counting, lengths_with_match],
    "09-mend-future": [windows_of_all, windows_of_all_by_hand],
    "09-mend-join": [join_with_two_kernels, join_with_a_loop],
}
