"""Decide what the body of a request is: which bytes, of which type, and how its end is told (RFC 9112 6)."""

from .._loading import loading
from ..exceptions import exceptions
from .headers import field_text, length_number
from .json import json_body
from .query import encode_params

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def choose_body(
    data: "Any",
    files: "Any",
    json: "Any",
    dumps: "Callable[[Any], str]",
    boundary: "Callable[[], str]",
    length_of: "Callable[[Any], int | None] | None" = None,
) -> "tuple[Any, str | None, int | None]":
    """(body, content_type, length) for the arguments of a request, as Requests chooses.

    `body` is None, str, bytes, a MultipartBody, or the caller's own stream; `content_type` None where the
    caller did not say; `length` in bytes, or None when it cannot be known and the body must go in chunks.
    `boundary()` is called for multipart only. `length_of(stream)` measures a file (body_length, if not
    given). Raises InvalidJSONError, InvalidBody, InvalidHeader.
    """
    length_of = length_of or body_length
    if is_stream(data):
        if files:
            raise exceptions.InvalidBody(f"A streamed body and files exclude each other: {type(data).__name__}")
        return data, None, length_of(data)
    if files:
        with loading:
            from .multipart import MultipartBody, iter_parts

        parts = MultipartBody(iter_parts(data, files), boundary(), length_of)
        return parts, parts.content_type, parts.length
    if data:
        body = _form(data)
        if not isinstance(body, (str, bytes)):
            raise exceptions.InvalidBody(f"Neither text nor bytes nor fields nor a stream: {type(data).__name__}")
        return body, None if isinstance(data, (str, bytes)) else FORM, body_length(body)
    if json is not None:
        body = json_body(json, dumps)
        return body, JSON, len(body)
    return None, None, 0


def _form(data: "Any") -> "Any":
    try:
        return encode_params(data)
    except (TypeError, ValueError) as error:
        raise exceptions.InvalidBody(f"Not the fields of a form: {error}")


def utf8(text: str) -> bytes:
    """The octets of text that is sent; InvalidBody for half a surrogate pair, which has none."""
    try:
        return text.encode()
    except UnicodeError:
        raise exceptions.InvalidBody("Text with half a surrogate pair cannot be sent as UTF-8") from None


def is_stream(data: "Any") -> bool:
    """Whether a body is sent as it is read: a file, a buffer, a generator, whatever is neither text nor fields."""
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
    """How many bytes are left to read of a body, or None when only reading tells.

    A file's length is found by seeking to its end: a pipe and /proc, whose size the system gives as 0, refuse
    that. Text has no known length before it is encoded, but for io.StringIO, which has it at hand.
    """
    if body is None:
        return 0
    if isinstance(body, str):
        return len(utf8(body))
    for measure in (_buffer_length, _told_length, _file_length):
        try:
            return measure(body)
        except (AttributeError, TypeError, OSError, ValueError):
            pass
    return None


def _buffer_length(body: "Any") -> int:
    """len() counts items, which need not be bytes; MicroPython's memoryview does not tell their size."""
    if hasattr(body, "nbytes"):
        return int(body.nbytes)
    if isinstance(body, memoryview):
        return len(body) * len(bytes(body[:1]))
    size: int = len(body) * int(getattr(body, "itemsize", 1))
    return max(0, size - body.tell()) if hasattr(body, "tell") else size  # an mmap that was read in part


def _told_length(body: "Any") -> int:
    """The length that encoders such as requests_toolbelt's keep in an attribute: len() has a limit on 32 bits."""
    return int(body.len)


def _file_length(file: "Any") -> "int | None":
    position: int = file.tell()
    if isinstance(file.read(0), str):
        return len(utf8(file.getvalue()[position:]))
    end: int = file.seek(0, 2)
    file.seek(position)
    return max(0, end - position)


def declared_length(value: "str | bytes | int") -> int:
    """The number that a caller's own Content-Length says, to hold the body to it; InvalidHeader if it says none."""
    length = length_number(field_text(value))
    if length is None:
        raise exceptions.InvalidHeader(f"Not a Content-Length: {value!r}")
    return length


def framing_headers(length: "int | None", method: str, given: "Any" = None) -> "list[tuple[str, str]]":
    """The one field, or none, that tells where a body of `length` bytes, None if unknown, ends (RFC 9112 6.2).

    It replaces both fields of that kind which the caller gave. `given`, the caller's own Content-Length,
    serves for a body of unknown length; the backend holds the body to it. Without a body no field is
    needed; methods that usually have one say that theirs is empty (RFC 9110 8.6).
    """
    if length is None and given is not None:
        return [("Content-Length", str(declared_length(given)))]
    if length is None:
        return [("Transfer-Encoding", "chunked")]
    if length or method not in ("GET", "HEAD"):
        return [("Content-Length", str(length))]
    return []


def is_chunked(headers: "Any") -> bool:
    """Return True if the caller's Transfer-Encoding says that the body is sent in chunks."""
    given = headers.get("Transfer-Encoding")
    return given is not None and field_text(given).strip().lower() == "chunked"


def set_framing(headers: "Any", length: "int | None", method: str) -> None:
    """Let the headers of a request tell where its body ends, as ``framing_headers`` has it.

    The caller's own `Transfer-Encoding: chunked` is obeyed for a body of known length, too.
    """
    if length and is_chunked(headers):
        length = None
        if "Content-Length" in headers:
            del headers["Content-Length"]
    fields = framing_headers(length, method, headers.get("Content-Length"))
    kept = [name for name, _ in fields]  # where the caller put it among the others
    for name in ("Content-Length", "Transfer-Encoding"):
        if name in headers and name not in kept:
            del headers[name]
    headers.update(fields)
