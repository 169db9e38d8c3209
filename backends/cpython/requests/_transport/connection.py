"""Subclasses of urllib3's connections that write requests and read responses with the shared code.

urllib3 itself is not patched: `pools` creates connections of these classes.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from http.client import RemoteDisconnected, ResponseNotReady
from time import monotonic
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3 import connection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util import SKIP_HEADER, SKIPPABLE_HEADERS
from urllib3.util.request import body_to_chunks

from .._core.body import framing
from .._core.chunked import LAST_CHUNK, chunk_head
from .._core.headers import field_text
from .._core.http1 import DEFAULT as DEFAULT_LIMITS
from .._core.http1 import Limits, request_head, says_close
from .._core.url import split_url
from ..exceptions import ConnectionError, InvalidBody, InvalidHeader
from ..structures import CaseInsensitiveDict
from . import fork, tls, tracing
from .private import allowed_gai_family
from .response import Incoming, MessageBody, MessageResponse, read_head, seconds_left, wait_at_most
from .timeouts import AN_INSTANT

UPLOAD_BLOCK = 65_536  # bytes of a file that are read and sent at a time; urllib3's 16 KB take twice the CPU
JOINED_BODY = 65_536  # bytes; a body up to this size is sent together with its head
_SKIPPED = SKIP_HEADER.encode()
_NO_FIELDS: frozenset[str] = frozenset()
_LENGTH = frozenset(["content-length"])
_FRAMING = frozenset(["content-length", "transfer-encoding"])
_DEAD = (BrokenPipeError, ConnectionResetError, ConnectionAbortedError, ssl.SSLEOFError, ssl.SSLZeroReturnError)


def _unpatched(found: type) -> type:
    """Return urllib3's own class, even while a traffic recorder has replaced it with a subclass."""
    return next((base for base in found.__mro__ if base.__module__ == connection.__name__), found)


if TYPE_CHECKING:
    _Plain = connection.HTTPConnection
    _Secure = connection.HTTPSConnection
else:  # this module may be imported while a traffic recorder is active
    _Plain, _Secure = _unpatched(connection.HTTPConnection), _unpatched(connection.HTTPSConnection)


class StaleConnection(RemoteDisconnected):
    """A kept connection was stale: the server had closed it, and no byte of a response arrived.

    Attributes:
        request_sent: whether the whole request had been written to the socket.
    """

    request_sent = True

    def __repr__(self) -> str:
        """Show the name of the base class, which programs search for in error messages."""
        return f"RemoteDisconnected({self.args[0]!r})"


