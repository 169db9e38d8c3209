"""Write form fields and files as multipart/form-data (RFC 7578), block by block, holding no file.

Part heads are those of HTML 5, as urllib3 writes them: names in raw UTF-8, where CR, LF and the quote become
%0D, %0A and %22. Whatever else could end a line or a head early is refused. A part's content is bytes, or
an object with `read`, which is read from where it stands when the body is made.
"""

from ..exceptions import InvalidBody, InvalidHeader, UnrewindableBodyError
from .body import body_length, utf8
from .headers import plain_text
from .query import to_key_val_list

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    Parts = Iterable[tuple[bytes, Any]]  # (head, content)

BLOCK = 16384
_BYTES = (bytes, bytearray, memoryview)
_OURS = ("content-disposition", "content-type", "content-location")


def iter_parts(data: "Any", files: "Any") -> "Iterator[tuple[bytes, Any]]":
    """Yield (head, content) for the fields, then the files, in every form that Requests accepts.

    `data`: a dict or pairs of name and value, or a list of values. `files`: a dict or pairs of name and
    file, or (filename, file), (filename, file, type), (filename, file, type, headers). A value or file that
    is None is left out; `head` is bytes ending with the empty line.
    """
    for name, values in _pairs(data, "data beside files"):
        for value in _values(values):
            if value is not None:
                yield part_head(name), value if isinstance(value, _BYTES) else utf8(plain_text(value))
    for name, file in _pairs(files, "files"):
        yield from _file_part(name, file)


def _pairs(fields: "Any", what: str) -> "list[tuple[Any, Any]]":
    try:
        return [(name, value) for name, value in to_key_val_list(fields) or ()]
    except (TypeError, ValueError):
        raise InvalidBody(f"{what} must be a mapping or pairs, not {type(fields).__name__}")


def _values(value: "Any") -> "Iterable[Any]":
    if isinstance(value, (str,) + _BYTES):
        return (value,)
    try:
        items: "Iterator[Any]" = iter(value)
    except TypeError:
        return (value,)
    return items


def _file_part(name: "Any", file: "Any") -> "Iterator[tuple[bytes, Any]]":
    filename, content_type, headers = None, None, None
    if isinstance(file, (tuple, list)):
        if not 2 <= len(file) <= 4:
            raise InvalidBody(f"A file is a tuple of 2 to 4, not of {len(file)}: {name!r}")
        filename, file, content_type, headers = (list(file) + [None, None])[:4]
    else:
        filename = guess_filename(file) or name
    if file is not None:
        yield part_head(name, filename, content_type, headers), _content(file)


def _content(value: "Any") -> "Any":
    """Bytes, or the file to read them from; a file of text is read at once, for its length in bytes is not known."""
    if isinstance(value, (str, int, bool)):
        return utf8(plain_text(value))
    if hasattr(value, "read"):
        text = value.read() if isinstance(value.read(0), str) else None
        return value if text is None else utf8(text)
    try:
        view = value if isinstance(value, _BYTES) else memoryview(value)  # an array, a picture
    except TypeError:
        raise InvalidBody(f"Neither a file nor bytes nor text: {type(value).__name__}")
    return view if body_length(view) == len(view) else bytes(view)  # len() counts items, which may be larger


def guess_filename(file: "Any") -> "str | None":
    """The last step of a file's own `name` when that is a path, else None; "<stdin>" is no path.

    InvalidBody for a path in bytes that are not UTF-8.
    """
    name = getattr(file, "name", None)
    if isinstance(name, bytes):
        name = _text(name)
    if not name or not isinstance(name, str) or (name[0] == "<" and name[-1] == ">"):
        return None
    return name.replace("\\", "/").split("/")[-1]


def part_head(name: "Any", filename: "Any" = None, content_type: "Any" = None, headers: "Any" = None) -> bytes:
    """The lines before a part's content (RFC 7578 4.2); InvalidHeader for what could be read as another line."""
    lines = [f'Content-Disposition: form-data; name="{_escaped(name)}"']
    if filename is not None:
        lines[0] += f'; filename="{_escaped(filename)}"'
    if content_type:
        lines.append(f"Content-Type: {_one_line(content_type)}")
    for key, value in _pairs(headers or None, "the headers of a file"):
        if value and _text(key).lower() not in _OURS:
            lines.append(f"{_one_line(key)}: {_one_line(str(value) if isinstance(value, int) else value)}")
    return utf8("\r\n".join(lines) + "\r\n\r\n")


