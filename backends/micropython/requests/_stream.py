"""A connection as a stream with a deadline: the only file of the common path that knows the driver.

Why every socket is non-blocking: MicroPython's timeouts count for one receive,
so that a byte now and then passes any of them, and what a timed-out read or
readline had already taken is lost.  A non-blocking socket gives what is there,
and our own clock bounds the wait for more.  Only SocketStream.read goes back to a
blocking socket, because there alone the firmware makes a bytes object of a
known length without a copy.

All of a connection's memory is the driver's: lines come from its readline,
which takes no byte too many, and data goes straight into the caller's buffer.

Errors: OSError and ValueError of the drivers end here, and become ours in
`_network_errors`.  TLS is in `_tls`.
"""

import time

from micropython import const

from ._core.limits import Limits
from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

LIMITS: Limits = Limits(line=4096, head=16384, header_count=100, chunk_line=512, trailers=4096, cookies=50)

CONNECT_TIMEOUT, READ_TIMEOUT = 30, 90  # seconds; a long poll is silent for 30 to 60

_LONGEST = const(1 << 28)  # ms; ticks_diff tells before from after up to 6 days
_POLLIN = const(1)  # on every port; an import that finds them looks through the flash each time
_POLLOUT = const(4)
_CONN_EOF = const(-29312)  # of mbedTLS, which then keeps its socket
_LINE = const(128)  # bytes that the driver sets aside for a line, however short
_NAP = const(10)  # ms between two looks at a driver that cannot be polled (WINC1500)

LATER = (11, 35, 36, 110, 115, 116, 119)  # EAGAIN, EINPROGRESS, ETIMEDOUT (newlib's is 116, as on ESP32): not yet
ECONNRESET = 104  # on every port


class Deadline:
    """How long a caller waits: to connect, for the next bytes, and for everything from now on."""

    def __init__(
        self, connect: "float | None" = CONNECT_TIMEOUT, read: "float | None" = READ_TIMEOUT, total: "Any" = None
    ) -> None:
        self.connect = connect
        self.read = read
        self.end = None
        self.end = self.until(total)

    def until(self, seconds: "float | None") -> "Any":
        """Return the tick when a step that may take `seconds` must be over; None means never."""
        if seconds is None:
            return self.end
        tick = time.ticks_add(time.ticks_ms(), min(int(seconds * 1000), _LONGEST))
        return self.end if self.end is not None and time.ticks_diff(self.end, tick) < 0 else tick


def connect(host: str, port: int, deadline: Deadline) -> "SocketStream":
    """Return a stream to the first address of `host` that answers.

    Raises ConnectTimeout or ConnectionError, for the last address that was tried.
    """
    with loading:
        import socket
    name = f"{host}:{port}"
    failure: "Any" = None
    try:
        addresses = socket.getaddrinfo(host, port)  # drivers of their own (WINC1500) take no more than these two
    except OSError as error:
        failure = error
        addresses = []
    for family, kind, protocol, _, address in addresses:
        if kind != socket.SOCK_STREAM:
            continue
        until = deadline.until(deadline.connect)
        left = None if until is None else time.ticks_diff(until, time.ticks_ms()) / 1000
        if left is not None and left <= 0:
            failure = OSError(110)
            break
        sock: "Any" = None
        try:
            sock = socket.socket(family, kind, protocol)
            set_timeout(sock, left)
            sock.connect(address)
            set_timeout(sock, 0)
            return SocketStream(sock, deadline, name)
        except OSError as error:
            failure = error
            if sock:
                sock.close()
    with loading:
        from ._network_errors import cannot_connect
    raise cannot_connect(failure, name, bool(addresses))


def set_timeout(sock: "Any", seconds: "float | None") -> None:
    """Set the timeout of one receive."""
    try:
        sock.settimeout(seconds)
    except OSError:  # a driver that knows timeouts only once it is connected
        pass


def fill(stream: "Any", view: "Any") -> int:
    """Read until the memoryview is full, or the stream at its end; return how many bytes that were."""
    done = 0
    while done < len(view):
        got = stream.readinto(view[done:])
        if not got:
            break
        done += got
    return done


