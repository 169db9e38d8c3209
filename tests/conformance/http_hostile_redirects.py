"""Malicious redirects, and credentials that must not be sent to another origin (RFC 9110 section 15.4)."""

import requests

from harness import eq, log, raises, script, token, url
from hostile import own_answer

E = requests.exceptions


def location(value, *more):
    """Return the URL of a redirect with that Location, in bytes, and with more steps of the script."""
    return script(b"HTTP/1.1 302 Found\r\nLocation: " + value, *more, b"\r\nContent-Length: 0\r\n\r\n")


def astray(value, kind):
    """Following that Location raises that class, and the session is usable afterwards."""
    with requests.Session() as s:
        raises(kind, s.get, location(value), timeout=3)
        own_answer(s)


def across(at="other", code=302, **kwargs):
    """The headers that reach another origin after a redirect to it."""
    start = url(f"/redirect-to?status_code={code}&url=" + url("/anything", at=at))
    return requests.get(start, **kwargs).json()["headers"]


def case_location_of_a_file():
    """RFC 9110 section 15.4: only http and https have an adapter."""
    astray(b"file:///etc/passwd", E.InvalidSchema)


def case_location_of_ftp():
    """RFC 9110 section 15.4: only http and https have an adapter."""
    astray(b"ftp://example.org/", E.InvalidSchema)


def case_location_of_javascript():
    """RFC 9110 section 15.4: only http and https have an adapter."""
    astray(b"javascript:alert(1)", E.InvalidSchema)


def case_location_of_data():
    """RFC 9110 section 15.4: only http and https have an adapter."""
    astray(b"data:text/plain,hello", E.InvalidSchema)


def case_location_without_host():
    """RFC 9110 section 4.2.1: an http URI has a host."""
    astray(b"http://:80/", E.InvalidURL)


def case_location_with_a_bad_port():
    """RFC 3986 section 3.2.3."""
    astray(b"http://127.0.0.1:port/", E.InvalidURL)


def case_location_with_a_port_beyond_all_ports():
    """RFC 3986 section 3.2.3: a port is 16 bits."""
    astray(b"http://127.0.0.1:70000/", E.InvalidURL)


def case_location_with_an_open_bracket():
    """RFC 3986 section 3.2.2."""
    astray(b"http://[::1/", E.InvalidURL)


def case_location_with_invalid_utf8():
    """RFC 3986 section 2.5: octets that are not UTF-8 are sent back unchanged."""
    with requests.Session() as s:
        eq(s.get(location(b"/anything/\xff\xfe"), timeout=3).url, url("/anything/%FF%FE"))
        own_answer(s)


def case_two_locations_in_one_response():
    """RFC 9110 section 5.3: such a field must not be repeated; the result is a response or a RequestException."""
    with requests.Session() as s:
        try:
            s.get(location(b"/anything/a\r\nLocation: /anything/b"), timeout=3)
        except requests.RequestException:
            pass
        own_answer(s)


def case_location_of_thousands_of_bytes():
    """RFC 9110 section 4.1: at least 8000 octets should be supported; the limit of a device is lower."""
    with requests.Session() as s:
        try:
            eq(len(s.get(location(b"/anything/", (b"a" * 10, 700)), timeout=3).json()["path"]), 7010)
        except requests.ConnectionError:
            pass
        own_answer(s)


def case_location_with_a_port_of_thousands_of_digits():
    """RFC 3986 section 3.2.3; int() of CPython raises a plain ValueError for it."""
    astray(b"http://127.0.0.1:" + b"8" * 3500 + b"/", E.InvalidURL)


def case_invalid_length_beside_chunks_is_ignored():
    """RFC 9112 section 6.3: Transfer-Encoding overrides it; str.isdigit() holds for the octet of a superscript 2."""
    head = b"HTTP/1.1 302 Found\r\nLocation: /anything\r\nTransfer-Encoding: chunked\r\nContent-Length: \xb2\r\n\r\n"
    r = requests.get(script(head + b"0\r\n\r\n"), timeout=3)
    eq(r.json()["path"], "/anything")


def case_cookies_of_one_request_stay_at_its_origin():
    """RFC 9110 section 15.4: cookies= of a request are for its origin."""
    for at in ("name", "other"):
        eq(across(at=at, cookies={"secret": "1"}).get("cookie"), None)
    eq(across(at="http", cookies={"kept": "1"}).get("cookie"), "kept=1")


