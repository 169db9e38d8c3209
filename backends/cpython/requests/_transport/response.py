"""Read a response from a socket: its head with `_core.http1`, its body to the end that the head declares.

urllib3 provides pools, TLS, proxies, retries and content decoding; its connections read from the classes of this module
instead of `http.client.HTTPResponse`. A `MessageBody` has those methods of that class which urllib3 and the packages
around it use, and adds a rule: a connection is reused only if the body ended where it was declared to end, and no bytes
followed it. Otherwise the connection is closed.
"""

from __future__ import annotations

import _socket
import http.client
import io
import re
import socket
import zlib
from collections.abc import Callable
from functools import cached_property, lru_cache
from http.client import HTTPMessage
from operator import itemgetter
from socket import SocketIO
from socket import socket as Socket
from time import monotonic
from typing import TYPE_CHECKING, Any

from urllib3 import HTTPHeaderDict
from urllib3.exceptions import DecodeError, IncompleteRead, InvalidChunkLength, ProtocolError
from urllib3.response import HTTPResponse

from .._core.chunked import ChunkedDecoder
from .._core.field_values import codings_to_undo
from .._core.http1 import DEFAULT as DEFAULT_LIMITS
from .._core.http1 import HeadParser, Limits
from ..exceptions import ChunkedEncodingError, ContentDecodingError
from ..structures import CaseInsensitiveDict
from .private import GzipDecoderState, MultiDecoder, _get_decoder

if TYPE_CHECKING:
    from .connection import HTTPConnection

LENGTH, CHUNKED, CLOSE = "length", "chunked", "close"  # kinds of body, as HeadParser.framing returns them
# Bytes requested by one read of the socket. With fewer, the TCP window of a fast sender closes, and the system goes on
# sending within our reads: with 64 KB a long body takes twice the CPU. Memory is used only where it is filled.
BUFFER_SIZE = 1 << 20
# Bytes that may be allocated for a declared length before they arrive, since declaring a length costs a server nothing:
# TRUST times what has arrived, from FIRST_PIECE to PIECE. (Reading 64 MB into one object took 53 ms, into one that
# grows by 1 MB at a time 80 ms.)
FIRST_PIECE = 1 << 20
PIECE = 1 << 26
TRUST = 1 << 14
MAX_HEADERS = 100  # http.client's default; HTTPie sets another number or None
# A token, a colon, and a value that does not end with white space. It takes linear time: no two steps match the same.
_PLAIN_FIELD = re.compile(
    r"^([-A-Za-z0-9!#$%&'*+.^_`|~]+):[ \t]*((?:[^ \t\r\n\0][^\r\n\0]*)?)(?<![ \t])\r$", re.MULTILINE
)
SHORT_STATUS = 80  # characters; a longer status line is not cached
PORTION = 1 << 16  # bytes of a body that are decoded at a time
# urllib3 before 2.6 decodes all of its input at once, which can become a thousand times as long: so the input is short.
CODED_PORTION = 1 << 10
DECODES_ALL = not hasattr(MultiDecoder, "has_unconsumed_tail")


class SocketFile(io.RawIOBase):
    """The receiving half of a socket, with a timeout for each read and a deadline for all reads.

    Attributes:
        timeout: seconds that one read may wait, or None.
        deadline: the `time.monotonic()` by which reading must end, or None.
        silent: if true, a read returns None at once, without waiting.
        is_fake: whether the socket is a test library's, such as HTTPretty's, which has a new file for each response.
    """

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self.is_fake = _is_fake_socket(sock)
        source: Any = sock.makefile("rb") if self.is_fake else sock
        self._receive: Callable[[Any], int | None] = source.readinto if self.is_fake else source.recv_into
        self.timeout: float | None = None
        self.deadline: float | None = None
        self.silent = False

    def readable(self) -> bool:
        return True

    def limit(self, timeout: float | None, deadline: float | None) -> None:
        """Set the timeout and the deadline of the following reads."""
        self.timeout = timeout
        self.deadline = deadline
        wait_at_most(self._sock, timeout)

    def pending(self) -> int:
        """Return the number of bytes that TLS has read from the system and not returned; select() ignores them."""
        sock: Any = None if self.is_fake else self._sock
        if type(sock) is Socket:  # a plain socket, without TLS
            return 0
        for holder in (sock, getattr(sock, "sslobj", None), getattr(sock, "connection", None)):
            held: Any = getattr(holder, "pending", None)  # ssl's, in urllib3's TLS in TLS, pyOpenSSL's
            if callable(held):
                count: Any = held() or 0  # mocket's fake has every attribute; its methods return None
                return int(count) + int(getattr(getattr(sock, "incoming", None), "pending", 0))
        return 0

    def readinto(self, buffer: Any, /) -> int | None:
        if self.silent:
            return None
        if self.deadline is not None:
            self._sock.settimeout(seconds_left(self.timeout, self.deadline))
        return self._receive(buffer)


