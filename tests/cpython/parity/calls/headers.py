"""Header fields: which are sent, in which order, and which are refused."""

import collections

import requests
from requests.structures import CaseInsensitiveDict

from ._each import each

SUBJECT = "headers"

HEADERS = {
    "several in order": {"Z-Last": "1", "A-First": "2", "M-Middle": "3"},
    "an OrderedDict": collections.OrderedDict([("X-B", "1"), ("X-A", "2")]),
    "a CaseInsensitiveDict": CaseInsensitiveDict({"X-B": "1", "x-b": "2"}),
    "pairs": [("X-A", "1")],
    "two spellings of one name": {"X-Twice": "1", "x-twice": "2"},
    "a default in another spelling": {"user-agent": "mine", "ACCEPT": "text/html"},
    "a default removed": {"User-Agent": None},
    "all defaults removed": dict.fromkeys(("User-Agent", "Accept", "Accept-Encoding", "Connection")),
    "Accept-Encoding removed": {"Accept-Encoding": None},
    "Accept-Encoding of one's own": {"Accept-Encoding": "identity"},
    "Connection close": {"Connection": "close"},
    "Host of one's own": {"Host": "example.org"},
    "Host in lower case": {"host": "example.org:99"},
    "bytes value": {"X-Bytes": b"caf\xe9"},
    "bytes name": {b"X-Bytes": "1"},
    "bytes name and value": {b"X-Bytes": b"1"},
    "latin-1 text": {"X-Latin": "café"},
    "empty value": {"X-Empty": ""},
    "tabs and blanks within": {"X-Blanks": "a  b\tc"},
    "trailing blank": {"X-Blank": "a "},
    "cookie by hand": {"Cookie": "a=1; b=2"},
    "referer": {"Referer": "http://example.org/"},
    "a long value": {"X-Long": "x" * 9000},
    "expect": {"Expect": "100-continue"},
    "transfer-encoding by hand": {"Transfer-Encoding": "identity"},
    "content-type without a body": {"Content-Type": "text/x"},
    "leading blank": {"X-Bad": " a"},
    "leading tab": {"X-Bad": "\ta"},
    "line end": {"X-Bad": "a\r\nX-Other: b"},
    "line feed": {"X-Bad": "a\nb"},
    "carriage return": {"X-Bad": "a\rb"},
    "trailing line end": {"X-Bad": "a\r\n"},
    "folded line": {"X-Bad": "a\r\n b"},
    "line end in the name": {"X-Bad\r\nX-Other": "b"},
    "colon in the name": {"X:Bad": "b"},
    "blank before the name": {" X-Bad": "b"},
    "empty name": {"": "b"},
    "number value": {"X-Bad": 5},
    "float value": {"X-Bad": 1.5},
    "list value": {"X-Bad": ["a"]},
    "bool value": {"X-Bad": True},
    "number name": {5: "a"},
    "None name": {None: "a"},
    "number": 5,
    "triples": [("X-A", "1", "2")],
    "no mapping": "X-Bad: 1",
    "unicode beyond latin-1": {"X-Bad": "привет"},
    "nul": {"X-Bad": "a\0b"},
}

SESSION = {
    "added": ({"X-S": "1"}, {"X-R": "2"}),
    "request wins": ({"X-S": "1"}, {"X-S": "2"}),
    "request wins in another spelling": ({"X-S": "1"}, {"x-s": "2"}),
    "removed by None": ({"X-S": "1"}, {"x-s": None}),
    "None in the session": ({"X-S": None}, {}),
    "replaced agent": ({"User-Agent": "mine"}, {}),
}


def with_another_body(request):
    """Give the request another form, as auths do that add a secret to it."""
    request.prepare_body({"b": "22"}, None)
    return request


CALLS = {
    **each(lambda w, headers: requests.get(w.url(), headers=headers), HEADERS),
    **each(lambda w, pair: with_headers(pair[0]).get(w.url(), headers=pair[1]), SESSION, "of the session "),
    "session's as a plain dict": lambda w: with_plain({"X-Only": "1"}).get(w.url()),
    "session's emptied": lambda w: with_plain({}).get(w.url()),
    "session's None": lambda w: with_plain(None).get(w.url()),
    "post keeps the caller's order": lambda w: requests.post(
        w.url("/post"), data="x", headers={"X-A": "1", "Content-Type": "text/x", "X-B": "2"}
    ),
    "content-length of the caller": lambda w: requests.post(
        w.url("/post"), data="abc", headers={"Content-Length": "3"}
    ),
    "content-length between others": lambda w: requests.post(
        w.url("/post"), data="abc", headers={"X-A": "1", "Content-Length": "3", "X-B": "2"}
    ),
    "a body prepared twice": lambda w: requests.post(w.url("/post"), data={"a": "1"}, auth=with_another_body),
    "content-type of the caller with a form": lambda w: requests.post(
        w.url("/post"), data={"a": "1"}, headers={"Content-Type": "text/x"}
    ),
    "content-type of the caller with json": lambda w: requests.post(
        w.url("/post"), json={"a": 1}, headers={"content-type": "application/vnd.x+json"}
    ),
    "defaults": lambda w: [dict(requests.utils.default_headers()), requests.utils.default_user_agent()],
    "default agent of one's own": lambda w: requests.utils.default_user_agent("gate"),
}


def with_headers(headers):
    """A session with headers added to its defaults."""
    session = requests.Session()
    session.headers.update(headers)
    return session


def with_plain(headers):
    """A session with those headers alone."""
    session = requests.Session()
    session.headers = headers
    return session
