"""Which column is which: people spell `user` in many ways."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from recsys_course.data.errors import DataError
from recsys_course.data.table import Table, records

# Compared without capitals, spaces and punctuation: userId, user_id and "User-ID" are one spelling.
SPELLINGS = {
    "user": {
        "user",
        "userid",
        "uid",
        "u",
        "reviewerid",
        "visitorid",
        "customer",
        "customerid",
        "member",
        "memberid",
        "person",
        "personid",
    },
    "item": {
        "item",
        "itemid",
        "iid",
        "i",
        "movie",
        "movieid",
        "film",
        "filmid",
        "product",
        "productid",
        "book",
        "bookid",
        "isbn",
        "asin",
        "song",
        "songid",
        "track",
        "trackid",
        "anime",
        "animeid",
    },
    "rating": {"rating", "ratings", "stars", "score", "bookrating", "overall", "r"},
    "time": {"time", "timestamp", "ts", "unixtime", "unixreviewtime", "unixtimestamp", "t"},
    "title": {"title", "titles", "name", "movietitle", "filmtitle", "booktitle"},
    "genres": {"genres", "genre", "categories", "category"},
    "friend": {"friend", "friendid", "friend2", "other"},
}
_ORDER = (("user", "item", "rating", "time"), ("item", "title", "genres"))  # as most files have them
MUST = {"user", "item", "title", "friend"}


def find_columns(table: Table, roles: tuple[str, ...], told: Mapping[str, str] | None = None) -> dict[str, str]:
    """{role: column name} for the `roles` that the table has: as `told`, or guessed from the usual spellings.

    Errors: DataError when a needed role has no column, two columns fit, or a told column does not exist.
    """
    found = dict(told or {})
    strange = sorted(set(found) - set(roles))
    if strange:
        raise DataError(f"columns names {strange}.", path=table.path, limit=f"the roles {', '.join(roles)}")
    for role in roles:
        fits = [name for name in table.header if name == found.get(role, name) and (role in found or _fits(name, role))]
        if len(fits) == 1:
            found[role] = fits[0]
        elif len(fits) > 1 or role in found or role in MUST:
            raise _unclear(table, role, fits, found.get(role))
    return found


def _fits(name: str, role: str) -> bool:
    return re.sub(r"[^a-z0-9]", "", name.lower()) in SPELLINGS[role]


def _unclear(table: Table, role: str, fits: list[str], told: str | None) -> DataError:
    line, _ = next(records(table.text, table.separator, table.quotes))
    if len(fits) > 1:
        what = f"{len(fits)} columns could be the {role}: {', '.join(fits)}."
    elif told is not None:
        what = f"there is no column {told!r} for the {role}."
    else:
        what = f"no column looks like the {role}."
    cure = f'name it: columns={{"{role}": "its name in the header"}}. The header line is needed.'
    if len(set(fits)) < len(fits):
        cure = "two columns have one name: give one of them another name in the header line."
    elif any(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", name) for name in table.header[:3]):
        names = [*_ORDER[role != "user"], *(f"more{n}" for n in range(1, len(table.header)))][: len(table.header)]
        cure = f"this line is no header but a row: name all columns, in their order: columns={json.dumps(names)}."
    if len(table.header) == 1:
        seen = re.search(r'::|[^\w" .-]', table.header[0])
        other = " " if " " in table.header[0] else ";"
        mark = json.dumps(seen[0] if seen else other, ensure_ascii=False)
        cure = f"the separator is probably wrong: name it, for example separator={mark}. {cure}"
    return DataError(
        what, path=table.path, line=line, cure=cure, limit=f"the header must name it once. It has {table.header}"
    )
