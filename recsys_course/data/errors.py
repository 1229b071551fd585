"""What is said when data is wrong: the file, the line, the value, the limit and the cure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OPTION = re.compile(r"\b(?:columns|separator|scale|duplicates|encoding|unrated|quotes|time_unit|allow)=")


class DataError(ValueError):
    """Data that cannot be used as it is. The file itself is never changed.

    what   what is wrong, with the value that was found
    path   the file;  line  the line in it, counted from 1 (the header is line 1)
    limit  what would have been accepted;  cure  what to do now
    """

    def __init__(
        self,
        what: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        limit: str = "",
        cure: str = "",
    ) -> None:
        self.path, self.line, self.what, self.limit, self.cure = path, line, what, limit, cure
        place = "" if path is None else f"{path}: " if line is None else f"{path}, line {line}: "
        parts = [place + what, limit and f"Accepted: {limit}", cure and f"What to do: {cure}"]
        super().__init__("\n  ".join(part for part in parts if part))


@contextmanager
def where_options_go(where: str) -> Iterator[None]:
    """Add to the cure of an error from inside `where` its options are given, when it names an option."""
    try:
        yield
    except DataError as error:
        if not OPTION.search(error.cure):
            raise
        cure = f"{error.cure} {where}"
        raise DataError(error.what, path=error.path, line=error.line, limit=error.limit, cure=cure) from None
