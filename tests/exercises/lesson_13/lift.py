"""Right answers of 13-lift, written in other ways than the reference."""


def lift_with_loops(listed, met, events):
    def mean(films):
        return sum(events[film] for film in films) / len(films)

    return mean(listed) / mean(met) - 1


def lift_as_a_share_of_the_difference(listed, met, events):
    before = events[met].mean()
    return (events[listed].mean() - before) / before


RIGHT_ANSWERS = [lift_with_loops, lift_as_a_share_of_the_difference]
