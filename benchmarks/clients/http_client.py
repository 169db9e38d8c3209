"""The standard library's http.client."""

import json
import os
import ssl
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from .payloads import (
    BIG,
    BLOCK,
    DOCUMENT,
    FORM,
    FORM_LENGTH,
    HEADERS,
    JSON_LENGTH,
    SMALL,
    check,
    check_sent,
    run_python,
)


def _connection(base):
    return HTTPConnection(urlsplit(base).netloc)


def _exchange(connection, *request):
    connection.request(*request)
    response = connection.getresponse()
    return response.status, response.read()


def get(base):
    connection = _connection(base)
    return lambda: check(json.loads(_exchange(connection, "GET", "/small")[1]), SMALL)


def get_with_settings(base):
    connection = _connection(base)
    target = "/small?q=two+words&page=2&tag=a&tag=b"
    return lambda: check(_exchange(connection, "GET", target, None, HEADERS)[0], 200)


def one_shot(base):
    def operation():
        connection = _connection(base)
        check(_exchange(connection, "GET", "/small")[0], 200)
        connection.close()

    return operation


def post_json(base):
    connection = _connection(base)
    headers = {"Content-Type": "application/json"}
    return lambda: check_sent(_exchange(connection, "POST", "/post", json.dumps(DOCUMENT), headers)[1], JSON_LENGTH)


def post_form(base):
    connection = _connection(base)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return lambda: check_sent(_exchange(connection, "POST", "/post", urlencode(FORM), headers)[1], FORM_LENGTH)


def content(base):
    connection = _connection(base)
    return lambda: check(len(_exchange(connection, "GET", "/big")[1]), BIG)


def iter_content(base):
    connection = _connection(base)

    def operation():
        connection.request("GET", "/big")
        response = connection.getresponse()
        check(sum(map(len, iter(lambda: response.read(BLOCK), b""))), BIG)

    return operation


def get_tls(base):
    context = ssl.create_default_context(cafile=os.environ["BENCH_CA"])
    connection = HTTPSConnection(urlsplit(os.environ["BENCH_TLS"]).netloc, context=context)
    return lambda: check(json.loads(_exchange(connection, "GET", "/small")[1]), SMALL)


def process(base):
    code = "import sys, urllib.request; assert urllib.request.urlopen(sys.argv[1]).status == 200"
    return lambda: run_python(code, base + "/small")


def process_tls(base):
    code = (
        "import ssl, sys, urllib.request; context = ssl.create_default_context(cafile=sys.argv[2])\n"
        "assert urllib.request.urlopen(sys.argv[1], context=context).status == 200"
    )
    return lambda: run_python(code, os.environ["BENCH_TLS"] + "/small", os.environ["BENCH_CA"])
