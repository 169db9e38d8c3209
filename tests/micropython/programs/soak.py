"""Requests of every kind in one session, every tenth to a faulty server; the heap near the start and at the end."""

import gc

import micropython
import requests
from harness import eq, raises, script, url

E = requests.exceptions


def misbehaving():
    """Return pairs of a URL and the exception of a GET there, or None."""
    head = b"HTTP/1.1 200 OK\r\n"
    good = head + b"Content-Length: 2\r\n\r\nok"
    return [
        (script("reset"), E.ConnectionError),
        (script(head + b"Content-Length: 9\r\n\r\ncut", "close"), E.ChunkedEncodingError),
        (script("hang"), E.ReadTimeout),
        (url("/status/503"), None),
        (url("/redirect/2"), None),
        (script(head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab", "reset"), E.ChunkedEncodingError),
        (script(good, "close"), None),
    ]


def get(s, where, timeout):
    return s.get(where, timeout=timeout).content


def once(s, bad, count):
    if count % 10 == 1:  # the server may be closing the connection; a POST would not be repeated
        eq(s.get(url("/bytes/700")).status_code, 200)
        return
    if count % 10:
        r = s.post(url("/post"), files={"image": ("a.jpg", b"j" * 500)}) if count % 3 else s.get(url("/bytes/700"))
        eq(r.status_code, 200)
        return
    where, kind = bad[count // 10 % len(bad)]
    if kind:
        raises(kind, get, s, where, timeout=(5, 0.05 if kind is E.ReadTimeout else 5))
    else:
        get(s, where, timeout=5)


def show():
    gc.collect()
    micropython.mem_info()


def run(requests_in_all):
    bad = misbehaving()
    with requests.Session() as s:
        for count in range(requests_in_all):
            once(s, bad, count)
            if count == 100:
                show()
        show()
