"""Credentials: Basic, Digest, netrc, URLs, callables, and which of them is used."""

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth, HTTPProxyAuth

from ._each import each

SUBJECT = "auth"
RIGHT = ("ana", "secret")


class Token(AuthBase):
    """An auth object for a bearer token."""

    def __init__(self, token):
        self.token = token

    def __call__(self, r):
        r.headers["Authorization"] = "Bearer " + self.token
        return r


class Replaced(AuthBase):
    """An auth that returns another request, and changes its body."""

    def __call__(self, r):
        other = r.copy()
        other.body = b"signed"
        other.headers["X-Signed"] = "yes"
        return other


def add_header(r):
    """An auth that is a function."""
    r.headers["X-Auth"] = r.method + " " + r.path_url.rpartition("/")[2]
    return r


BASIC = {
    "pair": RIGHT,
    "list": list(RIGHT),
    "object": HTTPBasicAuth(*RIGHT),
    "proxy object": HTTPProxyAuth(*RIGHT),
    "wrong pair": ("ana", "wrong"),
    "empty password": ("ana", ""),
    "empty user": ("", "secret"),
    "empty pair": ("", ""),
    "None password": ("ana", None),
    "colon in the password": ("ana", "a:b"),
    "colon in the user": ("a:b", "c"),
    "bytes": (b"ana", b"secret"),
    "latin-1": ("ana", "café"),
    "latin-1 bytes": ("ana", "café".encode("latin-1")),
    "beyond latin-1": ("ана", "пароль"),
    "number": ("ana", 5),
    "line end": ("ana", "a\r\nX-Other: b"),
    "triple": ("ana", "secret", "more"),
    "one": ("ana",),
    "text": "ana:secret",
    "function": add_header,
    "bearer": Token("t0k"),
    "replaced request": Replaced(),
    "False": False,
    "dict": {"user": "ana"},
}

DIGEST = {
    "auth": "auth/ana/secret",
    "MD5": "auth/ana/secret/MD5",
    "SHA": "auth/ana/secret/SHA",
    "SHA-256": "auth/ana/secret/SHA-256",
    "SHA-512": "auth/ana/secret/SHA-512",
    "MD5-sess": "auth/ana/secret/MD5-sess",
    "SHA-256-sess": "auth/ana/secret/SHA-256-sess",
    "SHA-512-256": "auth/ana/secret/SHA-512-256",
    "without algorithm": "auth/ana/secret/default",
    "without qop": "none/ana/secret",
    "auth or auth-int": "auth,auth-int/ana/secret",
    "auth-int alone": "auth-int/ana/secret",
    "stale nonce": "auth/ana/secret/MD5?stale=1",
    "realm with a blank": "auth/ana/secret/MD5?realm=a%20b",
    "empty opaque": "auth/ana/secret/MD5?opaque=",
    "wrong password": "auth/ana/other",
    "unknown algorithm": "auth/ana/secret/default?opaque=x",
}

NETRC = "machine 127.0.0.1 login ana password secret\n"


def digest_twice(w):
    """A second request with one auth object sends credentials without a new challenge."""
    auth = HTTPDigestAuth(*RIGHT)
    with requests.Session() as s:
        return [s.get(w.url("/digest-auth/auth/ana/secret"), auth=auth) for _ in range(3)]


def digest_of_a_file(w):
    """A file is sent again with the credentials."""
    with open(w.path("upload.txt"), "rb") as file:
        return requests.put(w.url("/digest-auth/auth/ana/secret"), data=file, auth=HTTPDigestAuth(*RIGHT))


def netrc(w, text, call):
    """A call with that netrc file."""
    (w.folder / ("netrc-" + w.token)).write_text(text)
    return w.under(lambda: call(w), NETRC=str(w.folder / ("netrc-" + w.token)))


def session_with(**settings):
    """A session with attributes set."""
    session = requests.Session()
    vars(session).update(settings)
    return session


FROM_NETRC = {
    "used": lambda w: requests.get(w.url("/basic-auth/ana/secret")),
    "not when auth is given": lambda w: requests.get(w.url("/basic-auth/ana/secret"), auth=("eve", "x")),
    "not when the session has auth": lambda w: session_with(auth=("eve", "x")).get(w.url()),
    "not without trust_env": lambda w: session_with(trust_env=False).get(w.url()),
    "or the header": lambda w: requests.get(w.url(), headers={"Authorization": "Bearer t0k"}),
    "or the header of the session": lambda w: session_with(headers={"Authorization": "Bearer t0k"}).get(w.url()),
    "after a redirect": lambda w: requests.get(w.url("/redirect-to"), params={"url": w.url("/get")}),
    "after a redirect elsewhere": lambda w: requests.get(w.url("/redirect-to"), params={"url": w.url(at="other")}),
    "or the url": lambda w: requests.get(w.url().replace("://", "://eve:x@")),
}


