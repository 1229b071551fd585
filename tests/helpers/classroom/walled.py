"""What tests of the sandbox share: the mark that skips them with the reason, and short limits."""

import pytest

from recsys_course.grading.sandbox.hosts import Limits, NoSandbox, demand_sandbox, run_isolated

SHORT = Limits(seconds=1, wall=4)


def why_not():
    """Why this machine has no sandbox, or "" where it has one."""
    try:
        demand_sandbox()
    except NoSandbox as error:
        return str(error)
    return ""


REASON = why_not()
needs_walls = pytest.mark.skipif(bool(REASON), reason=REASON)


def asked(source, *arguments):
    """What one call of the function `ask` of this source gives behind walls."""
    [outcome] = run_isolated([source], "ask", [arguments], Limits(seconds=5))
    assert outcome.kind == "value", outcome
    return outcome.value
