"""Does what we conclude on harbour hold on MovieLens? Six known models, the same split, both data sets.

    python datasets/figures/calibrate.py        prints the tables of datasets/README.md and writes them into it

MovieLens is looked for in $RECSYS_COURSE_DATA and in datasets/ (see tools/real_data.py). It is read, never copied.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from recsys_course import metrics  # noqa: E402
from recsys_course.data import Dataset, Interactions, load, read_folder  # noqa: E402
from recsys_course.evaluation import bootstrap_interval  # noqa: E402
from recsys_course.models.baselines import Chance, Popularity  # noqa: E402
from recsys_course.models.factors import EASE, PureSVD  # noqa: E402
from recsys_course.models.kernels import top_k  # noqa: E402
from recsys_course.models.neighbours import ItemKNN, UserKNN  # noqa: E402
from recsys_course.models.oracle import Oracle  # noqa: E402
from recsys_course.splits import leave_last_out  # noqa: E402
from tools.real_data import real_data  # noqa: E402


def movielens_folder() -> Path:
    """Where ml-latest-small should lie; the folder may be missing."""
    return (real_data() or ROOT / "datasets") / "ml-latest-small"


def ndcg(scores: NDArray, known: Interactions, test: Interactions) -> NDArray[np.float64]:
    """NDCG@10 (n,) of each test event among all films its user has not seen; ties go to the smaller number."""
    scores = np.where(known.matrix().toarray()[test.users] > 0, -np.inf, scores)
    found = metrics.hits(top_k(scores, 10), test.matrix()[test.users])
    return metrics.ndcg(found, np.ones(len(test), np.int64))


def measure(data: Dataset) -> dict[str, NDArray[np.float64]]:
    """NDCG@10 of each test user for each model, from weak to strong on MovieLens."""
    split = leave_last_out(data.interactions)
    known, test = split.known, split.test
    models = {
        "Chance": Chance(seed=0),
        "Popularity": Popularity(),
        "UserKNN": UserKNN(k=100),
        "PureSVD": PureSVD(n_factors=32),
        "ItemKNN": ItemKNN(k=100),
        "EASE": EASE(penalty=300.0),
        "ItemKNN, recent films count more": ItemKNN(k=100, half_life=2.0),
    }
    if data.name == "harbour":
        models["Oracle"] = Oracle()
    return {name: ndcg(model.fit(known).score(test.users), known, test) for name, model in models.items()}


def marginals(data: Dataset) -> dict[str, str]:
    """The numbers that describe a data set, as text."""
    events = data.interactions
    by_user, by_item = events.counts_by_user(), np.sort(events.counts_by_item())[::-1]
    by_user, by_item = by_user[by_user > 0], by_item[by_item > 0]
    order = events.in_time_order()
    same = (np.diff(events.times[order]) == 0) & (np.diff(events.users[order]) == 0)
    return {
        "people with ratings": f"{len(by_user):,}",
        "films with ratings": f"{len(by_item):,}",
        "ratings": f"{len(events):,}",
        "ratings per person: median": f"{np.median(by_user):.0f}",
        "ratings per person: mean": f"{by_user.mean():.0f}",
        "ratings per person: largest": f"{by_user.max():,}",
        "share of ratings on the top 10 % of films": f"{by_item[: len(by_item) // 10].sum() / by_item.sum():.0%}",
        "share of people who saw the most watched film": f"{by_item[0] / len(by_user):.0%}",
        "mean rating": f"{events.ratings.mean():.2f}",
        "deviation of ratings": f"{events.ratings.std():.2f}",
        "share of half stars": f"{(events.ratings % 1 > 0).mean():.0%}",
        "share of ratings in the same second as the person's one before": f"{same.sum() / len(events):.0%}",
    }


def tables() -> dict[str, str]:
    """The two tables of the datasheet in markdown: {"calibration": ..., "marginals": ...}."""
    both = [load("harbour"), read_folder(movielens_folder())]
    scores = [measure(data) for data in both]
    lines = ["| model | harbour | 95 % | ml-latest-small | 95 % |", "|---|---|---|---|---|"]
    for name in scores[0]:
        cells = []
        for result in scores:
            if name in result:
                low, high = bootstrap_interval(result[name])
                cells += [f"{result[name].mean():.3f}", f"{low:.3f} to {high:.3f}"]
            else:
                cells += ["", ""]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    means = [[result[name].mean() for name in scores[1]] for result in scores]
    lines += ["", f"Kendall's tau of the two orders (without the oracle): {kendalltau(*means).statistic:.2f}."]
    left, right = map(marginals, both)
    rows = [f"| {name} | {left[name]} | {right[name]} |" for name in left]
    head = ["| | harbour | ml-latest-small |", "|---|---|---|"]
    return {"calibration": "\n".join(lines), "marginals": "\n".join(head + rows)}


def main() -> None:
    """Measure, print, and put the tables between the marks in datasets/README.md."""
    page = ROOT / "datasets" / "README.md"
    text = page.read_text(encoding="utf-8")
    for name, table in tables().items():
        print(table, end="\n\n")
        marks = f"<!-- {name}: written by figures/calibrate.py -->", f"<!-- end of {name} -->"
        text = re.sub(f"{marks[0]}.*?{marks[1]}", f"{marks[0]}\n{table}\n{marks[1]}", text, flags=re.S)
    page.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
