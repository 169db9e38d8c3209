"""Find the length, name and position of files that are sent, and write or extract files safely."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import tempfile
import warnings
import zipfile
from collections.abc import Generator
from io import BufferedWriter
from typing import TYPE_CHECKING, Any

from .exceptions import FileModeWarning, UnrewindableBodyError

if TYPE_CHECKING:
    from .models import PreparedRequest

_TEXT_MODE = (
    "The length of this body was taken from the file's size in bytes, but the file is open in text mode, "
    "which may give another number: open it with 'b' in its mode."
)


def super_len(o: Any) -> int:
    """Return the number of bytes from an object's current position to its end; 0 if it is unknown.

    A str is counted in UTF-8. A file that is open in text mode causes a FileModeWarning.
    """
    if isinstance(o, str):
        o = o.encode()
    text = _text_length(o)
    if text is not None:
        return text
    length = _length(o)
    position = 0
    if hasattr(o, "tell"):
        try:
            position = o.tell()
        except OSError:
            return 0
        if length is None and hasattr(o, "seek"):
            try:
                o.seek(0, os.SEEK_END)
                length = o.tell()
                o.seek(position or 0)
            except OSError:
                length = 0
    return max(0, (length or 0) - position)


def _text_length(o: Any) -> int | None:
    """Return the length of a text stream in UTF-8, 0 if it is unknown before reading; None if `_length` applies."""
    if isinstance(o, io.StringIO):
        return len(o.getvalue()[o.tell() :].encode())
    if _is_text(o) and not _is_file_in_utf8(o):
        return 0
    return None


def _is_text(o: Any) -> bool:
    """Return True if a stream yields str, also for those of tempfile and codecs, which are not TextIOBase instances."""
    if isinstance(o, io.TextIOBase):
        return True
    return hasattr(o, "fileno") and isinstance(getattr(o, "encoding", None), str) and hasattr(o, "errors")


def _is_file_in_utf8(o: Any) -> bool:
    """Return True if a text stream reads an uncompressed UTF-8 file, so that the file's size is its length."""
    beneath = getattr(o, "buffer", None) or getattr(o, "stream", None)
    file = getattr(beneath, "raw", None)
    return isinstance(file, io.FileIO) and codecs.lookup(o.encoding).name in ("utf-8", "ascii")


def _length(o: Any) -> int | None:
    if hasattr(o, "__len__"):
        return len(o)
    if hasattr(o, "len"):
        return o.len  # type: ignore[no-any-return]  # not checked
    if not hasattr(o, "fileno"):
        return None
    try:
        length = os.fstat(o.fileno()).st_size
    except (io.UnsupportedOperation, AttributeError):
        return None  # BytesIO and zipfile.ZipExtFile have the method but no descriptor
    if "b" not in getattr(o, "mode", "b"):
        warnings.warn(_TEXT_MODE, FileModeWarning)
    return length


def guess_filename(obj: Any) -> str | None:
    """Return the last part of a file's `name`, or None if that is not a path (such as "<stdin>" or a descriptor)."""
    name = getattr(obj, "name", None)
    if name and isinstance(name, (str, bytes)) and name[:1] not in ("<", b"<") and name[-1:] not in (">", b">"):
        return os.path.basename(name)  # type: ignore[return-value]  # bytes stay bytes, as in Requests
    return None


def rewind_body(prepared_request: PreparedRequest) -> None:
    """Move a request's file back to its position at preparation, so that it can be sent again.

    Raises UnrewindableBodyError if that position is unknown or seeking fails.
    """
    seek = getattr(prepared_request.body, "seek", None)
    if seek is None or not isinstance(prepared_request._body_position, int):
        raise UnrewindableBodyError("Unable to rewind request body for redirect.")
    try:
        seek(prepared_request._body_position)
    except (OSError, ValueError) as error:  # ValueError: it was closed
        raise UnrewindableBodyError("An error occurred when rewinding request body for redirect.") from error


@contextlib.contextmanager
def atomic_open(filename: str) -> Generator[BufferedWriter, None, None]:
    """Open a binary file for writing that replaces `filename` in one step, and only if the block succeeds."""
    descriptor, scratch = tempfile.mkstemp(dir=os.path.dirname(filename))
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        os.replace(scratch, filename)
    except BaseException:
        os.remove(scratch)
        raise


def extract_zipped_paths(path: str) -> str:
    """Return the path of a file that can be opened: `path` itself, or that of a copy if it is inside a zip archive.

    Each call makes a new copy, in a file with an unpredictable name that only this user may read, so that other users
    of the machine cannot replace it (CVE-2026-25645). A path that cannot be found is returned unchanged.
    """
    if os.path.exists(path):
        return path
    archive, member = _split_archive(path)
    if not archive or not zipfile.is_zipfile(archive):
        return path
    with zipfile.ZipFile(archive) as opened:
        if member not in opened.namelist() or member.endswith("/"):
            return path
        content = opened.read(member)
    descriptor, copy = tempfile.mkstemp(suffix=os.path.splitext(member)[1])
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    return copy


def _split_archive(path: str) -> tuple[str, str]:
    """Return (archive, member): the longest leading part of a path that exists ("" if none does), and the rest."""
    archive, member = os.path.split(path)
    while archive and not os.path.exists(archive):
        shorter, last = os.path.split(archive)
        if shorter == archive:
            return "", path
        archive, member = shorter, f"{last}/{member}"
    return archive, member
