"""The seven functions, and each parameter of `request`."""

import requests

from ._each import each

SUBJECT = "methods"

SEVEN = {name: name for name in ("get", "options", "head", "post", "put", "patch", "delete")}

SPELLINGS = {
    "lower case": "get",
    "mixed case": "GeT",
    "of one's own": "PURGE",
    "with a hyphen": "M-SEARCH",
    "TRACE": "TRACE",
    "post without a body": "post",
    "put without a body": "put",
    "patch without a body": "patch",
    "delete without a body": "delete",
    "empty": "",
    "None": None,
    "bytes": b"GET",
}

KEYWORDS = {
    "timeout in seconds": {"timeout": 5},
    "timeout as a float": {"timeout": 2.5},
    "timeout as a pair": {"timeout": (3, 5)},
    "timeout as a pair with None": {"timeout": (None, 5)},
    "timeout None": {"timeout": None},
    "allow_redirects": {"allow_redirects": False},
    "stream": {"stream": True},
    "verify off on plain http": {"verify": False},
    "cert that is ignored on plain http": {"cert": None},
    "params": {"params": {"a": "1"}},
    "data": {"data": {"a": "1"}},
    "json": {"json": {"a": 1}},
    "headers": {"headers": {"X-One": "1"}},
    "cookies": {"cookies": {"a": "1"}},
    "files": {"files": {"a": b"data"}},
    "auth": {"auth": ("ana", "secret")},
    "proxies without use here": {"proxies": {"https": "http://127.0.0.1:1"}},
    "hooks": {"hooks": {"response": lambda r, **kwargs: setattr(r, "reason", "hooked")}},
    "everything None": dict.fromkeys(
        (
            "params",
            "data",
            "headers",
            "cookies",
            "files",
            "auth",
            "timeout",
            "proxies",
            "hooks",
            "stream",
            "cert",
            "json",
        )
    ),
    "everything empty": {
        "params": {},
        "data": {},
        "headers": {},
        "cookies": {},
        "files": {},
        "proxies": {},
        "hooks": {},
    },
}

CALLS = {
    **each(lambda w, name: getattr(requests, name)(w.url()), SEVEN),
    **each(lambda w, name: getattr(requests.Session(), name)(w.url()), SEVEN, "session "),
    **each(lambda w, name: getattr(requests, name)(w.url("/redirect/1")), SEVEN, "redirected "),
    **each(lambda w, method: requests.request(method, w.url("/anything")), SPELLINGS, "method "),
    **each(lambda w, kwargs: requests.request("GET", w.url(), **kwargs), KEYWORDS, "get with "),
    **each(lambda w, kwargs: requests.request("POST", w.url("/post"), **kwargs), KEYWORDS, "post with "),
    "get with params by position": lambda w: requests.get(w.url(), {"a": "1"}),
    "post with data and json by position": lambda w: requests.post(w.url("/post"), None, {"a": 1}),
    "post with data by position": lambda w: requests.post(w.url("/post"), "text", {"a": 1}),
    "put with data by position": lambda w: requests.put(w.url("/put"), b"bytes"),
    "patch with data by position": lambda w: requests.patch(w.url("/patch"), {"a": "1"}),
    "delete with a body": lambda w: requests.delete(w.url("/delete"), json={"why": "old"}),
    "options with a body": lambda w: requests.options(w.url("/options"), data="x"),
    "head with redirects": lambda w: requests.head(w.url("/redirect/2"), allow_redirects=True),
    "unknown keyword": lambda w: requests.get(w.url(), colour="red"),
    "no url": lambda w: requests.get(),
    "url by keyword": lambda w: requests.request(method="get", url=w.url()),
}
