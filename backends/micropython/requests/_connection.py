"""One request and the head of its response over one connection (RFC 9112).

The first packet carries as much as fits: a head that is sent alone makes the
server's acknowledgement wait, and the body wait for that (RFC 1122 4.2.3.2, 4.2.3.4).
"""

import gc

from . import exceptions
from ._core.http1 import HeadParser, request_head
from ._loading import loading
from ._response_body import is_roomy
from ._stream import ECONNRESET
from .structures import list_pairs

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from ._core.limits import Limits
        from ._stream import SocketStream

PACK = 8  # fields between two collections in a small heap: what is kept of them shall lie together
PACKET = 1400  # what fits one packet on every way
IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")  # RFC 9110 9.2.2


def exchange(
    stream: "SocketStream", request: "Any", target: str, extra: "Any", limits: "Limits", lenient: bool = False
) -> HeadParser:
    """Send a PreparedRequest; return the parser that has read the head of its response.

    `extra` are fields that this hop adds. A response counts that the server gave before it had read the whole
    request, though the connection then breaks; `upload_complete` tells.
    """
    stream.response_started = stream.request_sent = False
    broken: "Any" = None
    try:
        _send(stream, request, target, extra)
    except OSError as error:
        if not isinstance(error, exceptions.RequestException):
            raise exceptions.ConnectionError(f"the body cannot be read: {error}") from None
        if not isinstance(error, exceptions.ConnectionError) or isinstance(error, exceptions.Timeout):
            raise
        if stream.connecting:  # no TLS, so what comes is from anybody
            raise
        broken = error
    try:
        head = _receive(stream, limits, lenient)
    except exceptions.ConnectionError as error:
        raise broken or error
    head.upload_complete = broken is None  # type: ignore[attr-defined]  # a note for the adapter
    return head


def _send(stream: "SocketStream", request: "Any", target: str, extra: "Any") -> None:
    headers, body = request.headers, request.body
    head = request_head(request.method, target, extra + [pair for pair in list_pairs(headers) if pair[1] is not None])
    if isinstance(body, str):
        body = body.encode()
    length = headers.get("Content-Length")
    coded = "Transfer-Encoding" in headers
    if body is None or isinstance(body, (bytes, bytearray)):
        size: "int | None" = len(body or b"")
    else:
        with loading:
            from ._core.body import body_length
        size = body_length(body) if isinstance(body, memoryview) else None
    if coded or size is None:
        fits = (length is None) == coded and size != 0
    else:
        fits = str(length) == str(size) or (length is None and not size)
    if not fits:  # the head may have been changed since it was prepared
        raise exceptions.InvalidBody("the head of the request does not tell where its body ends")
    if coded or size is None:
        with loading:
            from ._uploads import send
        send(stream, head, body if size is None else [body], length)
    elif len(head) + size <= PACKET:
        stream.write(head + bytes(body) if size else head)
    else:
        stream.write(head)
        if size:
            stream.write(body)
    stream.request_sent = True


def _receive(stream: "SocketStream", limits: "Limits", lenient: bool) -> HeadParser:
    parser = HeadParser(limits, lenient)
    narrow = not is_roomy()
    while not parser.done:
        line = stream.readline(limits.line + 1)
        if line:
            stream.response_started = True
        if len(line) > limits.line and parser.status:
            with loading:
                from ._long_fields import skip
            if skip(stream, line):
                parser.skip_field()
                continue
        try:
            parser.feed_line(line)
        except exceptions.ConnectionError as error:
            raise error if line[-1:] == b"\n" else exceptions.ConnectionError(ECONNRESET, str(error)) from None
        if narrow and not len(parser.headers) % PACK:
            gc.collect()
    return parser


def may_repeat(request: "Any", stream: "SocketStream") -> bool:
    """Prepare to send a request again that a kept connection failed, if twice does no harm and the body can be rewound.

    No response began, and the method is idempotent or the request never left whole (RFC 9110 9.2.2).
    """
    if stream.response_started or (stream.request_sent and request.method not in IDEMPOTENT):
        return False
    try:
        request.rewind_body()
    except exceptions.UnrewindableBodyError:
        return False
    return True
