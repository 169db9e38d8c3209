"""Every error path closes its socket: thousands of failures leave as many descriptors open as before."""

import os

import harness
import requests
from harness import eq, raises, script, url


def case_2000_failures_leave_no_descriptor():

    def open_files():
        return len(list(os.ilistdir("/proc/self/fd")))

    E = requests.exceptions
    gzip = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"
    broken = [
        (E.ConnectionError, url("/", at="refused"), {}),
        (E.ConnectionError, script(b"nonsense\r\n\r\n"), {}),
        (E.ConnectionError, script("reset"), {}),
        (E.ConnectionError, script(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"), {}),
        (E.ChunkedEncodingError, script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "close"), {}),
        (E.ChunkedEncodingError, script(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), {}),
        (E.ContentDecodingError, script(gzip), {}),
        (E.TooManyRedirects, url("/redirect/3"), {}),
        (E.InvalidSchema, url("/redirect-to?url=ftp://example.org/"), {}),
        (E.ConnectionError, script(b"HTTP/1.1 200 OK\r\nBroken", "close"), {}),
    ]
    before = open_files()
    with requests.Session() as s:
        s.max_redirects = 2
        for _count in range(200):
            for kind, where, _options in broken:
                raises(kind, harness.read, s.get, where, timeout=5)
    eq(open_files(), before)


def case_timeouts_leave_no_descriptor():
    before = len(list(os.ilistdir("/proc/self/fd")))
    for _ in range(20):
        raises(requests.ReadTimeout, requests.get, url("/", at="mute"), timeout=(5, 0.02))
        raises(requests.ConnectTimeout, requests.get, url("/", at="full"), timeout=0.02)
    eq(len(list(os.ilistdir("/proc/self/fd"))), before)


def case_failed_handshakes_leave_no_descriptor():
    E = requests.exceptions
    before = len(list(os.ilistdir("/proc/self/fd")))
    for _ in range(50):
        raises(E.SSLError, requests.get, url("/", at="https_wrong_name"), verify=harness.address("ca"))
        raises(E.SSLError, requests.get, url("/", at="https"))
    eq(len(list(os.ilistdir("/proc/self/fd"))), before)


def case_bytes_after_the_end_of_a_coding_leave_no_descriptor():
    gzip = requests.get(url("/gzip"), stream=True).raw.read() + b"junk"
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(gzip)
    before = len(list(os.ilistdir("/proc/self/fd")))
    with requests.Session() as s:
        for _ in range(20):
            eq(s.get(script(head + gzip)).content[:1], b"{")
            eq(b"".join(s.get(script(head + gzip), stream=True).iter_content(7))[:1], b"{")
    eq(len(list(os.ilistdir("/proc/self/fd"))), before)
