"""What a bad answer must leave behind: an exception of the family, a closed socket, a session that goes on."""

import requests

from harness import eq, log, raises, read, script, token, url


def refused(*steps, method="GET", kind=requests.exceptions.ConnectionError):
    """The exception of that class for an answer of those steps, after which the server waits for the close."""
    mark = token()
    with requests.Session() as s:
        error = raises(kind, read, s.request, method, script(*steps, "hang", mark=mark), timeout=20)
        assert isinstance(error, requests.RequestException), error
        eq([seen["end"] for seen in log(mark, closed=2)], ["client"])
        own_answer(s)
    return error


def cut(*steps, kind=requests.exceptions.ConnectionError):
    """The same for an answer after which the server closes."""
    with requests.Session() as s:
        error = raises(kind, read, s.get, script(*steps, "close"), timeout=3)
        own_answer(s)
    return error


def accepted(*steps, method="GET"):
    """The response to those steps, read to its end; the next request on the session has its own answer."""
    with requests.Session() as s:
        r = read(s.request, method, script(*steps), timeout=3)
        own_answer(s)
    return r


def own_answer(s):
    """The next request on the session gets the answer that was made for it."""
    path = "/anything/own-" + token()
    eq(s.get(url(path), timeout=3).json()["path"], path)
