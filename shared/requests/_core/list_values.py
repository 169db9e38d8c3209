"""Split the values of fields that are lists (RFC 9110 section 5.6)."""

from ..exceptions import exceptions

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Sequence


def split_list(value: str) -> "list[str]":
    """Split a list value at the commas outside quoted strings; items are stripped and keep their quotes."""
    items = [item.strip() for item in split_outside(value, ",")]
    return items if items[-1] else items[:-1]


def codings_to_undo(value: str, known: "Sequence[str]", most: int) -> "list[str]":
    """Return those codings of a Content-Encoding that can be undone, the outermost first (RFC 9110 section 8.4).

    What lies within a coding that is not `known` stays as it is. ContentDecodingError for more than `most` in all.
    """
    names = [name for name in split_list(value.lower()) if name]
    if len(names) > most:
        raise exceptions.ContentDecodingError(f"More than {most} content codings on one body: {value!r}")
    undone: "list[str]" = []
    for name in reversed(names):
        if name in known:
            undone.append(name)
        elif name != "identity":
            break
    return undone


def split_outside(value: str, separator: str, brackets: bool = False) -> "list[str]":
    """Split at each separator outside quoted strings and, if asked, outside <...>."""
    if '"' not in value and not (brackets and "<" in value):
        return value.split(separator)
    pieces: "list[str]" = []
    start = 0
    closer = ""  # of what we are in
    escaped = False
    for index, char in enumerate(value):
        if escaped:
            escaped = False
        elif closer:
            escaped = char == "\\" and closer == '"'
            closer = "" if char == closer else closer
        elif char == '"':
            closer = '"'
        elif char == "<" and brackets:
            closer = ">"
        elif char == separator:
            pieces.append(value[start:index])
            start = index + 1
    pieces.append(value[start:])
    return pieces


def unquoted(item: str) -> str:
    """Return the text of a quoted string (RFC 9110 section 5.6.4), another item as it is."""
    if len(item) < 2 or item[0] != '"' or item[-1] != '"':
        return item
    pieces = item[1:-1].split("\\\\")
    return "\\".join([piece.replace("\\", "") for piece in pieces])
