"""Tasks that are written alike for every client with Requests' interface, and for httpx. `client` is under test."""

import importlib
import io
import os

from .payloads import (
    BIG,
    DOCUMENT,
    FORM,
    FORM_LENGTH,
    HEADERS,
    JSON_LENGTH,
    MEGABYTE,
    PARAMS,
    SMALL,
    TIMEOUT,
    check,
    check_sent,
)

client = importlib.import_module(os.environ.get("BENCH_MODULE", "requests"))
Session = client.Client if client.__name__ == "httpx" else client.Session


def get(base):
    session, url = Session(), base + "/small"
    return lambda: check(session.get(url).json(), SMALL)


def get_with_settings(base):
    session, url = Session(), base + "/small"
    return lambda: check(session.get(url, params=PARAMS, headers=HEADERS, timeout=TIMEOUT).status_code, 200)


def one_shot(base):
    url = base + "/small"
    return lambda: check(client.get(url).status_code, 200)


def post_json(base):
    session, url = Session(), base + "/post"
    return lambda: check_sent(session.post(url, json=DOCUMENT).text, JSON_LENGTH)


def post_form(base):
    session, url = Session(), base + "/post"
    return lambda: check_sent(session.post(url, data=FORM).text, FORM_LENGTH)


def multipart(base):
    session, url = Session(), base + "/post"

    def operation():
        files = {"file": ("frame.jpg", io.BytesIO(MEGABYTE), "image/jpeg")}
        check_sent(session.post(url, files=files).text, len(MEGABYTE))

    return operation


def content(base):
    session, url = Session(), base + "/big"
    return lambda: check(len(session.get(url).content), BIG)
