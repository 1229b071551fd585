"""The secret of a course: it decides the hidden cases, and stays with the instructor."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

_FORM = re.compile(r"[0-9a-f]{64}")


class NoSecret(OSError):
    """The file with the secret is missing or holds something else; the message says what to do."""


def make_secret(path: Path) -> str:
    """The secret in a file that only its owner can read; made where there is none. Errors: NoSecret, OSError."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_secret(path)
    with open(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    return read_secret(path)


def read_secret(path: Path) -> str:
    """The secret, 64 hexadecimal digits. Errors: NoSecret where the file is missing or holds something else."""
    try:
        text = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        cure = "recsys-course release makes one; the same file must be used for every lesson and run."
        raise NoSecret(f"no secret can be read from {path}. Cure: {cure}") from error
    if not _FORM.fullmatch(text):
        raise NoSecret(
            f"{path} holds {len(text)} characters, not a secret of 64 hexadecimal digits. Cure: name the file."
        )
    return text


def seed(secret: str, exercise: str) -> int:
    """The seed of the hidden cases of an exercise: the same for all students, 64 bits."""
    digest = hmac.new(secret.encode(), exercise.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")
