"""A connection as a stream with a deadline: the only module on the common path that uses the driver.

Every socket is non-blocking, because a timeout of MicroPython applies to one receive: a server that sends a byte now
and then never exceeds it, and the bytes that a timed-out read or readline had already consumed are lost. A non-blocking
socket returns the bytes that have arrived, and the millisecond clock limits the wait for more. Only SocketStream.read
makes the socket blocking for a moment, because only a blocking read makes a bytes object of a known length without a
copy.

A connection has no buffer: the driver's readline consumes no byte after the line, and data is read directly into the
caller's buffer.

OSError and ValueError of the drivers are caught here, and `_network_errors` translates them. TLS is in `_tls`.
"""

import time

from ._core.http1 import Limits
from ._loading import late, loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from micropython import const  # the compiler replaces its calls, so it is not imported at run time

LIMITS: Limits = Limits(line=4096, head=16384, header_count=100, chunk_line=512, trailers=4096, cookies=50)

_LONGEST = const(1 << 28)  # ms; ticks_diff compares ticks that are up to 6 days apart
_POLLIN = const(1)  # on every port; importing it from `select` would search the file systems each time
_POLLOUT = const(4)
_CONN_EOF = const(-29312)  # after another failed handshake, closing the TLS stream leaves the socket open
_LINE = const(128)  # bytes; the driver's readline allocates this many, even for a short line
_SMALL = const(2048)  # bytes; a longer read is made in one piece
_NAP = const(10)  # ms between two attempts with a driver that cannot be polled (WINC1500)

LATER = (11, 35, 36, 110, 115, 116, 119)  # EAGAIN, EINPROGRESS, ETIMEDOUT (116 in newlib, as on ESP32)


class Deadline:
    """The time limits for connecting, for each read, and for the whole request, which begins now.

    `timeout` is None, seconds, (connect, read) or (connect, read, total).
    """

    connect: "Any" = 30
    read: "Any" = 90  # a long poll is silent for 30 to 60 s
    end: "Any" = None  # the tick by which everything must end

    def __init__(self, timeout: "Any" = None) -> None:
        if timeout is not None:
            self.connect, self.read, total = late("_core.timeouts", "split_timeout")(timeout)
            self.end = self.until(total)

    def until(self, timeout: "float | None") -> "Any":
        """Return the tick by which a step that may take `timeout` seconds must end; None means no limit."""
        if timeout is None:
            return self.end
        tick = time.ticks_add(time.ticks_ms(), min(int(timeout * 1000), _LONGEST))
        return self.end if self.end is not None and time.ticks_diff(self.end, tick) < 0 else tick


def connect(host: str, port: int, deadline: Deadline) -> "SocketStream":
    """Return a stream to the first address of `host` that accepts the connection.

    Raises ConnectTimeout or ConnectionError, for the last address that was tried.
    """
    with loading:
        import socket
    name = f"{host}:{port}"
    failure: "Any" = None
    addresses: "Any" = ()
    try:
        addresses = socket.getaddrinfo(host, port)  # WINC1500's driver accepts only these two arguments
    except OSError as error:
        failure = error
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
            try:
                sock.settimeout(left)
                # A last small segment would wait for an acknowledgement, which servers delay by 40 ms. The option is
                # 1 on ESP32 and 64 with lwIP; a driver without this name (NINA-W10) closes a socket whose option fails.
                if hasattr(socket, "TCP_NODELAY"):
                    sock.setsockopt(6, socket.TCP_NODELAY, 1)
            except OSError:  # some drivers support timeouts only after connecting
                pass
            sock.connect(address)
            sock.settimeout(0)
            return SocketStream(sock, deadline, name)
        except BaseException as error:
            if sock:
                sock.close()
            if not isinstance(error, OSError):
                raise
            failure = error
    raise late("_network_errors", "cannot_connect")(failure, name, addresses)


def fill(stream: "Any", view: "Any") -> int:
    """Read until the memoryview is full or the stream ends; return the number of bytes."""
    done = 0
    while done < len(view):
        got = stream.readinto(view[done:])
        if not got:
            break
        done += got
    return done


