"""CacheControl subclasses HTTPAdapter, wraps the raw body while it is read, and rebuilds responses from its cache."""

import email.utils
import gzip

import pytest
import requests
from cachecontrol import CacheControl, CacheControlAdapter
from cachecontrol.heuristics import BaseHeuristic, ExpiresAfter

CHUNKS = b"Transfer-Encoding: chunked\r\n\r\n" + b"64\r\n%b\r\n" % (b"x" * 100) * 10 + b"0\r\n\r\n"


@pytest.fixture
def cached():
    with CacheControl(requests.Session()) as session:
        yield session


@pytest.fixture
def generous():
    """A session that caches responses without caching fields."""
    with requests.Session() as s:
        s.mount("http://", CacheControlAdapter(heuristic=ExpiresAfter(minutes=1)))
        yield s


def dated(base, token, rest):
    """Return the URL of a 200 with a Date, without which nothing is cached; `rest` are further fields and the body."""
    head = f"HTTP/1.1 200 OK\r\nDate: {email.utils.formatdate(usegmt=True)}\r\n".encode()
    return f"{base}/@{token}/script/x{(head + rest).hex()}"


def sized(body, *fields):
    return b"".join([*fields, b"Content-Length: %d\r\n\r\n" % len(body), body])


def test_fresh_response_is_served_from_the_cache(base, cached, arrived):
    address = dated(base, "ccfresh", sized(b"fresh", b"Cache-Control: max-age=60\r\n"))
    first, second = cached.get(address), cached.get(address)
    assert (first.from_cache, second.from_cache) == (False, True)
    assert first.content == second.content == b"fresh"
    assert len(arrived("ccfresh")) == 1


def test_stale_response_is_validated(base, cached, arrived):
    address = base + '/@ccstale/response-headers?Cache-Control=max-age=0&ETag="one"'
    cached.get(address)
    cached.get(address)
    assert 'If-None-Match: "one"' in arrived("ccstale")[1]


def test_no_store_is_not_stored(base, cached, arrived):
    address = dated(base, "ccnostore", sized(b"secret", b"Cache-Control: no-store\r\n"))
    assert [cached.get(address).from_cache for _ in range(2)] == [False, False]
    assert len(arrived("ccnostore")) == 2


def test_streamed_chunks_are_cached_when_read_to_their_end(base, generous, arrived):
    address = dated(base, "ccstream", CHUNKS)
    for _ in range(2):
        with generous.get(address, stream=True) as r:
            assert b"".join(r.iter_content(64)) == b"x" * 1000
    assert len(arrived("ccstream")) == 1


def test_gzipped_response_is_decoded_from_the_cache_too(base, generous, arrived):
    address = dated(base, "ccgzip", sized(gzip.compress(b"squeezed"), b"Content-Encoding: gzip\r\n"))
    assert [generous.get(address).content for _ in range(2)] == [b"squeezed"] * 2
    assert len(arrived("ccgzip")) == 1


def test_put_invalidates(base, generous, arrived):
    address = dated(base, "ccput", sized(b"old"))
    generous.get(address)
    generous.put(address)
    assert generous.get(address).from_cache is False
    assert len(arrived("ccput")) == 3


def test_heuristic_decides_what_the_response_says(base, generous):
    address = dated(base, "ccheuristic", sized(b"kept", b"X-A: 1\r\n"))
    for _ in range(2):
        r = generous.get(address)
        assert (r.headers["X-A"], "Expires" in r.headers, r.headers["Warning"][:3]) == ("1", True, "110")


class Corrected(BaseHeuristic):
    """Replaces a server's caching fields, and removes one."""

    def update_headers(self, response):
        return {"Cache-Control": "max-age=60"}

    def warning(self, response):
        return None


def test_heuristic_replaces_a_field(base, arrived):
    address = dated(base, "ccreplaced", sized(b"kept", b"Cache-Control: no-store\r\n"))
    with requests.Session() as s:
        s.mount("http://", CacheControlAdapter(heuristic=Corrected()))
        assert [s.get(address).headers["Cache-Control"] for _ in range(2)] == ["max-age=60"] * 2
    assert len(arrived("ccreplaced")) == 1
