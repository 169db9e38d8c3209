"""Encode form fields and files as multipart/form-data (RFC 7578), block by block, without loading whole files.

Part heads are those of HTML 5, as urllib3 writes them: names in raw UTF-8, where CR, LF and the quote become
%0D, %0A and %22. Other characters that could end a line or a head early are rejected. A part's content is
bytes, or an object with `read`, which is read from the position that it had when the body was made.
"""

from .._loading import loading
from ..exceptions import exceptions
from .body import body_length, utf8
from .headers import plain_text

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable, Iterable, Iterator
        from typing import Any

        Parts = Iterable[tuple[bytes, Any]]  # (head, content)

BLOCK = 16384


def iter_parts(data: "Any", files: "Any") -> "Iterator[tuple[bytes, Any]]":
    """Yield (head, content) for the fields, then the files, in every form that Requests accepts.

    `data`: a dict or pairs of name and value, or a list of values. `files`: a dict or pairs of name and
    file, or (filename, file), (filename, file, type), (filename, file, type, headers). A value or file that
    is None is left out; `head` is bytes ending with the empty line. A text file is read at once, because its length in
    bytes is unknown.
    """
    fields = _pairs(data)
    if fields:
        with loading:
            from .percent import is_scalar
        for name, values in fields:
            for value in (values,) if is_scalar(values) else values:
                if value is not None:
                    head = part_head(name)
                    octets = isinstance(value, (bytes, bytearray, memoryview))
                    yield head, value if octets else utf8(plain_text(value))
    for name, file in _pairs(files):
        content_type = headers = None
        if isinstance(file, (tuple, list)):
            if not 2 <= len(file) <= 4:
                raise exceptions.InvalidBody(f"Not 2 to 4 items: {name!r}")
            filename, file, content_type, headers = (list(file) + [None, None])[:4]
        else:
            filename = guess_filename(file) or name
        if file is None:
            continue
        head = part_head(name, filename, content_type, headers)
        if isinstance(file, (str, int, bool)):
            file = utf8(plain_text(file))
        elif not hasattr(file, "read"):
            try:  # an array, a picture
                file = file if isinstance(file, (bytes, bytearray, memoryview)) else memoryview(file)
            except TypeError:
                raise exceptions.InvalidBody(f"Not a file or text: {type(file).__name__}")
            if body_length(file) != len(file):  # len() counts items, which may be larger
                file = bytes(file)
        elif isinstance(file.read(0), str):
            file = utf8(file.read())
        yield head, file


def _pairs(fields: "Any") -> "list[tuple[Any, Any]]":
    pairs: "list[tuple[Any, Any]]" = []
    try:
        if isinstance(fields, (str, bytes, int)):
            raise ValueError
        for name, value in (fields.items() if hasattr(fields, "items") else fields) or ():
            pairs.append((name, value))
        return pairs
    except (TypeError, ValueError):
        raise exceptions.InvalidBody(f"Not a dict or pairs: {type(fields).__name__}")


def guess_filename(file: "Any") -> "str | None":
    """Return the last part of a file's `name` if that is a path, else None; "<stdin>" is not a path.

    Raises InvalidBody for a path in bytes that are not UTF-8.
    """
    name = getattr(file, "name", None)
    if isinstance(name, bytes):
        name = _text(name, "")
    if not name or not isinstance(name, str) or (name[0] == "<" and name[-1] == ">"):
        return None
    return name.replace("\\", "/").split("/")[-1]


def part_head(name: "Any", filename: "Any" = None, content_type: "Any" = None, headers: "Any" = None) -> bytes:
    """Return the lines before a part's content (RFC 7578 4.2); raise InvalidHeader if an argument could add a line."""
    head = "Content-Disposition: form-data"
    for key, value in (("name", name), ("filename", filename)):
        if value is not None or key == "name":
            value = _text(value, "\0").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
            head += f'; {key}="{value}"'
    if content_type:
        head += f"\r\nContent-Type: {_text(content_type)}"
    for key, value in _pairs(headers or None):
        if value:
            key = _text(key)
            if key.lower() not in ("content-disposition", "content-type", "content-location"):
                head += f"\r\n{key}: {_text(str(value) if isinstance(value, int) else value)}"
    return utf8(head + "\r\n\r\n")


