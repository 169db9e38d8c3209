"""Open connections, keep them, and use them for one exchange after another (RFC 9112).

The first packet of a request contains as much as fits: if the head were sent alone, the server would delay its
acknowledgement, and the body would wait for that (RFC 1122 sections 4.2.3.2 and 4.2.3.4).
"""

import gc
import time

from . import exceptions
from ._core.http1 import IDEMPOTENT, HeadParser, request_head, says_close
from ._core.http1 import Limits as Limits  # public here
from ._core.plain_url import connect_host, host_header, origin, request_target
from ._loading import late, sharing
from ._response_body import NARROW, Body
from ._stream import LIMITS, Deadline, connect
from .models import Response
from .structures import CaseInsensitiveDict, list_pairs

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from micropython import const

        from ._core.plain_url import Url
        from ._stream import SocketStream
        from .models import PreparedRequest

_ECONNRESET = const(104)  # on every port


class BaseAdapter:
    """The base class of transport adapters; a subclass implements `send` and `close`."""

    limits = LIMITS
    lenient_framing = False

    def send(self, *args: "Any", **kwargs: "Any") -> "Any":
        """Return the Response to a PreparedRequest; a subclass implements this."""
        raise NotImplementedError

    close = send


class HTTPAdapter(BaseAdapter):
    """Sends requests over http and https, and keeps one idle connection for each origin.

    Args:
        kept: the number of idle connections to keep in all; one with TLS takes 23 KB.
        connect: a function of (host, port, deadline) that returns a SocketStream, in place of a TCP connection.
        lenient_framing: whether to accept responses with invalid framing.

    Attributes:
        limits: the limits on what is read from a server, `Limits(...)`; may be set on an instance or a subclass.
    """

    def __init__(self, kept: int = 2, connect: "Any" = connect, lenient_framing: bool = False) -> None:
        self.lenient_framing = lenient_framing
        self.connect = connect
        self.kept = kept  # few, as each connection with TLS takes 23 KB
        self.idle: "list[Any]" = []  # (route, stream), the longest idle first
        self.signers: "dict[Any, Any]" = {}  # (origin, verify) -> the few authorities that signed its certificates

    def send(
        self, request: "PreparedRequest", stream: "Any" = False, timeout: "Any" = None, verify: "Any" = True,
        cert: "Any" = None, proxies: "Any" = None,
    ) -> Response:  # fmt: skip
        """Send a PreparedRequest; return its Response, with the body unread. Raises RequestException."""
        started = time.ticks_ms()
        parts = request.parts()
        target = request_target(parts)
        fields: "list[Any]" = []
        proxy = None
        if proxies:
            proxy, target, fields = late("_proxy", "choose")(parts, proxies, target)
        route = (origin(parts), proxy, verify in (None, True) or verify, cert)
        if "Host" not in request.headers:
            fields.insert(0, ("Host", host_header(parts)))
        if NARROW:
            gc.collect()  # so that the objects of the response are allocated together
        deadline = timeout if isinstance(timeout, Deadline) else Deadline(timeout)
        body: "Any" = None
        try:
            connection, head = self._exchange(request, parts, route, deadline, target, fields)
            body = connection
            headers = CaseInsensitiveDict.from_pairs(head.headers)
            kind, length, reusable = head.framing(request.method, headers)
            if not connection.request_sent or says_close(request.headers.get("Connection") or ""):
                reusable = False
            chunks = None
            if kind == "chunked":
                chunks = late("_core.chunked", "ChunkedDecoder")(self.limits, self.lenient_framing)
            body = Body(self, route, connection, chunks, length, reusable)
            response = Response()
            response.status_code = head.status
            response.reason = head.reason
            response.headers = headers
            response.raw = body
            response.url = request.url
            response.request = request
            response.connection = self
            response._ms = time.ticks_diff(time.ticks_ms(), started)
            return response
        except BaseException as error:
            if body is not None:
                body.close()
            if isinstance(error, MemoryError):
                raise exceptions.RequestException(exceptions.NO_MEMORY, request=request) from None
            raise

    def close(self) -> None:
        """Close the idle connections; those in use close when their response is read."""
        with sharing:
            idle = self.idle
            self.idle = []
        for pair in idle:
            pair[1].close()

    def _exchange(
        self, request: "PreparedRequest", parts: "Url", route: "Any", deadline: Deadline, target: str, fields: "Any",
    ) -> "tuple[SocketStream, HeadParser]":  # fmt: skip
        """Send a request, over a kept connection if one is alive; return (connection, head).

        A kept connection that breaks is replaced, if no response began and the method is idempotent or the request was
        not sent completely (RFC 9110 section 9.2.2).
        """
        while True:
            stream = self._take(route)
            kept = stream is not None
            remembered = not kept and (route[0], route[2]) in self.signers
            try:
                if kept and stream.is_stale():
                    stream.close()
                    continue
                if not kept and parts.scheme == "https":
                    stream = late("_tls", "open_secure")(self, parts, route, deadline)
                elif not kept:
                    stream = self.reach(parts, route, deadline)
                stream.deadline = deadline
                return stream, exchange(stream, request, target, fields, self.limits, self.lenient_framing)
            except BaseException as error:
                if stream is not None:
                    stream.close()
                again = kept and type(error) is exceptions.ConnectionError
                if isinstance(error, exceptions.SSLError):
                    self.signers.pop((route[0], route[2]), None)
                    again = remembered  # the server may have changed its authority
                if not again:
                    raise
                if stream is not None:
                    if stream.response_started or (stream.request_sent and request.method not in IDEMPOTENT):
                        raise
                    try:
                        request.rewind_body()
                    except exceptions.UnrewindableBodyError:
                        raise error from None

    def _take(self, route: "Any") -> "Any":
        """Remove and return the idle connection of a route, or None."""
        with sharing:
            for pair in self.idle:
                if pair[0] == route:
                    self.idle.remove(pair)
                    return pair[1]
        return None

    def keep(self, route: "Any", stream: "Any", idle: "list[Any]") -> None:
        """Keep a connection, unless the adapter was closed since its request was sent (`idle` was its list then)."""
        try:
            if idle:
                earlier = self._take(route)
                if earlier is not None:
                    earlier.close()
                self.make_room(self.kept - 1)
            with sharing:
                if self.idle is idle and len(idle) < self.kept:
                    idle.append((route, stream))
                    stream = None
        finally:
            if stream is not None:
                stream.close()

    def make_room(self, most: int) -> None:
        """Close the connections that have been idle longest, until at most `most` are left."""
        while len(self.idle) > max(most, 0):
            with sharing:
                pair = self.idle.pop(0) if self.idle else None
            if pair:
                pair[1].close()

    def reach(self, parts: "Url", route: "Any", deadline: Deadline) -> "SocketStream":
        """Return a connection without TLS, through the proxy if there is one."""
        if route[1]:
            return late("_proxy", "reach")(self, parts, route[1], deadline)
        return self.connect(connect_host(parts), route[0][2], deadline)