def algorithm_spelling(w):
    """Return how the algorithm is written, which other comparisons mask."""
    r = requests.get(w.url("/digest-auth/auth/ana/secret"), auth=HTTPDigestAuth(*RIGHT))
    return "quoted" if '="MD5"' in r.request.headers["Authorization"] else "bare"


CALLS = {
    "digest algorithm as written": algorithm_spelling,
    **each(lambda w, auth: requests.get(w.url("/basic-auth/ana/secret"), auth=auth), BASIC, "basic "),
    **each(lambda w, auth: requests.post(w.url("/post"), data="x", auth=auth), BASIC, "posted "),
    **each(lambda w, path: requests.get(w.url("/digest-auth/" + path), auth=HTTPDigestAuth(*RIGHT)), DIGEST, "digest "),
    **each(
        lambda w, data: requests.post(w.url("/digest-auth/auth/ana/secret"), data=data, auth=HTTPDigestAuth(*RIGHT)),
        {"text": "body", "form": {"a": "1"}, "nothing": None},
        "digest with a body of ",
    ),
    **each(lambda w, call: netrc(w, NETRC, call), FROM_NETRC, "netrc "),
    "netrc default": lambda w: netrc(w, "default login ana password secret\n", FROM_NETRC["used"]),
    "netrc of another machine": lambda w: netrc(w, "machine example.org login a password b\n", FROM_NETRC["used"]),
    "netrc that is broken": lambda w: netrc(w, "machine\n  what is this\n", FROM_NETRC["used"]),
    "digest twice": digest_twice,
    "digest and a redirect": lambda w: requests.get(
        w.url("/redirect-to"), params={"url": w.url("/digest-auth/auth/ana/secret")}, auth=HTTPDigestAuth(*RIGHT)
    ),
    "digest against Basic": lambda w: requests.get(w.url("/basic-auth/ana/secret"), auth=HTTPDigestAuth(*RIGHT)),
    "digest of a stream": digest_of_a_file,
    "digest with cookies": lambda w: requests.get(
        w.url("/digest-auth/auth/ana/secret"), cookies={"a": "1"}, auth=HTTPDigestAuth(*RIGHT)
    ),
    "digest without redirects": lambda w: requests.get(
        w.url("/digest-auth/auth/ana/secret"), auth=HTTPDigestAuth(*RIGHT), allow_redirects=False
    ),
    "in the url": lambda w: requests.get(w.url("/basic-auth/ana/secret").replace("://", "://ana:secret@")),
    "in the url, escaped": lambda w: requests.get(w.url().replace("://", "://us%40er:p%3Ass%20@")),
    "in the url, user alone": lambda w: requests.get(w.url().replace("://", "://ana@")),
    "given wins over the url": lambda w: requests.get(w.url().replace("://", "://eve:x@"), auth=RIGHT),
    "wins over the header": lambda w: requests.get(w.url(), auth=RIGHT, headers={"Authorization": "Bearer t0k"}),
    "header alone": lambda w: requests.get(w.url("/bearer/t0k"), headers={"Authorization": "Bearer t0k"}),
    "url wins over the header": lambda w: requests.get(
        w.url().replace("://", "://eve:x@"), headers={"Authorization": "Bearer t0k"}
    ),
    "of the session": lambda w: session_with(auth=RIGHT).get(w.url("/basic-auth/ana/secret")),
    "of the request wins": lambda w: session_with(auth=("eve", "x")).get(w.url("/basic-auth/ana/secret"), auth=RIGHT),
    "of the session wins over the url": lambda w: session_with(auth=RIGHT).get(w.url().replace("://", "://eve:x@")),
    "equality": lambda w: [
        HTTPBasicAuth("a", "b") == HTTPBasicAuth("a", "b"),
        HTTPBasicAuth("a", "b") != HTTPBasicAuth("a", "c"),
        HTTPDigestAuth("a", "b") == HTTPDigestAuth("a", "b"),
        HTTPBasicAuth("a", "b") == HTTPProxyAuth("a", "b"),
    ],
}
