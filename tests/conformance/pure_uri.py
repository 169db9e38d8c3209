"""requests._core.url: the components of a URL, references, and the parts of a request (RFC 3986)."""

from requests._core.plain_url import connect_host, host_header, origin, request_target, unsplit_url
from requests._core.url import join_url, prepare_url, split_url
from requests.exceptions import InvalidURL

from harness import eq, raises


def case_split_gives_each_component():
    for url, want in (
        ("http://u:p@h:80/p?q#f", ("http", "u:p", "h", 80, "/p", "q", "f")),
        ("http://h", ("http", None, "h", None, "", None, None)),
        ("http://h?#", ("http", None, "h", None, "", "", "")),
        ("//h/p", (None, None, "h", None, "/p", None, None)),
        ("p;x?q", (None, None, None, None, "p;x", "q", None)),
        ("HTTP:p", ("http", None, None, None, "p", None, None)),
        ("1a:b", (None, None, None, None, "1a:b", None, None)),
        ("file:///x", ("file", None, "", None, "/x", None, None)),
        (":b", (None, None, None, None, ":b", None, None)),
        ("a_b:c", (None, None, None, None, "a_b:c", None, None)),
        ("a+b-c.d:e", ("a+b-c.d", None, None, None, "e", None, None)),
        ("http://a@b@h/", ("http", "a@b", "h", None, "/", None, None)),
        ("http://[fe80::1%25a]:8/", ("http", None, "[fe80::1%25a]", 8, "/", None, None)),
        ("", (None, None, None, None, "", None, None)),
    ):
        eq((url, tuple(split_url(url))), (url, want))


def case_invalid_urls_are_refused_when_split():
    for url in ("http://[::1", "//[::1]x/", "//h:x", "//h:0", "//h:-1", "//h:65536", "//u@h:1:2", "//h:" + "1" * 5000):
        raises(InvalidURL, split_url, url)


def case_a_split_url_is_joined_again():
    for url in ("http://u:p@h:80/p?q#f", "//h/p", "//h:8?q", "p;x?q", "/p#f", "?q", "#f", "file:///x", "a:b", ""):
        eq(unsplit_url(split_url(url)), url)


def case_parts_of_a_url_in_a_request():
    for url, field, place, connect, target in (
        ("http://h/", "h", "h:80", "h", "/"),
        ("https://h:443/a?b", "h", "h:443", "h", "/a?b"),
        ("https://h:80/a?b#c", "h:80", "h:80", "h", "/a?b"),
        ("http://u:p@h:8080/", "h:8080", "h:8080", "h", "/"),
        ("http://[::1]/", "[::1]", "[::1]:80", "::1", "/"),
        ("https://[fe80::1%25eth0]:8/", "[fe80::1]:8", "[fe80::1]:8", "fe80::1%eth0", "/"),
        ("http+unix://%2Frun%2Fx:8/a", "%2Frun%2Fx:8", "%2Frun%2Fx:8", "%2Frun%2Fx", "/a"),
    ):
        parts = prepare_url(url)
        eq(
            (url, host_header(parts), host_header(parts, True), connect_host(parts), request_target(parts)),
            (url, field, place, connect, target),
        )


def case_origins():
    eq(origin(prepare_url("http://H/x")), ("http", "h", 80))
    eq(origin(prepare_url("https://h:8443/x")), ("https", "h", 8443))


def case_references_resolve_as_rfc_3986_says():
    base = "http://a/b/c/d;p?q"
    for ref, want in (
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"),
        ("g#s", "http://a/b/c/g#s"),
        ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y#s"),
        ("", "http://a/b/c/d;p?q"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g#s/../x", "http://a/b/c/g#s/../x"),
        ("http:g", "http://a/b/c/g"),
        ("https:g", "https:g"),
        ("mailto:x@y", "mailto:x@y"),
        ("///g", "http://a/g"),
        ("//:81/g", "http://:81/g"),
    ):
        eq((ref, join_url(base, ref)), (ref, want))


def case_a_reference_to_a_base_without_path():
    eq(join_url("http://a", "g"), "http://a/g")
    eq(join_url("http://a?q", "?y"), "http://a?y")
    eq(join_url("http://u@a:8/x", "/y"), "http://u@a:8/y")
