"""Query strings and form bodies from what callers pass as `params` and `data`."""

from .headers import plain_text
from .percent import quote_plus

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any


def to_key_val_list(value: "Any") -> "list[tuple[Any, Any]] | None":
    """Return a mapping or an iterable of pairs as a list of pairs, None as None; ValueError for a scalar."""
    if value is None:
        return None
    if isinstance(value, (str, bytes, bool, int)):
        raise ValueError("cannot encode objects that are not 2-tuples")
    return list(value.items() if hasattr(value, "items") else value)


def encode_params(data: "Any") -> "Any":
    """Return pairs or a mapping as application/x-www-form-urlencoded text.

    A value that is a list gives its name once per item, None gives nothing. str, bytes, a file and what
    is not iterable at all are returned as they are.
    """
    if isinstance(data, str):
        return plain_text(data)
    if isinstance(data, bytes) or hasattr(data, "read") or not _is_iterable(data):
        return data
    words: "list[str]" = []
    for name, values in to_key_val_list(data) or ():
        name = _quoted(name) + "="
        if isinstance(values, str):
            words.append(name + quote_plus(plain_text(values)))
        else:
            words += [name + value for value in _items(values)]
    return "&".join(words)


def _items(values: "Any") -> "list[str]":
    if _is_scalar(values):
        return [] if values is None else [_quoted(values)]
    quoted: "list[str]" = []
    for value in values:
        if value is not None:
            quoted += [_quoted(value)] if _is_scalar(value) else [_quoted(item) for item in value]
    return quoted


def _quoted(value: "Any") -> str:
    if isinstance(value, bytes):
        return quote_plus(value)
    if isinstance(value, (bytearray, memoryview)):
        return quote_plus(bytes(value))
    return quote_plus(plain_text(value))


def _is_scalar(value: object) -> bool:
    return isinstance(value, (str, bytes, bytearray, memoryview, int)) or not _is_iterable(value)


def _is_iterable(value: "Any") -> bool:
    try:
        iter(value)
    except TypeError:
        return False
    return True
