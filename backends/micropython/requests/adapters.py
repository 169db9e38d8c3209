"""Connections: opened, kept, and given to one exchange after the other."""

import gc
import time

from . import exceptions
from ._connection import exchange, may_repeat
from ._core.http1 import CHUNKED, says_close
from ._core.limits import Limits as Limits  # for callers, beside what uses it
from ._core.plain_url import connect_host, host_header, origin, request_target
from ._loading import loading
from ._response_body import Body, is_roomy
from ._stream import LIMITS, Deadline, connect
from .models import Response
from .structures import CaseInsensitiveDict

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from ._core.http1 import HeadParser
        from ._core.plain_url import Url
        from ._stream import SocketStream
        from .models import PreparedRequest

KEPT = 2  # idle connections in all, the longest idle closed first; TLS takes 23 KB each


def as_deadline(timeout: "Any") -> Deadline:
    """Return the Deadline for a timeout as callers give it: None, seconds, (connect, read), (connect, read, total)."""
    if isinstance(timeout, Deadline):
        return timeout
    if timeout is None:
        return Deadline()
    with loading:
        from ._core.timeouts import split_timeout
    return Deadline(*split_timeout(timeout))


class BaseAdapter:
    """The interface of what a session can mount: `send` and `close`."""

    limits = LIMITS
    lenient_framing = False  # whether to accept answers whose end is in doubt

    def send(self, *args: "Any", **kwargs: "Any") -> "Any":
        """Return the Response to a PreparedRequest; a subclass implements this."""
        raise NotImplementedError

    close = send


class HTTPAdapter(BaseAdapter):
    """Sends requests over http and https; keeps one idle connection for each origin, `kept` in all.

    `connect(host, port, deadline)` returns a SocketStream: a test puts its script there.
    """

    def __init__(self, kept: int = KEPT, connect: "Any" = connect, lenient_framing: bool = False) -> None:
        self.lenient_framing = lenient_framing
        self.connect = connect
        self.kept = kept
        self.idle: "list[Any]" = []  # (route, stream), the longest idle first
        self.signers: "dict[Any, Any]" = {}  # (origin, verify) -> the few authorities that its certificates need
        self._age = 0

    def send(
        self, request: "PreparedRequest", stream: "Any" = False, timeout: "Any" = None, verify: "Any" = True,
        cert: "Any" = None, proxies: "Any" = None,
    ) -> Response:  # fmt: skip
        """Return the response, its body unread; raises a RequestException."""
        started = time.ticks_ms()
        parts = request.parts()
        proxy = None
        if proxies:
            with loading:
                from ._proxy import addressed, choose
            proxy = choose(parts, proxies)
        route = (origin(parts), proxy, True if verify in (None, True) else verify, cert)
        target = request_target(parts)
        extra: "list[Any]" = []
        if proxy and parts.scheme == "http":
            target, extra = addressed(parts, proxy)
        if "Host" not in request.headers:
            extra.insert(0, ("Host", host_header(parts)))
        if not is_roomy():
            gc.collect()  # what lives as long as the response shall lie together, and leave room in one piece
        connection, head = self._exchange(request, parts, route, as_deadline(timeout), target, extra)
        try:
            body = self._body(request, route, connection, head)
        except BaseException:
            connection.close()
            raise
        response = self.build_response(request, head, body)
        response._ms = time.ticks_diff(time.ticks_ms(), started)
        return response

    def close(self) -> None:
        """Close the idle connections; those in use close when their response is read."""
        self._age += 1
        self.make_room(0)

    def build_response(self, request: "PreparedRequest", head: "HeadParser", body: "Any") -> Response:
        """Make a Response of a response's head and its body."""
        response = Response()
        response.status_code = head.status
        response.reason = head.reason
        response.headers = CaseInsensitiveDict.from_pairs(head.headers)
        response.raw = body
        response.url = request.url
        response.request = request
        response.connection = self
        return response

    def _exchange(
        self, request: "PreparedRequest", parts: "Url", route: "Any", deadline: Deadline, target: "Any", extra: "Any",
    ) -> "tuple[SocketStream, HeadParser]":  # fmt: skip
        """Return (connection, head), over a kept connection if there is a live one."""
        while True:
            stream: "Any" = self._take(route)
            kept = stream is not None
            remembered = not kept and (route[0], route[2]) in self.signers
            try:
                if stream is None:
                    stream = self._open(parts, route, deadline)
                stream.deadline = deadline
                return stream, exchange(stream, request, target, extra, self.limits, self.lenient_framing)
            except BaseException as error:
                if stream is not None:
                    stream.close()
                again = kept and type(error) is exceptions.ConnectionError
                if isinstance(error, exceptions.SSLError):
                    self.signers.pop((route[0], route[2]), None)
                    again = remembered  # the server may have changed its authority
                if not again or (stream is not None and not may_repeat(request, stream)):
                    raise

    def _take(self, route: "Any") -> "SocketStream | None":
        """Return the idle connection of that route, which is idle no more, if it is alive."""
        with loading:
            found = [pair for pair in self.idle if pair[0] == route]
            for pair in found:
                self.idle.remove(pair)
        for pair in found:
            if not pair[1].is_stale():
                return pair[1]
            pair[1].close()
        return None

    def make_room(self, most: int) -> None:
        """Close the connections that are idle longest, until there are at most so many."""
        while len(self.idle) > most:
            with loading:
                pair = self.idle.pop(0) if self.idle else None
            if pair:
                pair[1].close()

    def _open(self, parts: "Url", route: "Any", deadline: Deadline) -> "SocketStream":
        """Return a new connection to the origin."""
        if parts.scheme == "https":
            with loading:
                from ._tls import open_secure
            return open_secure(self, parts, route, deadline)
        return self.reach(parts, route, deadline)

    def reach(self, parts: "Url", route: "Any", deadline: Deadline) -> "SocketStream":
        """Return a connection without TLS, through the proxy if there is one."""
        if route[1]:
            with loading:
                from ._proxy import reach
            return reach(self, parts, route[1], deadline)
        return self.connect(connect_host(parts), route[0][2], deadline)

    def _body(self, request: "PreparedRequest", route: "Any", stream: "SocketStream", head: "HeadParser") -> Body:
        kind, length, reusable = head.framing(request.method)
        if not head.upload_complete or says_close(request.headers.get("Connection") or ""):  # type: ignore[attr-defined]
            reusable = False
        chunks = None
        if kind == CHUNKED:
            with loading:
                from ._core.chunked import ChunkedDecoder
            chunks = ChunkedDecoder(self.limits, self.lenient_framing)
        age = self._age

        def release(stream: "Any") -> None:
            if stream is not None:
                if self._age == age:
                    earlier = self._take(route)
                    if earlier is not None:
                        earlier.close()
                    with loading:
                        self.idle.append((route, stream))
                    self.make_room(self.kept)
                else:
                    stream.close()

        return Body(stream, chunks, length, reusable, self.limits, release)
