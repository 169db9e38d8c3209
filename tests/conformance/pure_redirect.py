"""requests._core.redirect: the URL, the method and the fields of the next request (RFC 9110 section 15.4)."""

import requests
from requests._core import redirect
from requests._core.redirect import drop_parts, location_text, redirect_method, redirect_url, strip_auth
from requests.exceptions import InvalidURL
from requests.structures import CaseInsensitiveDict

from harness import eq, raises


class Next:
    """What is read and changed of the next request."""

    def __init__(self, body=b"a=1"):
        self.body, self._body_position = body, 0
        self.headers = CaseInsensitiveDict()
        for name in ("HOST", "cookie", "Content-Type", "Content-Length", "Accept"):
            self.headers[name] = "x"


def case_which_responses_redirect():
    for status in (200, 201, 300, 301, 302, 303, 304, 305, 306, 307, 308, 400):
        for location in ("/x", "", None):
            r = requests.Response()
            r.status_code = status
            if location is not None:
                r.headers["Location"] = location
            want = status in redirect.REDIRECT_STATI and location is not None
            eq((status, location, r.is_redirect), (status, location, want))
            eq((status, location, r.is_permanent_redirect), (status, location, want and status in (301, 308)))


def case_methods_and_bodies():
    for status, method, want, dropped in (
        (301, "GET", "GET", False),
        (301, "POST", "GET", True),
        (301, "PUT", "PUT", False),
        (301, "HEAD", "HEAD", False),
        (302, "POST", "GET", True),
        (302, "PUT", "GET", True),
        (302, "DELETE", "GET", True),
        (302, "GET", "GET", False),
        (302, "HEAD", "HEAD", False),
        (303, "POST", "GET", True),
        (303, "GET", "GET", True),
        (303, "HEAD", "HEAD", True),
        (307, "POST", "POST", False),
        (308, "PUT", "PUT", False),
    ):
        request = Next()
        drop_parts(request, method, status, False)
        got = redirect_method(method, status), request.body is None
        eq((status, method, got), (status, method, (want, dropped)))


def case_fields_that_describe_a_body_are_dropped_with_it():
    for status, dropped in ((301, True), (302, True), (303, True), (307, False), (308, False)):
        request = Next(None)
        drop_parts(request, "GET", status, False)
        eq((status, "Content-Type" not in request.headers), (status, dropped))


def case_what_the_next_request_goes_without():
    everything = ["Accept", "Content-Length", "Content-Type", "HOST"]
    for method, status, leaves, body, want in (
        ("POST", 307, False, b"a=1", everything),
        ("POST", 307, True, b"a=1", everything[:3]),
        ("POST", 303, False, b"a=1", ["Accept", "HOST"]),
        ("POST", 303, True, b"a=1", ["Accept"]),
        ("PUT", 301, False, b"a=1", everything),
        ("GET", 302, False, None, ["Accept", "HOST"]),
        ("GET", 308, False, None, everything),
    ):
        request = Next(body)
        drop_parts(request, method, status, leaves)
        kept = body if "Content-Type" in want else None
        got = sorted(request.headers), request.body, request._body_position is None
        eq((method, status, got), (method, status, (want, kept, "Content-Type" not in want)))


def case_locations_resolve():
    for current, location, want in (
        ("http://h/a/b?q", "/x", "http://h/x"),
        ("http://h/a/b?q", "x", "http://h/a/x"),
        ("http://h/a/b?q", "?z", "http://h/a/b?z"),
        ("http://h/a", "//o/x", "http://o/x"),
        ("https://h/a", "//o/x", "https://o/x"),
        ("http://h/a", "HTTPS://O:443/x/../y z", "https://o:443/y%20z"),
        ("http://h:81/a", "http:b", "http://h:81/b"),
        ("http://u:p@h/a", "/x", "http://u:p@h/x"),
        ("http://u:p@h/a", "http://h/x", "http://h/x"),
        ("http://h/a", "/%7e%zz", "http://h/%257e%25zz"),
        ("http://h/a", "///x", "http://h/x"),
        ("http://h/a", "\\\\evil.example/x", "http://h/%5C%5Cevil.example/x"),
    ):
        eq((location, redirect_url(current, location)), (location, want))


