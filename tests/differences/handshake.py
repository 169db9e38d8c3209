"""A TLS handshake that times out is a ConnectTimeout on MicroPython.

subject: Connections
what: On CPython, as in Requests, it is a ReadTimeout; on MicroPython a ConnectTimeout. Both are a Timeout, and the
    first number of timeout= limits both.
why: No byte of the request has been sent, so a board can safely send it again.
workaround: Catch requests.Timeout.
"""

import requests
from harness import address, raises, url


def mute():
    """A server that takes the connection and says nothing."""
    return url("/", at="mute").replace("http:", "https:")


def case_cpython_is_a_readtimeout():
    raises(requests.ReadTimeout, requests.get, mute(), verify=address("ca"), timeout=(0.2, 5))


def case_micropython_is_a_connecttimeout():
    raises(requests.ConnectTimeout, requests.get, mute(), verify=address("ca"), timeout=(0.2, 5))
