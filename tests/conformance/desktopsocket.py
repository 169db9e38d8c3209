"""`socket.socket` and `socket.getaddrinfo` of CPython, played by a script of wire.py.

Each scripted socket is one end of a real pair, so that the system's own poll and select work on it: a byte
lies in it whenever the script has something to receive.
"""

import importlib.util
import socket
import time

import urllib3.util.connection  # noqa: F401  # when imported it opens a socket, to find out whether there is IPv6

Own = socket.socket
LONG = 2  # seconds; no case waits so long on purpose


class Edge:
    """Both, in place of the system's while they are installed."""

    # PyPI's Requests closes a session's sockets only when no reference to a response is left.
    closes_all = importlib.util.find_spec("requests._core") is not None

    def __init__(self, wire):
        self._wire = wire
        self._own = socket.socket, socket.getaddrinfo
        self._pairs = [socket.socketpair() for _ in wire.peers]
        self._free = list(self._pairs)

    def install(self):
        """Replace the names of the module `socket`."""
        Socket.edge = self
        socket.socket, socket.getaddrinfo = Socket, self.getaddrinfo

    def remove(self):
        """Restore them."""
        socket.socket, socket.getaddrinfo = self._own
        for pair in self._pairs:
            for end in pair:
                end.close()

    def getaddrinfo(self, host, port, *args, **kwargs):
        """Return the addresses of a host; an unknown one raises an error."""
        if not self._wire.addresses:
            raise socket.gaierror(socket.EAI_NONAME, "unknown name")
        address = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (host, port))
        return [address] * self._wire.addresses

    def next_line(self):
        """(peer, near end, far end) of a new socket."""
        peer = self._wire.next_peer()
        near, far = self._free.pop(0)
        return peer, near, far


class Socket(socket.socket):
    """A blocking socket, with or without a timeout."""

    def __new__(cls, family=-1, kind=-1, protocol=-1, fileno=None):
        """Make a scripted socket, or the system's for a connection that another thread has accepted."""
        return super().__new__(cls) if fileno is None else Own(family, kind, protocol, fileno)

    def __init__(self, *args):
        self._peer, near, self._far = self.edge.next_line()
        self._lit = False
        self._peer.socket = self
        super().__init__(fileno=near.detach())

    def setsockopt(self, *args):
        """Ignore the options of TCP."""

    def connect(self, address):
        """Connect to the peer, or raise its error."""
        self._peer.connect(address)

    def send(self, data, flags=0):
        """Send some bytes; return how many."""
        size = self._peer.write(data)
        self._show()
        return size

    def sendall(self, data, flags=0):
        """Send all the bytes."""
        view = memoryview(data).cast("B")
        while len(view):
            view = view[self.send(view) :]

    def recv(self, size, flags=0):
        """Receive what has arrived, within the timeout."""
        data = None
        while data is None and self._peer.has_news():
            data = self._peer.take(size)
        self._show()
        if data is None:
            assert self.gettimeout() and self.gettimeout() < LONG, "waits forever"
            time.sleep(self.gettimeout())
            raise TimeoutError("timed out")
        return data

    def recv_into(self, buffer, size=0, flags=0):
        """Receive what has arrived into a buffer; return how many bytes."""
        data = self.recv(size or len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def is_closed(self):
        """Return True if the socket and all files made of it are closed."""
        return self.fileno() == -1

    def _show(self):
        """Make the real socket readable if there is something to receive."""
        if self._lit != self._peer.has_news():
            self._lit = not self._lit
            if self._lit:
                self._far.send(b"!")
            else:
                super().recv(1)