class Incoming(io.BufferedReader):
    """The bytes received on one connection, over all its responses."""

    raw: SocketFile  # pyright: ignore[reportIncompatibleVariableOverride]  # narrower: the socket's own file

    def __init__(self, sock: socket.socket, buffer_size: int = BUFFER_SIZE) -> None:
        super().__init__(SocketFile(sock), buffer_size)

    def is_empty(self) -> bool:
        """Return True if all received bytes have been read, without waiting."""
        return not self.held() and not self.raw.pending()

    def held(self) -> bytes:
        """Return the bytes in the buffer without consuming them, and without waiting."""
        self.raw.silent = True
        try:
            return self.peek(1)
        finally:
            self.raw.silent = False


class RawSocket(SocketIO):
    """The raw file over a socket, `response.fp.raw` in http.client, for programs that take over the connection.

    docker and podman do so after exec and attach. The bytes in the response's buffer are read first. After a request
    with an Upgrade field the buffer is empty: the head is read byte by byte, so that `_sock.recv` and `os.read` on the
    descriptor miss nothing.
    """

    def __init__(self, body: MessageBody) -> None:
        sock: Any = body._incoming.raw._sock
        super().__init__(sock, "rb")
        self._body = body

    def readinto(  # pyright: ignore[reportIncompatibleMethodOverride]  # the name does not matter
        self, buffer: Any, /
    ) -> int | None:
        incoming = self._body._incoming
        size = min(len(buffer), len(incoming.held()))
        if not size:
            return incoming.raw.readinto(buffer)
        buffer[:size] = incoming.read(size)
        return size

    def close(self) -> None:
        """Close the connection."""
        if not self.closed:
            io.RawIOBase.close(self)
            self._body.close()


def _is_fake_socket(sock: Any) -> bool:
    """Return True for a fake socket, as test libraries install, but not for a wrapper of a socket, such as gevent's."""
    if isinstance(sock, _socket.socket) or not hasattr(type(sock), "makefile"):
        return False
    try:
        sock.getpeername()
    except AttributeError:
        return False
    except Exception:  # a fake socket may report in any way that it is not connected
        return True
    return False


def wait_at_most(sock: Any, timeout: float | None) -> None:
    """Set a socket's timeout, unless it already has this value; pyOpenSSL's sockets have no gettimeout()."""
    if not isinstance(sock, _socket.socket) or sock.gettimeout() != timeout:
        sock.settimeout(timeout)


def seconds_left(timeout: float | None, deadline: float) -> float:
    """Return the timeout of one operation in seconds; raise TimeoutError if the deadline has passed."""
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError("The total timeout of this request has expired")
    return left if timeout is None or left < timeout else timeout


def read_head(incoming: Incoming, limits: Limits, lenient: bool = False, arrived: bytes | None = None) -> HeadParser:
    """Read to the end of the final head; raise Requests' ConnectionError if it is malformed.

    `arrived` is the content of the buffer of `incoming`, if the caller has it.
    """
    parser = HeadParser(limits, lenient)
    if http.client._MAXHEADERS != MAX_HEADERS:  # type: ignore[attr-defined]  # not in typeshed
        parser.header_count = http.client._MAXHEADERS  # type: ignore[attr-defined]  # changed by a program
    incoming.read(_feed_plain_head(parser, incoming.peek(1) if arrived is None else arrived, limits))
    while not parser.done:
        parser.feed_line(incoming.readline(limits.line + 1))
    return parser


