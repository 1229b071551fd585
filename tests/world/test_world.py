"""Harbour, the world with a known answer: the files, the people in it, and the oracle."""

import numpy as np
import pandas as pd
import pytest

from recsys_course.data import clean, read_raw_log
from recsys_course.world import SEED, World, write
from recsys_course.world.films import DAY, END, START
from recsys_course.world.people import N_STRANGERS
from recsys_course.world.rawlog import BOTS, FAULTS
from tests.helpers.datasheet import HARBOUR


@pytest.fixture(scope="module")
def log():
    return pd.read_csv(HARBOUR / "ratings.csv")


@pytest.fixture(scope="module")
def films():
    return pd.read_csv(HARBOUR / "films.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def people():
    return pd.read_csv(HARBOUR / "people.csv")


# The files


def test_building_again_gives_the_same_bytes(world, tmp_path):
    for path in write(world, tmp_path):
        assert path.read_bytes() == (HARBOUR / path.name).read_bytes(), f"{path.name} is stale: run the command."


def test_harbour_stays_below_eight_mebibytes():
    assert sum(path.stat().st_size for path in HARBOUR.iterdir()) < 8 * 2**20


def test_another_seed_gives_another_world(world):
    other = World(SEED + 1)
    assert not np.array_equal(other.films.ids, world.films.ids)
    assert not np.allclose(other.people.taste_before, world.people.taste_before)


def test_the_numbers_of_the_world_are_the_numbers_of_the_data_set(world, harbour_data):
    assert harbour_data.user_ids.tolist() == world.people.ids.tolist()
    assert harbour_data.catalogue.ids.tolist() == world.films.ids.tolist()
    events = harbour_data.interactions
    assert np.array_equal(events.users, world.log["user"]) and np.array_equal(events.items, world.log["item"])


def test_sizes_are_as_promised(log, films, people):
    assert 95_000 < len(log) < 110_000 and len(films) == 1_500 and len(people) == 1_040
    counts = log.groupby("user").size()
    assert len(counts) == 1_000 and counts.min() >= 20 and counts.max() <= 600
    assert 65 < counts.median() < 85 and 95 < counts.mean() < 115


def test_times_rise_strictly_for_each_person_and_stay_within_three_years(log):
    gaps = log.groupby("user")["time"].diff().dropna()
    assert gaps.min() >= 6_000  # no film ends less than 100 minutes after the one before
    assert log["time"].min() > START and log["time"].max() < END


def test_nobody_rates_a_film_twice_or_before_its_release_or_before_joining(log, films, people):
    assert not log.duplicated(["user", "item"]).any()
    assert (log["time"] > log["item"].map(films.set_index("item")["released"])).all()
    assert (log["time"] > log["user"].map(people.set_index("user")["joined"])).all()


def test_stars_are_halves_from_a_half_to_five(log):
    assert set(log["rating"]) == set(np.arange(0.5, 5.1, 0.5))


def test_titles_are_unique_and_every_film_has_a_text_of_two_sentences_or_more(films):
    assert films["title"].is_unique
    assert films["text"].str.count(r"\.").min() >= 2 and films["text"].str.len().between(50, 450).all()


def test_the_words_of_a_text_follow_the_genre(films):
    def share(genre, word):
        own = films["genres"].str.startswith(genre)
        says = films["text"].str.contains(word)
        return says[own].mean(), says[~own].mean()

    for genre, word in (
        ("Horror", "haunted|demon|curs"),
        ("Science Fiction", "robot|space|planet"),
        ("Romance", "love"),
    ):
        own, other = share(genre, word)
        assert own > 3 * other


def test_posters_of_a_genre_share_colours_and_posters_of_a_mood_share_shapes(world):
    colour = world.posters.reshape(1_500, -1, 3).mean(axis=1)
    genre, mood = world.films.genres[:, 0], world.films.mood
    centres = np.array([colour[genre == g].mean(axis=0) for g in range(14)])
    nearest = np.linalg.norm(colour[:, None] - centres, axis=2).argmin(axis=1)
    assert (nearest == genre).mean() > 3 / 14
    grey = world.posters.mean(axis=3)
    upright = np.abs(np.diff(grey, axis=1)).mean(axis=(1, 2)) < np.abs(np.diff(grey, axis=2)).mean(axis=(1, 2))
    assert upright[mood == 3].mean() > 0.9 > 0.6 > upright[mood == 2].mean()  # bars stand, waves lie


def test_no_title_is_that_of_a_film_on_movielens(films, movielens):
    real = movielens.catalogue.table["title"].str.replace(r" \(\d{4}\)$", "", regex=True)
    real = real.str.replace(r"^(.*), (The|A|An)$", r"\2 \1", regex=True).str.lower()
    assert not set(films["title"].str.lower()) & set(real)


# The people


def test_the_next_part_follows_far_more_often_than_chance(world):
    user, item = world.log["user"].to_numpy(), world.log["item"].to_numpy()
    same = user[1:] == user[:-1]
    wanted = world.films.sequel[item[:-1]]
    asked = same & (wanted >= 0)
    followed = (item[1:] == wanted)[asked].mean()
    rng = np.random.default_rng(0)
    anywhere = (rng.permutation(item)[1:] == wanted)[asked].mean()
    assert followed > 0.5 > 100 * anywhere  # films of a series are alike, so without the pull it is lower but not 0


def test_films_in_a_row_are_more_alike_than_films_of_one_person(world):
    films, user, item = world.films, world.log["user"].to_numpy(), world.log["item"].to_numpy()
    same = user[1:] == user[:-1]
    in_a_row = (films.director[item[1:]] == films.director[item[:-1]])[same].mean()
    far = user[40:] == user[:-40]
    apart = (films.director[item[40:]] == films.director[item[:-40]])[far].mean()
    assert in_a_row > 3 * apart


def test_friends_share_taste_more_than_strangers(world):
    friends, n = world.friends, len(world.people)
    mixture = (world.people.before + world.people.after) / 2
    mixture /= np.linalg.norm(mixture, axis=1, keepdims=True)
    alike = (mixture[friends[:, 0]] * mixture[friends[:, 1]]).sum(axis=1).mean()
    pairs = np.random.default_rng(0).integers(0, n, (20_000, 2))
    assert alike > (mixture[pairs[:, 0]] * mixture[pairs[:, 1]]).sum(axis=1).mean() + 0.15
    assert (friends[:, 0] < friends[:, 1]).all() and len(np.unique(friends, axis=0)) == len(friends)


def test_tastes_drift_and_choices_follow(world):
    log, people, films = world.log, world.people, world.films
    turned = ((people.taste_after - people.taste_before)[log["user"]] * films.taste[log["item"]]).sum(axis=1)
    late = log["time"] > START + 730 * DAY
    early = log["time"] < START + 365 * DAY
    error = turned.std() * np.sqrt(1 / late.sum() + 1 / early.sum())
    assert turned[late].mean() - turned[early].mean() > 10 * error
    assert 0.3 < (people.taste_before * people.taste_after).sum(axis=1).mean() < 0.95


def test_there_are_new_films_and_new_people_without_history(log, films, people):
    unseen = films[~films["item"].isin(log["item"])]
    assert (unseen["released"] > END - DAY).sum() == 15
    month = films[films["released"].between(END - 31 * DAY, END - DAY)]
    assert len(month) == 20 and log["item"].isin(month["item"]).sum() < 100
    assert (~people["user"].isin(log["user"])).sum() == N_STRANGERS
    friends = pd.read_csv(HARBOUR / "friends.csv")
    strangers = set(people["user"]) - set(log["user"])
    assert len(strangers & (set(friends["user"]) | set(friends["friend"]))) > N_STRANGERS / 2


# The raw log


def test_the_raw_log_holds_exactly_the_reported_faults(world):
    raw, counts = read_raw_log(HARBOUR / "raw_events.csv"), world.raw[1]
    empty = raw.isin(["", "NaN", "null"])
    seconds = pd.to_numeric(raw["time"], errors="coerce")
    found = {
        "exact duplicates": raw.duplicated().sum(),
        **{f"missing {column}": empty[column].sum() for column in raw},
        **{
            f"impossible rating {text}": (raw["rating"] == text.strip('"')).sum()
            for text in ("0", "7.5", "-1", '"five"')
        },
        "time in milliseconds": (seconds > 1e12).sum(),
        "time before Harbour opened": (seconds < START).sum(),
        "time in the future": ((seconds >= END) & (seconds < 1e12)).sum(),
        **{f"{c} id spelled otherwise": (~raw[c].str.fullmatch(r"\d+") & ~empty[c]).sum() for c in ("user", "item")},
    }
    assert found == FAULTS == {name: counts[name] for name in FAULTS}
    assert raw["user"].isin([bot[0] for bot in BOTS]).sum() == counts["bot events"] == sum(bot[1] for bot in BOTS)
    lost = ("missing", "impossible", "time before", "time in the future")
    assert counts["rows"] == len(raw) == counts["sound events"] + counts["bot events"] + sum(FAULTS.values())
    assert any(name.startswith(lost) for name in FAULTS)


def test_cleaning_brings_back_only_true_events(world, log):
    kept, report = clean(read_raw_log(HARBOUR / "raw_events.csv"), opened=START, closed=END)
    counts = world.raw[1]
    repaired = sum(counts[n] for n in FAULTS if "spelled" in n or "milliseconds" in n)
    assert len(kept) == counts["sound events"] + repaired
    assert len(kept.merge(log, on=["user", "item", "rating", "time"])) == len(kept)
    assert report["removed"].sum() == counts["rows"] - len(kept)
