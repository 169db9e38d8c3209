"""Tasks with the same code for every client with Requests' interface, and for httpx. `client` is measured."""

import importlib
import io
import os
import ssl
from functools import partial

from .payloads import (
    BIG,
    DOCUMENT,
    DOCUMENT_ROWS,
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
    run_python,
)

client = importlib.import_module(os.environ.get("BENCH_MODULE", "requests"))
IS_HTTPX = client.__name__ in ("httpx", "httpx2")
Session = client.Client if IS_HTTPX else client.Session
TLS, AUTHORITY = os.environ["BENCH_TLS"], os.environ["BENCH_CA"]
VERIFY = ssl.create_default_context(cafile=AUTHORITY) if IS_HTTPX else AUTHORITY
ONE_GET = f"import sys, {client.__name__} as client; assert client.get(sys.argv[1]).status_code == 200"
ONE_GET_TLS = ONE_GET.replace("sys.argv[1]", "sys.argv[1], verify=sys.argv[2]")
if IS_HTTPX:
    ONE_GET_TLS = "import ssl\n" + ONE_GET_TLS.replace("sys.argv[2]", "ssl.create_default_context(cafile=sys.argv[2])")


def get(base):
    session, url = Session(), base + "/small"
    return lambda: check(session.get(url).json(), SMALL)


def get_tls(base):
    session, url = Session(verify=VERIFY) if IS_HTTPX else Session(), TLS + "/small"
    if not IS_HTTPX:
        session.verify = VERIFY
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


def gzip_json(base):
    session, url = Session(), base + "/document"
    return lambda: check(len(session.get(url).json()), DOCUMENT_ROWS)


def process(base):
    return partial(run_python, ONE_GET, base + "/small")


def process_tls(base):
    return partial(run_python, ONE_GET_TLS, TLS + "/small", AUTHORITY)
