"""Decide what the body of a request is: which bytes, of which type, and how its end is told (RFC 9112 6)."""

from .._loading import loading
from ..exceptions import exceptions
from .headers import field_text, length_number, plain_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable
        from typing import Any

FORM = "application/x-www-form-urlencoded"


def choose_body(
    data: "Any",
    files: "Any",
    json: "Any",
    dumps: "Callable[[Any], str]",
    boundary: "Callable[[], str]",
    length_of: "Callable[[Any], int | None] | None" = None,
) -> "tuple[Any, str | None, int | None]":
    """Return (body, content_type, length) for the arguments of a request, as Requests chooses.

    `body` is None, str, bytes, a MultipartBody, or the caller's own stream; `content_type` is None for text, bytes
    and streams; `length` is in bytes, or None if it cannot be known and the body must go in chunks. `dumps` writes
    JSON; it raises ValueError, TypeError or, for too deep nesting, RuntimeError. `boundary()` is called for multipart
    only. `length_of(stream)` measures a file (body_length, if not given). Raises InvalidJSONError, InvalidBody,
    InvalidHeader.
    """
    length_of = length_of or body_length
    kind = type(data).__name__
    if is_stream(data):
        if files:
            raise exceptions.InvalidBody(f"A stream and files exclude each other: {kind}")
        return data, None, length_of(data)
    if files:
        with loading:
            from .multipart import MultipartBody, iter_parts

        parts = MultipartBody(iter_parts(data, files), boundary(), length_of)
        return parts, parts.content_type, parts.length
    if data:
        if isinstance(data, (str, bytes)):
            data = data if isinstance(data, bytes) else plain_text(data)
            return data, None, body_length(data)
        with loading:
            from .percent import encode_params
        try:
            body = encode_params(data)
        except (TypeError, ValueError):  # not pairs
            body = None
        if not isinstance(body, str):
            raise exceptions.InvalidBody(f"Not text, bytes, fields or a stream: {kind}")
        return body, FORM, len(body)
    if json is None:
        return None, None, 0
    try:
        body = dumps(json).encode()
    except (ValueError, TypeError, RuntimeError) as error:
        raise exceptions.InvalidJSONError(f"Not JSON: {error}")
    return body, "application/json", len(body)


def utf8(text: str) -> bytes:
    """Return text as it is sent; InvalidBody for half a surrogate pair."""
    try:
        return text.encode()
    except UnicodeError:
        raise exceptions.InvalidBody("Half a surrogate pair in the body") from None


def is_stream(data: "Any") -> bool:
    """Tell whether a body is sent as it is read: a file, a buffer, a generator, but no text and no fields."""
    if isinstance(data, (str, bytes, list, tuple, dict, int)) or hasattr(data, "items"):
        return False
    if hasattr(data, "read") or hasattr(data, "__iter__"):  # which is not called: that may open a file
        return True
    try:
        iter(data)
    except TypeError:
        return False
    return True


def body_length(body: "Any") -> "int | None":
    """Return how many bytes are left to read of a body, or None if only reading tells.

    Three measures are tried. len() counts items, which need not be bytes; MicroPython's memoryview does not tell
    their size. Encoders such as requests_toolbelt's keep their length in an attribute, since len() has a limit on 32
    bits. A file's end is found by seeking: a pipe and /proc, whose size the system gives as 0, refuse that. Text has
    no known length before it is encoded, except io.StringIO, which has it at hand.
    """
    if body is None:
        return 0
    if isinstance(body, str):
        return len(utf8(body))
    view: "Any" = body
    if isinstance(view, memoryview) and not hasattr(view, "nbytes"):
        return len(view) * len(bytes(view[:1]))
    for measure in range(3):
        try:
            if measure == 1:
                return int(body.len)
            if measure == 2:
                start: int = body.tell()
                if isinstance(body.read(0), str):
                    return len(utf8(body.getvalue()[start:]))
                end: int = body.seek(0, 2)
                body.seek(start)
                return max(0, end - start)
            if hasattr(body, "nbytes"):
                return int(body.nbytes)
            size: int = len(body) * int(getattr(body, "itemsize", 1))
            return max(0, size - body.tell()) if hasattr(body, "tell") else size  # an mmap that was read in part
        except (AttributeError, TypeError, OSError, ValueError):
            pass
    return None


def declared_length(value: "str | bytes | int") -> int:
    """Return the number of a caller's own Content-Length, which the body must have; InvalidHeader without one."""
    length = length_number(field_text(value))
    if length is None:
        raise exceptions.InvalidHeader(f"Not a Content-Length: {value!r}")
    return length


def framing(
    length: "int | None", method: str, declared: "Any" = None, chunked: bool = False
) -> "tuple[str, str] | None":
    """Return the one field, or None, that tells where a body of `length` bytes, None if unknown, ends (RFC 9112 6.2).

    `chunked`, which the caller may ask for, holds for a body of known length, too; `declared`, the caller's own
    Content-Length, serves for a body of unknown length, and the backend checks the body against it. Without a body no
    field is needed; methods that usually have one say that theirs is empty (RFC 9110 8.6).
    """
    if (chunked and length) or (length is None and declared is None):
        return "Transfer-Encoding", "chunked"
    if length is None:
        length = declared_length(declared)
    elif not length and method in ("GET", "HEAD"):
        return None
    return "Content-Length", str(length)


def set_framing(headers: "Any", length: "int | None", method: str) -> None:
    """Set the field of `framing` in the headers of a request, and remove what else tells where the body ends."""
    coding = headers.get("Transfer-Encoding")
    chunked = coding is not None and field_text(coding).strip().lower() == "chunked"
    field = framing(length, method, headers.get("Content-Length"), chunked)
    for name in ("Content-Length", "Transfer-Encoding"):
        if field and field[0] == name:  # it stays where the caller put it among the fields
            headers[name] = field[1]
        else:
            headers.pop(name, None)
