"""Call http.client's own steps, one by one, for programs that replace some of them.

Tracers do so (Sentry, Datadog, New Relic): `putrequest` begins a span, `putheader` adds the fields that connect the
spans of a trace, `getresponse` records the status. A connection does not need these steps. If a program has replaced
one of them, the connection calls them all, in their order; it sends the same message and reads the response itself.
"""

from __future__ import annotations

import http.client
from types import FunctionType

from urllib3 import connection

from .._core.headers import BLANK, field_bytes, field_text
from .response import MessageBody

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from .connection import HTTPConnection

_STEPS = ("putrequest", "putheader", "endheaders", "getresponse")
_EXCHANGE = ("request", "getresponse")


def _own(found: Any) -> Any:
    """Return a function if it is the module's own; None, which nothing is, if it was replaced before we came."""
    homes = (http.client.__name__, connection.__name__)
    return found if type(found) is FunctionType and found.__globals__["__name__"] in homes else None


_LIBRARYS = tuple(_own(getattr(http.client.HTTPConnection, name)) for name in _STEPS)


def is_traced(kind: type[HTTPConnection]) -> bool:
    """Whether a request on a connection of this class must take http.client's steps, because they are not its own."""
    base = http.client.HTTPConnection
    request, header, end, response = _LIBRARYS
    same = base.putrequest is request and base.putheader is header and base.endheaders is end
    if not same or base.getresponse is not response:
        return True
    # urllib3 has no endheaders; New Relic gives it one.
    return kind.endheaders is not base.endheaders or kind._http_vsn_str != "HTTP/1.1"  # type: ignore[attr-defined]  # typeshed's gap


def is_replaced(kind: type) -> bool:
    """Return whether a program changed how urllib3's connection class sends or receives, so that it must be used."""
    return any(_own(getattr(kind, name)) is None for name in _EXCHANGE)


def put_head(conn: HTTPConnection, method: str, url: str, pairs: Iterable[tuple[Any, Any]]) -> None:
    """Send the head of a request."""
    lines: list[bytes] = conn._buffer  # type: ignore[attr-defined]  # typeshed's gap
    lines.clear()  # of a request that failed before it was sent
    conn.putrequest(method, url, skip_host=True, skip_accept_encoding=True)
    for name, value in pairs:
        text = field_text(value).rstrip(BLANK)
        shown: Any = text if text.isascii() else field_bytes(text)
        conn.putheader(name, shown)
    lines.sort(key=_rank)
    conn.endheaders()


def _rank(line: bytes) -> int:
    """Keep the request line first and then Host, before what a tracer added (RFC 9110 7.2)."""
    name, colon, _ = line.partition(b":")
    return 1 if name.lower() == b"host" else 2 if colon and b" " not in name else 0


def answer(conn: HTTPConnection, read: Callable[[type[MessageBody]], MessageBody]) -> MessageBody:
    """Return the response that `read` finds, through http.client's `getresponse`; ResponseNotReady if it reads none."""
    found: list[MessageBody] = []
    closes = False

    def begin(sock: Any, *args: Any, **kwargs: Any) -> MessageBody:
        nonlocal closes
        body = read(TracedBody)
        closes, body.will_close = body.will_close, False  # or the socket would be closed before the body was read
        found.append(body)
        return body

    conn.response_class = begin  # type: ignore[assignment]  # it makes what is asked for
    try:
        http.client.HTTPConnection.getresponse(conn)
    finally:
        del conn.response_class
    if not found:
        raise http.client.ResponseNotReady("http.client.HTTPConnection.getresponse was replaced, and read no answer")
    found[0].will_close = closes
    return found[0]


class TracedBody(MessageBody, http.client.HTTPResponse):  # type: ignore[misc, override]  # ours comes first
    """A body that tells http.client's `close` when it is over: a tracer ends its span there."""

    def begin(self) -> None:
        """Do nothing: the head has been read."""

    def _finish(self) -> None:
        super()._finish()
        http.client.HTTPResponse.close(self)

    def close(self) -> None:
        super().close()
        http.client.HTTPResponse.close(self)
