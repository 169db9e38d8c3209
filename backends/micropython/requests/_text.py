"""Bytes to text, for the three encodings that a board meets: UTF-8, ASCII and Latin-1.

The codecs of MicroPython are UTF-8 whatever name they are given, and cannot
replace what is broken.
"""

from ._core.headers import latin1_text

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

REPLACEMENT = "\ufffd"
LATIN1 = ("iso-8859-1", "latin-1", "latin1", "iso8859-1", "l1", "windows-1252", "cp1252")


def decode(data: bytes, encoding: "str | None") -> str:
    """Return the text; what is broken in it becomes U+FFFD. An encoding that we do not know is guessed."""
    name = (encoding or "").lower().replace("_", "-")
    if name in LATIN1:
        return latin1_text(data)
    if name in ("utf-8", "utf8", "ascii", "us-ascii", "utf-8-sig"):
        return utf8_text(data)
    return decode(data, guess(data))


def guess(data: bytes) -> str:
    """Return "utf-8" if the bytes are that, else "ISO-8859-1"."""
    try:
        data.decode()
    except UnicodeError:
        return "ISO-8859-1"
    return "utf-8"


def utf8_text(data: bytes) -> str:
    """Return the text, each byte that belongs to none as U+FFFD."""
    try:
        return data.decode()
    except UnicodeError:
        return "".join(list(_pieces(data)))


def _pieces(data: bytes) -> "Iterator[Any]":
    start = 0
    while start < len(data):
        size = character_size(data[start])
        piece = data[start : start + size]
        try:
            yield piece.decode()
        except UnicodeError:
            yield REPLACEMENT
            size = 1
        start += size


def character_size(byte: int) -> int:
    """Return how many bytes the character has that begins with this one (RFC 3629 3)."""
    if byte < 0xC0:
        return 1
    return 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4


def decode_blocks(blocks: "Any", encoding: str) -> "Iterator[Any]":
    """Yield the text of blocks, where a character may begin in one and end in the next."""
    single = encoding.lower().replace("_", "-") in LATIN1
    rest = b""
    for block in blocks:
        block = rest + block
        end = len(block) if single else _complete(block)
        rest = block[end:]
        if end:
            yield decode(block[:end], encoding)
    if rest:
        yield decode(rest, encoding)


def _complete(data: bytes) -> int:
    """Return the length of the part of `data` that does not break off in a character."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte >= 0xC0:
            return len(data) - back if character_size(byte) > back else len(data)
        if byte < 0x80:
            break
    return len(data)
