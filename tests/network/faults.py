"""Calls whose network fails at some point, on a board and in a network namespace; each is bounded by its time limit.

On the emulated board a fault is a cable that is pulled. Elsewhere the shell command `cut` of the addresses causes it,
and `mend` ends it.
"""

import gc
import os
import time

import requests
from harness import ADDRESSES, eq, script, skip, url

LIMIT = 0.4  # seconds, of a wait during the fault
PATIENCE = 30  # seconds, of a wait that ends without a fault
SLACK = 12000  # ms, on an emulated and busy machine: lwIP repeats a lost first packet after 3 s and after 6 s more
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n"
KEPT = 2048  # bytes that a failure may leave in use: it loads modules


def switch(up):
    """Take the network down or bring it up."""
    if "cut" in ADDRESSES:
        eq(os.system(ADDRESSES["mend" if up else "cut"]), 0)
    else:
        import network

        network.LAN().active(up)


def milliseconds():
    return time.ticks_ms() if hasattr(time, "ticks_ms") else int(time.monotonic() * 1000)


def fails(call, kind=requests.RequestException):
    """Return the exception of a call, which ends in time; then the network works again."""
    start = milliseconds()
    try:
        call()
    except kind as error:
        took = milliseconds() - start
        assert took < LIMIT * 1000 + SLACK, took
        return error
    finally:
        switch(True)
    raise AssertionError("no error without a network")


def cut():
    """Return a piece of a body, having taken the network down."""
    switch(False)
    return b"x" * 100


def get(url, connect=PATIENCE, read=PATIENCE, **options):
    return requests.get(url, timeout=(connect, read), **options)


def post(url, body):
    return requests.post(url, data=body, timeout=(PATIENCE, LIMIT))


def case_before_the_connection():
    cut()
    fails(lambda: get(url("/get"), LIMIT), requests.exceptions.ConnectionError)


def case_while_the_request_is_sent():
    where = url("/anything")

    def body():
        yield cut()
        for _ in range(199):
            yield b"x" * 100

    fails(lambda: post(where, body()))


def case_before_the_head():
    where = url("/delay/3")

    def body():
        yield b"all of it"
        cut()

    fails(lambda: post(where, body()))


def case_within_the_body():
    r = get(script(HEAD + b"x" * 100, "w3000"), read=3 * LIMIT, stream=True)
    eq(r.raw.read(100), b"x" * 100)
    cut()
    fails(lambda: r.content)


def case_on_a_kept_connection():
    with requests.Session() as s:
        s.get(url("/get"))
        cut()
        fails(lambda: s.get(url("/get"), timeout=(LIMIT, LIMIT)))


def case_failures_leave_no_memory_and_no_descriptor_in_use():
    def fail():
        cut()
        fails(lambda: get(url("/get"), LIMIT))
        gc.collect()
        return gc.mem_free() if hasattr(gc, "mem_free") else -len(os.listdir("/proc/self/fd"))

    fail()
    before = fail()
    for _ in range(2):
        fail()
    assert fail() >= before - (KEPT if before > 0 else 0), (before, fail())


def case_a_server_that_stops_reading():
    """The windows of both sides are full; the rest of the body waits until the timeout."""
    where = script("early", "w3000")
    fails(lambda: post(where, (b"x" * 2048 for _ in range(8192))))


def named(host):
    """Return the address of a page by a host name, whose name server is silent or slow."""
    at = ADDRESSES.get("names") or skip("this network has no name server of the suite")
    return url("/get").replace(at, host)


def case_a_slow_name_server_is_waited_for():
    eq(get(named("slow.test")).status_code, 200)


def case_a_silent_name_server():
    error = fails(lambda: get(named("silent.test")), requests.exceptions.ConnectionError)
    assert "silent.test" in str(error), error


def case_then_it_works_again():
    eq(get(url("/get")).status_code, 200)
