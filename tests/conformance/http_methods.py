"""Each method: what it sends, and what is returned."""

import requests

from harness import eq, script, url


def described(method, *args, **kwargs):
    """The server's description of the request that the function made."""
    return getattr(requests, method)(url("/anything"), *args, **kwargs).json()


def case_get_sends_get():
    eq(described("get")["method"], "GET")


def case_options_sends_options():
    eq(described("options")["method"], "OPTIONS")


def case_post_sends_post():
    eq(described("post")["method"], "POST")


def case_put_sends_put():
    eq(described("put")["method"], "PUT")


def case_patch_sends_patch():
    eq(described("patch")["method"], "PATCH")


def case_delete_sends_delete():
    eq(described("delete")["method"], "DELETE")


def case_head_has_headers_and_no_body():
    r = requests.head(url("/anything"))
    eq((r.status_code, r.content), (200, b""))
    assert int(r.headers["Content-Length"]) > 0, r.headers


def case_request_takes_any_method():
    eq(requests.request("PROPFIND", url("/anything")).json()["method"], "PROPFIND")


def case_method_is_sent_in_upper_case():
    eq(requests.request("purge", url("/anything")).json()["method"], "PURGE")


def case_get_sends_neither_body_nor_length():
    seen = described("get")
    eq(seen["data"], "")
    eq([name for name in seen["headers"] if name in ("content-length", "transfer-encoding")], [])


def case_post_without_body_says_length_zero():
    eq(described("post")["headers"].get("content-length"), "0")


def case_status_reason_and_ok_are_set():
    r = requests.get(script(b"HTTP/1.1 201 Made Here\r\nContent-Length: 0\r\n\r\n"))
    eq((r.status_code, r.reason, r.ok), (201, "Made Here", True))