def case_length_beside_chunks_does_not_make_a_redirect_short():
    """RFC 9112 section 6.3: the chunks count; an unwanted body is drained up to a limit."""
    head = b"HTTP/1.1 302 Found\r\nLocation: /anything\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n"
    with requests.Session() as s:
        r = s.get(script(head, (b"3e8\r\n" + b"x" * 1000 + b"\r\n", 1200), "hang"), timeout=2)
        eq(r.json()["path"], "/anything")
        own_answer(s)


def case_invalid_length_of_a_response_to_head_is_ignored():
    """RFC 9110 section 9.3.2: the response to HEAD has no body."""
    head = b"HTTP/1.1 302 Found\r\nLocation: /anything\r\nContent-Length: \xb2\r\n\r\n"
    eq(requests.head(script(head), timeout=3, allow_redirects=True).status_code, 200)


def case_location_with_blanks_around_it():
    """RFC 9110 section 5.5."""
    eq(requests.get(location(b"  /anything  ")).json()["target"], "/anything")


def case_empty_location_is_not_followed():
    """RFC 9110 section 15.4: there is nothing to follow."""
    eq(requests.get(location(b"")).status_code, 302)


def case_location_with_a_backslash_stays_on_its_host():
    """RFC 3986 has no backslash; a browser takes it for a slash, which changes the host."""
    with requests.Session() as s:
        try:
            r = s.get(location(b"/\\elsewhere.invalid/"), timeout=3)
            eq(r.url.startswith(url("/")), True)
        except E.InvalidURL:
            pass
        own_answer(s)


def case_location_that_does_not_resolve():
    """RFC 9110 section 15.4: the error is that of a first request."""
    astray(b"http://no-such-name.invalid/", E.ConnectionError)


def case_location_of_a_refused_port():
    """RFC 9110 section 15.4: the error is that of a first request."""
    astray(url("/", at="refused").encode(), E.ConnectionError)


def case_location_to_itself():
    """RFC 9110 section 15.4: a client should detect loops."""
    with requests.Session() as s:
        s.max_redirects = 5
        raises(E.TooManyRedirects, s.get, location(b"?again"))
        own_answer(s)


def case_two_locations_pointing_at_each_other():
    """RFC 9110 section 15.4."""
    mark = token()
    with requests.Session() as s:
        s.max_redirects = 6
        raises(E.TooManyRedirects, s.get, url("/redirect-to?url=/@" + mark + "/redirect-to?url=/redirect/50", mark))
        own_answer(s)


def case_too_many_redirects_send_no_more_requests_than_allowed():
    """RFC 9110 section 15.4: the limit is on the requests that are sent."""
    mark = token()
    with requests.Session() as s:
        s.max_redirects = 4
        raises(E.TooManyRedirects, s.get, url("/redirect/20", mark))
        eq(sum([len(seen["requests"]) for seen in log(mark)]), 5)


def case_redirect_with_a_broken_body_is_followed():
    """RFC 9110 section 15.4: only the Location matters."""
    broken = b"HTTP/1.1 302 Found\r\nLocation: /anything/own\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    with requests.Session() as s:
        eq(s.get(script(broken, "hang"), timeout=3).json()["path"], "/anything/own")
        own_answer(s)


def case_redirect_with_a_short_body_is_followed():
    """RFC 9110 section 15.4: only the Location matters."""
    short = b"HTTP/1.1 302 Found\r\nLocation: /anything/own\r\nContent-Length: 100\r\n\r\nshort"
    with requests.Session() as s:
        eq(s.get(script(short, "close"), timeout=3).json()["path"], "/anything/own")
        own_answer(s)


def case_redirect_with_an_endless_body_is_followed():
    """RFC 9110 section 15.4: an unwanted body is not read to its end, and the redirect is followed."""
    endless = b"HTTP/1.1 302 Found\r\nLocation: /anything/own\r\n\r\n"
    with requests.Session() as s:
        r = s.get(script(endless, (b"x" * 1000, 3000), "hang"), timeout=3)
        eq(r.json()["path"], "/anything/own")
        raises(Exception, lambda: r.history[0].content)  # the rest is missing
        own_answer(s)


def case_redirect_whose_body_stalls_ends_in_time():
    """RFC 9112 section 9.5: the timeout holds for an unwanted body."""
    stalled = b"HTTP/1.1 302 Found\r\nLocation: /anything\r\nContent-Length: 100\r\n\r\nstalled"
    with requests.Session() as s:
        try:
            s.get(script(stalled, "hang"), timeout=0.3)
        except requests.RequestException:
            pass
        own_answer(s)


