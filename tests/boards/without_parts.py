"""A firmware without any of the parts that can be left out: what works, and what names the missing module."""

import io

import requests
from requests.adapters import BaseAdapter


class Once(BaseAdapter):
    """Gives a response with a cookie."""

    def send(self, request, **settings):
        response = requests.Response()
        response.status_code, response.url, response.request = 200, request.url, request
        response.headers["Set-Cookie"] = "a=b"
        return response


def coded(coding):
    """Return a response with a content coding."""
    response = requests.Response()
    response.status_code, response.raw = 200, io.BytesIO(b"text")
    response.headers["Content-Encoding"] = coding
    return response


session = requests.Session()
session.mount("http://", Once())
for body in ({}, {"data": {"a": 1}}, {"json": [1]}, {"auth": ("u", "p")}):
    assert session.post("http://h/", **body).status_code == 200
USES = (
    ("cookies", lambda: session.cookies),
    ("cookies", lambda: session.get("http://h/", cookies={"a": "b"})),
    ("_digest_auth", lambda: requests.auth.HTTPDigestAuth),
    ("_core.multipart", lambda: session.post("http://h/", files={"a": b""})),
    ("_proxy", lambda: requests.get("http://h/", proxies={"http": "http://p"})),
    ("_tls", lambda: requests.get("https://h/")),
    ("_decoders", lambda: coded("gzip").content),
    ("_core.lines", lambda: coded("").iter_lines()),
    ("status_codes", lambda: requests.codes),
    ("utils", lambda: requests.utils),
    ("openmv", lambda: requests.openmv),
    ("cookies", lambda: requests.cookies),
)
for module, use in USES:
    try:
        use()
    except ImportError as error:
        assert module in str(error), error
    else:
        raise AssertionError(module)
assert not hasattr(requests, "unknown")
