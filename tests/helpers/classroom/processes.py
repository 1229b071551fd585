"""The processes below a grader, told from /proc: who is there, and whether they end."""

import os
import time


def fields(process):
    """The fields of /proc/N/stat after the name, or None where there is no such process."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def is_alive(process):
    found = fields(process)
    return found is not None and found[0] != "Z"


def command_line(process):
    """The words with which a process was started; "" for one that is gone."""
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return file.read().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def children(parent, word=""):
    """Numbers of the living child processes whose command line has a word."""
    every = [int(entry) for entry in os.listdir("/proc") if entry.isdecimal()]
    own = [one for one in every if (found := fields(one)) and int(found[1]) == parent and found[0] != "Z"]
    return [one for one in own if word in command_line(one)]


def descendants(parent=None):
    """Numbers of the living children of a process, of theirs, and so on; without a number, of this process."""
    own = children(os.getpid() if parent is None else parent)
    return set(own).union(*map(descendants, own))


def end_in_time(processes):
    """Whether all these processes end within ten seconds."""
    end = time.monotonic() + 10
    while any(map(is_alive, processes)) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(map(is_alive, processes))
