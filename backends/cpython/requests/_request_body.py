"""Check the arguments of a request, encode its body, and find the body's length and position."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from urllib3 import filepost
from urllib3.util import url as urllib3_url

from ._core.body import FORM, body_length, choose_body, is_stream
from ._core.headers import TOKEN
from ._core.multipart import MultipartBody
from ._core.url import shown
from .exceptions import InvalidHeader, InvalidJSONError, InvalidURL, UnwritableJSONError
from .structures import CaseInsensitiveDict
from .utils import super_len

# A form with files up to this size is encoded in memory, and `body` is bytes; a larger one is read while it is sent.
MULTIPART_IN_MEMORY = 2 * 1024 * 1024


class FormStream:
    """A multipart form as a file object, which is read while it is sent and which urllib3 can rewind to its start.

    Args:
        form: a form of known length.
    """

    def __init__(self, form: MultipartBody) -> None:
        self._form = form
        self.read = form.read
        self.rewind = form.rewind
        self.content_type = form.content_type

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._form)

    def __len__(self) -> int:
        return self._form.length or 0

    def tell(self) -> int:
        """Return 0, the only position that `seek` accepts."""
        return 0

    def seek(self, offset: int, whence: int = 0) -> int:
        """Rewind the form; raise OSError for any position but its start."""
        if offset or whence:
            raise OSError("A form can only be rewound to its start")
        self.rewind()
        return 0


def check_parsable(url: str) -> None:
    """Raise InvalidURL if urllib.parse, which the code for netrc and cookies uses, cannot split a non-HTTP URL."""
    try:
        urlsplit(url)
    except ValueError as error:
        raise InvalidURL(f"Invalid URL {shown(url)!r}: {error}") from None


def escapes_stay() -> bool:
    """Return True if percent-escapes in a URL are sent as written, for servers that compare them literally.

    yt-dlp and Streamlink request this by replacing the regular expression with which urllib3 makes them upper-case.
    """
    return not isinstance(getattr(urllib3_url, "_PERCENT_RE", None), (re.Pattern, type(None)))


def idna_host(host: str) -> str:
    """Return a host name in ASCII (RFC 5891 with the mapping of UTS 46); raise UnicodeError if it is invalid."""
    import idna

    try:
        return idna.encode(host, uts46=True).decode("utf-8")
    except idna.IDNAError as error:
        raise UnicodeError(str(error)) from error


def given_headers(headers: Any) -> CaseInsensitiveDict[Any]:
    """Return a caller's headers as a CaseInsensitiveDict; raise InvalidHeader unless they are a mapping or pairs."""
    if type(headers) is CaseInsensitiveDict:
        return headers
    try:
        return CaseInsensitiveDict(headers)
    except (AttributeError, TypeError, ValueError) as error:
        raise InvalidHeader(
            f"headers must be a mapping or pairs of text, not {type(headers).__name__}: {error}"
        ) from None


def are_plain(fields: Collection[tuple[Any, Any]]) -> bool:
    """Return True if all fields are ASCII text that needs no further check; they are checked together, in C."""
    if not fields:
        return True
    try:
        names, values = [f"|{'|'.join(part)}|" for part in zip(*fields)]
    except TypeError:  # bytes
        return False
    if not values.isascii() or not values.isprintable() or "| " in values or " |" in values:
        return False
    if "||" in names:
        return False
    most = names.replace("|", "").replace("-", "")  # a fifth of the time of strip()
    return (most.isascii() and most.isalnum()) or not names.strip(TOKEN)  # TOKEN contains "|", which joins the names


def boundary() -> str:
    """Return a multipart boundary from urllib3's function, which programs replace to get the same bytes each time."""
    return filepost.choose_boundary()


def encoded_by(request: Any, data: Any, files: Any, own: tuple[Any, Any]) -> tuple[Any, str, int | None] | None:
    """Return (body, content type, length) of a form if a program has replaced the method that encodes it, else None."""
    params, form = request._encode_params, request._encode_files
    if (params, form) == own or is_stream(data):
        return None
    if files:
        body, content_type = form(files, data)
    elif not data or isinstance(data, (str, bytes)):
        return None
    else:
        body, content_type = params(data), FORM
    return body, content_type, body_length(body)


def json_body(value: Any, codec: Any) -> bytes:
    """Return a value as strict JSON, encoded by a module such as `json`; raise InvalidJSONError if that fails."""
    try:
        text: Any = codec.dumps(value, allow_nan=False)
        return text.encode() if isinstance(text, str) else bytes(text)
    except TypeError as error:
        raise UnwritableJSONError(f"Not JSON: {error}") from error
    except (ValueError, RuntimeError) as error:
        raise InvalidJSONError(f"Not JSON: {error}") from error


def data_body(data: Any, files: Any) -> tuple[Any, str | None, int | None]:
    """Return (body, content type, length); a multipart form that is small or of unknown length is returned as bytes."""
    body, content_type, length = choose_body(data, files, None, str, boundary, stream_length)
    if not isinstance(body, MultipartBody):
        return body, content_type, length
    if length is not None and length > MULTIPART_IN_MEMORY:
        return FormStream(body), content_type, length
    whole = body.read()
    return whole, content_type, len(whole)


def stream_length(stream: Any) -> int | None:
    """Return the number of bytes left in a file or another stream, or None if it is unknown before reading."""
    length = body_length(stream)
    if length is not None:
        return length
    try:
        return super_len(stream) or None
    except (TypeError, AttributeError, ValueError, OSError):
        return None


def start_of(body: Any) -> Any:
    """Return a stream's position, to rewind to it later; object() if that is impossible, None if it is not a stream."""
    if getattr(body, "tell", None) is not None:
        try:
            return body.tell()
        except OSError:
            return object()
    return object() if hasattr(body, "read") or hasattr(body, "__next__") else None
