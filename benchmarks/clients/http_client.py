"""The standard library's http.client, by hand."""

import json
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from .payloads import BIG, BLOCK, DOCUMENT, FORM, FORM_LENGTH, HEADERS, JSON_LENGTH, SMALL, check, check_sent


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
