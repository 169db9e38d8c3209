"""Call http.client's own methods for programs that replace some of them.

Tracers do so (Sentry, Datadog, New Relic): `putrequest` begins a span, `putheader` adds the fields that connect the
spans of a trace, `getresponse` records the status. A connection does not need these methods. If a program has replaced
one of them, the connection calls all of them, in order; it sends the same message and still reads the response itself.
"""

from __future__ import annotations

import http.client
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import TYPE_CHECKING, Any

from urllib3 import connection

from .._core.headers import BLANK, field_bytes, field_text
from .response import MessageBody

if TYPE_CHECKING:
    from .connection import HTTPConnection

_STEPS = ("putrequest", "putheader", "endheaders", "getresponse")
_EXCHANGE = ("request", "getresponse")


def _own(found: Any) -> Any:
    """Return a method if http.client or urllib3 defines it, or None if a program has replaced it."""
    homes = (http.client.__name__, connection.__name__)
    return found if type(found) is FunctionType and found.__globals__["__name__"] in homes else None


_LIBRARYS = tuple(_own(getattr(http.client.HTTPConnection, name)) for name in _STEPS)


def is_traced(kind: type[HTTPConnection]) -> bool:
    """Return True if a connection of this class must call http.client's methods, because one has been replaced."""
    base = http.client.HTTPConnection
    request, header, end, response = _LIBRARYS
    same = base.putrequest is request and base.putheader is header and base.endheaders is end
    if not same or base.getresponse is not response:
        return True
    # urllib3 does not define endheaders; New Relic adds it.
    return kind.endheaders is not base.endheaders or kind._http_vsn_str != "HTTP/1.1"  # type: ignore[attr-defined]  # not in typeshed


def is_replaced(kind: type) -> bool:
    """Return True if a program has replaced a method with which urllib3's connection class sends or receives."""
    return any(_own(getattr(kind, name)) is None for name in _EXCHANGE)


def put_head(conn: HTTPConnection, method: str, url: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Send the head of a request with http.client's methods."""
    lines: list[bytes] = conn._buffer  # type: ignore[attr-defined]  # not in typeshed
    lines.clear()  # of a request that failed before it was sent
    conn.putrequest(method, url, skip_host=True, skip_accept_encoding=True)
    for name, value in pairs:
        text = field_text(value).rstrip(BLANK)
        shown: Any = text if text.isascii() else field_bytes(text)
        conn.putheader(name, shown)
    lines.sort(key=_rank)
    conn.endheaders()


def _rank(line: bytes) -> int:
    """Return a sort key: the request line first, then Host, then the rest, with a tracer's fields (RFC 9110 7.2)."""
    name, colon, _ = line.partition(b":")
    return 1 if name.lower() == b"host" else 2 if colon and b" " not in name else 0


def answer(conn: HTTPConnection, read: Callable[[type[MessageBody]], MessageBody]) -> MessageBody:
    """Read a response with `read`, called by http.client's `getresponse`; raise ResponseNotReady if that does not."""
    found: list[MessageBody] = []
    closes = False

    def begin(sock: Any, *args: Any, **kwargs: Any) -> MessageBody:
        nonlocal closes
        body = read(TracedBody)
        closes, body.will_close = body.will_close, False  # or the socket would be closed before the body was read
        found.append(body)
        return body

    conn.response_class = begin  # type: ignore[assignment]  # it returns a response
    try:
        http.client.HTTPConnection.getresponse(conn)
    finally:
        del conn.response_class
    if not found:
        raise http.client.ResponseNotReady("http.client.HTTPConnection.getresponse was replaced, and read no response")
    found[0].will_close = closes
    return found[0]


class TracedBody(MessageBody, http.client.HTTPResponse):  # type: ignore[misc, override]  # ours take precedence
    """A body that calls http.client's `close` at its end, where a tracer ends its span."""

    def begin(self) -> None:
        """Do nothing: the head has been read."""

    def _finish(self) -> None:
        super()._finish()
        http.client.HTTPResponse.close(self)

    def close(self) -> None:
        super().close()
        http.client.HTTPResponse.close(self)
