"""Random text, for boundaries and nonces, from the best source that the board has."""

import binascii

from ._loading import loading


def token(size: int = 16) -> str:
    """Return `size` random bytes in hexadecimal."""
    return binascii.hexlify(_random(size)).decode()


def _random(size: int) -> bytes:
    with loading:
        import os
    if hasattr(os, "urandom"):
        return os.urandom(size)
    return _guessable(size)


def _guessable(size: int) -> bytes:
    """For a port without a random generator: good enough not to repeat, and no secret depends on it."""
    with loading:
        import random
        import time

    random.seed(random.getrandbits(30) ^ time.ticks_us())  # type: ignore[operator] # ticks are ints
    return bytes([random.getrandbits(8) for _ in range(size)])
