"""On MicroPython a network error has the number of the driver.

subject: Errors
what: On MicroPython `errno` and args[0] of an exception are the number (ETIMEDOUT for an exceeded timeout, ECONNRESET
    for a connection that was closed early), and str(error) is the message. On CPython args[0] is urllib3's exception,
    as in Requests.
why: Scripts for boards compare the number with those of the module errno, and there is no urllib3 exception to pass
    on.
workaround: Catch Timeout and ConnectionError, which are the same on both.
"""

import errno

import requests
from harness import eq, raises, read
from wire import END, REFUSED, RESET, Peer, Wire, answer

AT = "http://device.test/"


def failed(*turn, **kwargs):
    """The error of a request that ends like that."""
    with Wire(Peer(list(turn), **kwargs)):
        return raises(requests.ConnectionError, requests.get, AT, timeout=(5, 0.05))


def case_cpython_has_the_cause_in_args():
    assert isinstance(failed(RESET).args[0], Exception)


def case_micropython_has_the_number():
    for error, number in (
        (failed(connecting=REFUSED), errno.ECONNREFUSED),
        (failed(RESET), errno.ECONNRESET),
        (failed(b"HTTP/1.1 200 OK\r\n", END), errno.ECONNRESET),
        (failed(b"HTTP/1.1 200 OK\r\n", None), errno.ETIMEDOUT),
    ):
        eq((error.errno, error.args[0]), (number, number))
        assert str(error) == error.args[1] and " " in str(error), error


def case_micropython_has_the_number_of_a_body_that_was_cut():
    with Wire(Peer([answer(b"whole", length=6), END])):
        eq(raises(requests.exceptions.ChunkedEncodingError, requests.get, AT).errno, errno.ECONNRESET)


def case_micropython_has_the_number_of_chunks_that_were_cut():
    for rest in (b"", b"5", b"5\r\nwh", b"5\r\nwhole", b"5\r\nwhole\r\n", b"0\r\n"):
        with Wire(Peer([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + rest, END])):
            error = raises(requests.exceptions.ChunkedEncodingError, read, requests.get, AT)
            eq((rest, error.errno), (rest, errno.ECONNRESET))
