"""geventhttpclient: a connection pool with a parser in C, over gevent's sockets."""

import json
import os

from geventhttpclient import HTTPClient
from geventhttpclient.url import URL

from .payloads import BIG, DOCUMENT, JSON_LENGTH, SMALL, check, check_sent, run_python


def _client(base, **options):
    return HTTPClient.from_url(URL(base), concurrency=1, network_timeout=30.0, **options)


def get(base):
    client = _client(base)
    return lambda: check(json.loads(client.get("/small").read()), SMALL)


def get_tls(base):
    client = _client(os.environ["BENCH_TLS"], ssl_options={"ca_certs": os.environ["BENCH_CA"]})
    return lambda: check(json.loads(client.get("/small").read()), SMALL)


def one_shot(base):
    def operation():
        client = _client(base)
        check(json.loads(client.get("/small").read()), SMALL)
        client.close()

    return operation


def post_json(base):
    client = _client(base)
    headers = {"Content-Type": "application/json"}
    return lambda: check_sent(client.post("/post", json.dumps(DOCUMENT), headers=headers).read().decode(), JSON_LENGTH)


def content(base):
    client = _client(base)
    return lambda: check(len(client.get("/big").read()), BIG)


def process(base):
    code = "import sys; from geventhttpclient import HTTPClient\nHTTPClient.from_url(sys.argv[1]).get('/small').read()"
    return lambda: run_python(code, base)
