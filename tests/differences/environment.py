"""Environment variables and .netrc are read on CPython only.

subject: TLS, proxies and the environment
what: HTTP_PROXY, NO_PROXY, REQUESTS_CA_BUNDLE and a .netrc file are used on CPython while Session.trust_env is true.
    MicroPython ignores them.
why: A board has no environment, and looking for one takes time and memory in every request.
workaround: Pass proxies=, verify= and auth=, or set them on the session.
"""

import os

import requests
from harness import address, eq, log, token, url


def proxied():
    """Whether a request with HTTP_PROXY in the environment went through that proxy."""
    mark = token()
    requests.get(url("/get", mark))
    return [seen["listener"] for seen in log(mark)] == ["proxy"]


def case_cpython_takes_the_proxy_of_the_environment():
    os.environ["http_proxy"] = address("proxy")
    try:
        eq(proxied(), True)
    finally:
        del os.environ["http_proxy"]


def case_micropython_does_not():
    if hasattr(os, "putenv"):  # a board has no environment at all
        os.putenv("http_proxy", address("proxy"))
    eq(proxied(), False)