def exchange(
    stream: "SocketStream", request: "Any", target: str, fields: "Any", limits: "Limits", lenient: bool = False
) -> HeadParser:
    """Send a PreparedRequest; return the parser that has read the head of its response.

    `fields` are those for this hop only. A response is also returned if the connection broke before the whole request
    was sent; `stream.request_sent` is False then.
    """
    stream.response_started = stream.request_sent = stream.in_body = False
    broken: "Any" = None
    try:
        _send(stream, request, target, fields)
        stream.request_sent = True
    except OSError as error:
        if not isinstance(error, exceptions.RequestException):
            raise exceptions.ConnectionError(f"the body cannot be read: {error}") from None
        if not isinstance(error, exceptions.ConnectionError) or isinstance(error, exceptions.Timeout):
            raise
        if stream.connecting:  # without a complete handshake, a response is not authenticated
            raise
        broken = error
    head = HeadParser(limits, lenient)
    most = limits.line + 1
    line = b"\n"
    try:
        while not head.done:
            line = stream.readline(most)
            if line:
                stream.response_started = True
            if len(line) == most and head.status and late("_rare_reads", "skip_field")(stream, line):
                head.skipped = len(head.headers)
                continue
            head.feed_line(line)
            if NARROW and not len(head.headers) % 8:
                gc.collect()  # so that the fields are allocated together
    except exceptions.ConnectionError as error:
        if type(error) is exceptions.ConnectionError and line[-1:] != b"\n":  # the parser's error
            error = exceptions.ConnectionError(_ECONNRESET, str(error))
        raise broken or error from None
    return head


def _send(stream: "SocketStream", request: "Any", target: str, fields: "Any") -> None:
    headers, body = request.headers, request.body
    head = request_head(request.method, target, fields + list_pairs(headers))
    if isinstance(body, str):
        body = body.encode()
    length = headers.get("Content-Length")
    coded = "Transfer-Encoding" in headers
    if body is None or isinstance(body, (bytes, bytearray)):
        size: "int | None" = len(body or b"")
    else:
        size = late("_core.body", "body_length")(body) if isinstance(body, memoryview) else None
    if coded or size is None:
        fits = (length is None) == coded and size != 0
    else:
        fits = str(length) == str(size) or (length is None and not size)
    if not fits:  # the head may have been changed since it was prepared
        raise exceptions.InvalidBody("the headers do not match the body")
    if coded or size is None:
        late("_uploads", "send")(stream, head, body if size is None else [body], length)
    elif len(head) + size <= 1400:  # fits in one packet on every path
        stream.write(head + bytes(body) if size else head)
    else:
        stream.write(head)
        if size:
            stream.write(body)
