"""Who may read what: a policy that says no by default, and a log that says who asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd


@dataclass
class AuditLog:
    """Every question, answered or refused, in order: a row for each column, `allowed` is the answer to the question.

    Rows are only ever added.
    """

    rows: list[dict[str, object]] = field(default_factory=list)

    def write(self, who: str, role: str, column: str, allowed: bool, why: str) -> None:
        """One line more."""
        self.rows.append({"who": who, "role": role, "column": column, "allowed": allowed, "why": why})

    def table(self) -> pd.DataFrame:
        """All lines as a table."""
        return pd.DataFrame(self.rows, columns=["who", "role", "column", "allowed", "why"])


@dataclass
class Policy:
    """Which role may read which columns. What is not named is refused.

    may: {"analyst": ["item", "rating"], ...}
    """

    may: Mapping[str, Sequence[str]]
    log: AuditLog = field(default_factory=AuditLog)

    def allows(self, role: str, column: str) -> bool:
        """Whether the role may read the column; a role that nobody named may read nothing."""
        return column in self.may.get(role, ())

    def read(self, table: pd.DataFrame, columns: Sequence[str], who: str, role: str, why: str) -> pd.DataFrame:
        """The columns, if ALL of them are allowed. Each question is in the log, refused ones too.

        Errors: PermissionError that names the first refused column; ValueError where no reason is given.
        """
        if not why.strip():
            raise ValueError("A question needs a reason: why='weekly report'. It is written into the log.")
        answers = [self.allows(role, column) for column in columns]
        for column in columns:
            self.log.write(who, role, column, all(answers), why)
        if not all(answers):
            refused = columns[answers.index(False)]
            names = ", ".join(self.may.get(role, ())) or "nothing"
            raise PermissionError(
                f"The role {role!r} may not read {refused!r}; it may read {names}. Ask without this column, or let the "
                "owner of the data change the policy."
            )
        return table[list(columns)]
