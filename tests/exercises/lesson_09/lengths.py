"""Right answers of 09-lengths, written in other ways than the reference."""


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


RIGHT_ANSWERS = [lengths_by_counting, lengths_with_match]
