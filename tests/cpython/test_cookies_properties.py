"""Properties of Set-Cookie lines, dates and jars."""

import datetime
import email.utils

from hypothesis import given
from hypothesis import strategies as st
from requests._core.cookies import (
    FOREVER,
    Cookie,
    cookie_header,
    domain_match,
    parse_date,
    parse_set_cookie,
    store,
)
from requests._core.http1 import Limits

NOW = 1_000_000_000
HOSTS = st.sampled_from(["www.example.com", "example.com", "localhost", "127.0.0.1", "::1", "a.b.c.d"])
FRAGMENTS = st.sampled_from(
    [
        "a",
        "=",
        ";",
        " ",
        "Domain=",
        "example.com",
        ".",
        "Path=",
        "/",
        "Max-Age=",
        "-",
        "9",
        "Expires=",
        "\t",
        "Secure",
        "\x01",
        '"',
    ]
)
LINES = st.one_of(st.text(st.characters(max_codepoint=255), max_size=60), st.lists(FRAGMENTS, max_size=30).map("".join))
DAYS = st.datetimes(
    datetime.datetime(1601, 1, 2), datetime.datetime(9999, 12, 31), timezones=st.just(datetime.timezone.utc)
)


@given(LINES, HOSTS, st.text("/ab", max_size=6))
def test_cookie_belongs_to_the_host_that_set_it(line, host, path):
    cookie = parse_set_cookie(line, host, path, NOW, Limits(cookie_size=40))
    if cookie is None:
        return
    assert cookie.name and len(cookie.name) + len(cookie.value) <= 40
    assert domain_match(host, cookie.domain) and (cookie.domain == host or "." in cookie.domain)
    assert cookie.path[:1] == "/"
    assert cookie.expires is None or cookie.expires <= max(FOREVER, NOW)
    assert not [char for char in cookie.name + cookie.value + cookie.path if char < " " and char != "\t"]
    assert ";" not in cookie.name + cookie.value + cookie.path + cookie.domain
    if cookie.expires is None or cookie.expires > NOW:
        assert cookie_header([cookie], host, cookie.path, True, NOW) == f"{cookie.name}={cookie.value}"


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(text):
    moment = parse_date(text)
    assert moment is None or -11_644_473_600 <= moment <= FOREVER


@given(DAYS)
def test_dates_are_read_as_they_were_written(day):
    day = day.replace(microsecond=0)
    seconds = (day - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) // datetime.timedelta(seconds=1)
    texts = [email.utils.format_datetime(day, usegmt=True), day.strftime("%a %b %d %H:%M:%S ") + f"{day.year:04}"]
    if 1970 <= day.year < 2070:
        texts.append(day.strftime("%A, %d-%b-%y %H:%M:%S GMT"))
    assert [parse_date(text) for text in texts] == [seconds] * len(texts)


COOKIES = st.builds(
    Cookie,
    name=st.sampled_from("abc"),
    value=st.text("xy", max_size=2),
    domain=st.sampled_from(["example.com", "www.example.com"]),
    path=st.sampled_from(["/", "/a", "/a/b"]),
    expires=st.sampled_from([None, NOW - 1, NOW, NOW + 1]),
    secure=st.booleans(),
    host_only=st.booleans(),
    http_only=st.booleans(),
)


@given(st.lists(COOKIES, max_size=30), st.integers(1, 6))
def test_jar_has_each_cookie_once_and_none_expired(cookies, limit):
    jar = []
    for cookie in cookies:
        store(jar, cookie, NOW, Limits(cookies=limit))
    keys = [(cookie.name, cookie.domain, cookie.path) for cookie in jar]
    assert len(keys) == len(set(keys)) <= limit
    assert all(cookie.expires is None or cookie.expires > NOW for cookie in jar)


@given(st.lists(COOKIES, max_size=10), st.sampled_from(["/", "/a", "/a/b/c", "/ab"]), st.booleans())
def test_header_has_what_matches_longest_path_first(cookies, path, secure):
    sent = [
        cookie
        for cookie in cookies
        if (cookie.domain == "www.example.com" or not cookie.host_only)
        and (path + "/").startswith(cookie.path.rstrip("/") + "/")
        and (secure or not cookie.secure)
        and (cookie.expires is None or cookie.expires > NOW)
    ]
    sent.sort(key=lambda cookie: -len(cookie.path))
    header = cookie_header(cookies, "www.example.com", path, secure, NOW)
    assert header == "; ".join(f"{cookie.name}={cookie.value}" for cookie in sent)