def _text(value: "Any", refused: str = "\r\n\0") -> str:
    """Return str, or bytes in UTF-8, as text; raise InvalidHeader for a character in `refused`."""
    try:
        text = plain_text(value) if isinstance(value, str) else str(value.decode())
    except (AttributeError, UnicodeError):
        raise exceptions.InvalidBody(f"Not text or UTF-8: {value!r}")
    for char in refused:
        if char in text:
            raise exceptions.InvalidHeader(f"CR, LF or NUL in {text!r}")
    return text


class MultipartBody:
    """A body of parts with the methods of a file: `read`, `readinto`, iteration by blocks, and `rewind`.

    `length` is in bytes, or None if that of a file is unknown; `content_type` contains the boundary. As many
    bytes of a file are read as it had when measured: if it has grown, the rest is not sent; if it has shrunk,
    reading raises InvalidBody.
    """

    def __init__(self, parts: "Parts", boundary: str, length_of: "Callable[[Any], int | None]") -> None:
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self.length: "int | None" = 0
        self._pieces: "list[tuple[Any, Any, Any]]" = []  # (bytes or file, its length or None, its start or None)
        self._index = self._done = 0
        delimiter = "--" + boundary
        sources: "list[Any]" = []
        for head, content in parts:
            sources.append((delimiter + "\r\n").encode() + head)
            sources.append(content)
            if len(sources) == 2:
                delimiter = "\r\n" + delimiter
        sources.append((delimiter + "--\r\n").encode())
        for source in sources:
            start: "int | None" = 0
            if hasattr(source, "read"):
                length = length_of(source)
                try:
                    start = int(source.tell())
                except (AttributeError, OSError, ValueError):
                    start = None
            else:
                length = len(source)
            self._pieces.append((source, length, start))
            self.length = None if self.length is None or length is None else self.length + length

    def rewind(self) -> None:
        """Rewind the body, and each file to its first position; raise UnrewindableBodyError if that is impossible."""
        for source, _, start in self._pieces:
            if start is None:
                raise exceptions.UnrewindableBodyError("A file cannot be rewound")
            if hasattr(source, "read"):
                source.seek(start)
        self._index = self._done = 0

    def read(self, size: "int | None" = -1) -> bytes:
        """Return at most `size` bytes (all, if negative), fewer at the end of a piece; b"" at the end of the body."""
        if size is not None and size >= 0:
            data: bytes = self._next(size, None)
            return data
        pieces: "list[bytes]" = []
        while self._index < len(self._pieces):  # each file of known length in one read
            pieces.append(self._next(self._pieces[self._index][1] or BLOCK, None))
        return b"".join(pieces)

    def readinto(self, buffer: "Any") -> int:
        """Fill a buffer as `read` would; return the number of bytes, 0 at the end of the body."""
        view = memoryview(buffer)
        data = self._next(len(view), view)
        view[: len(data)] = data
        return len(data)

    def __iter__(self) -> "Iterator[bytes]":
        while self._index < len(self._pieces):
            source, length, _ = self._pieces[self._index]
            data = self.read(BLOCK if not length or hasattr(source, "read") else length)
            if data:
                yield data

    def _next(self, size: int, view: "Any") -> "Any":
        """Return the next bytes, at most `size`, b"" at the end; a file that has `readinto` is read into `view`."""
        while size and self._index < len(self._pieces):
            source, length, _ = self._pieces[self._index]
            wanted = size if length is None else min(size, length - self._done)
            if view is not None and hasattr(source, "readinto"):
                data = view[: int(source.readinto(view[:wanted]))]
            elif hasattr(source, "read"):
                data = source.read(wanted)
            else:
                data = (source if view is None else memoryview(source))[self._done : self._done + wanted]
            self._done += len(data)
            if not len(data) and length is not None and self._done < length:
                raise exceptions.InvalidBody(f"File {length - self._done} bytes too short")
            if not len(data) or self._done == length:
                self._index += 1
                self._done = 0
            if len(data):
                return data if view is not None or isinstance(data, bytes) else bytes(data)
        return b""
