"""A scripted HTTP/1.1 server for the conformance suite: a URL has the script of its response, a log has the requests.

A case may run on a board at the end of a cable, so nothing is set up before a request: what the server does
is in the URL (tests/endpoints.py), and what it received is read afterwards, by URL, too. A first
path segment that begins with "@" is a token: the route does not see it, and /log/<token> lists every
connection that carried it in the head of a request.

Every listener has its own threads, and every read has a timeout, so that no faulty client can
block the suite. `python tests/server.py` serves until interrupted and prints its addresses, for a board
or a person.
"""

import argparse
import base64
import collections
import contextlib
import json
import select
import socket
import ssl
import struct
import threading
import time

import endpoints

IDLE = 30.0  # seconds that a connection may be silent between requests
WITHIN = 8.0  # seconds that a client may be silent within a request
HANDSHAKE = 5.0
PIECE = 1 << 18  # bytes that a client must accept within IDLE seconds, however busy the machine is
HEAD_LIMIT = 1 << 20
BODY_LIMIT = 64 << 20
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"
# An interim response, and framing fields that a client ignores (RFC 9110 section 9.3.6).
FRAMED = b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
PROXY_CREDENTIAL = "Basic " + base64.b64encode(b"proxy-user:proxy-pass").decode()


class Hangup(Exception):
    """The peer closed, reset or stalled the connection."""


class Log:
    """The requests of the last few thousand connections."""

    def __init__(self):
        self._records = collections.deque(maxlen=5000)
        self._changed = threading.Condition()

    def open(self, listener):
        """A record for a new connection; its fields are the response of /log."""
        with self._changed:
            number = self._records[-1]["id"] + 1 if self._records else 1
            record = {"id": number, "listener": listener, "requests": [], "end": "", "via": "", "name": ""}
            self._records.append(record)
            return record

    def add(self, record, head):
        """Record a request by its head, a character for each byte; "body" is set when it is read."""
        with self._changed:
            record["requests"].append({"head": head.decode("latin-1"), "body": ""})
            self._changed.notify_all()
            return record["requests"][-1]

    def close(self, record, end):
        """Record who ended the connection: "client" or "server"."""
        with self._changed:
            record["end"] = record["end"] or end
            self._changed.notify_all()

    def find(self, token, closed_within=0.0):
        """Return the connections with the token in a head; wait so long for one, and until all are closed."""
        deadline = time.monotonic() + closed_within
        with self._changed:
            while True:
                found = [record for record in self._records if self._names(record, token)]
                left = deadline - time.monotonic()
                if left <= 0 or (found and all(record["end"] for record in found)):
                    return json.loads(json.dumps(found))
                self._changed.wait(left)

    @staticmethod
    def _names(record, token):
        heads = [record["via"], *(request["head"] for request in record["requests"])]
        return any(token in head for head in heads if "/log/" + token not in head)


