"""Exchanges of several requests: redirects, cookies, challenges; and requests through a proxy."""

import io

import requests

from harness import eq, raises
from wire import END, REFUSED, Peer, Wire, answer, parsed, redirect

AT = "http://device.test/"
E = requests.exceptions
OK = answer(b"ok")
CHALLENGE = 'WWW-Authenticate: Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256'  # boards may lack MD5
ASKED = answer(b"who?", "401 Unauthorized", CHALLENGE)
PROXY = {"http": "http://proxy.test:3128", "https": "http://proxy.test:3128"}


def in_a_session(*args, **kwargs):
    """Send a request on a session, whose connection is kept: on a board a function of the package closes it."""
    with requests.Session() as s:
        return s.request(*args, **kwargs)


def lines(wire):
    """Return the request lines, without the version."""
    return [line.rpartition(" ")[0] for line, _, _ in wire.requests]


def field(wire, name):
    """Return the value of that field in each request, or None."""
    return [fields.get(name) for _, fields, _ in wire.requests]


def digest(text):
    """The parameters of a Digest answer."""
    eq(text[:7], "Digest ")
    return {name: value.strip('"') for name, _, value in [item.partition("=") for item in text[7:].split(", ")]}


def case_redirects_are_followed_with_their_history():
    far = redirect("http://other.test/c?d", "301 Moved Permanently")
    with Wire(Peer(redirect("b"), far), Peer(OK)) as wire:
        r = in_a_session("GET", AT + "a")
    eq((r.content, r.url), (b"ok", "http://other.test/c?d"))
    eq([(h.status_code, h.url) for h in r.history], [(302, AT + "a"), (301, AT + "b")])
    eq((lines(wire), field(wire, "host")), (["GET /a", "GET /b", "GET /c?d"], ["device.test"] * 2 + ["other.test"]))


def case_a_redirect_over_a_new_connection():
    with Wire(Peer(redirect("/b", "302 Found", "Connection: close")), Peer(OK)) as wire:
        eq(requests.get(AT).content, b"ok")
        eq(wire.closed, [True, True])
    eq(lines(wire), ["GET /", "GET /b"])


def case_a_redirect_is_not_followed_with_allow_redirects_false():
    with Wire(redirect("/b")) as wire:
        r = requests.get(AT, allow_redirects=False)
    eq((r.status_code, r.headers["location"], r.history, lines(wire)), (302, "/b", [], ["GET /"]))


def case_status_and_method_decide_the_method_and_body_of_a_redirect():
    """RFC 9110 section 15.4."""
    table = (
        ("301 Moved", "POST", "GET", b""),
        ("302 Found", "POST", "GET", b""),
        ("303 See Other", "POST", "GET", b""),
        ("303 See Other", "PUT", "GET", b""),
        ("307 Temporary", "POST", "POST", b"data"),
        ("308 Permanent", "PUT", "PUT", b"data"),
    )
    for status, method, after, body in table:
        for data in (b"data", io.BytesIO(b"data")):
            with Wire(Peer(redirect("/b", status), OK)) as wire:
                in_a_session(method, AT, data=data)
            eq([(line, body) for line, _, body in wire.requests][1], (after + " /b HTTP/1.1", body))
            eq("content-type" in wire.requests[1][1], False)


def case_redirects_are_followed_one_by_one():
    far = redirect("/c", "303 See Other")
    with Wire(Peer(redirect("/b", "307 Temporary"), far, OK)) as wire, requests.Session() as s:
        first = s.post(AT + "a", data=b"data", allow_redirects=False)
        steps = []
        for r in s.resolve_redirects(first, first.request):
            steps.append((r.url, r.status_code, len(wire.requests)))
    eq(steps, [(AT + "b", 303, 2), (AT + "c", 200, 3)])
    eq(lines(wire), ["POST /a", "POST /b", "GET /c"])


def case_the_request_of_a_redirect_without_sending_it():
    with Wire(Peer(redirect("/b"))) as wire, requests.Session() as s:
        first = s.post(AT, data=b"data", allow_redirects=False)
        for found in (next(s.resolve_redirects(first, first.request, yield_requests=True)), first.next):
            eq((found.url, found.method, found.body), (AT + "b", "GET", None))
    eq(lines(wire), ["POST /"])


def case_resolve_redirects_of_a_response_without_location_is_empty():
    with Wire(OK), requests.Session() as s:
        r = s.get(AT)
        eq(([found for found in s.resolve_redirects(r, r.request)], r.next), ([], None))


