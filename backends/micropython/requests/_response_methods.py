"""What few programs use of Response."""

from . import exceptions
from ._core.redirect import is_permanent_redirect as _is_permanent
from ._core.redirect import is_redirect as _is_redirect
from ._loading import loading
from ._response_body import BLOCK

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

METHODS = ("iter_content", "iter_lines", "save", "drain")
VALUES = ("encoding", "cookies")
PROPERTIES = ("elapsed", "is_redirect", "is_permanent_redirect", "next", "links", "apparent_encoding")


class Elapsed:
    """A span of time, as much of datetime.timedelta as a board needs."""

    def __init__(self, ms: int = 0) -> None:
        self.ms = ms

    def total_seconds(self) -> float:
        """Return the time in seconds, from sending the request to the end of the response's head."""
        return self.ms / 1000

    def __repr__(self) -> str:
        return f"<{self.ms} ms>"


def elapsed(self: "Any") -> Elapsed:
    """Return the time from the request to the head of its response."""
    return Elapsed(self._ms)


def encoding(self: "Any") -> "str | None":
    """Return the charset of the Content-Type, UTF-8 for JSON; None is for `text` to find out."""
    header = self.headers.get("content-type")
    if not header:
        return None
    with loading:
        from ._core.charset import encoding_from_content_type
    found = encoding_from_content_type(header)
    return None if found == "ISO-8859-1" and "charset" not in header.lower() else found


def cookies(self: "Any") -> "Any":
    """Return the cookies that this response set."""
    with loading:
        from .cookies import RequestsCookieJar, extract_cookies
    jar = RequestsCookieJar()
    extract_cookies(jar, self)
    return jar


def is_redirect(self: "Any") -> bool:
    """Return whether this is a response that a session would follow."""
    return _is_redirect(self.status_code, self.headers.get("location"))


def is_permanent_redirect(self: "Any") -> bool:
    """Return whether the resource moved for good."""
    return _is_permanent(self.status_code, self.headers.get("location"))


def next(self: "Any") -> "Any":
    """Return the request that would follow this redirect, where it was not followed and its body can be sent again."""
    if not self._session:
        return None
    with loading:
        from ._redirects import following_request
    try:
        following = following_request(self._session, self)
        if following:
            following.rewind_body()
        return following
    except (exceptions.InvalidURL, exceptions.UnrewindableBodyError):
        return None


def links(self: "Any") -> "dict[str, dict[str, str]]":
    """Return the Link header: relation (or URL) -> its parameters."""
    value = self.headers.get("link")
    if not value:
        return {}
    with loading:
        from ._core.links import links as parsed
    return parsed(value)


def apparent_encoding(self: "Any") -> str:
    """Return UTF-8 if the body is that, else Latin-1, which anything is."""
    with loading:
        from ._text import guess
    return guess(self.content)


def iter_content(self: "Any", chunk_size: "int | None" = 1, decode_unicode: bool = False) -> "Any":
    """Iterate over the body in blocks of that many bytes; None for whatever has come."""
    if self._content_consumed and self._content is False:
        raise exceptions.StreamConsumedError("The content for this response was already consumed")
    if chunk_size is not None and not isinstance(chunk_size, int):
        raise TypeError(f"chunk_size must be an int, it is instead a {type(chunk_size)}.")
    blocks = _slices(self, chunk_size) if self._content is not False else _blocks(self, chunk_size)
    name = decode_unicode and (self.encoding or ("text" in self.headers.get("content-type", "") and "utf-8"))
    if name:
        with loading:
            from ._text import decode_blocks
        return decode_blocks(blocks, name)
    return blocks


def _slices(self: "Any", size: "int | None") -> "Iterator[Any]":
    content = self._content or b""
    size = size or len(content)
    for start in range(0, len(content), size or 1):
        yield content[start : start + size]


def _blocks(self: "Any", size: "int | None") -> "Iterator[Any]":
    stream = self._stream()
    if size:
        read = getattr(stream, "read1", stream.read)
    else:  # without waiting for more
        buffer = memoryview(bytearray(BLOCK // 2))
        read = lambda size: bytes(buffer[: stream.readinto(buffer)])  # noqa: E731  one of two readers
    while True:
        block = read(size)
        if not block:
            break
        yield block
        block = None  # the next one may take its place
    self._finish()


def iter_lines(self: "Any", chunk_size: int = 512, decode_unicode: bool = False, delimiter: "Any" = None) -> "Any":
    """Iterate over the lines of the body, without their ends."""
    with loading:
        from ._core.lines import split_lines
    return split_lines(iter_content(self, chunk_size, decode_unicode), delimiter)


def save(self: "Any", target: "Any", block_size: int = BLOCK) -> int:
    """Write the body to a path or an open binary file, in blocks; return how many bytes that were."""
    try:
        if hasattr(target, "write"):
            return _copy(self, target, block_size)
        with open(target, "wb") as file:
            return _copy(self, file, block_size)
    except BaseException:
        self.close()
        raise


def _copy(self: "Any", target: "Any", block_size: int) -> int:
    if self._content is not False:
        target.write(self._content or b"")
        return len(self._content or b"")
    stream = self._stream()
    buffer = memoryview(bytearray(block_size))
    total = 0
    while True:
        got = stream.readinto(buffer)
        if not got:
            break
        target.write(buffer[:got])
        total += got
    self._finish()
    return total


def drain(self: "Any", limit: int) -> None:
    """Read an unwanted body, to have its connection back; close that when the body is longer than the limit."""
    if self._content is not False:
        return
    try:
        content = self._stream().read(limit)
    except OSError:
        content = None
    if content is not None and len(content) < limit:
        self._content = content
        self._keep()
    else:
        self._finish()
