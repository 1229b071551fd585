"""Takes from a process, for good, what no answer needs: other processes, programs, sockets, signals to others.

A seccomp filter of Linux, written as the few instructions it is. What is refused fails with PermissionError
in the student's code; threads stay allowed. With no second process, the memory limit of the one process is
the limit of the whole answer, and nothing can stay behind. Imports no other file of the course.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys

_DUMPABLE, _DEATH_SIGNAL, _NO_NEW_PRIVILEGES, _SECCOMP = 4, 1, 38, 22
_KILL = 9
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24  # offsets in what the kernel shows to a filter
_ALLOW, _REFUSE, _MISSING = 0x7FFF0000, 0x00050001, 0x00050026  # EPERM; ENOSYS sends glibc from clone3 to clone
_THREAD = 0x00010000
_OWNERS = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: a pipe that is written to would signal another process
_OWNERS_BY_IOCTL = (0x8901, 0x8902, 0x5452)  # FIOSETOWN, SIOCSPGRP, FIOASYNC
_FOREIGN = 0x40000000  # 32-bit calls of a 64-bit machine (x32)

# machine: (audit number, clone, prlimit64, clone3, fcntl, ioctl, calls that signal a process, calls that are refused)
_CALLS: dict[str, tuple[int, int, int, int, int, int, tuple[int, ...], tuple[int, ...]]] = {
    "x86_64": (
        0xC000003E, 56, 302, 435, 72, 16, (62, 234, 129, 297),  # kill, tgkill, rt_sigqueueinfo, rt_tgsigqueueinfo
        (
            57, 58, 59, 322,  # fork, vfork, execve, execveat
            29, 41, 64, 68, 240, 319, 447,  # shmget, socket, semget, msgget, mq_open, memfd_create, memfd_secret
            101, 310, 311, 312, 434, 438, 440,  # ptrace, reading other processes
            155, 161, 165, 166, 272, 308, 303, 304, 428, 429, 430, 431, 432, 433, 442,  # mounts and namespaces
            175, 246, 248, 249, 250, 298, 313, 321, 323, 425, 426, 427,  # modules, keys, perf, bpf, io_uring
            141, 200, 203, 314, 424,  # priorities and signals of other processes
        ),
    ),
    "aarch64": (
        0xC00000B7, 220, 261, 435, 25, 29, (129, 131, 138, 240),
        (
            221, 281,
            194, 198, 190, 186, 180, 279, 447,
            117, 270, 271, 272, 434, 438, 440,
            41, 51, 40, 39, 97, 268, 264, 265, 428, 429, 430, 431, 432, 433, 442,
            105, 104, 217, 218, 219, 241, 273, 280, 282, 425, 426, 427,
            140, 130, 122, 274, 424,
        ),
    ),
}  # fmt: skip


def hide() -> None:
    """Let no process of the same user look into this one or its children (Linux; elsewhere nothing)."""
    if sys.platform == "linux":
        _control(_DUMPABLE, 0)


def forbid() -> bool:
    """Install the filter in this thread and those it starts. False where the machine is not known."""
    known = _CALLS.get(platform.machine()) if sys.platform == "linux" else None
    if known is None or sys.maxsize < 1 << 32:
        return False
    _control(_DEATH_SIGNAL, _KILL)
    steps = _program(*known)
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    _control(_NO_NEW_PRIVILEGES, 1)
    return _control(_SECCOMP, 2, ctypes.addressof(header)) == 0


def _control(option: int, first: int, second: int = 0) -> int:
    """The call `prctl` of Linux; 0 where it worked."""
    return int(ctypes.CDLL(None).prctl(option, *map(ctypes.c_ulong, (first, second, 0, 0))))


def _program(
    machine: int,
    clone: int,
    limits: int,
    clone3: int,
    fcntl: int,
    ioctl: int,
    signals: tuple[int, ...],
    refused: tuple[int, ...],
) -> list[tuple[int, int, int, int]]:
    """The filter: (code, steps to jump if true, if false, number). Jumps count the steps that are left out."""
    head = [
        (_LOAD, 0, 0, _MACHINE), (_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _FOREIGN), (_RETURN, 0, 0, _REFUSE),
        (_EQUAL, 0, 1, clone3), (_RETURN, 0, 0, _MISSING),
    ]  # fmt: skip
    body = _only(clone, _ANY_BIT, _THREAD) + _only(limits, _EQUAL, 0)  # threads; limits of its own
    for number in signals:
        body += _only(number, _EQUAL, os.getpid())
    body += [step for number in refused for step in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE))]
    body += _never(fcntl, _OWNERS) + _never(ioctl, _OWNERS_BY_IOCTL)
    return [*head, *body, (_RETURN, 0, 0, _ALLOW)]


def _only(call: int, test: int, number: int) -> list[tuple[int, int, int, int]]:
    """The steps that allow a call only where its first argument passes a test."""
    return [
        (_EQUAL, 0, 4, call), (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (test, 0, 1, number), (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE),
    ]  # fmt: skip


def _never(call: int, numbers: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """The steps that refuse a call where its second argument is one of these numbers."""
    tests = [step for number in numbers for step in ((_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE))]
    return [(_EQUAL, 0, len(tests) + 2, call), (_LOAD, 0, 0, _SECOND_ARGUMENT), *tests, (_LOAD, 0, 0, _NUMBER)]