def case_the_redirect_of_a_head_is_not_followed():
    with Wire(Peer(redirect("/b"), redirect("/b"), OK)) as wire, requests.Session() as s:
        eq((s.head(AT).status_code, s.head(AT, allow_redirects=True).status_code), (302, 200))
    eq(lines(wire), ["HEAD /", "HEAD /", "HEAD /b"])


def case_a_redirect_that_cannot_be_followed_closes_its_connection():
    body = b"x" * 9000
    for location, kind in (
        ("http://h:port/", E.InvalidURL),
        ("other://h/", E.InvalidSchema),
        ("/", E.TooManyRedirects),
    ):
        with Wire(answer(body, "302 Found", "Location: " + location)) as wire, requests.Session() as s:
            s.max_redirects = 0 if location == "/" else 30
            raises(kind, s.get, AT, stream=True)
            s.close()
            eq(wire.closed, [True])


def case_a_hook_that_fails_closes_its_connection():
    def failing(r, **kwargs):
        raise ZeroDivisionError("in the caller's own code")

    with Wire(answer(b"x" * 9000)) as wire, requests.Session() as s:
        raises(ZeroDivisionError, s.get, AT, hooks={"response": failing}, stream=True)
        s.close()
        eq(wire.closed, [True])


def case_a_fragment_is_carried_over_a_redirect_and_never_sent():
    with Wire(Peer(redirect("/b"), OK)) as wire:
        eq(in_a_session("GET", AT + "a#part").url, AT + "b#part")
    eq(lines(wire), ["GET /a", "GET /b"])


def case_a_redirect_loop_is_an_error():
    with Wire(Peer(*[redirect("/")] * 10)) as wire, requests.Session() as s:
        s.max_redirects = 4
        raises(E.TooManyRedirects, s.get, AT)
    eq(len(wire.requests), 5)


def case_an_error_after_a_redirect_closes_all_connections():
    with Wire(Peer(redirect("http://other.test/")), Peer(END)) as wire:
        raises(E.ConnectionError, requests.get, AT)
        eq(wire.closed, [True, True])


def case_credentials_stay_at_their_origin():
    """RFC 9110 section 11.6.2."""
    with Wire(Peer(redirect("/b"), redirect("http://other.test/")), Peer(OK)) as wire:
        in_a_session("GET", AT, auth=("user", "pass"))
    eq(field(wire, "authorization"), ["Basic dXNlcjpwYXNz"] * 2 + [None])


def case_cookies_are_sent_to_the_host_that_set_them():
    """RFC 6265 section 5.4."""
    first = answer(b"", "200 OK", "Set-Cookie: a=1", "Set-Cookie: b=2; Path=/deep", "Set-Cookie: c=3; Secure")
    with Wire(Peer(first, OK, OK), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT)
        s.get(AT)
        s.get(AT + "deep/er")
        s.get("http://other.test/deep")
    eq(field(wire, "cookie"), [None, "a=1", "b=2; a=1", None])


def case_cookies_of_a_url_with_userinfo_are_its_hosts():
    """RFC 6265 section 5.3: the domain of a cookie is the host, without userinfo (RFC 3986 section 3.2)."""
    with Wire(Peer(answer(b"", "200 OK", "Set-Cookie: a=1"), OK)) as wire, requests.Session() as s:
        s.get("http://user:pass@device.test/")
        s.get(AT)
        eq([cookie.domain for cookie in s.cookies], ["device.test"])
    eq(field(wire, "cookie"), [None, "a=1"])


def case_a_cookie_of_a_redirect_is_sent_to_where_it_leads():
    with Wire(Peer(redirect("/b", "302 Found", "Set-Cookie: a=1"), OK)) as wire:
        r = in_a_session("GET", AT)
    eq((field(wire, "cookie"), r.history[0].cookies.get("a")), ([None, "a=1"], "1"))


def case_a_redirect_sends_cookies_of_the_session_the_request_and_the_response():
    away = redirect("/b", "302 Found", "Set-Cookie: c=3")
    with Wire(Peer(away, OK, OK)) as wire, requests.Session() as s:
        s.cookies.set("a", "1")
        s.get(AT, cookies={"b": "2"})
        s.get(AT)
    eq([sorted(text.split("; ")) for text in field(wire, "cookie")][1:], [["a=1", "b=2", "c=3"], ["a=1", "c=3"]])


def case_a_session_stores_cookies_of_a_challenge_and_of_the_final_response():
    setting = answer(b"who?", "401 Unauthorized", CHALLENGE, "Set-Cookie: b=2")
    with Wire(Peer(setting, answer(b"ok", "200 OK", "Set-Cookie: c=3"))), requests.Session() as s:
        s.get(AT, auth=requests.auth.HTTPDigestAuth("user", "pass"))
        eq(sorted(s.cookies.items()), [("b", "2"), ("c", "3")])


