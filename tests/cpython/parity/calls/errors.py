"""Errors: addresses, timeouts, certificates, arguments."""

from pathlib import Path

import requests
import urllib3

from ._each import each

SUBJECT = "errors"

URLS = {
    "no scheme": "example.org",
    "empty": "",
    "None": None,
    "number": 5,
    "scheme alone": "http://",
    "unknown scheme": "ftp://example.org/",
    "own scheme": "own:thing",
    "file": "file:///etc/hosts",
    "open bracket": "http://[::1",
    "letters in the port": "http://127.0.0.1:abc/",
    "port too big": "http://127.0.0.1:70000/",
    "star": "http://*/",
    "leading dot": "http://.example.org/",
    "long label": "http://" + "a" * 70 + ".example/",
    "unknown host": "http://nowhere.invalid/",
    "blank host": "http:// /",
    "percent host": "http://%20/",
    "invalid idna": "http://\u2603.example/",
    "list": ["http://example.org/"],
    "newline in host": "http://exa\nmple.org/",
    "surrogate": "http://example.org/\ud800",
    "bytes that are no text": b"http://example.org/\xff",
}

TIMEOUTS = {
    "text": "5",
    "one of a triple": (1,),
    "four": (1, 2, 3, 4),
    "negative": -1,
    "zero": 0,
    "True": True,
    "list": [1, 2],
    "pair of text": ("1", "2"),
    "dict": {},
    "urllib3": urllib3.Timeout(connect=2, read=2),
    "urllib3 total": urllib3.Timeout(total=3),
    "infinite": float("inf"),
    "not a number": float("nan"),
}

CERTS = {
    "missing file": "/no/such/cert.pem",
    "missing pair": ("/no/such/cert.pem", "/no/such/key.pem"),
}

VERIFY = {
    "missing file": "/no/such/bundle.pem",
    "empty text": "",
    "number": 5,
    "None": None,
    "list": [],
}

LISTENERS = {
    "wrong name": "https_wrong_name",
    "expired": "https_expired",
    "unknown authority": "https_unknown",
    "client certificate wanted": "https_client",
    "good": "https",
    "good by address": "https_ip",
}


def bundle(w, variable):
    """A CA bundle from the environment."""
    return w.under(lambda: requests.get(w.url(at="https")), **{variable: w.path("ca")})


CALLS = {
    **each(lambda w, url: requests.get(url), URLS, "url "),
    **each(lambda w, url: requests.Request("GET", url).prepare(), URLS, "prepared url "),
    **each(lambda w, timeout: requests.get(w.url(), timeout=timeout), TIMEOUTS, "timeout "),
    **each(lambda w, at: requests.get(w.url(at=at), verify=w.path("ca")), LISTENERS, "tls "),
    **each(lambda w, at: requests.get(w.url(at=at), verify=False), LISTENERS, "unverified tls "),
    **each(lambda w, verify: requests.get(w.url(at="https"), verify=verify), VERIFY, "verify "),
    **each(lambda w, cert: requests.get(w.url(at="https"), cert=cert, verify=w.path("ca")), CERTS, "cert "),
    **each(lambda w, cert: requests.get(w.url(), cert=cert), CERTS, "cert on plain http "),
    **each(bundle, {name: name for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")}, "bundle of "),
    "client certificate": lambda w: requests.get(
        w.url(at="https_client"), verify=w.path("ca"), cert=(w.path("client_cert"), w.path("client_key"))
    ),
    "client certificate in one file": lambda w: requests.get(
        w.url(at="https_client"), verify=w.path("ca"), cert=w.path("client_both")
    ),
    "client certificate in a list": lambda w: requests.get(
        w.url(at="https_client"), verify=w.path("ca"), cert=[w.path("client_cert"), w.path("client_key")]
    ),
    "client certificate by Path": lambda w: requests.get(
        w.url(at="https_client"), verify=w.path("ca"), cert=Path(w.path("client_both"))
    ),
    "verify by Path": lambda w: requests.get(w.url(at="https"), verify=Path(w.path("ca"))),
    "verify by Path of a session": lambda w: verified_session(w, Path(w.path("ca"))),
    "verify path of a session": lambda w: verified_session(w, w.path("ca")),
    "default authorities": lambda w: requests.get(w.url(at="https")),
    "verify path on the environment's": lambda w: w.under(
        lambda: requests.get(w.url(at="https"), verify=w.path("ca")), REQUESTS_CA_BUNDLE="/no/such.pem"
    ),
    "verify folder": lambda w: requests.get(w.url(at="https"), verify=str(w.folder)),
    "https to a plain port": lambda w: requests.get(w.url().replace("http", "https", 1)),
    "http to a tls port": lambda w: requests.get(w.url(at="https").replace("https", "http", 1)),
    "refused": lambda w: requests.get(w.url(at="refused")),
    "connect timeout": lambda w: requests.get(w.url(at="full"), timeout=(0.2, 5)),
    "read timeout": lambda w: requests.get(w.url("/delay/2"), timeout=(5, 0.2)),
    "read timeout alone": lambda w: requests.get(w.url("/delay/2"), timeout=0.2),
    "read timeout in the body": lambda w: requests.get(
        w.script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", "hang"), timeout=0.2
    ),
    "mute": lambda w: requests.get(w.url(at="mute"), timeout=0.2),
    "generator that fails": lambda w: requests.post(w.url("/post"), data=failing()),
    "auth that fails": lambda w: requests.get(w.url(), auth=lambda r: 1 / 0),
    "auth that returns nothing": lambda w: requests.get(w.url(), auth=lambda r: None),
    "proxies that are no mapping": lambda w: requests.get(w.url(), proxies="http://127.0.0.1:1"),
    "hooks that are no mapping": lambda w: requests.get(w.url(), hooks=[len]),
    "allow_redirects of text": lambda w: requests.get(w.url("/redirect/1"), allow_redirects="yes"),
}


def verified_session(w, verify):
    """Two requests of a session with its own authorities."""
    with requests.Session() as s:
        s.verify = verify
        return [s.get(w.url(at="https")), s.get(w.url(at="https_ip"))]


def failing():
    """A generator that raises an error."""
    yield b"one"
    raise OSError("the sensor is gone")
