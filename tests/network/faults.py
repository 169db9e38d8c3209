"""The board's part of test_cable.py: calls whose cable is pulled at some point, each bounded by its time limit."""

import gc
import time

import network
import requests
from harness import eq, script, url

LAN = network.LAN()
LIMIT = 1  # seconds, of each wait
SLACK = 4000  # ms, of a machine that is played and busy
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n"
KEPT = 2048  # bytes that a failure may leave behind: it loads what explains it


def pulled(call, kind=requests.RequestException):
    """How a call fails without a cable, which is then plugged in again: in time, and a next one succeeds."""
    start = time.ticks_ms()
    try:
        call()
    except kind as error:
        assert time.ticks_diff(time.ticks_ms(), start) < LIMIT * 1000 + SLACK, time.ticks_diff(time.ticks_ms(), start)
        return error
    finally:
        LAN.active(True)
    raise AssertionError("no error without a cable")


def pull():
    LAN.active(False)
    return b"x" * 100


def get(url, **options):
    return requests.get(url, timeout=(LIMIT, LIMIT), **options)


def case_before_the_connection():
    pull()
    pulled(lambda: get(url("/get")), requests.exceptions.ConnectionError)


def case_while_the_request_is_sent():
    where = url("/anything")
    pulled(lambda: requests.post(where, data=(pull() for _ in range(200)), timeout=(LIMIT, LIMIT)))


def case_before_the_head():
    where = url("/delay/3")

    def body():
        yield b"all of it"
        pull()

    pulled(lambda: requests.post(where, data=body(), timeout=(LIMIT, LIMIT)))


def case_within_the_body():
    r = get(script(HEAD + b"x" * 100, "w3000"), stream=True)
    eq(r.raw.readinto(bytearray(100)), 100)
    pull()
    pulled(lambda: r.content)


def case_on_a_kept_connection():
    with requests.Session() as s:
        s.get(url("/get"), timeout=(LIMIT, LIMIT))
        pull()
        pulled(lambda: s.get(url("/get"), timeout=(LIMIT, LIMIT)))


def case_nothing_is_left_behind():
    def fail():
        pull()
        pulled(lambda: get(url("/get")))
        gc.collect()
        return gc.mem_free()

    fail()
    before = fail()
    for _ in range(3):
        fail()
    assert fail() > before - KEPT, (before, fail())


def case_then_it_works_again():
    eq(get(url("/get")).status_code, 200)
