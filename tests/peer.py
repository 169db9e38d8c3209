"""A small server for tests that choose every byte that it sends."""

import contextlib
import socket
import struct
import threading

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Peer:
    """Serves its n-th connection with the n-th script, and all further ones with the last.

    A script is a list: bytes are the response to the next request, a function is called with the socket after it.
    When a script is over, the connection stays open until the client closes it; `END` and `RESET` close it at once.
    """

    def __init__(self, *scripts):
        self.scripts = scripts
        self.received = []  # for each connection, the bytes of each request
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        # close() alone would leave the thread in accept(), on a descriptor that the next listener may get.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                number = min(len(self.received), len(self.scripts) - 1)
                self.received.append([])
                threading.Thread(
                    target=self._serve, args=(sock, self.scripts[number], self.received[-1]), daemon=True
                ).start()

    def _serve(self, sock, script, received):
        with sock, contextlib.suppress(OSError):
            sock.settimeout(10)
            for step in script:
                if callable(step):
                    step(sock)
                    continue
                request = read_request(sock)
                if not request:
                    return
                received.append(request)
                sock.sendall(step)
            while request := read_request(sock):  # further requests get no response
                received.append(request)


def read_request(sock):
    """Return one request, head and body, or the bytes before the client closed."""
    data = bytearray()
    while b"\r\n\r\n" not in data:
        piece = sock.recv(65536)
        if not piece:
            return bytes(data)
        data += piece
    head = bytes(data.partition(b"\r\n\r\n")[0]).lower()
    if b"transfer-encoding: chunked" in head:
        while not data.endswith(b"0\r\n\r\n"):
            data += sock.recv(65536)
    elif b"content-length: " in head:
        wanted = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]) + len(head) + 4
        while len(data) < wanted:
            data += sock.recv(1 << 20)
    return bytes(data)


def END(sock):
    """Close the connection."""
    sock.shutdown(socket.SHUT_RDWR)
    sock.close()


def RESET(sock):
    """Close the connection by a reset."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def reset_unasked(sock):
    """Wait for a request, leave it unread and reset the connection."""
    sock.recv(1)
    RESET(sock)