class Wire:
    """A socket with timeouts, and with the ways of ending a connection that a script can choose."""

    def __init__(self, sock, pause=0.0):
        self.sock = sock
        self.pause = pause
        self.buffer = b""
        self.eof = False
        self.ended_by = ""

    def _more(self, timeout):
        self.sock.settimeout(max(timeout, 0.001))
        try:
            data = self.sock.recv(65536)
        except OSError as error:
            self.eof = not isinstance(error, TimeoutError)
            raise Hangup(str(error)) from error
        if not data:
            self.eof = True
            raise Hangup("closed by the client")
        self.buffer += data

    def peek(self):
        """The first byte to come."""
        if not self.buffer:
            self._more(IDLE)
        return self.buffer[:1]

    def read_until(self, marker, limit=HEAD_LIMIT):
        """Bytes up to and including the marker."""
        seen = 0
        while marker not in self.buffer[seen:]:
            if len(self.buffer) > limit:
                raise Hangup("too long")
            seen = max(len(self.buffer) - len(marker), 0)
            self._more(WITHIN)
        return self.read_exact(self.buffer.index(marker) + len(marker))

    def read_exact(self, count):
        """Exactly so many bytes."""
        if count > BODY_LIMIT:
            raise Hangup("too long")
        parts, left = [], count
        while left > len(self.buffer):
            parts.append(self.buffer)
            left -= len(self.buffer)
            self.buffer = b""
            self._more(WITHIN)
        parts.append(self.buffer[:left])
        self.buffer = self.buffer[left:]
        return b"".join(parts)

    def wait_for_close(self, seconds):
        """Read until the client closes, at most so many seconds; return True if it did."""
        deadline = time.monotonic() + seconds
        with contextlib.suppress(Hangup):
            while time.monotonic() < deadline:
                self._more(deadline - time.monotonic())
                self.buffer = b""
        return self.eof

    def send(self, data):
        """Send all bytes, or raise Hangup."""
        self.sock.settimeout(IDLE)
        half = len(data) // 2 if self.pause else 0
        try:
            if self.pause:
                time.sleep(self.pause)
                self._send(data[:half])
                time.sleep(self.pause)
            self._send(data[half:])
        except OSError as error:
            self.eof = True
            raise Hangup(str(error)) from error

    def _send(self, data):
        view = memoryview(data)
        for start in range(0, len(view), PIECE):  # the timeout is that of a whole sendall
            self.sock.sendall(view[start : start + PIECE])

    def half_close(self):
        """End the sending side only."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_WR)

    def reset(self):
        """Close with RST in place of FIN."""
        with contextlib.suppress(OSError):
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.truncate()

    def truncate(self):
        """Close the socket; over TLS, without the closure alert."""
        self.ended_by = "client" if self.eof else "server"
        with contextlib.suppress(OSError):
            self.sock.close()

    def close(self):
        """Close with a closure alert, and without an RST on unread data, which could overtake the response."""
        with contextlib.suppress(OSError, ValueError):
            if isinstance(self.sock, ssl.SSLSocket) and not self.eof:
                self.sock.settimeout(0.3)
                self.sock = self.sock.unwrap()
            if not self.eof and select.select([self.sock], [], [], 0)[0]:
                self.half_close()
                self.ended_by = "server"
                self.wait_for_close(0.5)
        self.ended_by = self.ended_by or ("client" if self.eof else "server")
        with contextlib.suppress(OSError):
            self.sock.close()


class Listener:
    """One listening address: plain or TLS, serving endpoints or proxying."""

    def __init__(self, server, name, address, context=None, handler=None):
        self.server = server
        self.name = name
        self.context = context
        if context is not None:
            context.sni_callback = _note_name
        self.handler = handler or serve
        family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.sock = socket.create_server(address, family=family, backlog=128)
        self.port = self.sock.getsockname()[1]
        self._wires = set()
        threading.Thread(target=self._accept, name=f"listen {name}", daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                sock, peer = self.sock.accept()
                threading.Thread(target=self._run, args=(sock, peer), daemon=True).start()

    def _run(self, sock, peer):
        record = self.server.log.open(self.name)
        wire = Wire(sock, self.server.pause)
        self._wires.add(wire)
        try:
            self._secure(wire)
            record["via"] = self.server.tunnels.pop(peer[1], "")  # set before a handshake through it
            record["name"] = getattr(wire.sock, "asked_name", "")
            self.handler(self.server, wire, record)
        except Hangup:
            pass
        finally:
            self.server.tunnels.pop(peer[1], None)  # after a failed handshake another client may get the port
            wire.close()
            self._wires.discard(wire)
            self.server.log.close(record, wire.ended_by)

    def _secure(self, wire):
        wire.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.context is None:
            return
        wire.sock.settimeout(HANDSHAKE)
        try:
            wire.sock = self.context.wrap_socket(wire.sock, server_side=True)
        except OSError as error:
            raise Hangup(str(error)) from error

    def close(self):
        """Stop listening and drop every connection; their threads end by that."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()
        for wire in list(self._wires):
            with contextlib.suppress(OSError):
                wire.sock.shutdown(socket.SHUT_RDWR)


def _note_name(sock, name, context):
    """Keep the server name that a TLS client asks for (RFC 6066 section 3)."""
    sock.asked_name = name or ""


def serve(server, wire, record):
    """Answer requests by tests/endpoints.py until one of them ends the connection."""
    if wire.peek() == b"\x16":  # a TLS client at a port without TLS
        wire.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return
    exchange = None
    while exchange is None or exchange.keep:
        exchange = endpoints.Exchange(server, wire, record)
        exchange.run()


def proxy(server, wire, record):
    """Respond to requests in absolute form as their origin would, and open tunnels for CONNECT."""
    exchange = None
    while exchange is None or exchange.keep:
        exchange = endpoints.Exchange(server, wire, record)
        if record["listener"] == "proxy_auth" and exchange.header("proxy-authorization") != PROXY_CREDENTIAL:
            exchange.read_body()
            wanted = [("Proxy-Authenticate", "Basic realm=proxy")]
            exchange.answer(b"denied", status="407 Proxy Authentication Required", headers=wanted)
        elif exchange.method == "CONNECT":
            tunnel(server, wire, exchange)
            exchange.keep = False
        else:
            exchange.run()