class SocketStream:
    """A connection, with or without TLS, as a stream whose methods wait only for a limited time.

    They raise ReadTimeout (ConnectTimeout until a TLS handshake is complete), ConnectionError or SSLError.
    """

    request_sent = response_started = in_body = False  # in the current exchange
    connecting = False  # a TLS handshake has begun
    replaced: "Any" = None  # (the real driver, its error or None) while `driver` has bytes that were read ahead
    orphaned = False  # a TLS handshake failed and left its socket open
    polling: "Any" = None  # a poll object, False for a driver that cannot be polled

    def __init__(self, stream: "Any", deadline: Deadline, name: str = "the server") -> None:
        self.driver = stream  # a socket, TLS over one, or a BytesIO
        self.socket = stream  # beneath TLS
        self.deadline = deadline
        self.name = name

    def readline(self, size: int) -> bytes:
        """Return a line with its end, at most `size` bytes; b"" or an incomplete line at the end of the stream."""
        line: bytes = self._step("readline", _LINE if size > _LINE else size, _POLLIN)
        until = None
        while line and len(line) < size and not line.endswith(b"\n"):
            if until is None:
                until = self.until()
            more = self._step("readline", min(_LINE, size - len(line)), _POLLIN, until)
            if not more:
                break
            line += more
        return line

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with the bytes that have arrived, at least one; return 0 at the end of the stream."""
        done: int = self._step("readinto", buffer, _POLLIN)
        return done

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end of the stream, allocated once unless there is a total timeout."""
        sock = self.socket
        small = size <= _SMALL
        if self.replaced or not hasattr(sock, "settimeout") or not (small or self.deadline.end is None):
            view = memoryview(bytearray(size))
            return bytes(view[: fill(self, view)])
        data = b""
        if not small:
            try:
                sock.settimeout(self.deadline.read)
                data = self.driver.read(size)
                sock.settimeout(0)
            except (OSError, ValueError) as error:
                raise self._error(error) from None
            return data
        while len(data) < size:
            more = self._step("read", size - len(data), _POLLIN)
            if not more:
                break
            data = data + more if data else more
        return data

    def write(self, data: "Any") -> None:
        """Send all bytes."""
        view = memoryview(data)
        sent = 0
        while sent < len(view):
            sent += self._step("write", view[sent:], _POLLOUT)
        self.connecting = False  # the handshake happens in the first write

    def is_stale(self) -> bool:
        """Return True if an idle connection was closed, or has received unrequested bytes (RFC 9112 9.3)."""
        if self.replaced and not self.driver.read(1):
            self.driver = self.replaced[0]
            self.replaced = None
        return bool(self.replaced or self.poll(_POLLIN, 0))

    def close(self) -> None:
        """Close the connection, only once: another thread may soon get the same descriptor."""
        driver = self.socket if self.orphaned else self.replaced[0] if self.replaced else self.driver
        self.driver = self.socket = None
        if driver is not None:
            try:
                driver.close()
            except OSError:
                pass

    def until(self) -> "Any":
        """Return the tick by which a step that begins now must end."""
        return self.deadline.until(self.deadline.connect if self.connecting else self.deadline.read)

    def _step(self, name: str, value: "Any", mode: int, until: "Any" = None) -> "Any":
        """Call a method of the driver until it returns a result, or until the tick; check a total timeout each time."""
        wait = False
        while True:
            if wait or self.deadline.end is not None:
                if until is None:
                    until = self.until()
                left = -1
                if until is not None:
                    left = time.ticks_diff(until, time.ticks_ms())
                    if left <= 0:
                        raise self._error(OSError(110))
                if wait:
                    self.poll(mode, left)
            try:
                done = getattr(self.driver, name)(value)
                if not done and self.replaced:
                    self.driver, failure = self.replaced
                    self.replaced = None
                    if failure:
                        raise failure
                    continue
                if done is not None:
                    return done
            except (OSError, ValueError) as error:
                number = abs_number(error)
                if number not in LATER:
                    self.orphaned = self.connecting and number != _CONN_EOF
                    raise self._error(error) from None
            wait = True

    def poll(self, mode: int, ms: int) -> "Any":
        """Wait until the stream may be ready, at most `ms` milliseconds."""
        try:
            if self.polling is None:
                with loading:
                    import select
                self.polling = select.poll()
                self.polling.register(self.driver, _POLLIN)
            if self.polling:
                self.polling.modify(self.driver, mode)
                return self.polling.poll(ms)
        except (OSError, TypeError):
            self.polling = False
        time.sleep_ms(_NAP)
        return None

    def _error(self, error: Exception) -> Exception:
        return late("_network_errors", "broken")(error, self.name, self.connecting, self.in_body)


def abs_number(error: Exception) -> int:
    """Return a driver's errno, which some versions negate, or mbedTLS's (negative) code, or 0."""
    code = error.args[0] if error.args else 0
    if not isinstance(code, int):
        return 0
    return -code if -1000 < code < 0 else code