def case_a_hook_may_give_another_response():
    def other(r, **kwargs):
        found = requests.Response()
        found.status_code, found.url, found.request, found.raw = 200, r.url, r.request, io.BytesIO(b"other")
        r.close()
        return found

    with Wire(OK):
        eq(requests.get(AT, hooks={"response": other}).content, b"other")


def case_a_cookie_is_replaced_and_then_deleted():
    """RFC 6265 section 5.2.2: an age of 0 is past."""
    turns = [answer(b"", "200 OK", "Set-Cookie: " + text) for text in ("a=1", "a=2", "a=; Max-Age=0")] + [OK]
    with Wire(Peer(*turns)) as wire, requests.Session() as s:
        for _ in turns:
            s.get(AT)
    eq(field(wire, "cookie"), [None, "a=1", "a=2", None])


def case_a_cookie_for_one_request():
    with Wire(Peer(OK, OK)) as wire, requests.Session() as s:
        s.get(AT, cookies={"a": "1"})
        s.get(AT)
    eq(field(wire, "cookie"), ["a=1", None])


def case_basic_is_sent_at_once():
    """RFC 7617."""
    with Wire(OK) as wire:
        requests.get(AT, auth=("user", "p:\xe9"))
    eq(field(wire, "authorization"), ["Basic dXNlcjpwOuk="])


def case_digest_sends_credentials_after_a_challenge():
    """RFC 7616 section 3.4."""
    with Wire(Peer(ASKED, OK)) as wire:
        r = in_a_session("GET", AT + "a?b", auth=requests.auth.HTTPDigestAuth("user", "pass"))
    eq((r.content, [h.status_code for h in r.history]), (b"ok", [401]))
    first, second = field(wire, "authorization")
    sent = digest(second)
    eq((first, sent["username"], sent["nonce"], sent["uri"]), (None, "user", "n1", "/a?b"))
    eq((sent["qop"], sent["nc"], len(sent["response"])), ("auth", "00000001", 64))


def case_digest_sends_credentials_after_any_4xx():
    """RFC 9110 section 11.6.1: other responses than a 401 may have the field."""
    for status, count in (("403 Forbidden", 2), ("200 OK", 1), ("500 Internal Server Error", 1)):
        turns = [answer(b"no", status, CHALLENGE), OK]
        with Wire(Peer(*turns[:count])) as wire:
            in_a_session("GET", AT, auth=requests.auth.HTTPDigestAuth("user", "pass"))
        eq((status, len(wire.requests)), (status, count))


def case_digest_counts_its_credentials():
    """RFC 7616 section 3.4: nc."""
    with Wire(Peer(ASKED, OK, OK)) as wire, requests.Session() as s:
        s.auth = requests.auth.HTTPDigestAuth("user", "pass")
        eq((s.get(AT).content, s.get(AT).content), (b"ok", b"ok"))
    counts = [digest(text)["nc"] for text in field(wire, "authorization")[1:]]
    eq((counts, wire.places), (["00000001", "00000002"], [("device.test", 80)]))


def case_digest_uses_nextnonce():
    """RFC 7616 section 3.5: nc begins again at 1."""
    told = answer(b"", "200 OK", 'Authentication-Info: nextnonce="n2"')
    with Wire(Peer(ASKED, told, OK)) as wire, requests.Session() as s:
        s.auth = requests.auth.HTTPDigestAuth("user", "pass")
        s.get(AT)
        s.get(AT)
    answers = [digest(text) for text in field(wire, "authorization") if text]
    eq([(sent["nonce"], sent["nc"]) for sent in answers], [("n1", "00000001"), ("n2", "00000001")])


def case_digest_uses_nextnonce_of_its_own_origin_only():
    """RFC 7616 section 3.5."""
    theirs = answer(b"", "200 OK", 'Authentication-Info: nextnonce="theirs"')
    own = Peer(ASKED, OK, redirect("http://other.test/"), OK)
    with Wire(own, Peer(theirs, theirs)) as wire, requests.Session() as s:
        s.auth = requests.auth.HTTPDigestAuth("user", "pass")
        for place in (AT, AT, "http://other.test/", AT):
            s.get(place)
    answers = [digest(text)["nonce"] for text in field(wire, "authorization") if text]
    eq(answers, ["n1", "n1", "n1"])


