"""What drivers and mbedTLS raise, as exceptions of ours with a number and a sentence.

Numbers are Linux's on every port but macOS; TLS gives the negative ones of mbedTLS.
"""

import errno
import time

from . import exceptions
from ._stream import LATER, abs_number

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

CLOCK_SET = 2025  # no board's clock was right and before

_REASONS = (
    (12, "no memory left"),
    (23, "no socket left"),
    (24, "no socket left"),
    (32, "closed by the server"),
    (54, "reset by the server"),
    (61, "refused"),
    (101, "no network"),
    (103, "aborted"),
    (104, "reset by the server"),
    (111, "refused"),
    (113, "no route to the host"),
    (118, "no route to the host"),
    (128, "not connected"),
    (-29312, "closed by the server"),
    (-30592, "refused by the server; it may want TLS 1.3, or a certificate of yours"),
)


def cannot_connect(error: "Any", name: str, resolved: bool) -> Exception:
    """Return the exception for a connection that was not made."""
    if error is None:
        return exceptions.ConnectionError(f"no address for {name!r}")
    if not resolved:
        host = name.rpartition(":")[0]
        return exceptions.ConnectionError(*_args(error, f"cannot resolve {host!r}: {error}"))
    if abs_number(error) in LATER:
        return _late(name, True)
    return exceptions.ConnectionError(*_args(error, f"cannot connect to {name}: {reason(error)}"))


def broken(error: Exception, name: str, connecting: bool) -> Exception:
    """Return the exception for a connection that failed."""
    number = abs_number(error)
    if number in LATER:
        return _late(name, connecting)
    if isinstance(error, ValueError) or number < 0:
        return exceptions.SSLError(*_args(error, f"no TLS with {name}: {_with_clock(reason(error))}"))
    return exceptions.ConnectionError(*_args(error, f"the connection to {name} broke: {reason(error)}"))


def _late(name: str, connecting: bool) -> Exception:
    late = exceptions.ConnectTimeout if connecting else exceptions.ReadTimeout
    return late(getattr(errno, "ETIMEDOUT", 110), f"{name} did not answer in time")


def _args(error: Exception, text: str) -> "tuple[Any, ...]":
    number = abs_number(error)
    return (number, text) if number else (text,)


def reason(error: Exception) -> str:
    """Return what an error of a driver means."""
    number = abs_number(error)
    for known, text in _REASONS:
        if number == known:
            return text
    return str(error).strip()  # mbedTLS's have line ends


def _with_clock(text: str) -> str:
    """Add what the board's clock has to do with it, when it has."""
    year = time.gmtime()[0] if hasattr(time, "gmtime") else CLOCK_SET
    if year < CLOCK_SET and ("future" in text or "expired" in text):
        return f"{text}: the clock is not set, it says {year}"
    return text