class HTTPConnection(_Plain):
    """A connection that writes a request's head in one piece and reads responses with the shared parsers.

    Attributes:
        limits: the limits on what is read.
        lenient_framing: whether to accept responses with invalid framing.
        deadline: the `time.monotonic()` by which the current exchange must end, or None.
    """

    limits: Limits = DEFAULT_LIMITS
    lenient_framing = False
    deadline: float | None = None
    _incoming: Incoming | None = None
    _body: MessageBody | None = None
    _pending: tuple[str, dict[str, bool]] | None = None  # the target and the options of a request that was sent
    _reused = False  # whether the socket has carried a response before
    _upload_complete = True
    _upgrades = False  # whether the request asked for another protocol
    _last = False  # whether the request asked to close the connection after its response
    _traced = False  # whether this exchange calls http.client's methods
    _host_field: str | None = None

    _forks = 0  # fork.count of the process that connected

    # -- connecting -------------------------------------------------------------------------------------

    def connect(self) -> None:
        """Connect to the server, or to the proxy if there is one; raise urllib3's errors."""
        self._forks = fork.count
        super().connect()

    @property
    def is_connected(self) -> bool:
        """Whether the connection can be used; one that was inherited from the parent process cannot."""
        return self._forks == fork.count and super().is_connected

    def _new_conn(self) -> Any:
        """Connect to the first address that accepts; a deadline applies to the attempts at all addresses together."""
        timeout: Any = self.timeout
        ends = getattr(timeout, "ends", None)
        if ends is None:
            return super()._new_conn()
        name = self._dns_host
        numbers = [name] if hasattr(self, "_socks_options") else _addresses(name, self.port)
        try:
            while True:
                self._dns_host = numbers.pop(0)
                try:
                    self.timeout = seconds_left(timeout, ends)
                    sock = super()._new_conn()
                    sock.settimeout(max(min(timeout, ends - monotonic()), AN_INSTANT))
                    return sock
                except TimeoutError as error:  # nothing was sent: it is safe to try again
                    raise ConnectTimeoutError(self, f"No time left to connect to {self.host}") from error
                except (ConnectTimeoutError, NewConnectionError):
                    if not numbers or monotonic() >= ends:
                        raise
        finally:
            self._dns_host, self.timeout = name, timeout

    # -- sending ----------------------------------------------------------------------------------------

    def request(  # type: ignore[override]  # urllib3's signature
        self,
        method: str,
        url: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        *,
        chunked: bool = False,
        **options: bool,
    ) -> None:
        """Send a request, connecting first if necessary; the arguments are those of urllib3's method."""
        if self._body is not None:
            self.close()  # the previous response was abandoned unread
        if self.sock is not None:
            wait_at_most(self.sock, self.timeout)
        self._method = method
        fields = _Fields(self, method, url, {} if headers is None else headers, body, chunked)
        head = request_head(method, url, fields.pairs)
        if _SKIPPED in head:
            fields.drop_skipped()
            head = request_head(method, url, fields.pairs)
        self._pending = (url, options)
        self._last = fields.ends_connection
        self._upgrades = fields.upgrades
        self._upload_complete = False
        self._traced = tracing.is_traced(type(self))
        try:
            if self._traced:
                self._apply_deadline()
                tracing.put_head(self, method, url, fields.pairs)
                head = b""
            self._send_message(head, fields)
            self._upload_complete = True
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
            # As on a plain connection: the response may have been sent before the server closed the connection.
            raise BrokenPipeError(str(error)) from error

    def _send_message(self, head: bytes, fields: _Fields) -> None:
        blocks: Iterable[Any] = map(_octets, fields.chunks or ())
        if fields.chunked:
            blocks = in_chunks(blocks)
        elif fields.length is not None:
            blocks = exact_blocks(blocks, fields.length)
        if fields.is_small():
            head += b"".join(blocks)
        self._send(head)
        for block in blocks:
            self._send(block)

    def _send(self, data: Any) -> None:
        self._apply_deadline()
        if len(data):
            self.send(data)

    def _apply_deadline(self) -> None:
        if self.deadline is not None and self.sock is not None:
            self.sock.settimeout(seconds_left(self.timeout, self.deadline))

    def host_field(self, target: str) -> str:
        """Return the Host field of a request (RFC 9112 3.2): the authority of its target, or of the connection."""
        if target.startswith("http"):
            parts = split_url(target)
            host = _bracketed(_ascii_host(parts.host or self.host))
            return host if parts.port is None else f"{host}:{parts.port}"
        if self._host_field is None:
            tunnel: str | None = self._tunnel_host
            host = _bracketed(_ascii_host(tunnel or self.host))
            port = self._tunnel_port if tunnel else self.port
            self._host_field = host if port == self.default_port else f"{host}:{port}"
        return self._host_field

    # -- receiving --------------------------------------------------------------------------------------

    def getresponse(self) -> MessageResponse:  # type: ignore[override]  # its body is a MessageBody
        """Read the head of the final response; its body stays on the connection until it is read."""
        if self._pending is None or self.sock is None:
            raise ResponseNotReady()
        url, options = self._pending
        self._pending = None
        body = tracing.answer(self, self._read_response) if self._traced else self._read_response(MessageBody)
        return MessageResponse(
            body,
            version_string=self._http_vsn_str,  # type: ignore[attr-defined]  # not in typeshed
            request_url=url,
            sock_shutdown=None if body.is_fake else getattr(self.sock, "shutdown", None),
            **options,
        )

    def _read_response(self, kind: type[MessageBody]) -> MessageBody:
        incoming = self._incoming
        if incoming is None or incoming.raw.is_fake:
            incoming = self._incoming = Incoming(self.sock)
        bare = self._upgrades and not incoming.raw.is_fake  # what follows the head may belong to another protocol
        if bare:
            incoming = self._incoming = Incoming(self.sock, 1)
        incoming.raw.limit(self.timeout, self.deadline)
        head = read_head(incoming, self.limits, self.lenient_framing, self._wait_for_response(incoming))
        if bare and head.status != 101:
            incoming = self._incoming = Incoming(self.sock)
            incoming.raw.limit(self.timeout, self.deadline)
        body = self._body = kind(self, incoming, self._method, head, self.limits, self.lenient_framing)
        self._reused = True
        body.will_close = body.will_close or self._last or not self._upload_complete
        if self.debuglevel > 0:
            _show(body)
        return body

    def _wait_for_response(self, incoming: Incoming) -> bytes:
        """Wait for the first bytes of a response and return them without consuming them.

        Raises StaleConnection or RemoteDisconnected if the server has closed the connection.
        """
        reason: OSError | None = None
        try:
            first = incoming.peek(1)
            if b"\r" in first[:-1] and b"\n" not in first:  # do not wait for a line end that may never come
                raise ConnectionError(f"A bare CR in the head of the response: {first[:80]!r}")
            if first:
                return first
        except _DEAD as error:
            if not self._reused:
                raise
            reason = error
        kind = StaleConnection if self._reused else RemoteDisconnected
        gone = kind("Remote end closed connection without response")
        if isinstance(gone, StaleConnection):
            gone.request_sent = self._upload_complete
        raise gone from reason

    def response_complete(self, body: MessageBody, close: bool) -> None:
        """Record that a response is complete, and whether the connection must be closed."""
        if self._body is body:
            self._body = None
            if close:
                self.close()

    def close(self) -> None:
        """Close the socket; the next request reconnects."""
        self._incoming = self._body = self._pending = self._host_field = None
        self._reused = False
        super().close()

    # -- tunnels ----------------------------------------------------------------------------------------

    def _tunnel(self) -> None:
        """Open a tunnel through the proxy (RFC 9110 9.3.6); raise OSError if it refuses."""
        place = f"{_bracketed(_ascii_host(self._tunnel_host or ''))}:{self._tunnel_port}"
        given: dict[str, Any] = self._tunnel_headers  # type: ignore[attr-defined]  # not in typeshed
        # Some versions of http.client add a Host field themselves, in which an IPv6 address lacks its brackets.
        pairs = [("Host", place), *(pair for pair in given.items() if pair[0].lower() != "host")]
        incoming = Incoming(self.sock)
        timeout: Any = self.timeout
        ends: Any = getattr(timeout, "ends", None)
        here = None if timeout is None else monotonic() + timeout
        incoming.raw.limit(timeout, here if ends is None else min(here, ends))
        self.send(request_head("CONNECT", place, pairs))
        head = read_head(incoming, self.limits, self.lenient_framing)
        self._raw_proxy_headers = [f"{name}: {value}\r\n".encode("latin-1") for name, value in head.headers]
        if not 200 <= head.status < 300 or not incoming.is_empty():
            self.close()
            raise OSError(f"Tunnel connection failed: {head.status} {head.reason}")
        incoming.raw.limit(timeout if ends is None else seconds_left(timeout, ends), None)


