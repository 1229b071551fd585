"""A policy says no by default, and the log knows every question."""

import pandas as pd
import pytest

from recsys_course.privacy import AuditLog, Policy

TABLE = pd.DataFrame({"user": [1, 2], "rating": [3, 4], "email": ["a", "b"]})


def policy():
    return Policy({"analyst": ["user", "rating"], "support": ["email"]})


def test_allowed_columns_are_given_as_a_copy_and_written_down():
    door = policy()
    got = door.read(TABLE, ["rating"], "Mia", "analyst", "weekly report")
    got["rating"] = 0
    assert TABLE["rating"].tolist() == [3, 4]
    row = {"who": "Mia", "role": "analyst", "column": "rating", "allowed": True, "why": "weekly report"}
    assert door.log.table().to_dict("records") == [row]


@pytest.mark.parametrize(("role", "columns"), [("analyst", ["rating", "email"]), ("guest", ["user"]), ("", ["user"])])
def test_one_column_too_many_refuses_all_and_the_refusal_is_written_down_too(role, columns):
    door = policy()
    with pytest.raises(PermissionError, match=f"may not read {columns[-1]!r}"):
        door.read(TABLE, columns, "Mia", role, "curious")
    assert door.log.table()["column"].tolist() == columns and not door.log.table()["allowed"].any()


def test_a_question_without_a_reason_is_no_question():
    with pytest.raises(ValueError, match="reason"):
        policy().read(TABLE, ["user"], "Mia", "analyst", " ")


def test_two_policies_have_two_logs_and_an_empty_log_has_its_columns():
    first, second = policy(), policy()
    first.read(TABLE, ["user"], "Mia", "analyst", "a reason")
    assert len(second.log.rows) == 0 and AuditLog().table().columns.tolist()[0] == "who"
