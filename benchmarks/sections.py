"""What `make bench` measures, section by section, in words and sizes; the measuring is done elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from benchmarks import entries, factor_speed, grading, growing, made_up, networks, quality, ranking, ratings, speed
from recsys_course.data import Dataset, load
from recsys_course.data.errors import DataError
from tools.real_data import real_data

MILLION = (1_000_000, 60_000, 10_000)
GROWING = [(100_000, 6_000, 3_000), MILLION, (10_000_000, 200_000, 20_000)]
SMALL = (20_000, 2_000, 500)
QUICK_GROWING = [(5_000, 500, 200), SMALL]
DATA = ("harbour", "ml-latest-small")


def data_sets() -> dict[str, Dataset]:
    """harbour and MovieLens, as far as they are there."""
    if place := real_data():
        os.environ.setdefault("RECSYS_COURSE_DATA", str(place))
    found = {}
    for name in DATA:
        try:
            found[name] = load(name)
        except DataError:  # its message names folders of this machine, which do not belong in a report
            continue
    return found


def missing() -> Iterator[str]:
    """A line for each data set that is not there."""
    for name in [name for name in DATA if name not in data_sets()]:
        yield f"### {name}\n\nSkipped: no data. Set RECSYS_COURSE_DATA to the folder that holds {name}.\n"


def quick_entries() -> Mapping[str, entries.Entry]:
    """Every model with two values of each setting and one start."""
    return {
        name: replace(entry, grid={key: values[:2] for key, values in entry.grid.items()}, seeds=1, one_by_one=True)
        for name, entry in entries.ENTRIES.items()
    }


def neighbours(quick: bool) -> Iterator[str]:
    """ItemKNN beside implicit's cosine."""
    size, repeat = (SMALL, 2) if quick else (MILLION, 5)
    sizes = f"{size[0]:,} events, {size[1]:,} users, {size[2]:,} items"
    yield f"{sizes} (Zipf items, log-normal users), best of {repeat}.\n"
    yield (
        'keep="candidate" (the default of the course) keeps the 100 neighbours of each candidate; keep="history"\n'
        "those of each history item, as implicit does: less work where some items are far more popular than others.\n"
        "Ours begins at the table of events; implicit at a sparse matrix, whose making is shown and not counted.\n"
    )
    yield speed.beside_implicit(size, repeat)


def factors(quick: bool) -> Iterator[str]:
    """MatrixFactorization beside Surprise, ALS and BPR beside implicit: on real data, then on a million events."""
    size, repeat = (SMALL, 2) if quick else (MILLION, 3)
    yield (
        "The same settings on both sides. Targets: MatrixFactorization no slower than Surprise's SVD, ALS at most\n"
        "1.5 times the seconds of implicit at no worse nDCG@10, BPR at most 2 times. (implicit's BPR draws what was\n"
        "not met by popularity, ours evenly, as the paper does: equal settings are not the same model. Its quality\n"
        "with settings chosen for each: see Quality.) Every repetition is another\n"
        "random start; nDCG is their mean, leave-last-out. Ours begins at the table of events; theirs at its own\n"
        "tables (a sparse matrix, lists in Python), whose making is not counted. implicit learns in 32 bits, ours in\n"
        "64. The million events have no structure: they get a fifth of the epochs, and only their seconds are shown.\n"
        "Errors of MatrixFactorization and SVD: see Predicted ratings.\n"
    )
    for name, data in data_sets().items():
        yield factor_speed.beside_surprise(data.interactions, repeat, name)
        yield factor_speed.beside_implicit(data.interactions, 2 if quick else 5, name)
    name = f"{size[0]:,} made-up events"
    yield factor_speed.beside_surprise(factor_speed.stars(size), repeat, name)
    yield factor_speed.beside_implicit(made_up.interactions(*size), 2, name, fewer=5)


def sizes(quick: bool) -> Iterator[str]:
    """Every model at growing sizes."""
    yield (
        "Made-up events without structure. The exponent e says that time grew as events^e since the line before;\n"
        "1 is linear. People and items grow too, but less than the events. Models of factors have 32. A hybrid takes\n"
        "the time of its parts.\n"
    )
    yield growing.growing(QUICK_GROWING if quick else GROWING, 1)


