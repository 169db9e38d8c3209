"""The network as the device gives it: the only file that touches socket, tls and select.

Why every socket is non-blocking: MicroPython's timeouts count for one receive,
so that a byte now and then passes any of them, and what a timed-out read or
readline had already taken is lost.  A non-blocking socket gives what is there,
and our own clock bounds the wait for more.  Only Wire.read goes back to a
blocking socket, because there alone the firmware makes a bytes object of a
known length without a copy.

All of a connection's memory is the driver's: lines come from its readline,
which takes no byte too many, and data goes straight into the caller's buffer.

Errors: OSError and ValueError of the drivers end here.  Their numbers are
Linux's on every port but macOS; TLS gives the negative ones of mbedTLS, and some
versions negate the driver's own.
"""

import time

from ._core.limits import Limits
from .exceptions import ConnectionError, ConnectTimeout, ReadTimeout, SSLError

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

LIMITS: Limits = Limits(line=4096, head=16384, header_count=100, chunk_line=512, trailers=4096, cookies=50)

LONGEST = 1 << 28  # ms; ticks_diff tells before from after up to 6 days
POLLIN, POLLOUT = 1, 4  # on every port; an import that finds them looks through the flash each time
LINE = 128  # bytes that the driver sets aside for a line, whatever comes
NAP = 10  # ms between two looks at a driver that cannot be polled (WINC1500)
CLOCK_SET = 2025  # no board's clock was right and before

LATER = (11, 35, 36, 110, 115, 116, 119)  # EAGAIN, EINPROGRESS, ETIMEDOUT (newlib's is 116, as on ESP32): not yet
TROUBLE = (
    (12, "no memory left"),
    (32, "closed by the server"),
    (54, "reset by the server"),
    (61, "refused"),
    (101, "no network"),
    (103, "aborted"),
    (104, "reset by the server"),
    (111, "refused"),
    (113, "no route to the host"),
    (118, "no route to the host"),
    (128, "not connected"),
    (-29312, "closed by the server"),
    (-30592, "refused by the server; it may want TLS 1.3, or a certificate of yours"),
)


class Patience:
    """How long a caller waits: to connect, for the next bytes, and for everything from now on."""

    def __init__(self, connect: "float | None", read: "float | None", total: "float | None" = None) -> None:
        self.connect = connect
        self.read = read
        self.end: "Any" = None if total is None else _from_now(total)

    def until(self, seconds: "float | None") -> "int | None":
        """Return the tick when a step that may take `seconds` must be over; None means never."""
        end = None if seconds is None else _from_now(seconds)
        if self.end is not None and (end is None or time.ticks_diff(self.end, end) < 0):
            return self.end
        return end


def fill(stream: "Any", view: "Any") -> int:
    """Read until the memoryview is full, or the stream at its end; return how many bytes that were."""
    done = 0
    while done < len(view):
        got = stream.readinto(view[done:])
        if not got:
            break
        done += got
    return done


def _from_now(seconds: float) -> int:
    return time.ticks_add(time.ticks_ms(), min(int(seconds * 1000), LONGEST))  # type: ignore[return-value] # ticks are ints


def _left(until: "int | None") -> "int | None":
    """Milliseconds until that tick, at least 0; None for ever."""
    return None if until is None else max(0, time.ticks_diff(until, time.ticks_ms()))


def connect(host: str, port: int, patience: Patience) -> "Wire":
    """Return a Wire to the first address of `host` that answers.

    Raises ConnectTimeout or ConnectionError, for the last address that was tried.
    """
    failure = None
    name = f"{host}:{port}"
    for family, kind, protocol, _, address in _addresses(host, port):
        try:
            return Wire(_dial(family, kind, protocol, address, name, patience), patience, name)
        except ConnectionError as error:
            failure = error
    raise failure or ConnectionError(f"no address for {host!r}")


