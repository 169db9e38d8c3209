"""Native strings, text from bytes, and the patterns that header names and values must match."""

from __future__ import annotations

import codecs
import re
from typing import Any

builtin_str = str

_VALID_HEADER_NAME_RE_BYTE = re.compile(rb"^[^:\s][^:\r\n]*\Z")
_VALID_HEADER_NAME_RE_STR = re.compile(r"^[^:\s][^:\r\n]*\Z")
_VALID_HEADER_VALUE_RE_BYTE = re.compile(rb"^\S[^\r\n]*\Z|^\Z")
_VALID_HEADER_VALUE_RE_STR = re.compile(r"^\S[^\r\n]*\Z|^\Z")

_HEADER_VALIDATORS_STR = (_VALID_HEADER_NAME_RE_STR, _VALID_HEADER_VALUE_RE_STR)
_HEADER_VALIDATORS_BYTE = (_VALID_HEADER_NAME_RE_BYTE, _VALID_HEADER_VALUE_RE_BYTE)
HEADER_VALIDATORS: dict[type, tuple[re.Pattern[Any], re.Pattern[Any]]] = {
    bytes: _HEADER_VALIDATORS_BYTE,
    str: _HEADER_VALIDATORS_STR,
}


def to_native_string(string: str | bytes, encoding: str = "ascii") -> str:
    """Return `string` as a str; bytes are decoded with `encoding`.

    Raises UnicodeDecodeError for bytes that are not valid in the encoding.
    """
    return string if isinstance(string, str) else string.decode(encoding)


def unicode_is_ascii(u_string: str) -> bool:
    """Return True if every character of a str is ASCII; raise AssertionError for other types."""
    if not isinstance(u_string, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without types
        raise AssertionError(f"expected a str, not {u_string!r}")
    return u_string.isascii()


def text_encoding(encoding: str) -> str:
    """Return an encoding that a server names, but "utf-8" for punycode, which would take hours to decode a body."""
    try:
        return "utf-8" if codecs.lookup(encoding).name == "punycode" else encoding
    except (LookupError, ValueError, TypeError):  # an unknown name
        return encoding
