"""Translate the errors of drivers and mbedTLS into exceptions of Requests, with a number and a sentence.

The numbers are those of Linux on every port except macOS; for TLS they are the negative numbers of mbedTLS.
"""

import errno
import gc
import time

from . import exceptions
from ._stream import LATER, abs_number

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any


def cannot_connect(error: "Any", name: str, addresses: "Any") -> "Any":
    """Return the exception for a connection that was not made; `error` is None if there was no address to try."""
    if error and addresses:
        return broken(error, name, True, False, "cannot connect to")
    text = f"cannot resolve {name!r}: {error or 'no address'}"
    number = abs_number(error) if error else 0
    return exceptions.ConnectionError(number, text) if number else exceptions.ConnectionError(text)


def broken(error: Exception, name: str, connecting: bool, in_body: bool = False, what: str = "") -> "Any":
    """Return the exception for a connection that failed."""
    number = abs_number(error)
    if number in LATER:
        kind: "Any" = exceptions.ConnectTimeout if connecting else exceptions.ReadTimeout
        return kind(getattr(errno, "ETIMEDOUT", 110), f"{name} did not answer in time")
    text = reason(error)
    kind = exceptions.ConnectionError
    if in_body:
        kind = exceptions.ChunkedEncodingError
    if isinstance(error, ValueError) or number < 0:
        kind, what = exceptions.SSLError, "no TLS with"
        year = time.gmtime()[0] if hasattr(time, "gmtime") else 2025
        if year < 2025 and ("future" in text or "expired" in text):
            text = f"{text}: the clock is not set ({year})"
    text = f"{what or 'broken connection to'} {name}: {text}"
    return kind(number, text) if number else kind(text)


def reason(error: Exception) -> str:
    """Return the meaning of a driver's error.

    mbedTLS has no single number for lack of memory: 16 comes from its arithmetic, and a certificate that it lacks the
    memory to parse or to verify is "invalid" or "not correctly signed".
    """
    number = str(abs_number(error))
    reasons = """\
12 no memory
16 no memory
23 no socket
24 no socket
32 closed
54 reset
61 refused
101 no network
103 aborted
104 reset
111 refused
113 no route
118 no route
128 not connected
-29312 closed
-30592 refused; the server may want TLS 1.3 or a client certificate"""
    for line in reasons.split("\n"):
        known, _, text = line.partition(" ")
        if known == number:
            return text
    text = str(error).strip()  # mbedTLS's texts end with a line feed
    if "ALLOC" in text:
        return "no memory"
    if gc.mem_free() < 40960 and ("sign" in text or "invalid" in text.lower()):
        text += f", or too little memory ({gc.mem_free()} bytes)"
    return text