def tunnel(server, wire, exchange):
    """Relay to the address that CONNECT names; the connection there is logged with this head as its "via".

    A host under ".script.test" is not an address but the steps of a script, in labels, with "-" for ".".
    """
    host, _, port = exchange.target.rpartition(":")
    if host.endswith(".script.test"):
        steps = host[: -len(".script.test")].replace(".", "").replace("-", ".")
        endpoints.script(exchange, steps)
        return
    try:
        onward = socket.create_connection((host.strip("[]"), int(port)), 5)
    except (OSError, ValueError):
        exchange.answer(b"nowhere", status="502 Bad Gateway")
        return
    with onward:
        server.tunnels[onward.getsockname()[1]] = exchange.head.decode("latin-1")
        wire.send(FRAMED if exchange.record["listener"] == "proxy_framed" else ESTABLISHED)
        relay(wire, onward)


def relay(wire, onward):
    """Copy both ways until either side ends or both are idle."""
    onward.sendall(wire.buffer)
    wire.sock.settimeout(IDLE)
    onward.settimeout(IDLE)
    with contextlib.suppress(OSError):
        while True:
            for source in select.select([wire.sock, onward], [], [], IDLE)[0] or [None]:
                data = source.recv(65536) if source else b""
                if not data:
                    wire.eof = source is wire.sock
                    return
                (onward if source is wire.sock else wire.sock).sendall(data)


def mute(server, wire, record):
    """Accept, read, and send nothing."""
    wire.wait_for_close(IDLE)


class Server:
    """All listeners of one suite run.

    Args:
        contexts: {name: ssl.SSLContext} for the TLS listeners; the keys become address names.
        bind: the IPv4 address to listen on: loopback, or "0.0.0.0" to serve a device.
        host: the IPv4 address by which clients reach it, where that differs from `bind`.
        pause: seconds before each half of what it sends: a client must not depend on when bytes arrive.

    `addresses` maps a listener's name to "scheme://host:port".
    """

    def __init__(self, contexts=None, bind="127.0.0.1", host=None, pause=0.0):
        name = host or "localhost"
        host = host or bind
        self.pause = pause
        self.log = Log()
        self.tunnels = {}
        self.addresses = {}
        self._listeners = []
        self._sockets = []
        main = self._listen("http", bind, host)
        self._listen("other", bind, host)
        self._listen("mute", bind, host, handler=mute)
        self._listen("proxy", bind, host, handler=proxy)
        self._listen("proxy_auth", bind, host, handler=proxy)
        self._listen("proxy_framed", bind, host, handler=proxy)
        for listener, context in (contexts or {}).items():
            port = self._listen(listener, bind, host, context).port
            self.addresses[listener] = f"https://{name}:{port}"
            self.addresses[listener + "_ip"] = f"https://{host}:{port}"
        if name == "localhost":  # which only this machine can reach
            self.addresses["name"] = f"http://{name}:{main.port}"
            with contextlib.suppress(OSError):
                self._listen("http6", "::1", "[::1]")
        self.addresses["refused"] = f"http://{host}:{self._refusing_port(bind)}"
        self.addresses["full"] = f"http://{host}:{self._full_port(bind)}"

    def _listen(self, name, bind, host, context=None, handler=None):
        listener = Listener(self, name, (bind, 0), context, handler)
        self._listeners.append(listener)
        self.addresses[name] = f"http://{host}:{listener.port}"
        return listener

    def _refusing_port(self, bind):
        """Return a port that is bound, so that no other program gets it, and does not listen."""
        sock = socket.socket()
        sock.bind((bind, 0))
        self._sockets.append(sock)
        return sock.getsockname()[1]

    def _full_port(self, bind):
        """Return a port whose queue of connections is full: Linux neither accepts nor refuses another one."""
        sock = socket.create_server((bind, 0), backlog=0)
        self._sockets.append(sock)
        for _ in range(2):
            filler = socket.socket()
            filler.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                filler.connect(sock.getsockname())
            self._sockets.append(filler)
        return sock.getsockname()[1]

    def close(self):
        """Close every socket; then the threads end."""
        for listener in self._listeners:
            listener.close()
        for sock in self._sockets:
            sock.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def main():
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bind", default="127.0.0.1", help="address to listen on; 0.0.0.0 to serve a board")
    parser.add_argument("--host", help="address by which clients reach this machine")
    options = parser.parse_args()
    with Server(bind=options.bind, host=options.host) as server:
        print(json.dumps(server.addresses), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
