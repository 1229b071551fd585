"""Right answers of 01-repair-times, written in other ways than the reference."""


def repair_with_a_loop(times, opened, closed):
    return [t // 1000 if t > closed and opened <= t // 1000 <= closed else t for t in times.tolist()]


def repair_in_place(times, opened, closed):
    times = times.copy()
    wrong = (times > closed) & (times >= opened * 1000) & (times < (closed + 1) * 1000)
    times[wrong] //= 1000
    return times


RIGHT_ANSWERS = [repair_with_a_loop, repair_in_place]
