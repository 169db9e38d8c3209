"""A bare socket: the cost of the system itself, with hardly any parsing of the head."""

import socket
from urllib.parse import urlsplit

from .payloads import BIG, BLOCK, check


def _exchange(base, path):
    """Return a socket, and a function that requests a path and returns the body's length and its first bytes."""
    parts = urlsplit(base)
    sock = socket.create_connection((parts.hostname, parts.port))
    request = f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()

    def exchange():
        sock.sendall(request)
        head, _, body = sock.recv(BLOCK).partition(b"\r\n\r\n")
        return int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]), body

    return sock, exchange


def get(base):
    _, exchange = _exchange(base, "/small")
    return lambda: check(len(exchange()[1]), 39)


def content(base):
    """Read the body into new memory, like a client that returns it."""
    sock, exchange = _exchange(base, "/big")

    def operation():
        length, body = exchange()
        content = bytearray(length)
        content[: len(body)] = body
        view, at = memoryview(content), len(body)
        while at < length:
            at += sock.recv_into(view[at:])
        check(len(content), BIG)

    return operation


def iter_content(base):
    """Read the body through one buffer, of the size with the least cost."""
    sock, exchange = _exchange(base, "/big")
    buffer = bytearray(1 << 20)

    def operation():
        length, body = exchange()
        left = length - len(body)
        while left:
            left -= sock.recv_into(buffer, min(left, len(buffer)))
        check(length, BIG)

    return operation