class SocketStream:
    """A connection, with or without TLS, as a stream whose every wait has an end.

    Each step raises ReadTimeout (ConnectTimeout until a TLS handshake is over), ConnectionError or SSLError.
    """

    request_sent: bool  # whether the request of the present exchange has left
    response_started: bool  # whether its response has begun

    def __init__(self, stream: "Any", deadline: Deadline, name: str = "the server") -> None:
        self.driver = stream  # a socket, TLS over one, or a Replay
        self.socket = stream  # beneath TLS
        self.deadline = deadline
        self.name = name
        self.connecting = self.replaying = False
        self._orphaned = False  # a TLS handshake that failed has let its socket go, open
        self.polling: "Any" = None

    def readline(self, limit: int) -> bytes:
        """Return a line with its end, cut at `limit` bytes; b"" or a part of one is the end of the stream."""
        line = b""
        until = None
        while line[-1:] != b"\n" and len(line) < limit:
            if line and until is None:
                until = self._until()
            more = self._repeat(self.driver.readline, min(_LINE, limit - len(line)), _POLLIN, until)
            if not more:
                break
            line = line + more if line else more
        return line

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with what is there, at least a byte; 0 is the end of the stream."""
        return int(self._repeat(self.driver.readinto, buffer, _POLLIN))

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end of the stream, allocated once when there is no total limit."""
        if self.deadline.end is not None or self.replaying or not hasattr(self.socket, "settimeout"):
            view = memoryview(bytearray(size))
            return bytes(view[: fill(self, view)])
        set_timeout(self.socket, self.deadline.read)
        try:
            data: bytes = self.driver.read(size)
        except (OSError, ValueError) as error:
            raise self._failure(error) from None
        set_timeout(self.socket, 0)
        return data

    def write(self, data: "Any") -> None:
        """Send all the bytes."""
        sent = self._repeat(self.driver.write, data, _POLLOUT)
        if sent < len(data):
            data = memoryview(data)
            while sent < len(data):
                sent += self._repeat(self.driver.write, data[sent:], _POLLOUT)
        self.connecting = False  # the handshake comes with the first write

    def is_stale(self) -> bool:
        """Whether an idle connection has something to read: its end, or what answers no request (RFC 9112 9.3)."""
        return self.replaying or bool(self._wait(_POLLIN, 0))

    def close(self) -> None:
        """Close the connection, once: its descriptor may soon be another thread's."""
        driver = self.socket if self._orphaned else self.driver
        self.driver = self.socket = None
        if driver is not None:
            try:
                driver.close()
            except OSError:
                pass

    def _until(self) -> "Any":
        """Return the tick when a step that begins now must be over; raise when the time is up already."""
        deadline = self.deadline
        until = deadline.until(deadline.connect if self.connecting else deadline.read)
        if until is not None and time.ticks_diff(until, time.ticks_ms()) <= 0:
            raise self._failure(OSError(110))
        return until

    def _repeat(self, step: "Any", argument: "Any", events: int, until: "Any" = None) -> "Any":
        """Repeat a step until it gets somewhere, or until the tick."""
        if self.deadline.end is not None:
            self._until()
        while True:
            try:
                done = step(argument)
            except (OSError, ValueError) as error:
                number = abs_number(error)
                if number not in LATER:
                    self._orphaned = self.connecting and number != _CONN_EOF
                    raise self._failure(error) from None
                done = None
            if done is not None:
                return done
            if until is None:
                until = self._until()
            left = -1 if until is None else time.ticks_diff(until, time.ticks_ms())
            if until is not None and left <= 0:
                raise self._failure(OSError(110))
            self._wait(events, left)

    def _wait(self, events: int, ms: int) -> "Any":
        """Wait until the stream may have got somewhere, at most so long."""
        try:
            if self.polling is None:
                with loading:
                    import select
                self.polling = select.poll()
                self.polling.register(self.driver, _POLLIN)
            if self.polling:
                self.polling.modify(self.driver, events)
                return self.polling.poll(ms)
        except (OSError, TypeError):
            self.polling = False
        time.sleep_ms(_NAP)
        return None

    def _failure(self, error: Exception) -> Exception:
        with loading:
            from ._network_errors import broken
        return broken(error, self.name, self.connecting)


def abs_number(error: Exception) -> int:
    """Return the errno of a driver, which some versions negate, the (negative) code of mbedTLS, or 0."""
    code = error.args[0] if error.args else 0
    if not isinstance(code, int):
        return 0
    return -code if -1000 < code < 0 else code
