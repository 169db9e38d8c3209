"""What must hold after an invalid response: a RequestException, a closed socket, a usable session."""

import requests

from harness import eq, log, raises, read, script, token, url


def refused(*steps, method="GET", kind=requests.exceptions.ConnectionError):
    """Return the exception of that class for a response of those steps, after which the server waits for the close."""
    mark = token()
    with requests.Session() as s:
        error = raises(kind, read, s.request, method, script(*steps, "hang", mark=mark), timeout=20)
        assert isinstance(error, requests.RequestException), error
        eq([seen["end"] for seen in log(mark, closed=5)], ["client"])
        own_answer(s)
    return error


def cut(*steps, kind=requests.exceptions.ConnectionError):
    """The same for a response after which the server closes."""
    with requests.Session() as s:
        error = raises(kind, read, s.get, script(*steps, "close"), timeout=3)
        own_answer(s)
    return error


def accepted(*steps, method="GET"):
    """Return the response to those steps, read to its end; the next request on the session gets its own response."""
    with requests.Session() as s:
        r = read(s.request, method, script(*steps), timeout=3)
        own_answer(s)
    return r


def own_answer(s):
    """Check that the next request on the session gets its own response."""
    path = "/anything/own-" + token()
    eq(s.get(url(path), timeout=3).json()["path"], path)