def _addresses(host: str, port: int) -> "list[Any]":
    import socket

    try:
        found = socket.getaddrinfo(host, port)  # drivers of their own (WINC1500) take no more than these two
    except OSError as error:
        raise ConnectionError(f"cannot resolve {host!r}: {error}") from None
    return [address for address in found if address[1] == socket.SOCK_STREAM]


def _dial(family: int, kind: int, protocol: int, address: "Any", name: str, patience: Patience) -> "Any":
    import socket

    left = _left(patience.until(patience.connect))
    if left == 0:
        raise ConnectTimeout(f"no time left to connect to {name}")
    try:
        sock = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ConnectionError(f"no socket for {name}: {_reason(error)}") from None
    try:
        _set_timeout(sock, None if left is None else left / 1000)
        sock.connect(address)
        _set_timeout(sock, 0)
        return sock
    except OSError as error:
        sock.close()
        if _number(error) in LATER:
            raise ConnectTimeout(f"{name} did not answer in time") from None
        raise ConnectionError(f"cannot connect to {name}: {_reason(error)}") from None


def _set_timeout(sock: "Any", seconds: "float | None") -> None:
    try:
        sock.settimeout(seconds)
    except OSError:  # a driver that knows timeouts only once it is connected
        pass


def _number(error: Exception) -> int:
    """Return the errno of a driver, the (negative) code of mbedTLS, or 0."""
    code = error.args[0] if error.args else 0
    if not isinstance(code, int):
        return 0
    return -code if -1000 < code < 0 else code


def _reason(error: Exception) -> str:
    number = _number(error)
    for known, text in TROUBLE:
        if number == known:
            return text
    return str(error).strip()  # mbedTLS's have line ends


def _context(authorities: "Any", cert: "Any") -> "Any":
    """Return a context that holds the authorities, parsed, as long as a connection needs it; None is no check."""
    import tls

    context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
    if authorities is None:
        context.verify_mode = tls.CERT_NONE  # type: ignore[attr-defined] # the stubs lack it
    for certificate in authorities or ():
        context.load_verify_locations(certificate)
    if cert:
        from ._trust import credentials

        context.load_cert_chain(*credentials(cert))
    return context


