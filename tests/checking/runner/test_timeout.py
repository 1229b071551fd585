"""The time limit counts what an answer computes, whatever else the machine does."""

import itertools
import threading
import time

import numpy as np
import pytest

from recsys_course.checking.runner.timeout import Clock, OutOfTime, call_within


def swallows_interrupts():
    end = time.monotonic() + 20  # so that the test fails, and does not hang, where the limit is broken
    while time.monotonic() < end:
        try:  # noqa: SIM105
            time.sleep(0.001)
        except:  # noqa: E722
            pass


@pytest.mark.parametrize("endless", [swallows_interrupts, lambda: time.sleep(60)], ids=["swallows", "sleeps"])
def test_the_time_limit_holds_on_the_main_thread(endless):
    begin = time.monotonic()
    value, error = call_within(0.1, endless)
    assert value is None
    assert isinstance(error, OutOfTime)
    assert time.monotonic() - begin < 10


def test_waiting_for_a_busy_machine_is_not_computing():
    assert call_within(0.2, lambda: time.sleep(0.4) or "well") == ("well", None)


@pytest.mark.parametrize(
    ("own", "whole", "most"),
    [(1.0, 1.0, 1.0), (0.1, 0.1, 10.0), (0.0, 0.0, 3.0), (0.0, 2.0, 10.0), (2.0, 2.0, 1.0)],
    ids=["computes", "on a machine ten times too busy", "sleeps", "lets others compute", "no clock of its thread"],
)
def test_the_limit_is_time_of_the_processor_and_waiting_has_its_own(own, whole, most, monkeypatch):
    """own, whole: seconds computed in each second of the clock. most: times the limit until the end."""
    ticks = itertools.count()
    clock = Clock(1.0)

    def now():
        passed = next(ticks) / 8
        return passed * own, passed, passed * whole

    monkeypatch.setattr(clock, "_now", now)
    monkeypatch.setattr(clock.done, "wait", lambda seconds: clock.fired)
    monkeypatch.setattr(clock, "_interrupt", lambda: None)
    clock._wait()
    assert clock.fired and abs((next(ticks) - 1) / 8 - most) <= 0.25


def test_where_no_clock_of_a_thread_exists_the_process_stands_for_it(monkeypatch):
    monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    assert call_within(0.2, lambda: time.sleep(0.4) or "well") == ("well", None)
    assert isinstance(call_within(0.1, swallows_interrupts)[1], OutOfTime)


def test_loading_a_library_takes_no_time_of_the_answer_and_is_never_cut(tmp_path, monkeypatch):
    slow = "import time\nend = time.thread_time() + 1\nwhile time.thread_time() < end:\n    pass\nanswer = 42\n"
    (tmp_path / "a_slow_library.py").write_text(slow)
    monkeypatch.syspath_prepend(tmp_path)

    def loads():
        import a_slow_library

        return a_slow_library.answer

    assert call_within(0.2, loads) == (42, None)
    assert call_within(0.2, loads) == (42, None)


def test_computing_after_loading_counts(tmp_path, monkeypatch):
    (tmp_path / "a_quick_library.py").write_text("answer = 42\n")
    monkeypatch.syspath_prepend(tmp_path)

    def endless():
        import a_quick_library  # noqa: F401

        while True:
            pass

    assert isinstance(call_within(0.2, endless)[1], OutOfTime)


def test_the_time_limit_holds_on_another_thread():
    found = []

    def endless():
        while True:
            pass

    thread = threading.Thread(target=lambda: found.append(call_within(0.1, endless)), daemon=True)
    thread.start()
    thread.join(10)
    assert isinstance(found[0][1], OutOfTime)


def test_a_real_interrupt_goes_through_and_no_limit_leaks_out_of_its_call():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_within(5, interrupted)
    for _ in range(200):
        call_within(0.0005, lambda: time.sleep(0.0005))
    assert call_within(5, lambda: "well") == ("well", None)


def test_error_settings_of_numpy_end_with_the_call_that_made_them():
    before = np.geterr()
    call_within(1.0, lambda: np.seterr(all="raise"))
    assert np.geterr() == before
