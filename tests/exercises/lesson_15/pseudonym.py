"""Right answers of 15-pseudonym: HMAC of the library, and written out as in RFC 2104."""

import hashlib
import hmac


def by_the_library(ids, key):
    return [hmac.new(key.encode(), one.encode(), hashlib.sha256).hexdigest()[:16] for one in ids]


def by_the_standard(ids, key):
    padded = key.encode().ljust(64, b"\0")
    names = []
    for one in ids:
        inner = hashlib.sha256(bytes(b ^ 0x36 for b in padded) + one.encode()).digest()
        names.append(hashlib.sha256(bytes(b ^ 0x5C for b in padded) + inner).hexdigest()[:16])
    return names


RIGHT_ANSWERS = [by_the_library, by_the_standard]