class HTTPSConnection(HTTPConnection, _Secure):
    """An HTTPConnection over TLS; connections with the same settings share a TLS context."""

    def connect(self) -> None:
        given = tls.set_context(self)
        try:
            super().connect()
        finally:
            vars(self).update(given)  # the files are checked again when this connection reconnects


class _Fields:
    """The fields of a request in the order in which urllib3 sends them, and the framing of its body.

    Exactly one of Content-Length and Transfer-Encoding is sent (RFC 9112 6.2). The caller's choice is kept; if the
    caller sets both, the body is chunked. Without a body the caller's fields are dropped: the server would take the
    bytes that they announce from the next request.
    """

    def __init__(
        self, connection: HTTPConnection, method: str, url: str, headers: Mapping[str, Any], body: Any, chunked: bool
    ) -> None:
        if type(headers) is CaseInsensitiveDict:
            given: Mapping[str, tuple[Any, Any]] = headers._store
            fields: Iterable[tuple[Any, Any]] = given.values()
        else:
            fields = list(headers.items())  # a name may be repeated, as in HTTPie's headers
            given = {field_text(field[0]).lower(): field for field in fields}
        size = connection.blocksize
        if connection.timeout is None:  # else it applies to each block
            size = max(size, UPLOAD_BLOCK)
        self.chunks, length = body_to_chunks(body, method, size)
        self.pairs: list[tuple[Any, Any]] = []
        pairs = self.pairs
        if "host" not in given:
            pairs.append(("Host", connection.host_field(url)))
        if "accept-encoding" not in given:
            pairs.append(("Accept-Encoding", "identity"))
        self.chunked = chunked
        self.length = length
        drop = self._frame(method, given)
        self.ends_connection = "connection" in given and says_close(given["connection"][1])
        self.upgrades = "upgrade" in given
        if "user-agent" not in given:
            version = urllib3.__version__  # type: ignore[attr-defined]  # documented but not exported
            pairs.append(("User-Agent", f"python-urllib3/{version}"))
        pairs += (
            fields if drop.isdisjoint(given) else [each for each in fields if field_text(each[0]).lower() not in drop]
        )

    def drop_skipped(self) -> None:
        """Drop the fields that are marked with SKIP_HEADER, urllib3's mark for a field that is not sent."""
        self.pairs = [field for field in self.pairs if not _is_skipped(*field)]

    def is_small(self) -> bool:
        """Return True if there is no body, or a small one in memory that is as long as declared."""
        chunks: Any = self.chunks
        if not isinstance(chunks, tuple):
            return chunks is None
        return len(chunks[0]) <= JOINED_BODY and self.length in (None, len(chunks[0]))

    def _frame(self, method: str, given: Mapping[str, tuple[Any, Any]]) -> frozenset[str]:
        """Add the field that frames the body; return the names of the caller's fields that must be dropped."""
        declared = given["content-length"][1] if "content-length" in given else None
        chunked = self.chunked or "transfer-encoding" in given
        if self.chunks is None and not self.chunked:  # no body
            if not chunked and (declared is None or field_text(declared) == "0"):
                if declared is None and self.length is not None:  # urllib3 expects a body with this method
                    self.pairs.append(("Content-Length", "0"))
                return _NO_FIELDS
            self.pairs += filter(None, [framing(0, method)])
            return _FRAMING
        known = None if chunked or declared is not None else self.length
        name, value = framing(known, "", None if chunked else declared) or ("", "")  # an empty body, too
        self.chunked = name == "Transfer-Encoding"
        self.length = None if self.chunked else int(value)
        if name.lower() not in given:
            self.pairs.append((name, value))
        return _LENGTH if self.chunked else _NO_FIELDS