class Wire:
    """A connection that never waits longer than its patience.

    `stream` needs readline(limit), readinto(buffer), write(data) and close(), which
    give None for "not yet", as non-blocking streams do, so that a test may put a
    script in the place of a socket. `name` is what its errors call the other end.
    """

    heard: bool  # whether the answer of the present exchange has begun
    sent: bool  # whether its request has left

    def __init__(self, stream: "Any", patience: Patience, name: str = "the server") -> None:
        self._stream = stream
        self._socket = stream  # beneath TLS
        self._poll: "Any" = None
        self._late: "type[ReadTimeout | ConnectTimeout]" = ReadTimeout
        self._name = name
        self.patience = patience

    def secure(self, host: str, authorities: "Any", cert: "Any", watch: "Any" = None) -> None:
        """Put TLS on the connection; the handshake happens with the first write.

        `authorities` are certificates in DER, None for no verification; `watch(certificate, depth)` is shown those
        of the server, and returns 0. Raises SSLError.
        """
        self._name = host
        try:
            context = _context(authorities, cert)
            if watch:
                context.verify_callback = watch
            self._stream = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
        except (OSError, ValueError) as error:
            raise SSLError(f"no TLS with {host}: {_reason(error)}") from None
        self._poll = None
        self._late = ConnectTimeout

    def issuers(self, host: str) -> "list[bytes] | None":
        """Return who signed the certificates that the server shows, as names in DER, and close the connection.

        A handshake without any authority fails as soon as the certificates are there, before any secret.
        None is from a firmware that cannot look into the handshake.
        """
        from ._trust import issuer

        names = []

        def note(certificate: bytes, depth: int) -> int:
            names.append(issuer(certificate))
            return 0

        try:
            self.secure(host, (), None, note)
            self.write(b"\0")
        except AttributeError:
            return None
        except ConnectionError:
            if not names:
                raise
        finally:
            self.close()
        return names

    def readline(self, limit: int) -> bytes:
        """Return a line with its end, cut at `limit` bytes; b"" or a part of one is the end of the stream."""
        line: bytes = self._go(self._stream.readline, min(LINE, limit), False)
        until = None
        while line and line[-1:] != b"\n" and len(line) < limit:
            until = until or self._until()
            more = self._go(self._stream.readline, min(LINE, limit - len(line)), False, until)
            if not more:
                break
            line += more
        return line

    def readinto(self, buffer: "Any") -> int:
        """Fill the buffer with what is there, at least a byte; 0 is the end of the stream."""
        return self._go(self._stream.readinto, buffer, False)

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer at the end of the stream, allocated once when there is no total limit."""
        if self.patience.end is not None or not hasattr(self._socket, "settimeout"):
            return self._gather(size)
        _set_timeout(self._socket, self.patience.read)
        data: bytes = self._go(self._stream.read, size, False, None, True)
        _set_timeout(self._socket, 0)
        return data

    def _gather(self, size: int) -> bytes:
        view = memoryview(bytearray(size))
        return bytes(view[: fill(self, view)])

    def write(self, data: "Any") -> None:
        """Send all the bytes."""
        sent = self._go(self._stream.write, data, True)
        if sent < len(data):
            data = memoryview(data)
            while sent < len(data):
                sent += self._go(self._stream.write, data[sent:], True)
        self._late = ReadTimeout

    def is_stale(self) -> bool:
        """Whether an idle connection has something to say: its end, or what answers no question (RFC 9112 9.3)."""
        return bool(self._events(False, 0))

    def close(self) -> None:
        """Close it, TLS and socket."""
        for stream in (self._stream, self._socket):
            try:
                stream.close()
            except OSError:
                pass

    def _until(self) -> "int | None":
        """Return the tick when a step that begins now must be over; raise when the time is up already."""
        patience = self.patience
        until = patience.until(patience.connect if self._late is ConnectTimeout else patience.read)
        if _left(until) == 0:
            raise self._late(f"no time left for {self._name}")
        return until

    def _go(
        self, step: "Any", argument: "Any", writing: bool, until: "int | None" = None, blocking: bool = False
    ) -> "Any":
        """Repeat a step until it gets somewhere, or until the tick; without one, for as long as a step may take."""
        if self.patience.end is not None:
            self._until()
        while True:
            try:
                done = step(argument)
            except (OSError, ValueError) as error:
                if blocking or _number(error) not in LATER:
                    raise self._trouble(error) from None
                done = None
            if done is not None:
                return done
            until = until or self._until()
            left = _left(until)
            if left == 0:
                raise self._late(f"{self._name} did not answer in time")
            self._events(writing, -1 if left is None else left)

    def _events(self, writing: bool, ms: int) -> "Any":
        """Wait until the stream may have got somewhere, at most so long."""
        if self._poll is False:
            time.sleep_ms(NAP)
            return None
        try:
            if self._poll is None:
                import select

                self._poll = select.poll()
                self._poll.register(self._stream, POLLIN)
            self._poll.modify(self._stream, POLLOUT if writing else POLLIN)
            return self._poll.poll(ms)
        except (OSError, TypeError):
            self._poll = False

    def _trouble(self, error: Exception) -> ConnectionError:
        """Return our exception for a driver's."""
        number = _number(error)
        if number in LATER:
            return self._late(f"{self._name} did not answer in time")
        if isinstance(error, ValueError) or number < 0:
            return SSLError(f"no TLS with {self._name}: {_untrusted(_reason(error))}")
        return ConnectionError(f"the connection to {self._name} broke: {_reason(error)}")


def _untrusted(text: str) -> str:
    """Add what the board's clock has to do with it, when it has."""
    year = time.gmtime()[0] if hasattr(time, "gmtime") else CLOCK_SET
    if year < CLOCK_SET and ("future" in text or "expired" in text):
        return f"{text}: the clock is not set, it says {year}"
    return text