@lru_cache(maxsize=32)
def _status_line(line: bytes) -> tuple[int, int, str, bool]:
    """Return the parser's (version, status, reason, repaired) for a status line; most servers send only a few."""
    parser = HeadParser(DEFAULT_LIMITS)
    parser.feed_line(line)
    return parser.version, parser.status, parser.reason, parser.repaired


def _feed_plain_head(parser: HeadParser, data: bytes, limits: Limits) -> int:
    """Fill the parser from a final head that has arrived completely and has only plain fields; return its size, else 0.

    Most heads are like that. The result is the same as that of the parser, which reads all other heads line by line, at
    half the cost.
    """
    size = data.find(b"\r\n\r\n") + 4
    if size < 4 or size > limits.line or size > limits.head:
        return 0
    start = data.find(b"\n") + 1
    text = data[start : size - 2].decode("latin-1")
    fields: list[tuple[str, str]] = _PLAIN_FIELD.findall(text)
    if not 0 < len(fields) <= parser.header_count or len(fields) != text.count("\n") or start > SHORT_STATUS:
        return 0
    version, status, reason, repaired = _status_line(data[:start])
    if status < 200:
        return 0
    parser.version, parser.status, parser.reason, parser.repaired = version, status, reason, repaired
    parser.headers = fields
    parser.done = True
    return size


