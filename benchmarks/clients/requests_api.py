"""Whoever has Requests' interface: ours, PyPI's requests, niquests. `client` is the module under test."""

import importlib
import io
import os
import threading
from collections import deque

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
    Zeros,
    check,
    check_sent,
)

client = importlib.import_module(os.environ.get("BENCH_MODULE", "requests"))


def get(base):
    session, url = client.Session(), base + "/small"
    return lambda: check(session.get(url).json(), SMALL)


def get_with_settings(base):
    session, url = client.Session(), base + "/small"
    return lambda: check(session.get(url, params=PARAMS, headers=HEADERS, timeout=TIMEOUT).status_code, 200)


def get_with_cookies(base):
    session, url = client.Session(), base + "/small"
    session.cookies.update(COOKIES)
    return lambda: check(session.get(url).status_code, 200)


def one_shot(base):
    url = base + "/small"
    return lambda: check(client.get(url).status_code, 200)


def post_json(base):
    session, url = client.Session(), base + "/post"
    return lambda: check_sent(session.post(url, json=DOCUMENT).text, JSON_LENGTH)


def post_form(base):
    session, url = client.Session(), base + "/post"
    return lambda: check_sent(session.post(url, data=FORM).text, FORM_LENGTH)


def multipart(base):
    session, url = client.Session(), base + "/post"

    def operation():
        files = {"file": ("frame.jpg", io.BytesIO(MEGABYTE), "image/jpeg")}
        check_sent(session.post(url, files=files).text, len(MEGABYTE))

    return operation


def content(base):
    session, url = client.Session(), base + "/big"
    return lambda: check(len(session.get(url).content), BIG)


def iter_content(base):
    session, url = client.Session(), base + "/big"

    def operation():
        with session.get(url, stream=True) as response:
            check(sum(map(len, response.iter_content(BLOCK))), BIG)

    return operation


def iter_lines(base):
    session, url = client.Session(), base + "/lines"

    def operation():
        with session.get(url, stream=True) as response:
            check(sum(1 for _ in response.iter_lines()), LINES)

    return operation


def prepare(base):
    session, url = client.Session(), base + "/small"

    def operation():
        request = client.Request("GET", url, params=PARAMS, headers=HEADERS)
        check(session.prepare_request(request).method, "GET")

    return operation


def redirect(base):
    session, url = client.Session(), base + "/moved"
    return lambda: check(len(session.get(url).history), 1)


# Scale: each is given the size.


def threads(base, count):
    """Many threads share one Session: 20 requests each."""
    session, url = client.Session(), base + "/small"
    session.mount("http://", client.adapters.HTTPAdapter(pool_maxsize=count))
    answers = deque()

    def work():
        for _ in range(20):
            answers.append(session.get(url).status_code)

    def operation():
        answers.clear()
        crew = [threading.Thread(target=work) for _ in range(count)]
        deque(map(threading.Thread.start, crew), 0)
        deque(map(threading.Thread.join, crew), 0)
        check(answers.count(200), 20 * count)

    return operation


def download(base, size):
    session, url = client.Session(), f"{base}/huge/{size}"

    def operation():
        with session.get(url, stream=True) as response:
            check(sum(map(len, response.iter_content(BLOCK))), size)

    return operation


def upload(base, size):
    session, url = client.Session(), base + "/post"
    return lambda: check_sent(session.post(url, data=Zeros(size)).text, size)


def many_cookies(base, count):
    """A jar full of cookies, of which ten are for this host's path."""
    session = client.Session()
    for number in range(count):
        session.cookies.set(f"c{number}", "v", domain=f"host{number // 10}.example", path="/")
    for number in range(10):
        session.cookies.set(f"own{number}", "v", domain="127.0.0.1", path="/cookies")
    url = base + "/cookies"
    return lambda: check(session.get(url).text.count("own"), 10)


def long_chain(base, count):
    session, url = client.Session(), f"{base}/chain/{count}"
    return lambda: check(len(session.get(url).history), count)


def wide_headers(base, count):
    session, url = client.Session(), f"{base}/wide/{count}"
    return lambda: check(len(session.get(url).headers[f"X-Wide-{count - 1}"]), 985)