def case_the_fragment_is_inherited():
    eq(redirect_url("http://h/a#f", "/x"), "http://h/x#f")
    eq(redirect_url("http://h/a#f", "/x#g"), "http://h/x#g")
    eq(redirect_url("http://h/a", "#g"), "http://h/a#g")


def case_an_empty_fragment_replaces_the_old_one():
    """RFC 9110 section 10.2.2: it is inherited only where Location has none."""
    for location, want in (("/x#", "http://h/x"), ("#", "http://h/a"), ("http://o/#", "http://o/")):
        eq((location, redirect_url("http://h/a#f", location)), (location, want))


def case_octets_of_a_location():
    for octets, text in (
        ("/a b", "/a b"),
        (" /x\ty ", "/xy"),
        ("\x1c/\x85", "%1C/%85"),
        ("  ", ""),
        ("/\xc3\xa9", "/\xe9"),
        ("/\xe9 %41#\xff", "/%E9 %41#%FF"),
        ("/\xc3\xa9\xff", "/%C3%A9%FF"),
        ("/\u20ac", "/\u20ac"),
    ):
        eq((octets, location_text(octets)), (octets, text))


def case_characters_of_a_location():
    eq(redirect_url("http://h/a", "/\xe9"), "http://h/%C3%A9")
    eq(redirect_url("http://h/a", "/%E9 %41"), "http://h/%E9%20A")
    eq(redirect_url("http://h/a", "/%e9"), "http://h/%E9")
    eq(redirect_url("http://h/a", "/%e9", None, True), "http://h/%e9")
    eq(redirect_url("http://h/a", "/\u20ac"), "http://h/%E2%82%AC")
    eq(redirect_url("http://h/a", "http://\xe9.com/", lambda host: "xn--9ca.com"), "http://xn--9ca.com/")
    raises(InvalidURL, redirect_url, "http://h/a", "http://%E9.com/")


def case_an_empty_location_is_not_followed():
    eq(redirect_url("http://h/a", ""), None)


def case_other_schemes_are_left_to_their_adapters():
    for location in ("ftp://x/y z", "mailto:a@b", "myapp:?code=1", "tel:+1", "javascript:1", "file:///etc/passwd"):
        eq(redirect_url("http://h/a#f", location), location)


def case_bad_targets_are_refused():
    for location in ("http://h:99999/", "http://a b/", "http://[::1/", "//h:x/", "http://*.h/", "https:x"):
        raises(InvalidURL, redirect_url, "http://h/a", location)


def case_credentials_stay_at_their_origin():
    for old, new, want in (
        ("http://h/a", "http://h/b", False),
        ("http://h/", "http://H:80/", False),
        ("http://H/", "http://h:80/", False),
        ("ftp://h:80/", "https://h/", True),
        ("http://h/", "https://h/", False),
        ("http://h:80/", "https://h:443/", False),
        ("https://h:443/", "https://h/", False),
        ("http://u:p@h/", "http://v@h/", False),
        ("http://h/", "http://o/", True),
        ("http://a.h/", "http://h/", True),
        ("http://h/", "http://a.h/", True),
        ("http://h/", "http://h./", True),
        ("https://h/", "http://h/", True),
        ("http://h/", "http://h:8080/", True),
        ("http://h/", "http://h:443/", True),
        ("http://h:8080/", "http://h/", True),
        ("http://h:8080/", "https://h:8080/", True),
        ("http://h:80/", "https://h:80/", True),
        ("http://h:8080/", "https://h/", True),
        ("http://good.example/", "http://good.example\\@evil.example/", False),
        ("http://good.example/", "http://good.example@evil.example/", True),
    ):
        eq((old, new, strip_auth(old, new)), (old, new, want))