def _escaped(name: "Any") -> str:
    text = _text(name)
    if "\0" in text:
        raise InvalidHeader(f"NUL in the name of a field or a file: {text!r}")
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(value: "Any") -> str:
    text = _text(value)
    if "\r" in text or "\n" in text or "\0" in text:
        raise InvalidHeader(f"CR, LF or NUL in the head of a part: {text!r}")
    return text


def _text(value: "Any") -> str:
    if isinstance(value, str):
        return plain_text(value)
    try:
        return str(value.decode())
    except (AttributeError, UnicodeError):
        raise InvalidBody(f"The name of a field or a file must be text, or UTF-8: {value!r}")


class MultipartBody:
    """A body of parts, read as a file is: `read`, `readinto`, iteration by blocks, `rewind`.

    `length` is in bytes, None when a file does not tell its own; `content_type` names the boundary. A
    file gives as many bytes as it had when measured: one that grew is cut, one that shrank is an error.
    """

    def __init__(self, parts: "Parts", boundary: str, length_of: "Callable[[Any], int | None]") -> None:
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._pieces: "list[tuple[Any, Any, Any]]" = []  # (bytes or file, its length or None, its start or None)
        dashes = delimiter = b"--" + boundary.encode()
        for head, content in parts:
            self._pieces.append((delimiter + b"\r\n" + head, len(delimiter) + 2 + len(head), 0))
            if hasattr(content, "read"):
                self._pieces.append((content, length_of(content), _position(content)))
            elif len(content):
                self._pieces.append((content, len(content), 0))
            delimiter = b"\r\n" + dashes
        self._pieces.append((delimiter + b"--\r\n", len(delimiter) + 4, 0))
        lengths = [length for _, length, _ in self._pieces]
        self.length = None if None in lengths else sum(lengths)
        self._index = self._done = 0

    def rewind(self) -> None:
        """Begin again, every file where it stood at first; UnrewindableBodyError when one cannot."""
        for source, _, start in self._pieces:
            if start is None:
                raise UnrewindableBodyError("A file of a multipart body cannot be rewound")
            if hasattr(source, "read"):
                source.seek(start)
        self._index = self._done = 0

    def read(self, size: "int | None" = -1) -> bytes:
        """At most `size` bytes (all, if negative), fewer at the end of a piece; b"" at the end of the body."""
        if size is None or size < 0:
            return b"".join(self._blocks(True))
        while size and self._index < len(self._pieces):
            source, wanted = self._next(size)
            if hasattr(source, "read"):
                data = source.read(wanted)
            else:
                data = source[self._done : self._done + wanted]
            if self._took(len(data)):
                return data if isinstance(data, bytes) else bytes(data)
        return b""

    def readinto(self, buffer: "Any") -> int:
        """Fill a buffer as `read` would; the number of bytes, 0 at the end of the body."""
        view = memoryview(buffer)
        while len(view) and self._index < len(self._pieces):
            source, wanted = self._next(len(view))
            n = self._took(_fill(view[:wanted], source, self._done))
            if n:
                return n
        return 0

    def __iter__(self) -> "Iterator[bytes]":
        return self._blocks(False)

    def _blocks(self, whole: bool) -> "Iterator[bytes]":
        """What is left, with `whole` each file of known length in one read: for who joins the blocks anyway."""
        while self._index < len(self._pieces):
            source, length, _ = self._pieces[self._index]
            by_block = not length or (hasattr(source, "read") and not whole)
            data = self.read(BLOCK if by_block else length)
            if data:
                yield data

    def _next(self, size: int) -> "tuple[Any, int]":
        """The piece at hand, and how much of it to read."""
        source, length, _ = self._pieces[self._index]
        return source, size if length is None else min(size, length - self._done)

    def _took(self, n: int) -> int:
        """Note `n` bytes of the piece at hand, which is done with its last byte, or when it gives none."""
        length = self._pieces[self._index][1]
        self._done += n
        if not n and length is not None and self._done < length:
            raise InvalidBody(f"A file ended {length - self._done} bytes before its length of {length}")
        if not n or self._done == length:
            self._index += 1
            self._done = 0
        return n


def _fill(view: "Any", source: "Any", start: int) -> int:
    """Copy into `view` from bytes at `start`, or from a file where it stands; the number of bytes."""
    if hasattr(source, "readinto"):
        return int(source.readinto(view))
    data = source.read(len(view)) if hasattr(source, "read") else memoryview(source)[start : start + len(view)]
    view[: len(data)] = data
    return len(data)


def _position(file: "Any") -> "int | None":
    try:
        return int(file.tell())
    except (AttributeError, OSError, ValueError):
        return None