def case_digest_repeats_the_cookies_of_the_caller():
    """RFC 6265 section 3: a challenge may set cookies, too."""
    setting = answer(b"who?", "401 Unauthorized", CHALLENGE, "Set-Cookie: b=2")
    for given, want in (({}, "b=2"), ({"cookies": {"a": "1"}}, "a=1"), ({"headers": {"Cookie": "c=3"}}, "c=3")):
        with Wire(Peer(setting, OK)) as wire:
            in_a_session("GET", AT, auth=requests.auth.HTTPDigestAuth("user", "pass"), **given)
        eq((want, want in field(wire, "cookie")[1]), (want, True))


def case_nextnonce_without_digest_credentials_is_ignored():
    told = answer(b"told", "200 OK", 'Authentication-Info: nextnonce="n2"')
    with Wire(told) as wire:
        eq(requests.get(AT, auth=requests.auth.HTTPDigestAuth("user", "pass")).content, b"told")
    eq(field(wire, "authorization"), [None])


def case_digest_calls_handle_401_of_a_subclass():
    seen = []

    class Watched(requests.auth.HTTPDigestAuth):
        def handle_401(self, r, **kwargs):
            seen.append((r.status_code, "timeout" in kwargs))
            return super().handle_401(r, **kwargs)

    with Wire(Peer(ASKED, OK)):
        eq(in_a_session("GET", AT, auth=Watched("user", "pass")).content, b"ok")
    eq(seen, [(401, True)])


def case_digest_gives_up_after_one_try():
    with Wire(Peer(ASKED, ASKED)) as wire:
        eq(in_a_session("GET", AT, auth=requests.auth.HTTPDigestAuth("user", "wrong")).status_code, 401)
    eq(len(wire.requests), 2)


def case_digest_sends_a_body_again():
    with Wire(Peer(ASKED, OK)) as wire:
        in_a_session("POST", AT, data=io.BytesIO(b"data"), auth=requests.auth.HTTPDigestAuth("user", "pass"))
    eq([body for _, _, body in wire.requests], [b"data", b"data"])


def case_digest_of_every_body_that_is_not_a_stream():
    """RFC 7616 section 3.4.3: auth-int."""
    asked = answer(b"", "401 Unauthorized", CHALLENGE.replace('"auth"', '"auth-int"'))
    for data in (None, b"data", "text", {"a": "1"}):
        with Wire(Peer(asked, OK)) as wire:
            in_a_session("POST", AT, data=data, auth=requests.auth.HTTPDigestAuth("user", "pass"))
        eq(digest(field(wire, "authorization")[1])["qop"], "auth-int")


def case_digest_over_a_new_connection():
    closing = answer(b"who?", "401 Unauthorized", CHALLENGE, "Connection: close")
    with Wire(Peer(closing), Peer(OK)) as wire:
        eq(requests.get(AT, auth=requests.auth.HTTPDigestAuth("user", "pass")).content, b"ok")
        eq(wire.closed, [True, True])


def case_a_request_to_a_proxy_is_in_absolute_form():
    """RFC 9112 section 3.2.2."""
    with Wire(Peer(OK, OK)) as wire, requests.Session() as s:
        s.get(AT + "a?b#c", proxies=PROXY)
        s.get(AT, proxies=PROXY)
    eq(lines(wire), ["GET http://device.test/a?b", "GET http://device.test/"])
    eq((wire.places[0], field(wire, "host")), (("proxy.test", 3128), ["device.test"] * 2))


def case_proxy_authorization_is_sent_to_the_proxy_only():
    """RFC 9110 section 11.7.2."""
    proxies = {"http": "http://user:pass@proxy.test"}
    with Wire(Peer(OK), Peer(OK)) as wire, requests.Session() as s:
        s.get(AT, proxies=proxies)
        s.get(AT)
    eq(wire.places, [("proxy.test", 80), ("device.test", 80)])
    eq(field(wire, "proxy-authorization"), ["Basic dXNlcjpwYXNz", None])


def case_a_redirect_past_the_proxy_drops_proxy_authorization():
    """RFC 9110 section 11.7.2: Proxy-Authorization is for the proxy only."""
    proxies = {"http": "http://user:pass@proxy.test", "no_proxy": "other.test"}
    with Wire(Peer(redirect("http://other.test/")), Peer(OK)) as wire:
        requests.get(AT, proxies=proxies)
    eq(wire.places, [("proxy.test", 80), ("other.test", 80)])
    eq(field(wire, "proxy-authorization"), ["Basic dXNlcjpwYXNz", None])


