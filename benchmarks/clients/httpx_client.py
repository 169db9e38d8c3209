"""httpx and httpx2, with settings as close to those of Requests as possible."""

from .alike import *  # noqa: F403  # the common tasks
from .alike import client
from .payloads import BIG, BLOCK, COOKIES, HEADERS, LINES, PARAMS, check


def get_with_cookies(base):
    session, url = client.Client(cookies=COOKIES), base + "/small"
    return lambda: check(session.get(url).status_code, 200)


def iter_content(base):
    session, url = client.Client(), base + "/big"

    def operation():
        with session.stream("GET", url) as response:
            check(sum(map(len, response.iter_bytes(BLOCK))), BIG)

    return operation


def iter_lines(base):
    session, url = client.Client(), base + "/lines"

    def operation():
        with session.stream("GET", url) as response:
            check(sum(1 for _ in response.iter_lines()), LINES)

    return operation


def prepare(base):
    session, url = client.Client(), base + "/small"
    return lambda: check(session.build_request("GET", url, params=PARAMS, headers=HEADERS).method, "GET")


def redirect(base):
    session, url = client.Client(follow_redirects=True), base + "/moved"
    return lambda: check(len(session.get(url).history), 1)
