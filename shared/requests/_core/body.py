"""Determine the body of a request: its bytes, its content type, and its framing (RFC 9112 6)."""

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
    """Return (body, content_type, length) for the arguments of a request, as in Requests.

    `body` is None, str, bytes, a MultipartBody, or the caller's own stream; `content_type` is None for text, bytes
    and streams; `length` is in bytes, or None if it is unknown and the body must be chunked. `dumps` encodes JSON; it
    raises ValueError, TypeError or, for too deep nesting, RuntimeError. `boundary()` is called for multipart only.
    `length_of(stream)` returns the length of a file (default: body_length). Raises InvalidJSONError, InvalidBody,
    InvalidHeader.
    """
    length_of = length_of or body_length
    kind = type(data).__name__
    if is_stream(data):
        if files:
            raise exceptions.InvalidBody(f"Stream with files: {kind}")
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
            raise exceptions.InvalidBody(f"Not text, fields or a stream: {kind}")
        return body, FORM, len(body)
    if json is None:
        return None, None, 0
    try:
        body = dumps(json).encode()
    except (ValueError, TypeError, RuntimeError) as error:
        raise exceptions.InvalidJSONError(f"Not JSON: {error}")
    return body, "application/json", len(body)


def utf8(text: str) -> bytes:
    """Return text in UTF-8; raise InvalidBody for a lone surrogate."""
    try:
        return text.encode()
    except UnicodeError:
        raise exceptions.InvalidBody("Lone surrogate in body") from None


def is_stream(data: "Any") -> bool:
    """Return True if a body is sent while it is read: a file, a buffer, a generator, but not text or form fields."""
    if isinstance(data, (str, bytes, list, tuple, dict, int)) or hasattr(data, "items"):
        return False
    if hasattr(data, "read") or hasattr(data, "__iter__"):  # __iter__ is not called: it may open a file
        return True
    try:
        iter(data)
    except TypeError:
        return False
    return True


def body_length(body: "Any") -> "int | None":
    """Return the number of bytes left in a body, or None if it is unknown before reading.

    Three ways are tried. len() counts items, which need not be bytes; MicroPython's memoryview does not have their
    size. Encoders such as requests_toolbelt's have an attribute `len`, because len() has a limit on 32 bits. The end
    of a file is found by seeking, which fails for pipes and for files in /proc, whose size the system reports as 0.
    The length of a text stream is unknown before it is encoded, except for io.StringIO, whose text is in memory.
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
    """Return a caller's Content-Length, which the body must have, as a number; raise InvalidHeader if it is invalid."""
    length = length_number(field_text(value))
    if length is None:
        raise exceptions.InvalidHeader(f"Bad Content-Length: {value!r}")
    return length


def framing(
    length: "int | None", method: str, declared: "Any" = None, chunked: bool = False
) -> "tuple[str, str] | None":
    """Return the field that frames a body of `length` bytes (None if unknown), or None for no field (RFC 9112 6.2).

    If the caller asks for it by `chunked`, a body of known length is chunked, too. `declared`, the caller's
    Content-Length, is used for a body of unknown length, and the backend checks the body against it. Without a body no
    field is needed, except for methods that usually have one: their length is 0 (RFC 9110 8.6).
    """
    if (chunked and length) or (length is None and declared is None):
        return "Transfer-Encoding", "chunked"
    if length is None:
        length = declared_length(declared)
    elif not length and method in ("GET", "HEAD"):
        return None
    return "Content-Length", str(length)


def set_framing(headers: "Any", length: "int | None", method: str) -> None:
    """Set the field that `framing` returns in the headers of a request, and remove other framing fields."""
    coding = headers.get("Transfer-Encoding")
    chunked = coding is not None and field_text(coding).strip().lower() == "chunked"
    field = framing(length, method, headers.get("Content-Length"), chunked)
    for name in ("Content-Length", "Transfer-Encoding"):
        if field and field[0] == name:  # it keeps its place among the caller's fields
            headers[name] = field[1]
        else:
            headers.pop(name, None)
