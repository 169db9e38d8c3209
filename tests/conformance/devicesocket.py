"""`socket` and `select` of MicroPython, played by a script of wire.py."""

import errno
import sys
import time

NAMES = ("socket", "select")
POLLIN = 1
LONG = 2000  # ms; no case waits so long on purpose


class Edge:
    """Both modules in one, in place of the system's while they are installed."""

    SOCK_STREAM = 1
    closes_all = True

    def __init__(self, wire):
        self._wire = wire
        self._own = {}
        self._watched = None

    def install(self):
        """Replace both modules; boards without a network have no others."""
        for name in NAMES:
            self._own[name] = sys.modules.get(name)
            sys.modules[name] = self

    def remove(self):
        """Restore the system's modules."""
        for name in NAMES:
            if self._own[name] is None:
                del sys.modules[name]
            else:
                sys.modules[name] = self._own[name]

    def getaddrinfo(self, host, port):
        """Return the addresses of a host; an unknown one raises an error with a negative number, as of lwIP."""
        if not self._wire.addresses:
            raise OSError(-2)
        return [(2, self.SOCK_STREAM, 6, "", (host, port))] * self._wire.addresses

    def socket(self, family, kind, protocol):
        """A socket to the next peer."""
        return Socket(self._wire.next_peer())

    def poll(self):
        """A new poll object, for one socket."""
        return Poll()


class Poll:
    """Waits for a scripted socket: it can always be written to."""

    def register(self, socket, events):
        """Watch a socket."""
        self.modify(socket, events)

    def modify(self, socket, events):
        """Watch it for other events."""
        self._socket, self._events = socket, events

    def poll(self, ms):
        """Return the socket and its events, or nothing after the time."""
        if self._events != POLLIN or self._socket.peer.has_news():
            return [(self._socket, self._events)]
        assert 0 <= ms < LONG, "waits forever"
        time.sleep_ms(ms)
        return []


class Socket:
    """A socket as a stream: without a timeout it blocks, with a timeout of 0 it gives None for "not yet"."""

    def __init__(self, peer):
        self.peer = peer
        self._timeout = None
        self._closed = False
        peer.socket = self

    def settimeout(self, seconds):
        """Set how long one receive may take."""
        self._timeout = seconds

    def connect(self, address):
        """Connect to the peer, or raise its error."""
        self.peer.connect(address)

    def write(self, data):
        """Send some bytes; return how many."""
        self._live()
        return self.peer.write(data)

    def readinto(self, buffer):
        """Receive what has arrived; a blocking socket fills the buffer."""
        data = self.read(len(buffer))
        if data is None:
            return None
        buffer[: len(data)] = data
        return len(data)

    def read(self, size):
        """Receive what has arrived; a blocking socket waits for `size` bytes."""
        data = b""
        while len(data) < size:
            more = self._receive(size - len(data), False)
            if not more:
                return data or more
            data += more
            if self._timeout == 0:
                break
        return data

    def readline(self, limit):
        """Receive up to the end of a line; a non-blocking socket gives what has arrived of it."""
        line = b""
        while len(line) < limit and line[-1:] != b"\n":
            more = self._receive(limit - len(line), True)
            if not more:
                return line or more
            line += more
        return line

    def _receive(self, most, line):
        self._live()
        data = self.peer.take(most, line)
        if data is not None or self._timeout == 0:
            return data
        if self.peer.has_news():
            return self._receive(most, line)
        assert self._timeout and self._timeout * 1000 < LONG, "waits forever"
        time.sleep_ms(int(self._timeout * 1000))
        raise OSError(errno.ETIMEDOUT)  # data received before is lost, as on a board

    def close(self):
        """Close it; a second call is no error."""
        self._closed = True

    def is_closed(self):
        """Whether it is closed."""
        return self._closed

    def _live(self):
        if self._closed:
            raise OSError(errno.EBADF)
