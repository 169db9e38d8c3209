"""urllib3's PoolManager, on which both Requests and our package are based."""

import io
import json
import os

import urllib3

from .payloads import (
    BIG,
    BLOCK,
    DOCUMENT,
    DOCUMENT_ROWS,
    FORM,
    FORM_LENGTH,
    HEADERS,
    JSON_LENGTH,
    MEGABYTE,
    SMALL,
    TIMEOUT,
    check,
    check_sent,
    run_python,
)


def get(base):
    pool, url = urllib3.PoolManager(), base + "/small"
    return lambda: check(json.loads(pool.request("GET", url).data), SMALL)


def get_with_settings(base):
    pool, url = urllib3.PoolManager(), base + "/small?q=two+words&page=2&tag=a&tag=b"
    return lambda: check(pool.request("GET", url, headers=HEADERS, timeout=TIMEOUT).status, 200)


def one_shot(base):
    url = base + "/small"

    def operation():
        with urllib3.PoolManager() as pool:
            check(pool.request("GET", url).status, 200)

    return operation


def post_json(base):
    pool, url = urllib3.PoolManager(), base + "/post"
    return lambda: check_sent(pool.request("POST", url, json=DOCUMENT).data, JSON_LENGTH)


def post_form(base):
    pool, url = urllib3.PoolManager(), base + "/post"
    return lambda: check_sent(pool.request("POST", url, fields=FORM, encode_multipart=False).data, FORM_LENGTH)


def multipart(base):
    pool, url = urllib3.PoolManager(), base + "/post"

    def operation():
        fields = {"file": ("frame.jpg", io.BytesIO(MEGABYTE).read(), "image/jpeg")}
        check_sent(pool.request("POST", url, fields=fields).data, len(MEGABYTE))

    return operation


def content(base):
    pool, url = urllib3.PoolManager(), base + "/big"
    return lambda: check(len(pool.request("GET", url).data), BIG)


def iter_content(base):
    pool, url = urllib3.PoolManager(), base + "/big"

    def operation():
        response = pool.request("GET", url, preload_content=False)
        check(sum(map(len, response.stream(BLOCK))), BIG)
        response.release_conn()

    return operation


def redirect(base):
    pool, url = urllib3.PoolManager(), base + "/moved"
    return lambda: check(len(pool.request("GET", url).retries.history), 1)


def get_tls(base):
    pool, url = urllib3.PoolManager(ca_certs=os.environ["BENCH_CA"]), os.environ["BENCH_TLS"] + "/small"
    return lambda: check(json.loads(pool.request("GET", url).data), SMALL)


def gzip_json(base):
    pool, url = urllib3.PoolManager(headers={"Accept-Encoding": "gzip, deflate"}), base + "/document"
    return lambda: check(len(pool.request("GET", url).json()), DOCUMENT_ROWS)


def process(base):
    code = "import sys, urllib3; assert urllib3.PoolManager().request('GET', sys.argv[1]).status == 200"
    return lambda: run_python(code, base + "/small")


def process_tls(base):
    code = "import sys, urllib3; pool = urllib3.PoolManager(ca_certs=sys.argv[2]); pool.request('GET', sys.argv[1])"
    return lambda: run_python(code, os.environ["BENCH_TLS"] + "/small", os.environ["BENCH_CA"])
