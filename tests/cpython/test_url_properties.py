"""Any text as a URL is refused, or its prepared form is safe, stable and has one parse."""

import urllib.parse

from hypothesis import example, given
from hypothesis import strategies as st
from requests._core import percent
from requests._core.plain_url import plain_url, unsplit_url
from requests._core.redirect import location_text, redirect_url
from requests._core.url import join_url, prepare_url, split_url
from requests.exceptions import InvalidURL

TRICKY = "ab1.%/\\?#@:[]-_~!é \t\n\0\x7f☃"
words = st.text(TRICKY + "cdefABCDEF0256", max_size=8)
hosts = st.sampled_from(["h", "EX.com", "[::1]", "1.2.3.4", "[fe80::1%25a]"]) | words
urls = st.one_of(
    st.builds("http://{}{}".format, hosts, words),
    st.builds(
        "https://{}@{}:{}/{}?{}#{}".format, words, hosts, st.sampled_from(["", "80", "9x"]) | words, *[words] * 3
    ),
    st.text(),
)
visible = frozenset(map(chr, range(0x21, 0x7F))) - set('"<>\\^`{|}')


def prepared(url, query=""):
    """The prepared text, or None for what is refused."""
    try:
        return unsplit_url(prepare_url(url, query))
    except InvalidURL:
        return None
    except ValueError as error:  # the other class of the family
        assert type(error).__name__ == "MissingSchema"
        return None


@given(urls, words)
def test_what_is_sent_is_visible_ascii(url, query):
    text = prepared(url, query)
    assert text is None or set(text) <= visible


@given(urls, words)
@example("http://x/%2e%2e/%252e", "%")
@example("http://[fe80::1%2530]/", "")
def test_preparing_twice_is_preparing_once(url, query):
    text = prepared(url, query)
    assert text is None or prepared(text) == text


@given(urls)
def test_plain_url_agrees_with_the_full_parser(url):
    parts = plain_url(url)
    if parts is not None:
        assert plain_url("H" + url[1:]) is None and prepare_url("H" + url[1:]) == parts


@given(urls)
def test_the_standard_library_reads_the_same_host(url):
    text = prepared(url)
    if text is not None and text.startswith(("http:", "https:")):
        parts, other = split_url(text), urllib.parse.urlsplit(text)
        assert (other.scheme, other.netloc.rpartition("@")[2]) == (
            parts.scheme,
            parts.host + (f":{parts.port}" if parts.port else ""),
        )
        assert other.path == parts.path
        assert other.query == (parts.query or "")


@given(urls)
def test_splitting_and_joining_the_parts_gives_the_text(url):
    text = prepared(url)
    assert text is None or unsplit_url(split_url(text)) == text


@given(st.text() | st.binary())
def test_quoting_is_undone_by_unquoting(data):
    text = percent.quote(data, "")
    assert set(text) <= visible
    if isinstance(data, str):
        assert urllib.parse.unquote(text) == percent.unquote(text) == data
    else:
        assert urllib.parse.unquote_to_bytes(text) == data


@given(st.text())
def test_quoting_is_the_standard_librarys(text):
    assert percent.quote(text) == urllib.parse.quote(text)
    assert percent.quote_plus(text) == urllib.parse.quote_plus(text)


segments = st.sampled_from(["", "a", "b.c", ".", "..", "g;x=1", "..."])
paths = st.lists(segments, min_size=1, max_size=5).map("/".join)


@given(paths, paths, st.sampled_from(["", "?q", "#f", "?q#f"]))
def test_references_resolve_as_in_the_standard_library(base, ref, tail):
    if "//" in "/" + base + "." + ref or ref.startswith("/"):
        return  # the standard library drops empty segments there
    base, ref = "http://h/" + base, ref + tail
    assert join_url(base, ref) == urllib.parse.urljoin(base, ref)


@given(urls, st.text(st.characters(max_codepoint=0xFF)))
def test_a_redirect_leads_to_a_prepared_url_or_is_refused(url, location):
    current = prepared(url)
    if current is None:
        return
    try:
        target = redirect_url(current, location_text(location))
    except InvalidURL:
        return
    if target and target.startswith(("http:", "https:")):
        assert prepared(target) == target
