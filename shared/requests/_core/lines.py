"""Split a stream of chunks into lines, as if it were one text.

The boundaries of chunks are not significant: CR at the end of one and LF at the start of the next are
one line end. Lines end with LF, CR LF or CR, in str as in bytes; the other separators of str.splitlines occur
inside JSON texts, and splitting there would break them.

An incomplete line is stored as a list of pieces: joining them at each chunk would copy a long line again and
again.
"""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterable, Iterator
        from typing import Any


def split_lines(chunks: "Iterable[Any]", delimiter: "Any" = None) -> "Iterator[Any]":
    """Return an iterator of the lines of `chunks` (all bytes or all str), without their ends.

    A `delimiter` (of the same type) is used instead of line ends, and separates lines as split() does: after
    the last delimiter there is another line, which may be empty.
    """
    for lines in line_blocks(chunks, delimiter):
        yield from lines


def line_blocks(chunks: "Iterable[Any]", delimiter: "Any" = None) -> "Iterator[list[Any]]":
    """Return an iterator of lists of lines, at most one for each chunk, for callers that flatten them faster."""
    pieces: "list[Any]" = []
    rest: "Any" = None
    ended_with_cr = False
    cr: "Any"
    mark: "Any"
    for chunk in chunks:
        mark = delimiter
        if not mark:
            if not chunk:
                continue
            cr, mark = ("\r", "\n") if isinstance(chunk, str) else (b"\r", b"\n")
            if ended_with_cr and chunk[:1] == mark:
                chunk = chunk[1:]
            ended_with_cr = False
            if cr in chunk:
                ended_with_cr = chunk[-1:] == cr
                chunk = chunk.replace(cr + mark, mark).replace(cr, mark)
        lines = (rest + chunk if rest else chunk).split(mark)
        rest = lines.pop()
        if lines:
            pieces.append(lines[0])
            lines[0] = rest[:0].join(pieces)
            pieces = []
            yield lines
        end = len(rest) - len(mark) + 1  # the rest may be the beginning of a delimiter
        if end > 0:
            pieces.append(rest[:end])
            rest = rest[end:]
    if rest is not None:
        pieces.append(rest)
        line = rest[:0].join(pieces)
        if delimiter or line:
            yield [line]
