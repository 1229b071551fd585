"""Cleaning a raw log: a table worked out by hand, and the law rows in = rows out + rows removed."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course import data
from recsys_course.data.cleaning import (
    Step,
    drop_bots,
    drop_exact_duplicates,
    drop_impossible_ratings,
    keep_newest_opinion,
    normalise_ids,
    repair_clock,
    run_steps,
)
from recsys_course.world.films import END, START
from recsys_course.world.rawlog import BOTS, FAULTS

RAW = """user,item,rating,time
u1,f7,4.0,1000
User-01,f7,4.0,1000
 1 ,f8,,1001
u2,f7,9,1002
u2,f7,5.0,1003000
u2,f8,2.5,1
u2,f9,3.5,99999999999999
u2,f7,4.5,1100
u2,f8,abc,1100
NaN,f8,3,1100
u3,f1,1,1200
u3,f2,1,1201
u3,f3,1,1202
"""


def test_cleaning_gives_the_table_worked_out_by_hand(tmp_path):
    (tmp_path / "raw.csv").write_text(RAW)
    raw = data.read_raw_log(tmp_path / "raw.csv")
    before = raw.copy()
    kept, report = data.clean(raw, opened=1000, closed=2000, most=2, within=5)
    assert kept.to_numpy().tolist() == [[1, 7, 4.0, 1000], [2, 7, 4.5, 1100]]
    assert report["removed"].tolist() == [0, 2, 2, 2, 1, 3, 1]
    assert report["repaired"].tolist() == [13, 0, 0, 1, 0, 0, 0]
    assert (tmp_path / "raw.csv").read_text() == RAW and raw.equals(before)


messy = st.lists(
    st.tuples(
        st.sampled_from(["u1", "1", " 2", "User-3", "", "nan", "ann"]),
        st.sampled_from(["f1", "2", "x", ""]),
        st.sampled_from(["4", "0.5", "4.25", "6", "-1", "inf", "", "good"]),
        st.sampled_from(["1500", "1501", "1500000", "-5", "9" * 15, "soon", "", "1500.7"]),
    ),
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(rows=messy)
def test_no_row_goes_uncounted_and_a_clean_log_is_left_as_it_is(rows):
    raw = pd.DataFrame(rows, columns=["user", "item", "rating", "time"], dtype=str)
    kept, report = data.clean(raw, opened=1000, closed=2000, most=3, within=1)
    assert (report["before"] == report["after"] + report["removed"]).all()
    assert len(raw) == len(kept) + report["removed"].sum()
    assert report["before"].tolist()[1:] == report["after"].tolist()[:-1]
    again, second = data.clean(kept.astype(str), opened=1000, closed=2000, most=3, within=1)
    assert second["removed"].sum() == 0 and again.astype(str).equals(kept.astype(str))


def test_a_clean_log_can_be_read_as_ratings(tmp_path):
    (tmp_path / "raw.csv").write_text(RAW)
    kept, _ = data.clean(data.read_raw_log(tmp_path / "raw.csv"), opened=1000, closed=2000, most=2, within=5)
    kept.to_csv(tmp_path / "clean.csv", index=False)
    assert data.read_csv_dataset(tmp_path / "clean.csv").interactions.items.tolist() == [0, 0]


def test_cleaning_harbour_finds_every_planted_fault_and_nothing_else():
    planted = pd.Series(FAULTS)
    truth = {
        "missing values": planted.filter(like="missing ").sum(),
        "impossible ratings": planted.filter(like="impossible ").sum(),
        "clock errors": planted[["time before Harbour opened", "time in the future"]].sum(),
        "exact duplicates": planted["exact duplicates"],
        "bots": sum(events for _, events, _ in BOTS),
    }
    harbour = data.load("harbour")
    kept, report = data.clean(data.read_raw_log(harbour.raw_log()), opened=START, closed=END)
    removed = report.set_index("step")["removed"]
    assert removed[removed > 0].to_dict() == truth
    repaired = report.set_index("step")["repaired"]
    assert repaired["clock errors"] == planted["time in milliseconds"]
    assert repaired["spell ids alike"] == planted.filter(like="spelled otherwise").sum()
    true_events = data.read_ratings(harbour.folder / "ratings.csv")
    assert len(kept.merge(true_events, on=["user", "item", "rating", "time"])) == len(kept)


def log(*rows):
    return pd.DataFrame(rows, columns=["user", "item", "rating", "time"])


def test_removed_rows_are_shown_as_they_were_found_with_the_reason():
    step = repair_clock(log(("a", "x", 1.0, "1500000"), ("a", "y", 1.0, "77")), 1000, 2000)
    assert step.kept["time"].tolist() == [1500] and step.repaired == 1
    assert step.removed.to_numpy().tolist() == [["a", "y", 1.0, "77", "clock error"]]


def test_only_half_stars_on_the_scale_are_possible():
    rows = log(*(("a", str(i), text, "9") for i, text in enumerate(["abc", "4.25", "4.5", "0", "5.5", "-1"])))
    step = drop_impossible_ratings(rows)
    assert step.kept["rating"].tolist() == [4.5] and step.removed["rating"].tolist()[:2] == ["abc", "4.25"]


def test_a_bot_is_someone_with_too_many_events_in_one_window():
    rows = [("bot", str(i), 1.0, 10 * i) for i in range(4)] + [("ann", str(i), 1.0, 11 * i) for i in range(4)]
    assert set(drop_bots(log(*rows), most=3, within=30).removed["user"]) == {"bot"}
    assert len(drop_bots(log(*rows), most=4, within=30).removed) == 0


def test_only_exact_repeats_are_duplicates_and_the_newest_opinion_stays():
    rows = log(("a", "x", 1.0, 5), ("a", "x", 2.0, 9), ("a", "x", 1.0, 5), ("a", "x", 3.0, 7))
    assert drop_exact_duplicates(rows).removed.index.tolist() == [2]
    assert keep_newest_opinion(rows).kept.index.tolist() == [1]


def test_ids_of_other_kinds_are_not_merged():
    rows = log(("a12", "b12", "", ""), ("U_0012", "film 12", "", ""), ("A-x", "12.50", "", ""))
    found = normalise_ids(rows).kept
    assert found["user"].tolist() == ["a12", "12", "a-x"] and found["item"].tolist() == ["b12", "12", "12.50"]


def test_a_step_that_loses_rows_is_found_out():
    def careless(rows):
        return Step(rows.iloc[1:], rows.iloc[:0])

    with pytest.raises(data.DataError, match="'careless' was given 1 rows, kept 0, removed 0"):
        run_steps(log(("a", "x", 1.0, 5)), {"careless": careless})
