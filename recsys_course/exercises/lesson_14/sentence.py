"""One sentence for the screen, which says no more than is known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

PLAIN = "{film} goes with several films that you watched."
AMONG = "{film}, among other reasons because you watched {named}."
WHOLE = "{film}, because you watched {named}. Without it, {first} would stand here."


def sentence(titles: list[str], share: float, least: float) -> str:
    """Which of the three sentences is true: too small a share, not necessary, or necessary."""
    film, named, first = titles
    template = PLAIN if share < least else AMONG if first == film else WHOLE
    return template.format(film=film, named=named, first=first)


def _cases(rng: np.random.Generator) -> Cases:
    """All three sentences, a share that is just enough, a share of 0; other titles each time."""
    titles = [f"{a} {b}" for a in ("Quiet", "Iron", "Last", "Red") for b in ("Snow", "Comet", "Harbour", "Train")]
    a, b, c, d = (titles[int(one)] for one in rng.permutation(16)[:4])
    cases: Cases = [([a, b, c], 0.6, 0.5), ([a, b, a], 0.6, 0.5), ([a, b, c], 0.3, 0.5), ([a, b, a], 0.3, 0.5)]
    cases += [([b, d, c], 0.5, 0.5), ([b, d, b], 0.25, 0.25), ([c, d, c], 0.0, 0.4)]
    return [*cases, ([d, a, b], 0.7, 0.8), ([c, a, d], 1.0, 0.7)]


def _chosen(
    small: Callable[[float, float], bool] = lambda share, least: share < least,
    same: Callable[[str, str], bool] = lambda first, film: first == film,
    templates: tuple[str, str, str] = (PLAIN, AMONG, WHOLE),
) -> Callable[[list[str], float, float], str]:
    def answer(titles: list[str], share: float, least: float) -> str:
        film, named, first = titles
        plain, among, whole = templates
        template = plain if small(share, least) else among if same(first, film) else whole
        return template.format(film=film, named=named, first=first)

    return answer


EXERCISE = Exercise(
    "14-sentence",
    points=2,
    title="a sentence that says no more than is known",
    reference=sentence,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _chosen(small=lambda share, least: False),
            "You name a film even where its share is below `least`. Then no single film is the reason.",
        ),
        Mistake(
            _chosen(same=lambda first, film: False),
            "Where the film stays first without the named one, it is false that another would stand here: the second "
            "sentence.",
        ),
        Mistake(
            _chosen(same=lambda first, film: True),
            "Where another film comes first without the named one, say so: the third sentence.",
        ),
        Mistake(
            _chosen(small=lambda share, least: share <= least), "A share of exactly `least` is enough to name the film."
        ),
        Mistake(
            _chosen(small=lambda share, least: share < 0.5), "You use 0.5 and not `least`. The limit is an argument."
        ),
        Mistake(
            _chosen(small=lambda share, least: share > least), "Turned round: a SMALL share gets the plain sentence."
        ),
        Mistake(
            _chosen(same=lambda first, film: first != film),
            "The second and the third sentence are swapped: where G is F, nothing changes without X.",
        ),
        Mistake(
            _chosen(templates=(PLAIN, AMONG, WHOLE.replace("{first}", "{named}"))),
            "Without the named film, `first` would stand here, not the named film itself.",
        ),
        Mistake(
            _chosen(
                templates=(
                    PLAIN,
                    AMONG.replace("{film}", "{x}").replace("{named}", "{film}").replace("{x}", "{named}"),
                    WHOLE.replace("{film}", "{x}").replace("{named}", "{film}").replace("{x}", "{named}"),
                )
            ),
            "The two films are swapped: `film` is recommended, `named` was watched.",
        ),
        Mistake(
            _chosen(templates=tuple(one.rstrip(".") for one in (PLAIN, AMONG, WHOLE))),  # type: ignore[arg-type]  # three
            "The full stop at the end is missing. The sentences are compared letter by letter.",
        ),
        Mistake(
            _chosen(templates=(PLAIN, AMONG, AMONG.replace(", among other reasons", ","))),
            "The third sentence has a second part: Without it, ... would stand here.",
        ),
    ],
    hints=[
        "Ask for the share first: below `least` nothing else matters.",
        "film, named, without = titles. Where `without` is `film`, it stays first even without the named one.",
        'An f-string: f"{film}, because you watched {named}. Without it, {without} would stand here."',
    ],
)
