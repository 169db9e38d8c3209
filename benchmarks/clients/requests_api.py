"""The clients with Requests' interface: ours, PyPI's requests, niquests."""

import threading
from collections import deque

from .alike import *  # noqa: F403  # the common tasks
from .alike import client
from .payloads import BIG, BLOCK, COOKIES, HEADERS, LINES, PARAMS, Zeros, check, check_sent


def get_with_cookies(base):
    session, url = client.Session(), base + "/small"
    session.cookies.update(COOKIES)
    return lambda: check(session.get(url).status_code, 200)


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


# Scale: these functions also get the size.


def threads(base, count):
    """Let many threads share one Session, with 20 requests each."""
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
    """Fill a jar with cookies, of which ten are for this host and path."""
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
