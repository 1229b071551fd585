"""What is said when data is wrong: the file, the line, the value, the limit and the cure."""

from __future__ import annotations

from pathlib import Path


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
        self.path, self.line = path, line
        place = "" if path is None else f"{path}: " if line is None else f"{path}, line {line}: "
        parts = [place + what, limit and f"Accepted: {limit}", cure and f"What to do: {cure}"]
        super().__init__("\n  ".join(part for part in parts if part))