class MessageBody:
    """The body of one response, as a file that ends where the message ends (RFC 9112 6.3).

    Attributes:
        pairs: the header fields as received, a list of (name, value).
        fields: the header fields as an HTTPHeaderDict of urllib3.
        kind: "none", LENGTH, CHUNKED or CLOSE.
        length: the number of bytes left, or None if it is unknown.
        will_close: whether the connection is closed after this response.
        failure: the exception that was raised if the body ended too early or has an invalid chunk, else None.
    """

    failure: Exception | None = None
    _raw: RawSocket | None = None
    length_remaining: int | None = None  # unknown for chunks; urllib3's InvalidChunkLength reads it

    def __init__(
        self,
        connection: HTTPConnection,
        incoming: Incoming,
        method: str,
        head: HeadParser,
        limits: Limits,
        lenient: bool = False,
    ) -> None:
        self.pairs: list[tuple[str, str]] = head.headers
        self.fields = MessageHeaders.of(head.headers)
        self.status: int = head.status
        self.reason: str = head.reason
        self.version: int = head.version
        self._method = method
        self.kind, self.length, reusable = head.framing(method, self.fields.folded())
        self.will_close = not reusable
        self._connection: HTTPConnection | None = connection
        self._incoming = incoming
        self._decoder = ChunkedDecoder(limits, lenient) if self.kind == CHUNKED else None
        self.limits = limits
        self.is_fake = incoming.raw.is_fake
        self._count = 0

    # -- reading ----------------------------------------------------------------------------------------

    def read(self, amt: int | None = None) -> bytes:
        """Return `amt` bytes, fewer only at the end of the body; all remaining bytes if `amt` is None or negative."""
        if self._connection is None:
            return self._after_all()
        if amt is not None and amt < 0:
            amt = None
        if self.kind == LENGTH:
            return self._read_length(amt)
        if self.kind == CHUNKED:
            return b"".join(self._chunk_pieces(amt))
        if self.kind == CLOSE:
            return self._read_to_close(amt)
        self._finish()
        return b""

    def read1(self, amt: int | None = -1) -> bytes:
        """Return the result of one read of the connection, at most `amt` bytes; b"" at the end of the body."""
        if self._connection is None or amt == 0:
            return self._after_all()
        most = BUFFER_SIZE if amt is None or amt < 0 else amt
        if self.kind == CHUNKED:
            if self.next_chunk():
                return self._read_piece(most, self._incoming.read1)
            self._finish()
            return b""
        if self.kind == LENGTH:
            data = self._incoming.read1(min(most, self.length or 0))
            self._note_length(data, max(len(data), 1))
        else:
            data = self._incoming.read1(most) if self.kind == CLOSE else b""
            if not data:
                self._finish()
        return data

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, only partly at the end of the body; return the number of bytes."""
        view = memoryview(buffer).cast("B")
        data = self.read(len(view))
        view[: len(data)] = data
        return len(data)

    def readline(self, limit: int = -1) -> bytes:
        """Return b"": urllib3 reads trailers with this method, and they were read with the chunks."""
        return b""

    def _after_all(self) -> bytes:
        """Return b"" at the end of the body, or raise the error of a truncated body again."""
        if self.failure is not None:
            raise self.failure
        return b""

    def _read_length(self, amt: int | None) -> bytes:
        wanted = self.length or 0
        if amt is not None and amt < wanted:
            wanted = amt
        if wanted <= FIRST_PIECE or wanted <= self._trusted():
            data = self._incoming.read(wanted)
            self._note_length(data, wanted)
            return data
        whole = io.BytesIO()  # it grows in place; joining a list of pieces would need twice the memory
        while wanted:
            size = min(wanted, self._trusted())
            piece = self._incoming.read(size)
            self._note_length(piece, size)
            wanted -= len(piece)
            whole.write(piece)
        return whole.getvalue()

    def _trusted(self) -> int:
        """Return how many bytes may be allocated for a declared length; wait for the first bytes."""
        came = self._count + len(self._incoming.peek(1))
        return min(max(came * TRUST, FIRST_PIECE), PIECE)

    def _note_length(self, data: bytes, wanted: int) -> None:
        self._count += len(data)
        left = self.length = (self.length or 0) - len(data)
        if not left:
            self._finish()
        elif len(data) < wanted:
            self._fail(IncompleteRead(self._count, left))

    def _read_to_close(self, amt: int | None) -> bytes:
        data = self._incoming.read(-1 if amt is None else amt)
        if amt is None or len(data) < amt:
            self._finish()
        return data

    # -- chunks -----------------------------------------------------------------------------------------

    def next_chunk(self) -> int:
        """Return the number of bytes left in the current chunk, or 0 at the end; it may read the next size line."""
        decoder = self._decoder
        if decoder is None:
            return 0
        most = max(self.limits.chunk_line, self.limits.line) + 1
        while not decoder.remaining and not decoder.done:
            line = self._incoming.readline(most)
            expected = decoder.expected
            try:
                decoder.feed_line(line)
            except ChunkedEncodingError as error:
                self._fail(self._chunk_error(line, error) if expected == "size" else error)
        return decoder.remaining

    def _chunk_error(self, line: bytes, error: ChunkedEncodingError) -> Exception:
        """Return urllib3's exception for a chunk whose size line is missing or invalid."""
        if not line:
            return ProtocolError("Response ended prematurely")
        source: Any = self  # it has the attributes that are used
        invalid = InvalidChunkLength(source, line)
        invalid.__cause__ = error
        return invalid

    def _fail(self, failure: Exception) -> None:
        """Close the connection and raise `failure`, which each further read raises again."""
        self.close()
        self.failure = failure
        raise failure

    def _safe_read(self, amt: int) -> bytes:
        """Return `amt` bytes of the current chunk; urllib3 and CacheControl use this name."""
        return self._read_piece(amt, self._incoming.read)

    def _read_piece(self, amt: int, read: Any) -> bytes:
        decoder = self._decoder
        assert decoder is not None
        size = min(amt, decoder.remaining)
        data: bytes = read(size if size <= FIRST_PIECE else min(size, self._trusted()))
        if not data:
            self._fail(IncompleteRead(self._count, decoder.remaining))
        decoder.remaining -= len(data)
        self._count += len(data)
        return data

    def _chunk_pieces(self, amt: int | None) -> list[bytes]:
        pieces = []
        while amt is None or amt > 0:
            left = self.next_chunk()
            if not left:
                self._finish()
                break
            piece = self._safe_read(left if amt is None else min(amt, left))
            pieces.append(piece)
            if amt is not None:
                amt -= len(piece)
        return pieces

    # -- the end ----------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Release the connection after the last byte; leave it open if it can be reused."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.response_complete(self, self.will_close or not self._incoming.is_empty())
            self._decoder = None

    def close(self) -> None:
        """Close the body, and the connection, too, if the body was not read to its end."""
        if self._decoder is not None and self._decoder.done:
            self._finish()
            return
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.response_complete(self, True)

    def isclosed(self) -> bool:
        """Return True if there is nothing left to read."""
        return self._connection is None

    @property
    def closed(self) -> bool:
        return self._connection is None

    @property
    def fp(self) -> MessageBody | None:
        """This object, or None if there is nothing left to read, as in http.client."""
        return None if self._connection is None else self

    # -- other names of http.client.HTTPResponse --------------------------------------------------------

    @property
    def raw(self) -> RawSocket:
        """The raw file over the socket; requests_ntlm reads the server's certificate from its `_sock`."""
        if self._raw is None:
            self._raw = RawSocket(self)
        return self._raw

    @property
    def chunk_left(self) -> int | None:
        """The number of bytes left in the current chunk, or None; docker reads that many."""
        return self._decoder.remaining or None if self._decoder is not None else None

    def fileno(self) -> int:
        """Return the socket's file descriptor; raise OSError if the response is complete or closed."""
        if self._connection is None or self._connection.sock is None:
            raise OSError("The response is complete or closed: it has no file descriptor")
        return self._connection.sock.fileno()

    def flush(self) -> None:
        """Do nothing: the file is read-only."""

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        """Return the number of bytes of the body that were read."""
        return self._count

    @property
    def chunked(self) -> bool:
        return self.kind == CHUNKED

    @property
    def msg(self) -> HTTPMessage:
        """The header fields as a message of the `email` package, for http.cookiejar and programs that use it."""
        message = HTTPMessage()
        for name, value in self.pairs:
            message.add_header(name, value)
        return message

    headers = msg

    def getheader(self, name: str, default: str | None = None) -> str | None:
        """Return a field's values joined with ", "."""
        values = [value for key, value in self.pairs if key.lower() == name.lower()]
        return ", ".join(values) if values else default

    def getheaders(self) -> list[tuple[str, str]]:
        """Return all fields as received."""
        return list(self.pairs)


