"""Which column is which: people spell `user` in many ways. And which column has no place in a table of ratings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

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
# What can be stolen and used. Of the first ones the whole name, of the others a part of it.
SENSITIVE = {
    "a password": (("pwd", "pin", "pass", "secret"), ("password", "passwd", "passphrase", "passcode")),
    "a card or account number": (("card", "cc", "cvv", "cvc", "iban"), ("cardnumber", "creditcard", "accountnumber")),
    "an identity number": (
        ("ssn", "nin", "idnumber", "idcard", "taxid", "tin"),
        ("socialsecurity", "passport", "nationalid", "identitynumber", "identitycard", "driverlicen", "drivinglicen"),
    ),
}
_CARD = re.compile(r"[3-6][0-9]{12,18}")


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


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _fits(name: str, role: str) -> bool:
    return _plain(name) in SPELLINGS[role]


def refuse_sensitive(table: Table, allow: Sequence[str] | str = ()) -> None:
    """Refuse a table with a password, a card or account number, or an identity number in it.

    A column is known by its name, and one of card numbers also by its values: 13 to 19 digits with a right last digit.
    allow: names of columns, as in the header, that may be there all the same.
    Errors: DataError that names the column and never a value of it; for an `allow` that no column has.
    """
    allowed = [allow] if isinstance(allow, str) else list(allow)
    if strange := [name for name in allowed if name not in table.header]:
        raise DataError(f"allow names {strange[0]!r}.", path=table.path, limit=f"a column of {table.header}")
    for place, name in enumerate(table.header):
        kind = _sensitive(name) or ("a card or account number" if _holds_cards(table, place) else None)
        if kind and name not in allowed:
            raise DataError(
                f"the column {name!r} looks like {kind}.",
                path=table.path,
                limit="no column that can be stolen and used; who rates what needs none",
                cure=f"take the column out of the file. If it is harmless, say so: allow=[{name!r}].",
            )


def _sensitive(name: str) -> str | None:
    """What kind of secret a column of this name holds; None where it looks harmless."""
    plain = _plain(name)
    for kind, (whole, parts) in SENSITIVE.items():
        if plain in whole or any(part in plain for part in parts):
            return kind
    return None


def _holds_cards(table: Table, place: int) -> bool:
    """Whether all values of a column, at least three different ones, are card numbers: one by chance is one in ten."""
    column = table.frame.iloc[:, place]
    if column.empty or not _is_card(column.iloc[0]):  # nearly every column ends here, however long the file is
        return False
    values = column.unique()
    return len(values) >= 3 and all(_is_card(value) for value in values[:100])


def _is_card(text: str) -> bool:
    """Whether the last digit is right by Luhn's rule: every second digit doubled, the sum of digits a multiple of 10.

    Source: Luhn, US patent 2,950,048 (1960); ISO/IEC 7812-1.
    """
    digits = re.sub(r"[ -]", "", text)
    if not _CARD.fullmatch(digits):
        return False
    doubled = [int(d) if n % 2 == 0 else sum(divmod(2 * int(d), 10)) for n, d in enumerate(digits[::-1])]
    return sum(doubled) % 10 == 0


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
