"""A server that breaks the connection in a way that each URL names: /<kind>/<token>.

Every good response has its token in a field and all over its body, so that a response which reaches the wrong
caller is seen. It runs in a process of its own, prints its port, and serves until its standard input ends.
GET /open/x tells how many other connections are open.
"""

import contextlib
import re
import socket
import struct
import sys
import threading
import time

PATIENCE = 3.0  # seconds for a client to close, or to send the next request
LATE = 0.2  # seconds after which a client has given up
REPEATS = 20  # a body is its token so often
FORGED = b"HTTP/1.1 200 OK\r\nX-Token: forged\r\nContent-Length: 6\r\n\r\nforged"


class Over(Exception):
    """The connection has ended."""


class Conversation:
    """One connection: reads requests, answers each as its URL says."""

    open = set()

    def __init__(self, sock):
        self.sock = sock
        self.buffer = b""
        sock.settimeout(PATIENCE)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def run(self):
        """Serve the connection to its end."""
        self.open.add(self)
        with contextlib.suppress(OSError, Over):
            while True:
                kind, self.token = self._request()
                KINDS[kind](self)
        self.open.discard(self)
        self.sock.close()

    def _request(self):
        head = self._read_until(b"\r\n\r\n")
        body = re.search(rb"(?i)\ncontent-length: (\d+)", head)
        while len(self.buffer) < (int(body[1]) if body else 0):
            self._more()
        self.buffer = b""
        self.method, target = head.split(b" ", 2)[:2]
        _, kind, token = target.split(b"/")
        return kind.decode(), token

    def _read_until(self, end):
        while end not in self.buffer:
            self._more()
        head, _, self.buffer = self.buffer.partition(end)
        return head

    def _more(self):
        data = self.sock.recv(65536)
        if not data:
            raise Over
        self.buffer += data

    def send(self, *pieces):
        """Send them, one after the other."""
        for piece in pieces:
            self.sock.sendall(piece)

    @property
    def body(self):
        """The body of a good response."""
        return self.token * REPEATS

    def head(self, fields, status=b"200 OK"):
        """The head of a response, marked with the token."""
        return b"HTTP/1.1 %b\r\nX-Token: %b\r\n%b\r\n\r\n" % (status, self.token, fields)

    def whole(self, fields=b"X-A: 1", body=None):
        """A good response of declared length."""
        body = self.body if body is None else body
        return self.head(b"Content-Length: %d\r\n%b" % (len(body), fields)) + body

    def chunks(self, end=b"0\r\n\r\n"):
        """A chunked response."""
        pieces = [b"%x\r\n%b\r\n" % (len(self.token), self.token)] * REPEATS
        return self.head(b"Transfer-Encoding: chunked") + b"".join(pieces) + end

    def reset(self):
        """Close with RST in place of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Over

    def stall(self):
        """Send nothing until the client closes."""
        while True:
            self._more()


def kind(function):
    """Register a way to answer under the function's name."""
    KINDS[function.__name__.strip("_")] = function
    return function


KINDS = {}


@kind
def whole(it):
    it.send(it.whole())


@kind
def chunked(it):
    it.send(it.chunks())


@kind
def split(it):
    """In three segments, cut within the head and the body."""
    answer = it.chunks()
    it.send(answer[:9], answer[9:-3], answer[-3:])


@kind
def big(it):
    it.send(it.whole(body=it.token * 5000))


@kind
def hinted(it):
    it.send(b"HTTP/1.1 103 Early Hints\r\nX-Token: early\r\n\r\n", it.whole())


@kind
def last(it):
    it.send(it.whole(b"Connection: close"))
    raise Over


@kind
def unframed(it):
    it.send(it.head(b"X-A: 1"), it.body)
    raise Over


@kind
def idle(it):
    """Send a good response, and then close the kept connection."""
    it.send(it.whole())
    raise Over


@kind
def sleepy(it):
    """The same, when the next request may be on its way."""
    it.send(it.whole())
    time.sleep(0.001)
    raise Over


@kind
def timed_out(it):
    """Send a good response, then an unrequested 408, as servers do that close idle connections."""
    it.send(it.whole())
    it.send(b"HTTP/1.1 408 Request Timeout\r\nX-Token: forged\r\nContent-Length: 0\r\n\r\n")
    raise Over


@kind
def poisoned(it):
    """An unrequested second response."""
    it.send(it.whole() + FORGED)
    it.stall()


@kind
def redirected(it):
    it.send(it.head(b"Location: /whole/%b\r\nContent-Length: 0" % it.token, b"302 Found"))


@kind
def reset(it):
    it.reset()


@kind
def closed(it):
    raise Over


@kind
def cut_head(it):
    it.send(it.whole()[:30])
    raise Over


@kind
def reset_head(it):
    it.send(it.whole()[:30])
    it.reset()


@kind
def cut_body(it):
    it.send(it.whole()[:-5])
    raise Over


@kind
def reset_body(it):
    it.send(it.whole()[:-5])
    it.reset()


@kind
def cut_chunks(it):
    it.send(it.chunks(b""))
    raise Over


@kind
def cut_trailer(it):
    it.send(it.chunks(b"0\r\n"))
    raise Over


@kind
def bad_head(it):
    it.send(b"HTTP/1.1 +200 OK\r\n\r\n", FORGED)
    it.stall()


@kind
def bad_length(it):
    it.send(it.head(b"Content-Length: 5\r\nContent-Length: 50"), FORGED)
    it.stall()


@kind
def bad_chunks(it):
    it.send(it.chunks(b"0x1\r\n"), FORGED)
    it.stall()


@kind
def stalled(it):
    it.stall()


@kind
def stalled_head(it):
    it.send(it.whole()[:30])
    it.stall()


@kind
def stalled_body(it):
    it.send(it.whole()[:-5])
    it.stall()


@kind
def late(it):
    """A good response after the client has given up."""
    time.sleep(LATE)
    it.send(it.whole())


@kind
def _open(it):
    it.send(it.whole(body=b"%d" % (len(it.open) - 1)))


def accept(listener):
    """Serve each connection in a thread of its own."""
    while True:
        threading.Thread(target=Conversation(listener.accept()[0]).run, daemon=True).start()


if __name__ == "__main__":
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    threading.Thread(target=accept, args=(listener,), daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()
