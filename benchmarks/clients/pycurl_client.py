"""pycurl: libcurl with a handle that is reused."""

import json
import os

import pycurl

from .payloads import BIG, DOCUMENT, DOCUMENT_ROWS, JSON_LENGTH, SMALL, check, check_sent, run_python


def _handle(**options):
    handle = pycurl.Curl()
    for name, value in options.items():
        handle.setopt(getattr(pycurl, name), value)
    return handle


def get(base):
    handle = _handle(URL=base + "/small")
    return lambda: check(json.loads(handle.perform_rb()), SMALL)


def get_tls(base):
    handle = _handle(URL=os.environ["BENCH_TLS"] + "/small", CAINFO=os.environ["BENCH_CA"])
    return lambda: check(json.loads(handle.perform_rb()), SMALL)


def one_shot(base):
    def operation():
        handle = _handle(URL=base + "/small")
        check(json.loads(handle.perform_rb()), SMALL)
        handle.close()

    return operation


def post_json(base):
    handle = _handle(URL=base + "/post", HTTPHEADER=["Content-Type: application/json"])

    def operation():
        handle.setopt(pycurl.POSTFIELDS, json.dumps(DOCUMENT))
        check_sent(handle.perform_rs(), JSON_LENGTH)

    return operation


def content(base):
    handle = _handle(URL=base + "/big")
    return lambda: check(len(handle.perform_rb()), BIG)


def gzip_json(base):
    handle = _handle(URL=base + "/document", ACCEPT_ENCODING="gzip, deflate")
    return lambda: check(len(json.loads(handle.perform_rb())), DOCUMENT_ROWS)


def process(base):
    code = "import pycurl, sys; c = pycurl.Curl(); c.setopt(pycurl.URL, sys.argv[1]); c.perform_rb()"
    return lambda: run_python(code, base + "/small")
