"""requests-cache overrides Session.send, stores the attributes of responses and builds them again."""

import datetime
import pickle

import pytest
import requests
from requests_cache import CachedSession, install_cache, uninstall_cache


@pytest.fixture(params=["memory", "sqlite", "filesystem"])
def cached(request, tmp_path):
    with CachedSession(str(tmp_path / "cache"), backend=request.param, expire_after=60) as session:
        yield session
        session.cache.close()


def test_second_response_comes_from_the_cache(base, cached):
    first = cached.get(base + "/get", params={"a": "1"})
    second = cached.get(base + "/get", params={"a": "1"})
    assert (first.from_cache, second.from_cache) == (False, True)
    assert first.json() == second.json()
    assert (second.url, second.status_code, second.reason) == (first.url, first.status_code, first.reason)
    assert isinstance(second.elapsed, datetime.timedelta)


def test_redirect_history_cookies_and_headers_survive(base, cached):
    for from_cache in (False, True):
        r = cached.get(base + "/cookies/set?a=b")
        assert r.from_cache is from_cache
        assert [old.status_code for old in r.history] == [302]
        assert r.json() == {"cookies": {"a": "b"}}
        assert r.headers["content-type"] == "application/json"


def test_cached_body_streams_again(base, cached):
    for _ in range(2):
        with cached.get(base + "/bytes/3000", stream=True) as r:
            assert b"".join(r.iter_content(700)) == r.content
            assert len(r.content) == 3000


def test_gzipped_response(base, cached):
    answers = [cached.get(base + "/gzip") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].from_cache


def test_method_and_body_are_part_of_the_key(base, tmp_path):
    with CachedSession(backend="memory", allowable_methods=["GET", "POST"]) as s:
        bodies = [s.post(base + "/post", json={"n": n}) for n in (1, 2, 1)]
    assert [r.from_cache for r in bodies] == [False, False, True]
    assert [r.json()["json"]["n"] for r in bodies] == [1, 2, 1]


def test_installed_cache_serves_plain_calls(base):
    install_cache(backend="memory")
    try:
        assert [requests.get(base + "/status/500").from_cache for _ in range(2)] == [False, False]
        assert [requests.get(base + "/get?b").from_cache for _ in range(2)] == [False, True]
    finally:
        uninstall_cache()
    assert not hasattr(requests.get(base + "/get?b"), "from_cache")


def test_cached_response_pickles(base, tmp_path):
    with CachedSession(backend="memory") as s:
        s.get(base + "/get?c")
        again = pickle.loads(pickle.dumps(s.get(base + "/get?c")))
    assert again.json()["args"] == {"c": ""} and again.ok
