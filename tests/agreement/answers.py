"""Malformed responses: complete ones, changed by a few random edits.

The same number gives the same response each time.  Known differences of the two backends (tests/differences/) are left
out: dates and domains of cookies, which follow http.cookiejar on CPython.
"""

import random

WHOLE = (
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3;a=b\r\nabc\r\n0\r\nX-T: 1\r\n\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nhello world",
    b"HTTP/1.1 204 No Content\r\nSet-Cookie: a=b; Path=/; HttpOnly\r\n\r\n",
    b"HTTP/1.1 200 \r\nX-Fold: a\r\n b\r\nX-A: 1\r\nX-A: 2\r\nSet-Cookie: c=d; Max-Age=9\r\nContent-Length: 0\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: /final?x=1#f\r\nContent-Length: 3\r\n\r\nabc",
    b"HTTP/1.1 301 Moved\r\nLocation: ../final\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b'HTTP/1.1 401 Who\r\nWWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\nContent-Length: 0\r\n\r\n',
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 25\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    b"\xcbH\xcd\xc9\xc9\x07\x00\x86\xa6\x106\x05\x00\x00\x00",
    b'HTTP/1.1 200 OK\r\nLink: <http://a/>; rel=next, </b>; rel="last"\r\nContent-Length: 7\r\n\r\n{"a":1}',
)
WORDS = (
    *(b"\r\n", b"\n", b"\r", b"\0", b" ", b"\t", b":", b",", b";", b"=", b'"', b"%", b"%zz", b"//", b"..", b"\\", b"@"),
    *(b"-1", b"+5", b"0x5", b"5, 5", b"5,6", b"9" * 20, b"f" * 17, b"A" * 50, b"0\r\n\r\n", b"\xff", b"\xc3\xa9"),
    *(b"\x0b", b"chunked", b"gzip", b"HTTP/1.1 ", b"HTTP/2 ", b"HTTP/1.1 102 P\r\n\r\n", b"Connection: close\r\n"),
    *(b"Content-Length: 5\r\n", b"Content-Length: 6\r\n", b"Content-Encoding: deflate\r\n", b"Set-Cookie: x=y\r\n"),
    *(b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: identity\r\n", b"Transfer-Encoding: gzip, chunked\r\n"),
    *(b"Location: http://\r\n", b"Location: ftp://a/\r\n", b"Location: \r\n"),
)


def answer(number):
    """Return the bytes of one response."""
    rng = random.Random(number)
    data = bytearray(rng.choice(WHOLE))
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3, 4))):
        edited(data, rng)
    return bytes(data)


def edited(data, rng):
    """Change a byte, or cut, put in, or repeat a few; more often near the front, where the head is."""
    at = rng.randrange(min(len(data), rng.choice((60, 999))) + 1)
    kind = rng.randrange(6)
    if kind == 0:
        data[at : at + 1] = bytes((rng.randrange(256),))
    elif kind == 1:
        del data[at : at + rng.choice((1, 2, 5))]
    elif kind in (2, 3):
        data[at:at] = rng.choice(WORDS)
    elif kind == 4:
        data[at:at] = data[at : at + rng.randrange(24)]
    else:
        del data[at + rng.randrange(200) :]