def case_authorization_stays_on_its_port():
    """RFC 9110 section 15.4: another port is another origin."""
    eq(across(auth=("user", "pass")).get("authorization"), None)


def case_authorization_stays_on_its_host():
    """RFC 9110 section 15.4."""
    eq(across(at="name", auth=("user", "pass")).get("authorization"), None)


def case_authorization_header_of_the_caller_stays_on_its_host():
    """RFC 9110 section 15.4."""
    eq(across(at="name", headers={"Authorization": "Bearer t"}).get("authorization"), None)


def case_authorization_in_another_case_stays_on_its_host():
    """RFC 9110 section 5.1: names ignore case."""
    eq(across(at="name", headers={"AUTHORIZATION": "Bearer t"}).get("authorization"), None)


def case_authorization_stays_at_its_origin_on_307_and_308():
    """RFC 9110 section 15.4: for every status."""
    eq([across(code=code, auth=("u", "p")).get("authorization") for code in (301, 303, 307, 308)], [None] * 4)


def case_authorization_is_kept_on_its_origin():
    """RFC 9110 section 15.4: the origin is the same."""
    r = requests.get(url("/redirect-to?url=/anything"), auth=("user", "pass"))
    eq(r.json()["headers"]["authorization"], "Basic dXNlcjpwYXNz")


def case_session_auth_stays_on_its_origin():
    """RFC 9110 section 15.4: credentials of the session are for the origin, too."""
    with requests.Session() as s:
        s.auth = ("user", "pass")
        r = s.get(url("/redirect-to?url=" + url("/anything", at="other")))
        eq(r.json()["headers"].get("authorization"), None)


def case_user_information_stays_on_its_origin():
    """RFC 9110 section 4.2.4: a credential in the URL is a credential."""
    start = url("/redirect-to?url=" + url("/anything", at="other")).replace("://", "://user:pass@", 1)
    eq(requests.get(start).json()["headers"].get("authorization"), None)


def case_authorization_does_not_come_back():
    """RFC 9110 section 15.4: once dropped it stays dropped, even if a redirect returns to the origin."""
    back = url("/redirect-to?url=" + url("/anything"), at="other")
    r = requests.get(url("/redirect-to"), params={"url": back}, auth=("user", "pass"))
    eq((len(r.history), r.json()["headers"].get("authorization")), (2, None))


def case_cookie_header_of_the_caller_stays_on_its_host():
    """RFC 9110 section 15.4: a cookie is a credential."""
    eq(across(at="name", headers={"Cookie": "secret=1"}).get("cookie"), None)


def case_cookies_argument_stays_on_its_host():
    """RFC 6265 section 5.4: a cookie is for its host."""
    with requests.Session() as s:
        s.get(url("/cookies/set?secret=1"))
        eq(s.get(url("/redirect-to?url=" + url("/anything", at="name"))).json()["headers"].get("cookie"), None)


def case_proxy_authorization_stays_on_its_origin():
    """RFC 9110 section 11.7.2."""
    eq(across(headers={"Proxy-Authorization": "Basic x"}).get("proxy-authorization"), None)


def case_host_header_of_the_caller_stays_on_its_origin():
    """RFC 9110 section 15.4: another origin gets its own name in Host."""
    eq(across(headers={"Host": "inside.example"})["host"], url("", at="other").partition("//")[2])
    r = requests.get(url("/redirect-to?url=/anything"), headers={"Host": "inside.example"})
    eq(r.json()["headers"]["host"], "inside.example")


def case_digest_credentials_stay_at_their_origin():
    """RFC 7616 section 5.13."""
    auth = requests.auth.HTTPDigestAuth("user", "pass")
    start = url("/redirect-to?url=" + url("/digest-auth/auth/user/other", at="other"))
    r = requests.get(start, auth=auth)
    heads = [step.request.headers.get("Authorization") for step in r.history]
    eq((r.status_code, heads), (401, [None]))


def case_password_of_a_location_is_not_in_a_message():
    """RFC 3986 section 7.5: a password is not shown."""
    error = raises(requests.RequestException, requests.get, location(b"http://u:hunter2@127.0.0.1:bad/"))
    assert "hunter2" not in str(error), str(error)


def case_fragment_of_a_location_is_not_sent():
    """RFC 9110 section 4.2.5: a fragment is not sent."""
    eq(requests.get(location(b"/anything#secret")).json()["target"], "/anything")
