"""Write datasets/harbour: the same seed always gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from recsys_course.world.people import AGE_BANDS, CITIES
from recsys_course.world.world import World


def write(world: World, folder: Path) -> list[Path]:
    """Write every file of the data set into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {
        "ratings.csv": ratings_table(world),
        "films.csv": world.catalogue,
        "people.csv": people_table(world),
        "friends.csv": friends_table(world),
        "raw_events.csv": world.raw[0],
    }
    for name, table in tables.items():
        table.to_csv(folder / name, index=False, lineterminator="\n")
    np.savez_compressed(folder / "posters.npz", posters=world.posters)
    return [folder / name for name in (*tables, "posters.npz")]


def ratings_table(world: World) -> pd.DataFrame:
    """ratings.csv: user, item (raw ids), rating, time; by user, then time."""
    log = world.log
    return pd.DataFrame(
        {
            "user": world.people.ids[log["user"]],
            "item": world.films.ids[log["item"]],
            "rating": log["rating"],
            "time": log["time"],
        }
    )


def people_table(world: World) -> pd.DataFrame:
    """people.csv: user (raw id), joined, age band, city; also the people who have not rated anything."""
    people = world.people
    return pd.DataFrame(
        {
            "user": people.ids,
            "joined": people.joined,
            "age": np.array(AGE_BANDS)[people.age],
            "city": np.array(CITIES)[people.city],
        }
    )


def friends_table(world: World) -> pd.DataFrame:
    """friends.csv: user, friend (raw ids), each pair once."""
    return pd.DataFrame(world.people.ids[world.friends], columns=["user", "friend"])