_NAME = itemgetter(0)


class MessageHeaders(HTTPHeaderDict):
    """An HTTPHeaderDict of urllib3 whose dictionary is built on first use, as most programs read other headers."""

    _pairs: list[tuple[str, str]]
    _received: CaseInsensitiveDict[str]

    @classmethod
    def of(cls, pairs: list[tuple[str, str]]) -> MessageHeaders:
        """Return the headers of a response."""
        self = cls.__new__(cls)
        self._pairs = pairs
        self._received = CaseInsensitiveDict()
        self._received._store = dict(zip(map(str.lower, map(_NAME, pairs)), pairs))
        if len(self._received) < len(pairs):  # a field is repeated
            self._received = CaseInsensitiveDict.from_pairs(pairs)
        return self

    @cached_property
    def _container(self) -> dict[str, list[str]]:  # type: ignore[override]  # urllib3 sets it in its constructor
        fields: dict[str, list[str]] = {}
        for name, value in self._pairs:
            fields.setdefault(name.lower(), [name]).append(value)
        return fields

    def get(self, key: str, default: Any = None) -> Any:
        """Return a field's values joined with ", ", or `default`."""
        if "_container" in vars(self):  # it may have changed
            return super().get(key, default)
        return self._received.get(key, default)

    def folded(self) -> CaseInsensitiveDict[str]:
        """Return the fields as a CaseInsensitiveDict, with repeated fields joined by ", "; it must not be changed."""
        return CaseInsensitiveDict.from_pairs(self.iteritems()) if "_container" in vars(self) else self._received

    def copy(self) -> HTTPHeaderDict:  # type: ignore[override]  # urllib3 expects its own class
        """Return a copy as a plain HTTPHeaderDict."""
        return HTTPHeaderDict(self)


