"""Read the body of a response, and raise Requests' exceptions.

A failure is final: the next read raises it again, instead of returning the rest as if it were the whole body.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from urllib3.exceptions import DecodeError, ProtocolError, ReadTimeoutError, SSLError
from urllib3.exceptions import HTTPError as UrllibError

from .exceptions import (
    BodyTimeout,
    ChunkedEncodingError,
    ConnectionError,
    ContentDecodingError,
    RequestException,
    StreamConsumedError,
)
from .exceptions import SSLError as RequestsSSLError

if TYPE_CHECKING:
    from .models import PreparedRequest

_LINE_BUFFER = 1 << 18
_PIECE = 1 << 16


class BodyReader:
    """The methods by which a Response reads its body from `raw`: in pieces, as it arrives, or all of it."""

    if TYPE_CHECKING:  # some packages resolve a class's annotations at run time
        raw: Any
        request: PreparedRequest
        headers: Any
        content: Any
        iter_content: Any
        _content: Any
        _content_consumed: bool
        _failure: tuple[type[RequestException], tuple[Any, ...]] | None

    _failure = None  # of the exception that ended reading

    def _pieces(self, size: int | None, at_once: bool = False) -> Generator[bytes, None, None]:
        """Yield the content in pieces of `size` bytes; if `at_once` is true, as it arrives, in pieces of any size."""
        raw = self._readable()
        try:
            if hasattr(raw, "stream") and not at_once:
                yield from raw.stream(size, decode_content=True)
            else:
                while piece := raw.read1(_LINE_BUFFER, decode_content=True) if at_once else raw.read(size):
                    yield piece
        except (UrllibError, RequestException) as error:
            raise self._failed(error) from error
        self._content_consumed = True

    def _failed(self, error: Exception) -> RequestException:
        """Close the connection after an error in the body, and return the exception to raise."""
        _close_quietly(self.raw)
        found = error if isinstance(error, RequestException) else body_error(error, self.request)
        self._failure = type(found), found.args
        return found

    def _readable(self) -> Any:
        """Return `raw`, or raise an earlier error again: the rest of the body must not be taken for all of it."""
        if self._failure:
            kind, args = self._failure
            raise kind(*args, request=self.request)
        failure = getattr(getattr(self.raw, "_fp", None), "failure", None)
        if isinstance(failure, Exception):  # the program has read from `raw` itself
            told = isinstance(failure, ProtocolError)
            raise self._failed(
                failure if told else ProtocolError(f"Connection broken: {failure!r}", failure)
            ) from failure
        return self.raw

    def _read_all(self) -> bytes:
        try:
            data: bytes = self._readable().read(decode_content=True)
        except (UrllibError, RequestException) as error:
            raise self._failed(error) from error
        self.raw.kept = data
        return data

    def _drain(self, most: int) -> None:
        """Drain an unwanted body, or close its connection if it is longer than `most` bytes."""
        if self._content is not False or self.raw is None:
            self.content  # noqa: B018  # the property notes that the body is read
            return
        pieces, room = [], most
        for piece in self.iter_content(_PIECE):
            pieces.append(piece)
            room -= len(piece)
            if room < 0:
                self._failure = StreamConsumedError, (f"The body was given up: it is longer than {most} bytes",)
                _close_quietly(self.raw)
                return
        self._content = b"".join(pieces)


class Lines(chain["Any"]):
    """An iterator over lines, flattened in C from lists of them, which can be closed like Requests' generator."""

    _blocks: Any

    @classmethod
    def of(cls, blocks: Iterator[list[Any]]) -> Lines:
        """Return an iterator over the lines of these blocks."""
        self: Any = cls.from_iterable(blocks)
        self._blocks = blocks
        return self  # type: ignore[no-any-return]  # from_iterable returns an instance of this class

    def close(self) -> None:
        """End the iteration."""
        self._blocks.close()
        deque(self, 0)


def body_error(error: Exception, request: PreparedRequest | None = None) -> RequestException:
    """Return Requests' exception for an error that urllib3 raised while reading a body."""
    if isinstance(error, ReadTimeoutError):
        return BodyTimeout(error, request=request)
    if isinstance(error, SSLError):
        return RequestsSSLError(error, request=request)
    if isinstance(error, DecodeError):
        return ContentDecodingError(error, request=request)
    if isinstance(error, ProtocolError):
        return ChunkedEncodingError(error, request=request)
    return ConnectionError(error, request=request)


def _close_quietly(raw: Any) -> None:
    try:
        raw.close()
        raw.release_conn()
    except (OSError, UrllibError, AttributeError):
        pass