def evaluation(quick: bool) -> Iterator[str]:
    """Evaluation beside RecTools and ranx."""
    size, repeat = (SMALL, 2) if quick else (MILLION, 5)
    yield f"{size[1]:,} given lists of 10, one test item each, best of {repeat}.\n"
    yield ranking.beside_peers(size[1], size[2], repeat)
    yield ranking.ranking_too(size, repeat)


def importing(quick: bool) -> Iterator[str]:
    """Seconds of the import."""
    yield speed.importing(2 if quick else 5)


def predicted(quick: bool) -> Iterator[str]:
    """RMSE and MAE beside Surprise."""
    yield (
        "One fixed random split into 5 folds, the same rows for everybody; nothing is chosen: MatrixFactorization has\n"
        "the settings of Surprise's SVD (100 factors, 20 epochs, rate 0.005, penalty 0.02), and once those of the\n"
        "course. All predictions are limited to the scale of the ratings, as Surprise does by default. The target is\n"
        "met when the mean difference is below twice its standard error.\n"
    )
    for data in data_sets().values():
        yield ratings.beside_surprise(data)
    yield from missing()


def trainings(quick: bool) -> Iterator[str]:
    """Every network in both frameworks: seconds to its best epoch."""
    yield (
        "Fit on training, a look at the validation after each epoch, until it has not risen for `patience` epochs.\n"
        "Wall-clock seconds, with TensorFlow's compilation (once in each fit) and all looks at the validation. An\n"
        "epoch: the median of all but the first. Targets: the best epoch is done within 60 s, and over as many\n"
        "epochs as both have run neither framework takes more than 1.5 times the seconds of the other.\n"
        "Settings: search.md.\n"
    )
    for data in data_sets().values():
        yield from networks.beside_each_other(data, list(networks.QUICK if quick else networks.RANKED))


def good(quick: bool) -> Iterator[str]:
    """Quality on harbour and on MovieLens, then the order of the models on both."""
    some = quick_entries() if quick else entries.ENTRIES
    yield (
        "Leave-last-out; all unseen items ranked; settings chosen by nDCG@10 on validation only, then fitted on\n"
        "training and validation together and tested once. Peers: the same split, the same values to choose from in\n"
        "the same way, their lists judged by our evaluation. In brackets: 95 % bootstrap intervals over users\n"
        "(coverage is one number and has none). Models with random starts are chosen with one start and tested with\n"
        f"{entries.SEEDS}, whose mean counts, on both sides. The target is not to be worse than the peer: the\n"
        "interval of the difference reaches 0 or more. UserKNN, Personas, Rules and the hybrids have no peer here.\n"
        "The values; * one setting after the other, beginning with the first values:\n\n"
    )
    yield "\n".join(_grid(name, entry) for name, entry in some.items() if entry.grid)
    yield (
        "- RecTools' EASE multiplies histories by B transposed (its lists are those of x B', not of the paper's x B),\n"
        "  and inverts a matrix of all items, minutes for each fit on MovieLens, where it is left out.\n"
    )
    scores = {}
    for name, data in data_sets().items():
        text, scores[name] = quality.judge(data, some, networks.QUICK if quick else networks.RANKED)
        yield text
    yield from missing()
    if len(scores) == 2:
        yield "### Do conclusions transfer? The order of the models\n"
        yield quality.same_order(scores)


def _grid(name: str, entry: entries.Entry) -> str:
    mark = " *" if entry.one_by_one else ""
    return f"- {name}{mark}: {', '.join(f'{key} in {values}' for key, values in entry.grid.items())}"


def graded(quick: bool) -> Iterator[str]:
    """A class beside `nbgrader autograde`."""
    yield (
        "Hand-ins of lesson 03, all answers different, seven of ten right. Both begin at a folder of hand-ins and end\n"
        "with marks in the gradebook; ours also writes a page for each student. Seconds on the clock with all cores;\n"
        "CPU seconds of all processes together. nbgrader runs the whole notebook in one process, without walls.\n"
    )
    yield from grading.grading(quick)


ALL: dict[str, Callable[[bool], Iterator[str]]] = {
    "Item neighbours: fit, and the best 10 unseen items of all users": neighbours,
    "Factor models: fit, and the best 10 unseen items of all users": factors,
    "Fit at growing sizes": sizes,
    "Evaluation of all users": evaluation,
    "Import": importing,
    "Predicted ratings": predicted,
    "Networks: training in PyTorch and in TensorFlow": trainings,
    "Quality": good,
    "Grading of a class": graded,
}
