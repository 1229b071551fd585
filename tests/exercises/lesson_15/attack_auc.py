"""Right answers of 15-attack-auc: a table, and two loops."""


def with_a_table(members, strangers):
    smaller, equal = members[:, None] < strangers, members[:, None] == strangers
    return (smaller + 0.5 * equal).mean()


def with_loops(members, strangers):
    won = 0.0
    for own in members.tolist():
        for other in strangers.tolist():
            won += 1.0 if own < other else 0.5 if own == other else 0.0
    return won / len(members) / len(strangers)


RIGHT_ANSWERS = [with_a_table, with_loops]
