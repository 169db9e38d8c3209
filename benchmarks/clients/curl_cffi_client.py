"""curl_cffi: libcurl under an interface like Requests'."""

import json
import os

from curl_cffi import requests as client

from .payloads import BIG, DOCUMENT, DOCUMENT_ROWS, JSON_LENGTH, SMALL, check, check_sent, run_python


def get(base):
    session, url = client.Session(), base + "/small"
    return lambda: check(session.get(url).json(), SMALL)


def get_tls(base):
    session, url = client.Session(verify=os.environ["BENCH_CA"]), os.environ["BENCH_TLS"] + "/small"
    return lambda: check(session.get(url).json(), SMALL)


def one_shot(base):
    url = base + "/small"
    return lambda: check(client.get(url).status_code, 200)


def post_json(base):
    session, url = client.Session(), base + "/post"
    return lambda: check_sent(session.post(url, json=DOCUMENT).text, JSON_LENGTH)


def content(base):
    session, url = client.Session(), base + "/big"
    return lambda: check(len(session.get(url).content), BIG)


def gzip_json(base):
    session, url = client.Session(), base + "/document"
    return lambda: check(len(json.loads(session.get(url).content)), DOCUMENT_ROWS)


def process(base):
    code = "import sys; from curl_cffi import requests; assert requests.get(sys.argv[1]).status_code == 200"
    return lambda: run_python(code, base + "/small")