def case_a_redirect_through_another_proxy_sends_its_own_credentials():
    """RFC 9110 section 11.7.2."""
    proxies = {"http": "http://user:pass@proxy.test", "http://other.test": "http://second.test"}
    with Wire(Peer(redirect("http://other.test/")), Peer(OK)) as wire:
        requests.get(AT, proxies=proxies)
    eq(wire.places, [("proxy.test", 80), ("second.test", 80)])
    eq(field(wire, "proxy-authorization"), ["Basic dXNlcjpwYXNz", None])


def case_a_proxy_that_cannot_be_reached():
    with Wire(Peer(connecting=REFUSED)) as wire:
        raises(E.ProxyError, requests.get, AT, proxies=PROXY)
        eq(wire.closed, [True])


def case_a_proxy_that_gives_no_tunnel():
    """RFC 9110 section 9.3.6."""
    for status in ("403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"):
        with Wire(answer(b"no", status)) as wire:
            error = raises(E.ProxyError, requests.get, "https://secure.test/", proxies=PROXY)
            eq((wire.closed, status[:3] in str(error)), ([True], True))
        eq(parsed(wire.sent[0])[0][0].split(" ")[:2], ["CONNECT", "secure.test:443"])


def case_a_proxy_that_breaks_before_it_gives_a_tunnel():
    for ending in (END, b"nonsense\r\n\r\n"):
        with Wire(Peer([ending, END])) as wire:
            raises(E.ConnectionError, requests.get, "https://secure.test/", proxies=PROXY)
            eq(wire.closed, [True])


def case_a_redirect_to_another_scheme_stays_as_it_was_written():
    for location in ("myapp:?code=1", "mailto:a@b", "tel:+1", "myapp://x?y"):
        with Wire(Peer(redirect(location), redirect(location))), requests.Session() as s:
            eq(s.get(AT + "#f", allow_redirects=False).next.url, location)
            eq(location in str(raises(E.InvalidSchema, s.get, AT)), True)


def case_invalid_location_is_ignored_when_not_following():
    for location in ("x://[zz]/p", "http://[::1", "http://h:99999/", "http://*.h/"):
        with Wire(Peer(redirect(location), redirect(location))), requests.Session() as s:
            r = s.get(AT, allow_redirects=False)
            eq((r.status_code, r.next is None or r.next.url == "x://[zz]/p"), (302, True))
            raises(requests.RequestException, s.get, AT)


def case_an_empty_fragment_in_a_location_replaces_the_old_one():
    """RFC 9110 section 10.2.2."""
    with Wire(Peer(redirect("/b#"), redirect("/c"), OK)):
        eq(in_a_session("GET", AT + "a#f").url, AT + "c")


def case_content_type_of_a_request_without_a_body_across_redirects():
    for status, kept in (
        ("301 Moved", None),
        ("302 Found", None),
        ("303 See Other", None),
        ("307 Temporary", "text/x"),
    ):
        with Wire(Peer(redirect("/b", status), OK)) as wire:
            in_a_session("GET", AT, headers={"Content-Type": "text/x"})
        eq((status, field(wire, "content-type")), (status, ["text/x", kept]))


def case_set_cookie_is_read_as_browsers_do():
    """RFC 6265 section 5: unknown attributes and a relative Path are ignored, lines apply in their order."""
    for lines, sent in (
        (("a=1; Version=1",), "a=1"),
        (("a=1; Version=2",), "a=1"),
        (("a=1; Port=81; Comment=c; Discard; SameSite=Lax",), "a=1"),
        (("a=1; Path=x",), "a=1"),
        (("a=1; Path=x; Max-Age=",), "a=1"),
        (("a=1; Expires=Fri Dec 31 23:59:59 2037",), "a=1"),
        (("a=1; Expires=Thu Jan  1 00:00:00 1970",), None),
        (("a=1; Max-Age=0; Max-Age=100",), "a=1"),
        (("a=1; Expires=Fri, 31 Dec 2037 23:59:59 GMT; Max-Age=0",), None),
        (("a=1", "a=; Max-Age=0"), None),
        (("a=; Max-Age=0", "a=1"), "a=1"),
        (("a=1", "a=2"), "a=2"),
        (("a=1; Domain=device.test", "a=; Domain=.device.test; Expires=Thu, 01 Jan 1970 00:00:00 GMT"), None),
        (('a="x\\"y"',), 'a="x\\"y"'),
    ):
        fields = ["Set-Cookie: " + line for line in lines]
        with Wire(Peer(answer(b"", "200 OK", *fields), OK)) as wire, requests.Session() as s:
            s.get(AT)
            s.get(AT)
        eq((lines, field(wire, "cookie")), (lines, [None, sent]))
