"""Right answers of 14-sentence, written in other ways than the reference."""


def with_if(titles, share, least):
    film, named, first = titles
    if share < least:
        return f"{film} goes with several films that you watched."
    if first == film:
        return f"{film}, among other reasons because you watched {named}."
    return f"{film}, because you watched {named}. Without it, {first} would stand here."


def with_pieces(titles, share, least):
    film, named, first = titles
    if not share >= least:
        return film + " goes with several films that you watched."
    among = " among other reasons" if first == film else ""
    rest = "" if first == film else " Without it, " + first + " would stand here."
    return film + "," + among + " because you watched " + named + "." + rest


RIGHT_ANSWERS = [with_if, with_pieces]
