"""A CPython's `socket.socket` and `socket.getaddrinfo`, as wire.py's script has them.

Each scripted socket is one end of a real pair, so that the system's own poll and select can be asked about it: a byte
lies in it whenever the script has something to receive.
"""

import importlib.util
import socket
import time

import urllib3.util.connection  # noqa: F401  # opens a socket when it is imported, to look whether there is IPv6

Own = socket.socket
LONG = 2  # seconds; no case means to wait so long


class Edge:
    """Both, in the place of the system's as long as they are installed."""

    # PyPI's Requests closes a session's sockets only when nobody holds a response any more.
    closes_all = importlib.util.find_spec("requests._core") is not None

    def __init__(self, wire):
        self._wire = wire
        self._own = socket.socket, socket.getaddrinfo
        self._pairs = [socket.socketpair() for _ in wire.peers]
        self._free = list(self._pairs)

    def install(self):
        """What the module `socket` is asked for from here on is the script's."""
        Socket.edge = self
        socket.socket, socket.getaddrinfo = Socket, self.getaddrinfo

    def remove(self):
        """Give the system its own back."""
        socket.socket, socket.getaddrinfo = self._own
        for pair in self._pairs:
            for end in pair:
                end.close()

    def getaddrinfo(self, host, port, *args, **kwargs):
        """The addresses of a host, or none."""
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
        """A scripted socket, or the system's around what another thread has accepted."""
        return super().__new__(cls) if fileno is None else Own(family, kind, protocol, fileno)

    def __init__(self, *args):
        self._peer, near, self._far = self.edge.next_line()
        self._lit = False
        self._peer.socket = self
        super().__init__(fileno=near.detach())

    def setsockopt(self, *args):
        """No option of TCP means anything here."""

    def connect(self, address):
        """Reach the peer, or not."""
        self._peer.connect(address)

    def send(self, data, flags=0):
        """Send some bytes; how many."""
        size = self._peer.write(data)
        self._show()
        return size

    def sendall(self, data, flags=0):
        """Send all the bytes."""
        view = memoryview(data).cast("B")
        while len(view):
            view = view[self.send(view) :]

    def recv(self, size, flags=0):
        """Receive what is there, within the timeout."""
        data = None
        while data is None and self._peer.has_news():
            data = self._peer.take(size)
        self._show()
        if data is None:
            assert self.gettimeout() and self.gettimeout() < LONG, "waits for ever"
            time.sleep(self.gettimeout())
            raise TimeoutError("timed out")
        return data

    def recv_into(self, buffer, size=0, flags=0):
        """Receive what is there into a buffer; how many bytes."""
        data = self.recv(size or len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def is_closed(self):
        """Whether it is closed, by whoever had a part of it."""
        return self.fileno() == -1

    def _show(self):
        """Let the system see whether there is something to receive."""
        if self._lit != self._peer.has_news():
            self._lit = not self._lit
            if self._lit:
                self._far.send(b"!")
            else:
                super().recv(1)
