"""One request and the head of its response over one wire (RFC 9112).

The first packet carries as much as fits: a head that is sent alone makes the
server's acknowledgement wait, and the body wait for that (RFC 1122 4.2.3.2, 4.2.3.4).
"""

import gc

from ._core.body import body_length, declared_length
from ._core.chunked import LAST_CHUNK, chunk_head
from ._core.http1 import HeadParser, request_head
from ._raw import is_roomy
from .exceptions import ConnectionError, InvalidBody, RequestException, Timeout, UnrewindableBodyError

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._core.limits import Limits
    from ._net import Wire

BLOCK = 2048  # bytes of a body that are read and sent at a time, and of one write
PACK = 8  # fields between two collections in a small heap: what is kept of them shall lie together
PACKET = 1400  # what fits one packet on every way
IDEMPOTENT = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE")  # RFC 9110 9.2.2


def exchange(
    wire: "Wire", request: "Any", target: str, extra: "Any", limits: "Limits", lenient: bool = False,
) -> HeadParser:  # fmt: skip
    """Send a PreparedRequest; return the parser that has read the head of the answer.

    `extra` are fields that this hop adds. An answer that the server gave before it had
    read everything counts, though the connection then breaks under our hands.
    """
    wire.heard = wire.sent = False
    broken = None
    try:
        _send(wire, request, target, extra)
    except Timeout:
        raise
    except ConnectionError as error:
        broken = error
    except OSError as error:
        if isinstance(error, RequestException):
            raise
        raise ConnectionError(f"the body cannot be read: {error}") from None
    try:
        head = _receive(wire, limits, lenient)
    except ConnectionError as error:
        raise broken or error
    head.unbroken = broken is None  # type: ignore[attr-defined]  # a note for the adapter
    return head


def _send(wire: "Wire", request: "Any", target: str, extra: "Any") -> None:
    pairs = extra + [pair for pair in request.headers.items() if pair[1] is not None]
    head = request_head(request.method, target, pairs)
    body = request.body
    if isinstance(body, str):
        body = body.encode()
    _check_framing(request.headers, body)
    if body is None:
        wire.write(head)
    elif not isinstance(body, (bytes, bytearray, memoryview)) or "Transfer-Encoding" in request.headers:
        outbox = Outbox(wire)
        outbox.add(head)
        length = request.headers.get("Content-Length")
        if length is None:
            _send_chunks(outbox, [body] if isinstance(body, (bytes, bytearray, memoryview)) else body)
        else:
            _send_exactly(outbox, body, declared_length(length))
        outbox.flush()
    elif len(head) + len(body) <= PACKET:
        wire.write(head + bytes(body))
    else:
        wire.write(head)
        wire.write(body)
    wire.sent = True


def _check_framing(headers: "Any", body: "Any") -> None:
    """Raise InvalidBody when the head, which may have been changed since, does not tell where the body ends."""
    told = headers.get("Content-Length")
    coded = "Transfer-Encoding" in headers
    if body is None or isinstance(body, (bytes, bytearray, memoryview)):
        length = body_length(body)
        fits = (told is None and length) if coded else (str(told) == str(length) or (told is None and not length))
    else:
        fits = coded == (told is None)
    if not fits:
        raise InvalidBody("the head of the request does not tell where its body ends")


class Outbox:
    """A block that small pieces are collected in, so that they leave together; one and the same for a whole body."""

    def __init__(self, wire: "Wire") -> None:
        self._wire = wire
        try:
            self._block = memoryview(bytearray(BLOCK))
        except MemoryError:  # there may be enough, and not in one piece
            self._block = memoryview(bytearray(BLOCK // 4))
        self._end = 0

    def add(self, data: "Any") -> None:
        """Send some bytes, now or with those that follow."""
        if self._end + len(data) > len(self._block):
            self.flush()
        if len(data) > len(self._block):
            self._wire.write(data)
        else:
            self._block[self._end : self._end + len(data)] = data
            self._end += len(data)

    def fill(self, file: "Any", most: int) -> int:
        """Send what `file.readinto` gives at once; 0 is its end."""
        if self._end > len(self._block) // 2:
            self.flush()
        got: int = file.readinto(self._block[self._end :][:most]) or 0
        self._end += got
        return got

    def flush(self) -> None:
        """Send now."""
        if self._end:
            self._wire.write(self._block[: self._end])
            self._end = 0


def _send_exactly(outbox: Outbox, body: "Any", left: int) -> None:
    """Send as many bytes as the head has promised, and never more."""
    if hasattr(body, "readinto"):
        while left:
            size = outbox.fill(body, left)
            if not size:
                break
            left -= size
    else:
        for block in _blocks(body):
            left -= len(block)
            if left < 0:
                break
            outbox.add(block)
    if left:
        raise InvalidBody(f"the body is {abs(left)} bytes {'short of' if left > 0 else 'over'} its Content-Length")


def _send_chunks(outbox: Outbox, body: "Any") -> None:
    for block in _blocks(body):
        if len(block):  # one without a byte would be the last (RFC 9112 7.1)
            outbox.add(chunk_head(len(block)))
            outbox.add(block)
            outbox.add(b"\r\n")
    outbox.add(LAST_CHUNK)


def _blocks(body: "Any") -> "Iterator[Any]":
    """Yield a body in the pieces that its iterator gives, or in blocks that are read."""
    for block in _read(body) if hasattr(body, "read") else body:
        yield block.encode() if isinstance(block, str) else block


def _read(file: "Any") -> "Iterator[Any]":
    while True:
        block = file.read(BLOCK // 2)
        if not block:
            return
        yield block


def _receive(wire: "Wire", limits: "Limits", lenient: bool) -> HeadParser:
    parser = HeadParser(limits, lenient)
    narrow = not is_roomy()
    while not parser.done:
        line = wire.readline(limits.line + 1)
        if line:
            wire.heard = True
        parser.feed_line(line)
        if narrow and not len(parser.headers) % PACK:
            gc.collect()
    return parser


def may_repeat(request: "Any", wire: "Wire") -> bool:
    """Prepare to send a request again that a kept connection failed, if twice does no harm and the body can be rewound.

    Nobody answered, and the method is idempotent or the request never arrived whole (RFC 9110 9.2.2).
    """
    if wire.heard or (wire.sent and request.method not in IDEMPOTENT):
        return False
    try:
        request.rewind_body()
    except UnrewindableBodyError:
        return False
    return True
