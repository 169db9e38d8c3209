"""On MicroPython requests.get and the other functions send `Connection: close`.

subject: Connections
what: On CPython they send `keep-alive`, as Requests does. On MicroPython a redirect or a challenge within such a call
    opens another connection.
why: They close the connection in any case. A server that obeys the field closes it, too, so that a body without a
    length ends at once.
workaround: Use a Session for several requests; it keeps its connections.
"""

import requests
from harness import eq, url


def connection():
    """The field that the server received."""
    return requests.get(url("/anything")).json()["headers"]["connection"]


def case_cpython_sends_keep_alive():
    eq(connection(), "keep-alive")


def case_micropython_sends_close():
    eq(connection(), "close")
    with requests.Session() as s:
        eq(s.get(url("/anything")).json()["headers"]["connection"], "keep-alive")
