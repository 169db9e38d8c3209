"""aiohttp, with one request after another on the same event loop."""

import asyncio
import atexit
import os
import ssl

import aiohttp

from .payloads import BIG, DOCUMENT, DOCUMENT_ROWS, JSON_LENGTH, SMALL, check, check_sent, run_python

LOOP = asyncio.new_event_loop()


async def _session():
    return aiohttp.ClientSession()


def _operation(method, url, read, **settings):
    session = LOOP.run_until_complete(_session())
    atexit.register(lambda: LOOP.run_until_complete(session.close()))

    async def exchange():
        async with session.request(method, url, **settings) as response:
            return await read(response)

    return lambda: LOOP.run_until_complete(exchange())


def _checked(operation, want):
    return lambda: check(operation(), want)


def get(base):
    return _checked(_operation("GET", base + "/small", lambda response: response.json()), SMALL)


def get_tls(base):
    context = ssl.create_default_context(cafile=os.environ["BENCH_CA"])
    url = os.environ["BENCH_TLS"] + "/small"
    return _checked(_operation("GET", url, lambda response: response.json(), ssl=context), SMALL)


def one_shot(base):
    async def exchange():
        async with aiohttp.ClientSession() as session, session.get(base + "/small") as response:
            return await response.json()

    return lambda: check(LOOP.run_until_complete(exchange()), SMALL)


def post_json(base):
    operation = _operation("POST", base + "/post", lambda response: response.text(), json=DOCUMENT)
    return lambda: check_sent(operation(), JSON_LENGTH)


def content(base):
    operation = _operation("GET", base + "/big", lambda response: response.read())
    return lambda: check(len(operation()), BIG)


def gzip_json(base):
    operation = _operation("GET", base + "/document", lambda response: response.json())
    return lambda: check(len(operation()), DOCUMENT_ROWS)


def process(base):
    code = (
        "import aiohttp, asyncio, sys\n"
        "async def main():\n"
        "    async with aiohttp.ClientSession() as session, session.get(sys.argv[1]) as response:\n"
        "        assert await response.json()\n"
        "asyncio.run(main())"
    )
    return lambda: run_python(code, base + "/small")
