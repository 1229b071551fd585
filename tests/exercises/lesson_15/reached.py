"""Right answers of 15-reached: with masks, and with a loop."""


def with_masks(lists, target, met, n_real):
    holds = (lists[:n_real] == target).any(axis=1)
    return holds[~met[:n_real]].mean()


def with_a_loop(lists, target, met, n_real):
    asked, found = 0, 0
    for u in range(n_real):
        if not met[u]:
            asked += 1
            found += int(target in list(lists[u]))
    return found / asked


RIGHT_ANSWERS = [with_masks, with_a_loop]
