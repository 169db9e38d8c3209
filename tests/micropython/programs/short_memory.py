"""Requests in a heap with little room: each succeeds or raises a RequestException, and the next one succeeds.

`attempts` fills the heap except for one block, runs a task in it, and releases the rest; the block grows until the task
succeeds. All modules are loaded before, so that what is tried is the request and not the compiler.
"""

import gc

import requests
from full_heap import fill, release
from harness import eq
from requests import RequestException, _network_errors, _rare_reads, _uploads
from requests._core import chunked, multipart

from scripted_streams import OK, Scripted, session

AT = "http://a.example/"
FIELDS = b"".join([b"X-Field-%d: %s\r\n" % (number, b"v" * 100) for number in range(60)])
LONG = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + FIELDS + b"\r\nok"
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
COOKIE = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 2\r\n\r\nok"
CHALLENGE = (
    b'HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nContent-Length: 0\r\n\r\n'
)
JSON = ["abcdefgh"] * 200
FORM = {"a": "ä" * 500}
DATA = b"x" * 3000
LEAST = 1024  # bytes in which an exception and its text fit, too
STEP = 512
LOADED = (_network_errors, _rare_reads, _uploads, chunked, multipart)


def attempts(task, *turns):
    """Try a task in more and more memory, and check how each attempt ends; at least one must fail."""
    task(session(Scripted(*turns)))
    failed = 0
    for room in range(LEAST, 64 * 1024, STEP):
        stream, other = Scripted(*turns), Scripted(OK)
        s = session(stream, other)
        gc.collect()
        held = fill(room)
        try:
            r = task(s)
            release(held)
        except RequestException as error:
            release(held)
            assert "memory" in str(error), error
            eq((room, s.get(AT).content if stream.sent else b"ok"), (room, b"ok"))
            s.close()
            eq((room, stream.closed or not stream.sent, other.closed or not other.sent), (room, True, True))
            failed += 1
            continue
        eq(r.content, b"ok")
        s.close()
        break
    assert failed, "it succeeded at once"


def case_a_head_that_does_not_fit():
    attempts(lambda s: s.get(AT), LONG)


def case_an_adapter_without_a_session():
    prepared = requests.Request("GET", AT).prepare()
    attempts(lambda s: s.get_adapter(AT).send(prepared), LONG)


def case_a_redirect_with_a_head_that_does_not_fit():
    attempts(lambda s: s.get(AT), MOVED, LONG)


def case_a_body_in_chunks():
    attempts(lambda s: s.get(AT), CHUNKED)


def case_a_cookie():
    attempts(lambda s: s.get(AT), COOKIE)


def case_a_body_of_json():
    attempts(lambda s: s.post(AT, json=JSON), OK)


def case_a_form():
    attempts(lambda s: s.post(AT, data=FORM), OK)


def case_a_multipart_form():
    attempts(lambda s: s.post(AT, files={"a": ("a.bin", DATA)}), OK)


def case_a_body_of_unknown_length():
    attempts(lambda s: s.post(AT, data=(b"y" * 500 for _ in range(3))), OK)


def case_a_digest_answer():
    attempts(lambda s: s.get(AT, auth=requests.auth.HTTPDigestAuth("user", "secret")), CHALLENGE, OK)
