"""The board's part of test_wire_heap.py: the heap that a task needs, without the scripted network.

`measure` fills the heap but for one block of a given size, and tries the task there.
"""

import gc

import requests
from full_heap import fill, release
from wire import END, Peer, Wire, answer, redirect

AT = "http://device.test/"
KILO = b"y" * 1024
HEAD = b"HTTP/1.1 200 OK\r\n"
CHALLENGE = 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256'
OK = answer(b"ok")
STEP = 64  # bytes


class Forgetful(Peer):
    """A peer that keeps nothing of what it is sent."""

    def write(self, data):
        """Take all the bytes."""
        Peer.write(self, b"")
        return len(data)


def get(session):
    """GET a small response."""
    session.get(AT)


def get_twice(session):
    """The same on a connection that was kept, if it was."""
    session.get(AT)
    session.get(AT)


def post(session):
    """POST a little JSON."""
    session.post(AT, json={"a": 1})


def ask_digest(session):
    """Answer a challenge."""
    session.get(AT, auth=requests.auth.HTTPDigestAuth("user", "pass"))


def upload(session):
    """Send 64 KB whose length is not known."""
    session.post(AT, data=(KILO for _ in range(64)))


def stream(session):
    """Read 64 KB into one buffer."""
    buffer = bytearray(1024)
    left = 65536
    with session.get(AT, stream=True) as r:
        while left:
            left -= r.raw.readinto(buffer)


def fail(session):
    """Read a body that ends too early."""
    try:
        session.get(AT)
    except requests.exceptions.ChunkedEncodingError:
        return
    raise AssertionError("no error")


TASKS = (
    ("GET, small", [[OK]], get),
    ("GET, kept connection", [[OK, OK]], get_twice),
    ("POST of JSON", [[OK]], post),
    ("a redirect to another host", [[redirect("http://other.test/")], [OK]], get),
    ("a cookie set and sent", [[answer(b"", "200 OK", "Set-Cookie: a=1"), OK]], get_twice),
    ("Digest, SHA-256", [[answer(b"", "401 Who", CHALLENGE), OK]], ask_digest),
    (
        "64 KB in chunks, readinto",
        [[[HEAD + b"Transfer-Encoding: chunked\r\n\r\n"] + [b"400\r\n", KILO, b"\r\n"] * 64]],
        stream,
    ),
    ("64 KB sent in chunks", [[OK]], upload),
    ("an answer cut short", [[[HEAD + b"Content-Length: 5\r\n\r\nhel", END]]], fail),
)


def measure():
    """Print "TASK | bytes" for each task, after a first run that loads what it takes."""
    for name, turns, task in TASKS:
        attempt(turns, task, None)
        low, high = 0, 65536
        while high - low > STEP:
            room = (low + high) // 2
            if attempt(turns, task, room):
                high = room
            else:
                low = room
        print(f"{name} | {high}")


def attempt(turns, task, room):
    """Return True if the task succeeds in one block of so many bytes; None means the whole heap."""
    wire = Wire(*[Forgetful(*each) for each in turns])
    gc.collect()
    held = fill(room) if room else None
    try:
        with wire, requests.Session() as session:
            task(session)
        return True
    except MemoryError:
        return False
    except requests.RequestException as error:
        release(held)  # the text of an error takes memory
        if room is None or "memory" not in str(error):
            raise
        return False
    finally:
        release(held)