def _is_skipped(name: str | bytes, value: Any) -> bool:
    """Return True if a field is marked with SKIP_HEADER; raise InvalidHeader if urllib3 does not allow that for it."""
    if not isinstance(value, str) or value != SKIP_HEADER:  # bytes are not compared with it, for `python -bb`
        return False
    if field_text(name).lower() not in SKIPPABLE_HEADERS:
        raise InvalidHeader(f"Header {name!r} cannot be skipped")
    return True


def in_chunks(blocks: Iterable[Any]) -> Iterator[bytes]:
    """Yield the blocks of a body as chunks (RFC 9112 7.1)."""
    for block in blocks:
        if len(block):
            yield b"%b%b\r\n" % (chunk_head(len(block)), block)
    yield LAST_CHUNK


def exact_blocks(blocks: Iterable[Any], length: int) -> Iterator[Any]:
    """Yield the blocks of a body; raise InvalidBody before more than `length` bytes are sent, or if there are fewer.

    The server would read excess bytes as the next request, and wait for missing ones.
    """
    left = length
    for block in blocks:
        left -= len(block)
        if left < 0:
            raise InvalidBody(f"The body is longer than its Content-Length of {length} bytes")
        yield block
    if left:
        raise InvalidBody(f"The body ended {left} bytes before its Content-Length of {length} bytes")


def _octets(block: Any) -> Any:
    """Return a block of a body as an object whose len() is its number of bytes."""
    if isinstance(block, str):
        return block.encode()
    return block if isinstance(block, (bytes, bytearray)) else memoryview(block).cast("B")


def _addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host, or [host] if it has one or none: then connecting raises the error."""
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, allowed_gai_family(), socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return [host]
    numbers = list(dict.fromkeys(str(place[0]) for *_, place in found))
    return numbers if len(numbers) > 1 else [host]


def _ascii_host(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _bracketed(host: str) -> str:
    """Return an IPv6 address in brackets, without its zone, which is valid only locally (RFC 6874 1)."""
    host = host.strip("[]")
    return f"[{host.partition('%')[0]}]" if ":" in host else host


def _show(body: MessageBody) -> None:
    """Print a response's head as http.client does if its `debuglevel` is set, with its `print` if it was replaced."""
    show: Any = getattr(http.client, "print", print)
    show("reply:", repr(f"HTTP/1.{body.version % 10} {body.status} {body.reason}\r\n"))
    for name, value in body.pairs:
        show("header:", f"{name}: {value}")
