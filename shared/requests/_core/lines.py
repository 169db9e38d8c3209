"""Cut a stream of chunks into lines, as if it were one text.

Where a chunk ends is chance, so it changes nothing: CR at the end of one and LF at the start of the next are
one line end. Lines end with LF, CR LF or CR, in str as in bytes; the other separators of str.splitlines occur
inside JSON texts, and cutting there would break them.

A line that is not complete is kept as a list of pieces: joining at each chunk would copy a long line over
and over.
"""

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterable, Iterator
        from typing import Any


def split_lines(chunks: "Iterable[Any]", delimiter: "Any" = None) -> "Iterator[Any]":
    """Return an iterator of the lines of `chunks` (all bytes or all str), without their ends.

    A given `delimiter` (of the same type) takes the place of line ends and parts what is around it, as
    split() does: after the last one comes a last line, which may be empty.
    """
    for lines in line_blocks(chunks, delimiter):
        yield from lines


def line_blocks(chunks: "Iterable[Any]", delimiter: "Any" = None) -> "Iterator[list[Any]]":
    """Return an iterator of lists of lines, at most one for each chunk, for who can flatten them faster."""
    return _parts(chunks, delimiter) if delimiter else _lines(chunks)


def _lines(chunks: "Iterable[Any]") -> "Iterator[list[Any]]":
    pieces: "list[Any]" = []
    ended_with_cr = False
    for chunk in chunks:
        cr: "Any"
        lf: "Any"
        if not chunk:
            continue
        cr, lf = ("\r", "\n") if isinstance(chunk, str) else (b"\r", b"\n")
        if ended_with_cr and chunk[:1] == lf:
            chunk = chunk[1:]
        ended_with_cr = False
        if cr in chunk:
            ended_with_cr = chunk[-1:] == cr
            chunk = chunk.replace(cr + lf, lf).replace(cr, lf)
        lines = chunk.split(lf)
        pieces.append(lines[0])
        if len(lines) > 1:
            lines[0] = chunk[:0].join(pieces)
            pieces = [lines.pop()]
            yield lines
    last = pieces[0][:0].join(pieces) if pieces else None
    if last:
        yield [last]


def _parts(chunks: "Iterable[Any]", delimiter: "Any") -> "Iterator[list[Any]]":
    empty = delimiter[:0]
    overlap = len(delimiter) - 1  # so much of a delimiter may have come with the chunk before
    pieces: "list[Any]" = []
    rest = None
    for chunk in chunks:
        parts = (rest + chunk if rest else chunk).split(delimiter)
        rest = parts.pop()
        if parts:
            pieces.append(parts[0])
            parts[0] = empty.join(pieces)
            pieces = []
            yield parts
        if len(rest) > overlap:
            pieces.append(rest[: len(rest) - overlap])
            rest = rest[len(rest) - overlap :]
    if rest is not None:
        pieces.append(rest)
        yield [empty.join(pieces)]
