"""Names that only the holder of a key can make."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def pseudonyms(ids: list[str], key: str) -> list[str]:
    """The first 16 hexadecimal digits of HMAC-SHA256 of each id.  texts, text -> texts"""
    return [hmac.digest(key.encode(), raw_id.encode(), "sha256").hex()[:16] for raw_id in ids]


def _cases(rng: np.random.Generator) -> Cases:
    """Ids of numbers and of letters, one list with two keys, one person twice, and nobody."""
    keys = ["".join(rng.choice(list("abcdefghijk0123456789"), 24)) for _ in range(3)]
    ids = [str(one) for one in rng.integers(10_000, 99_999, 3)]
    return [(ids, keys[0]), (ids, keys[1]), (["ana@example.org", "Zoë", "ana@example.org"], keys[2]), ([], keys[2])]


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _each(name: Callable[[str, str], Any]) -> Callable[[list[str], str], list[Any]]:
    return lambda ids, key: [name(raw_id, key) for raw_id in ids]


def _digits(raw_id: str, key: str) -> str:
    return hmac.new(key.encode(), raw_id.encode(), hashlib.sha256).hexdigest()


EXERCISE = Exercise(
    "15-pseudonym",
    points=2,
    title="keyed pseudonyms",
    reference=pseudonyms,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _each(lambda raw_id, key: _sha(raw_id)),
            "This is a plain hash: the key plays no part, so anybody can make the same name and look it up. "
            "Use hmac.new(key, message, hashlib.sha256).",
        ),
        Mistake(
            _each(lambda raw_id, key: _sha(key + raw_id)),
            "You hashed key and id as one text. A key 'ab' with id 'c' and a key 'a' with id 'bc' then give one name, "
            "and SHA-256 of a text can be continued by a stranger. HMAC is made for this: hmac.new.",
        ),
        Mistake(
            _each(lambda raw_id, key: _sha(raw_id + key)),
            "You hashed id and key as one text. HMAC keeps them apart: hmac.new(key, message, hashlib.sha256).",
        ),
        Mistake(
            _each(lambda raw_id, key: _digits(key, raw_id)[:16]),
            "Key and message are swapped: the first argument of hmac.new is the key.",
        ),
        Mistake(_each(_digits), "All 64 digits are here. Keep the first 16."),
        Mistake(
            _each(lambda raw_id, key: _digits(raw_id, key)[-16:]),
            "These are the last 16 digits. Keep the first 16.",
        ),
        Mistake(
            _each(lambda raw_id, key: hmac.new(key.encode(), raw_id.encode(), "md5").hexdigest()[:16]),
            "This is HMAC with MD5, which is old and broken. Use hashlib.sha256.",
        ),
        Mistake(
            _each(lambda raw_id, key: hmac.digest(key.encode(), raw_id.encode(), "sha256")[:16]),
            "These are 16 raw bytes: .digest(). The name is a text of hexadecimal digits: .hexdigest().",
        ),
        Mistake(
            _each(lambda raw_id, key: str(hmac.digest(key.encode(), raw_id.encode(), "sha256"))[:16]),
            "You cut the raw bytes. Take the hexadecimal digits: .hexdigest().",
        ),
        Mistake(
            lambda ids, key: [_digits(raw_id, f"{key}{n}")[:16] for n, raw_id in enumerate(ids)],
            "One id has two names in your list, so tables cannot be joined. Use the same key for all.",
        ),
    ],
    hints=[
        "hmac.new takes the key, the message and the hash function, in this order; both texts as bytes.",
        ".hexdigest() gives 64 digits as text, and a slice keeps the first 16.",
    ],
)
