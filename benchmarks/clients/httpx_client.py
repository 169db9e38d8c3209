"""httpx, with settings as near to Requests' as it offers them."""

import io

import httpx

from .payloads import (
    BIG,
    BLOCK,
    COOKIES,
    DOCUMENT,
    FORM,
    FORM_LENGTH,
    HEADERS,
    JSON_LENGTH,
    LINES,
    MEGABYTE,
    PARAMS,
    SMALL,
    TIMEOUT,
    check,
    check_sent,
)


def get(base):
    session, url = httpx.Client(), base + "/small"
    return lambda: check(session.get(url).json(), SMALL)


def get_with_settings(base):
    session, url = httpx.Client(), base + "/small"
    return lambda: check(session.get(url, params=PARAMS, headers=HEADERS, timeout=TIMEOUT).status_code, 200)


def get_with_cookies(base):
    session, url = httpx.Client(cookies=COOKIES), base + "/small"
    return lambda: check(session.get(url).status_code, 200)


def one_shot(base):
    url = base + "/small"
    return lambda: check(httpx.get(url).status_code, 200)


def post_json(base):
    session, url = httpx.Client(), base + "/post"
    return lambda: check_sent(session.post(url, json=DOCUMENT).text, JSON_LENGTH)


def post_form(base):
    session, url = httpx.Client(), base + "/post"
    return lambda: check_sent(session.post(url, data=FORM).text, FORM_LENGTH)


def multipart(base):
    session, url = httpx.Client(), base + "/post"

    def operation():
        files = {"file": ("frame.jpg", io.BytesIO(MEGABYTE), "image/jpeg")}
        check_sent(session.post(url, files=files).text, len(MEGABYTE))

    return operation


def content(base):
    session, url = httpx.Client(), base + "/big"
    return lambda: check(len(session.get(url).content), BIG)


def iter_content(base):
    session, url = httpx.Client(), base + "/big"

    def operation():
        with session.stream("GET", url) as response:
            check(sum(map(len, response.iter_bytes(BLOCK))), BIG)

    return operation


def iter_lines(base):
    session, url = httpx.Client(), base + "/lines"

    def operation():
        with session.stream("GET", url) as response:
            check(sum(1 for _ in response.iter_lines()), LINES)

    return operation


def prepare(base):
    session, url = httpx.Client(), base + "/small"
    return lambda: check(session.build_request("GET", url, params=PARAMS, headers=HEADERS).method, "GET")


def redirect(base):
    session, url = httpx.Client(follow_redirects=True), base + "/moved"
    return lambda: check(len(session.get(url).history), 1)
