"""Names for people: a plain hash that anybody can undo, and a keyed one that only the holder of the key can make."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

SHORTEST_KEY = 16  # bytes


def plain_hash(raw_id: object) -> str:
    """The SHA-256 of an id as 64 hexadecimal digits. No secret is in it, so it hides nothing (see `undone`)."""
    return hashlib.sha256(str(raw_id).encode()).hexdigest()


def pseudonym(raw_id: object, key: bytes, length: int = 16) -> str:
    """A name that only the holder of the key can make: HMAC-SHA256(key, id), the first `length` hexadecimal digits.

    One id and one key give one name, so tables can still be joined; another key gives another name.
    Source: Krawczyk, Bellare and Canetti, RFC 2104, section 2.
    Errors: TypeError for a key that is no bytes; ValueError for a key below 16 bytes, a length outside 8 to 64.
    """
    _check_key(key)
    if not 8 <= length <= 64:
        raise ValueError(f"length={length} digits: two people may share a short name. Use 8 to 64, for example 16.")
    return hmac.new(key, str(raw_id).encode(), hashlib.sha256).hexdigest()[:length]


def _check_key(key: bytes) -> None:
    if not isinstance(key, bytes):
        raise TypeError(f"The key is a {type(key).__name__}. Make one of bytes: secrets.token_bytes(32).")
    if len(key) < SHORTEST_KEY:
        raise ValueError(
            f"The key has {len(key)} bytes and can be guessed; {SHORTEST_KEY} is the least. "
            "Make one with secrets.token_bytes(32)."
        )


def undone(hashes: Iterable[str], guesses: Iterable[object]) -> dict[str, object]:
    """Which of the plain hashes belong to one of the guessed ids: {hash: id}. It hashes every guess and looks it up."""
    table = {plain_hash(guess): guess for guess in guesses}
    return {one: table[one] for one in hashes if one in table}


def same_token(a: str, b: str) -> bool:
    """Are two secret texts equal? It takes as long for a first wrong letter as for a last one, which == does not.

    Source: `hmac.compare_digest` of Python.
    """
    return hmac.compare_digest(a.encode(), b.encode())
