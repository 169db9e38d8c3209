"""Methods and attributes of Response that few programs use, and the decoding of text.

MicroPython decodes UTF-8 whatever encoding is named, and cannot replace invalid bytes. So this module decodes the
encodings that occur on boards: UTF-8, ASCII and Latin-1.
"""

from . import exceptions
from ._core.headers import latin1_text
from ._loading import late
from ._response_body import BLOCK

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

METHODS = ("iter_content", "iter_lines", "save")

LATIN1 = ("iso-8859-1", "latin-1", "latin1", "iso8859-1", "l1", "windows-1252", "cp1252")


class Elapsed:
    """A duration with the part of datetime.timedelta's interface that a board needs."""

    ms: int

    def total_seconds(self) -> float:
        """Return the time in seconds, from sending the request to the end of the response's head."""
        return self.ms / 1000

    def __repr__(self) -> str:
        return f"<{self.ms} ms>"


def value(self: "Any", name: str) -> "Any":
    """Return an attribute of a Response; raise AttributeError for an unknown name."""
    if name == "encoding":  # None if `text` has to guess
        header = self.headers.get("content-type")
        found = None
        if header:
            found = late("_core.field_values", "encoding_from_content_type")(header)
            if found == "ISO-8859-1" and "charset" not in header.lower():
                found = None
        self.encoding = found
        return found
    if name == "cookies":
        self.cookies = jar = late("cookies", "RequestsCookieJar")()
        late("cookies", "extract_cookies")(jar, self)
        return jar
    if name == "elapsed":
        elapsed = Elapsed()
        elapsed.ms = self._ms
        return elapsed
    if name == "apparent_encoding":
        try:
            self.content.decode()
        except UnicodeError:
            return "ISO-8859-1"
        return "utf-8"
    if name == "links":
        return late("_core.field_values", "links")(self.headers.get("link"))
    if name == "is_redirect":
        return "location" in self.headers and self.status_code in (301, 302, 303, 307, 308)
    if name == "is_permanent_redirect":
        return "location" in self.headers and self.status_code in (301, 308)
    if name == "next":
        return self._session and late("_redirects", "next_request")(self._session, self)
    raise AttributeError(name)


def iter_content(self: "Any", chunk_size: "int | None" = 1, decode_unicode: bool = False) -> "Any":
    """Iterate over the body in blocks of `chunk_size` bytes or, if that is None, in pieces as it arrives."""
    if self._content_consumed and self._content is False:
        raise exceptions.StreamConsumedError("The content for this response was already consumed")
    if chunk_size is not None and not isinstance(chunk_size, int):
        raise TypeError("chunk_size must be an int")
    blocks = _blocks(self, chunk_size)
    name = decode_unicode and (self.encoding or ("text" in self.headers.get("content-type", "") and "utf-8"))
    return decode_blocks(blocks, name) if name else blocks


def _blocks(self: "Any", size: "int | None") -> "Iterator[Any]":
    content = self._content
    if content is not False:
        content = content or b""
        size = size or len(content)
        for start in range(0, len(content), size or 1):
            yield content[start : start + size]
        return
    stream = self._stream()
    read = getattr(stream, "read1", stream.read)
    buffer = None if size else memoryview(bytearray(BLOCK // 2))
    while True:
        block = read(size) if size else bytes(buffer[: stream.readinto(buffer)])  # type: ignore[index] # not None then
        if not block:
            break
        yield block
        block = None  # its memory may be used for the next one
    self._finish()


def iter_lines(self: "Any", chunk_size: int = 512, decode_unicode: bool = False, delimiter: "Any" = None) -> "Any":
    """Iterate over the lines of the body, without their ends."""
    return late("_core.lines", "split_lines")(self.iter_content(chunk_size, decode_unicode), delimiter)


def save(self: "Any", target: "Any", block_size: int = BLOCK) -> int:
    """Write the body to a path or an open binary file, in blocks; return the number of bytes."""
    file = None
    total = 0
    try:
        blocks = self.iter_content(block_size)
        if not hasattr(target, "write"):
            target = file = open(target, "wb")
        for block in blocks:
            target.write(block)
            total += len(block)
        return total
    except BaseException:
        self.close()
        raise
    finally:
        if file:
            file.close()


def decode(data: bytes, encoding: "str | None") -> str:
    """Return the text; invalid bytes become U+FFFD. An unknown encoding is guessed."""
    name = (encoding or "").lower().replace("_", "-")
    if name not in LATIN1:
        try:
            return data.decode()
        except UnicodeError:
            if name in ("utf-8", "utf8", "ascii", "us-ascii", "utf-8-sig"):
                return "".join(list(_pieces(data)))
    return latin1_text(data)


def _pieces(data: bytes) -> "Iterator[Any]":
    start = 0
    while start < len(data):
        size = length_of(data[start])
        try:
            yield data[start : start + size].decode()
        except UnicodeError:
            yield "\ufffd"
            size = 1
        start += size


def length_of(byte: int) -> int:
    """Return the number of bytes of the character that begins with this byte (RFC 3629 section 3)."""
    if byte < 0xC0:
        return 1
    return 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4


def decode_blocks(chunks: "Any", encoding: str) -> "Iterator[Any]":
    """Yield the text of chunks, where a character may begin in one and end in the next."""
    rest = b""
    for block in chunks:
        block = rest + block
        end = len(block)
        if encoding.lower().replace("_", "-") not in LATIN1:
            for back in range(1, min(4, end) + 1):
                byte = block[-back]
                if byte >= 0x80 and byte < 0xC0:
                    continue
                if length_of(byte) > back:  # the character is incomplete
                    end -= back
                break
        rest = block[end:]
        if end:
            yield decode(block[:end], encoding)
    if rest:
        yield decode(rest, encoding)
