"""A script in place of the network: a whole client runs over it, even where there is no network.

    with Wire(Peer(answer(b"hello"))) as wire:
        eq(requests.get("http://device.test/").content, b"hello")
    eq(wire.requests[0][0], "GET / HTTP/1.1")

The script replaces the interface of the system: the modules `socket` and `select` of MicroPython (devicesocket.py),
`socket.socket` and `socket.getaddrinfo` of CPython (desktopsocket.py).  Nothing of a client is replaced.

A Peer is the other end of one connection.  It has a turn for each request: what it sends from the first byte of that
request on.  A turn is bytes, or a list of pieces: bytes that one receive returns at most, None for a pause, b"" for the
end of the stream, an OSError to raise.  After its last turn a peer is silent, and keeps the connection open.
"""

import errno
import sys

if sys.implementation.name == "micropython":
    from devicesocket import Edge
else:
    from desktopsocket import Edge

END = b""
RESET = OSError(errno.ECONNRESET, "reset")
ABORTED = OSError(errno.ECONNABORTED, "aborted")
REFUSED = OSError(errno.ECONNREFUSED, "refused")
UNREACHABLE = OSError(errno.EHOSTUNREACH, "unreachable")
LATE = OSError(errno.ETIMEDOUT, "late")
BROKEN = OSError(getattr(errno, "EPIPE", 32), "broken pipe")  # MicroPython has no name for it
ENDLESS = 1 << 28


class Peer:
    """The other end of one connection; its responses are in `turns`.

    `connecting` is the OSError that connecting raises.  A write takes `takes` bytes at most; after `room`
    bytes the next one raises `breaking`.
    """

    def __init__(self, *turns, connecting=None, takes=ENDLESS, room=ENDLESS, breaking=BROKEN):
        self.turns = [list(turn) if isinstance(turn, (list, tuple)) else [turn] for turn in turns]
        self.connecting = connecting
        self.takes = takes
        self.room = room
        self.breaking = breaking
        self.place = None
        self.socket = None
        self.sent = bytearray()  # by the client
        self._pieces = []

    def connect(self, place):
        """Accept or refuse a connection to (host, port)."""
        self.place = place
        if self.connecting:
            raise OSError(*self.connecting.args)

    def write(self, data):
        """Take some bytes of a request and return how many; the first one begins the next turn."""
        if not self._pieces and self.turns:
            self._pieces = self.turns.pop(0)
        size = min(len(data), self.takes, self.room - len(self.sent))
        if data and not size:
            raise OSError(*self.breaking.args)
        self.sent += bytes(data[:size])
        return size

    def has_news(self):
        """Return True if there is something to receive, even after a pause."""
        return bool(self._pieces)

    def take(self, most, line=False):
        """Return at most so many bytes, or up to the end of a line; b"" is the end, None is nothing yet."""
        if not self._pieces or self._pieces[0] is None:
            return self._pieces.pop(0) if self._pieces else None
        piece = self._pieces[0]
        if isinstance(piece, OSError):
            raise OSError(*piece.args)  # at each further read, too
        if piece:
            end = piece.find(b"\n") + 1 if line else 0
            size = min(most, end or most)
            self._pieces[:1] = [piece[size:]] if size < len(piece) else []
            piece = piece[:size]
        return piece


class Wire:
    """The system's sockets within a `with` block: each new one leads to the next peer.

    Every name has so many `addresses`.  At the end of the block each peer must have been reached, and each socket
    closed.
    """

    def __init__(self, *peers, addresses=1):
        self.peers = [peer if isinstance(peer, Peer) else Peer(peer) for peer in peers]
        self.addresses = addresses
        self.waiting = list(self.peers)
        self._edge = Edge(self)

    def next_peer(self):
        """The peer of a new socket."""
        assert self.waiting, f"connection {len(self.peers) + 1}: the script has no peer for it"
        return self.waiting.pop(0)

    @property
    def sent(self):
        """The bytes that each connection has carried to its peer."""
        return [bytes(peer.sent) for peer in self.peers]

    @property
    def requests(self):
        """The complete requests: (first line, {name in lower case: value}, body with its framing)."""
        return [request for data in self.sent for request in parsed(data)]

    @property
    def places(self):
        """(host, port) of each connection, None for a peer that was not reached."""
        return [peer.place for peer in self.peers]

    @property
    def closed(self):
        """For each connection, True if the client has closed it; None for one that was never made."""
        return [peer.socket and peer.socket.is_closed() for peer in self.peers]

    def __enter__(self):
        self._edge.install()
        return self

    def __exit__(self, kind, error, trace):
        closed = self.closed
        self._edge.remove()
        if kind is None:
            wrong = (None, False) if self._edge.closes_all else (None,)
            assert not [state for state in closed if state in wrong], f"sockets closed: {closed}"


def parsed(data):
    """Return the requests that one connection carried, parsed strictly: an invalid one fails an assertion."""
    found = []
    while data:
        head, end, data = data.partition(b"\r\n\r\n")
        assert end, f"a head without its end: {head!r}"
        line, *lines = str(head, "ascii").split("\r\n")
        fields = {name.lower(): value for name, value in [line.split(": ", 1) for line in lines]}
        assert len(fields) == len(lines), f"a field is repeated: {head!r}"
        size = _chunks(data) if fields.get("transfer-encoding") == "chunked" else int(fields.get("content-length", "0"))
        assert size <= len(data), f"{size - len(data)} bytes are missing after {head!r}"
        found.append((line, fields, data[:size]))
        data = data[size:]
    return found


def _chunks(data):
    """Return the number of bytes of a chunked body, its last chunk included."""
    start, size = 0, 1
    while size:
        end = data.find(b"\r\n", start)
        assert end >= 0, f"chunks without their end: {data!r}"
        size = int(data[start:end], 16)
        start = end + 2 + size + 2
        assert data[start - 2 : start] == b"\r\n", f"a chunk without its end: {data!r}"
    return start


def answer(body=b"", status="200 OK", *fields, length=None):
    """Return a response of known length; fields are text."""
    size = len(body) if length is None else length
    lines = ["HTTP/1.1 " + status] + list(fields) + [f"Content-Length: {size}", "", ""]
    return "\r\n".join(lines).encode() + body


def chunked(*chunks, trailer=b""):
    """Return a response in chunks."""
    framed = b"".join([b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks])
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + framed + b"0\r\n" + trailer + b"\r\n"


def redirect(location, status="302 Found", *fields):
    """Return a redirect."""
    return answer(b"", status, "Location: " + location, *fields)


def pieces(data, size=1):
    """Return the data in pieces of that size, each after a pause."""
    turn = []
    for start in range(0, len(data), size):
        turn += [None, data[start : start + size]]
    return turn
