"""Cameras, routers and old proxies bend the rules without changing where a message ends."""

import os

import requests

END = b"Content-Length: 2\r\n\r\nok"
HEADS = {
    "a space before the colon": b"HTTP/1.1 200 OK\r\nX-A : 1\r\n" + END,
    "a line without colon": b"HTTP/1.1 200 OK\r\nwhat is this\r\nX-A: 1\r\n" + END,
    "two spaces in the status line": b"HTTP/1.1  200 OK\r\nX-A: 1\r\n" + END,
    "HTTP/2 in the status line": b"HTTP/2 200\r\nX-A: 1\r\n" + END,
    "ICY": b"ICY 200 OK\r\nX-A: 1\r\n" + END,
    "an empty Content-Length": b"HTTP/1.1 200 OK\r\nX-A: 1\r\nContent-Length:\r\n\r\nok",
    "no CRLF after the last chunk": b"HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
}
for name, raw in HEADS.items():
    try:
        r = requests.get(os.environ["HTTP"] + "/script/x" + raw.hex() + ".close", timeout=5)
        print(name, "->", r.status_code, r.content, r.headers.get("X-A"))
    except requests.RequestException as error:
        print(name, "->", type(error).__name__)

# prints:
# a space before the colon -> 200 b'ok' 1
# a line without colon -> 200 b'ok' 1
# two spaces in the status line -> 200 b'ok' 1
# HTTP/2 in the status line -> 200 b'ok' 1
# ICY -> 200 b'ok' 1
# an empty Content-Length -> ConnectionError
# no CRLF after the last chunk -> ChunkedEncodingError

# PyPI's requests prints:
# a space before the colon -> 200 b'ok' None
# a line without colon -> 200 b'ok' None
# two spaces in the status line -> 200 b'ok' 1
# HTTP/2 in the status line -> ConnectionError
# ICY -> ConnectionError
# an empty Content-Length -> 200 b'ok' 1
# no CRLF after the last chunk -> 200 b'ok' 1