_READ, _STREAM = HTTPResponse.read, HTTPResponse.stream
_STATE = vars(HTTPResponse(preload_content=False))  # the attributes of a new response
_QUEUE = type(_STATE["_decoded_buffer"])


class MessageResponse(HTTPResponse):
    """urllib3's response over a MessageBody, which decodes chunks with the shared decoder instead of urllib3's."""

    def __init__(
        self,
        body: MessageBody,
        *,
        version_string: str,
        request_url: str,
        sock_shutdown: Any,
        preload_content: bool = True,
        decode_content: bool = True,
        enforce_content_length: bool = True,
    ) -> None:
        state = vars(self)
        state.update(_STATE)  # urllib3's constructor takes four times as long
        self._decoded_buffer = _QUEUE()
        self.headers = body.fields
        self.status, self.version, self.reason = body.status, body.version, body.reason
        self.version_string = version_string
        self.decode_content = decode_content
        self.enforce_content_length = enforce_content_length
        self._request_url = request_url
        self._fp = self._original_response = body  # type: ignore[assignment]  # it has the methods that are called
        self._sock_shutdown = sock_shutdown
        self.chunked = body.kind == CHUNKED
        self.length_remaining = body.length
        self._limits = body.limits
        if preload_content:
            self._body = self.read()

    _decoded_count = 0
    _has_encoded = False
    _decodes = True
    kept: bytes | None = None  # the content after it was read in one call: `readinto` reads it again, as on a device
    _again: io.BytesIO | None = None

    def readinto(self, b: bytearray | memoryview) -> int:
        """Fill a buffer with content; after `Response.content` was read, start again with it, as on a board."""
        if self.kept is None:
            return super().readinto(b)
        if self._again is None:
            self._again = io.BytesIO(self.kept)
        return self._again.readinto(b)

    def read(self, amt: int | None = None, decode_content: bool | None = None, cache_content: bool = False) -> bytes:
        """Return content, with the arguments of urllib3's response."""
        if HTTPResponse.read is not _READ:  # a program has replaced it
            return super().read(amt, decode_content, cache_content)
        if not cache_content and self._is_plain():
            return self._read_plain(amt)
        decodes = self._decodes = bool(self.decode_content if decode_content is None else decode_content)
        if decodes and amt is None and self._limits.decoded is not None:
            return b"".join(iter(lambda: self.read(PORTION, decode_content=True), b""))
        if decodes and amt is None and not cache_content and not len(self._decoded_buffer):
            return self._read_decoded() if self.is_unpatched() else b"".join(self.stream(PORTION, decode_content=True))
        return super().read(amt, decode_content, cache_content)

    def _read_decoded(self) -> bytes:
        """Return all of the decoded content, without urllib3's queue for reads of a given size, which copies it twice.

        The body is decoded in portions: a decoder that gets all of it at once copies in quadratic time.
        """
        self._init_decoder()
        pieces: list[bytes] = []
        while data := self._raw_read(PORTION):
            pieces.append(self._decode(data, True, False))
        pieces.append(self._decode(b"", True, True))
        return b"".join(pieces)

    def is_unpatched(self) -> bool:
        """Return False if a program has replaced `HTTPResponse.stream`."""
        return HTTPResponse.stream is _STREAM

    def _is_plain(self) -> bool:
        """Return True if the content is the body itself: a MessageBody without content coding, nothing buffered."""
        body: Any = self._fp
        return (
            self._limits.decoded is None
            and type(body) is MessageBody
            and self.headers.get("content-encoding") is None
            and not len(self._decoded_buffer)
        )

    def _read_plain(self, amt: int | None) -> bytes:
        """Return the result of one read of the body; urllib3's method takes longer for 64 KB than the system does."""
        body: Any = self._fp
        try:
            data: bytes = body.read(amt)
        except BaseException:
            with self._error_catcher():
                raise
        self._fp_bytes_read += len(data)
        if self.length_remaining is not None:
            self.length_remaining -= len(data)
        if body.isclosed():
            self.release_conn()
        return data

    def _raw_read(self, amt: int | None = None, **kwargs: Any) -> bytes:
        return super()._raw_read(self._portion(amt), **kwargs)

    def _portion(self, amt: int | None) -> int | None:
        """Return how many bytes of the body to read for `amt` bytes of content, or None for all."""
        if amt is None or not DECODES_ALL or self._decoder is None or not self._decodes:
            return amt
        return min(amt, CODED_PORTION)

    def _init_decoder(self) -> None:
        """Create the decoder; raise DecodeError for more nested content codings than the limit."""
        value = self.headers.get("content-encoding") if self._decoder is None else None
        if value:
            try:
                codings = codings_to_undo(value, self.CONTENT_DECODERS, self._limits.codings)
            except ContentDecodingError as error:
                raise DecodeError(str(error), error) from None
            self._decoder = _get_decoder(",".join(reversed(codings))) if codings else None

    def _decode(self, data: bytes, decode_content: bool | None, *args: Any, **kwargs: Any) -> bytes:
        """Decode a piece of the body; raise DecodeError if the content is longer than the limit, if there is one."""
        decoded = super()._decode(data, decode_content, *args, **kwargs)
        if decode_content and self._decoder is not None:
            self._has_encoded = self._has_encoded or bool(data)
            if self.closed and not getattr(self._decoder, "has_unconsumed_tail", False):
                decoded += self._flush_decoder()
        most = self._limits.decoded
        if most is not None and decode_content:
            self._decoded_count += len(decoded)
            if self._decoded_count > most:
                raise DecodeError(f"The content is longer than {most} bytes", ValueError())
        return decoded

    def _flush_decoder(self) -> bytes:
        """Return what the decoder has buffered; raise DecodeError if the encoded content is incomplete."""
        try:
            kept_back = super()._flush_decoder()
        except zlib.error:  # zlib 1.3.2 repeats the error of bytes after a gzip member, which urllib3 has ignored
            kept_back = b""
        if self._has_encoded and _is_unfinished(self._decoder):
            raise DecodeError("The encoded content is cut short", EOFError())
        return kept_back

    def _update_chunk_length(self) -> None:
        if self.chunk_left is None:
            self.chunk_left = self._fp.next_chunk()  # type: ignore[union-attr]  # a MessageBody

    def _handle_chunk(self, amt: int | None) -> bytes:
        left, amt = self.chunk_left or 0, self._portion(amt)
        size = left if amt is None else min(amt, left)
        data: bytes = self._fp._safe_read(size)  # type: ignore[union-attr]  # a MessageBody
        self.chunk_left = left - len(data) or None
        return data


def _is_unfinished(decoder: Any) -> bool:
    """Return True if a decoder expects more input (RFC 1952 2.3.1, RFC 1950 2.2), which urllib3 does not check."""
    if isinstance(decoder, MultiDecoder):
        return any(map(_is_unfinished, decoder._decoders))
    state = getattr(decoder, "_state", None)
    if state == GzipDecoderState.SWALLOW_DATA:  # other bytes after a complete member
        return False
    stream: Any = getattr(decoder, "_obj", None)
    if hasattr(stream, "is_finished"):  # Brotli's
        return not stream.is_finished()
    if getattr(stream, "eof", True):
        return False
    return not (state == GzipDecoderState.OTHER_MEMBERS and _has_stray_byte(stream))


def _has_stray_byte(stream: Any) -> bool:
    """Return True if zlib has read one byte, which does not begin a gzip member: it checks the first two together."""
    try:
        stream.copy().decompress(b"\x8b")
    except zlib.error as error:
        return "incorrect header check" in str(error)
    return False
