"""Parse field values that are lists or have parameters (RFC 9110 section 5.6): Content-Type, Content-Encoding, Link."""

from ..exceptions import exceptions
from .headers import list_tokens

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Sequence


def split_outside(value: str, sep: str, links: bool = False) -> "list[str]":
    """Split at each separator outside quoted strings and, in `links`, outside <...>."""
    if '"' not in value and not (links and "<" in value):
        return value.split(sep)
    pieces: "list[str]" = []
    start = 0
    closer = ""  # what ends the quoted string or the brackets
    escaped = False
    for index, char in enumerate(value):
        if escaped:
            escaped = False
        elif closer:
            escaped = char == "\\" and closer == '"'
            closer = "" if char == closer else closer
        elif char == '"':
            closer = '"'
        elif char == "<" and links:
            closer = ">"
        elif char == sep:
            pieces.append(value[start:index])
            start = index + 1
    pieces.append(value[start:])
    return pieces


def split_list(value: str) -> "list[str]":
    """Split a list value at the commas outside quoted strings; items are stripped and keep their quotes."""
    items: "list[str]" = []
    for item in split_outside(value, ","):
        items.append(item.strip())
    if not items[-1]:
        items.pop()
    return items


def unquoted(item: str) -> str:
    """Return the text of a quoted string (RFC 9110 section 5.6.4); another item is returned unchanged."""
    if len(item) < 2 or item[0] != '"' or item[-1] != '"':
        return item
    text = ""
    for piece in item[1:-1].split("\\\\"):
        text += "\\" + piece.replace("\\", "")
    return text[1:]


def codings_to_undo(value: str, known: "Sequence[str]", most: int) -> "list[str]":
    """Return the codings of a Content-Encoding that can be decoded, the outermost first (RFC 9110 section 8.4).

    Decoding stops at a coding that is not in `known`. Raises ContentDecodingError for more than `most` codings in all.
    """
    names = list_tokens(value)
    if len(names) > most:
        raise exceptions.ContentDecodingError(f"More than {most} content codings: {value!r}")
    undone: "list[str]" = []
    for name in reversed(names):
        if name in known:
            undone.append(name)
        elif name != "identity":
            break
    return undone


def split_parameters(value: str, links: bool = False) -> "tuple[str, dict[str, str]]":
    """Return (media type or link, {parameter in lower case: value}); a parameter without "=" is ignored."""
    text, *params = split_outside(value, ";", links)
    found: "dict[str, str]" = {}
    for param in params:
        name, equals, value = param.partition("=")
        if equals:
            found[name.strip(" \t'\"").lower()] = value.strip(" \t'\"")
    return text.strip(), found


def encoding_from_content_type(value: str | None) -> str | None:
    """Return the charset of a Content-Type; without one ISO-8859-1 for text, utf-8 for JSON, else None."""
    media_type, params = split_parameters(value or "")
    if "charset" in params:
        return params["charset"]
    if "text" in media_type:  # RFC 2616 section 3.7.1, as in Requests, where "TEXT" does not count
        return "ISO-8859-1"
    if "application/json" in media_type:  # RFC 8259 section 8.1
        return "utf-8"
    return None


def parse_header_links(value: str) -> "list[dict[str, str]]":
    """Return one {"url": ..., parameter: value, ...} for each link of a Link field (RFC 8288 section 3)."""
    links: "list[dict[str, str]]" = []
    for item in split_outside(value, ",", True):
        target, params = split_parameters(item, True)
        target = target.strip("<> '\"")
        if (target or params) and (not links or "<" in item):  # else it is an empty item
            link = {"url": target}
            link.update(params)
            links.append(link)
    return links


def links(value: str | None) -> "dict[str, dict[str, str]]":
    """Return {relation: link}, with the URL in place of a missing relation."""
    found: "dict[str, dict[str, str]]" = {}
    for link in parse_header_links(value or ""):
        found[link.get("rel") or link["url"]] = link
    return found
