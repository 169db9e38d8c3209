"""What no argument can send: another line, a second message, a wrong length (RFC 9112 sections 2.2, 6)."""

import requests

from harness import address, eq, log, raises, token, url

E = requests.exceptions
EVIL = "\r\nX-Evil: 1"


def harmless(function, *args, **kwargs):
    """The call raises a RequestException, or the request that arrives has no line of the attacker."""
    mark = token()
    try:
        function(*args, mark=mark, **kwargs)
    except requests.RequestException:
        pass
    for seen in log(mark):
        eq(len(seen["requests"]) <= 2, True)
        for request in seen["requests"]:
            eq("\r\nx-evil" in request["head"].lower(), False)
            eq("\r\n\r\n" in request["head"][:-4], False)


def get(path, mark, **kwargs):
    """Make a GET of a path with a token."""
    return requests.get(url(path, mark), **kwargs)


def refused(kind, **kwargs):
    """The call raises that class, and nothing is sent."""
    mark = token()
    raises(kind, requests.post, url("/post", mark), **kwargs)
    eq(log(mark), [])


def case_line_in_the_path():
    """RFC 9112 section 3.2."""
    harmless(get, "/anything/a" + EVIL)


def case_params_in_bytes():
    """RFC 3986 section 2.5: octets that are UTF-8, and octets that are not."""
    for params, query in ((b"a=\xc3\xa9&b=%41", "a=%C3%A9&b=A"), (b"a=\xff b", "a=%FF%20b")):
        eq(requests.get(url("/get"), params=params).url, url("/get?" + query))


def case_request_in_the_path():
    """RFC 9112 section 3.2."""
    harmless(get, "/anything HTTP/1.1\r\nHost: a\r\n\r\nGET /evil")


def case_blank_and_version_in_the_path():
    """RFC 9112 section 3: the target has no blank."""
    eq(requests.get(url("/anything/a HTTP/1.1")).json()["target"], "/anything/a%20HTTP/1.1")


def case_line_in_the_query():
    """RFC 9112 section 3.2."""
    harmless(get, "/anything?a=b" + EVIL)


def case_line_feed_alone_in_the_query():
    """RFC 9112 section 2.2: some recipients take LF alone for the end of a line."""
    harmless(get, "/anything?a=b\nX-Evil: 1")


def case_nul_in_the_path():
    """RFC 3986 section 2."""
    harmless(get, "/anything/\x00")


def case_line_in_the_fragment():
    """RFC 9112 section 3.2."""
    harmless(get, "/anything#a" + EVIL)


def case_line_in_a_param():
    """RFC 3986 section 3.4: it is escaped."""
    eq(requests.get(url("/anything"), params={"a" + EVIL: "b" + EVIL}).json()["args"], {"a" + EVIL: "b" + EVIL})


def case_line_in_params_of_text():
    """RFC 9112 section 3.2."""
    harmless(get, "/anything", params="a=b" + EVIL)


def case_line_in_the_host():
    """RFC 9110 section 7.2."""
    mark = token()
    where = url("/get", mark).replace("http://", "http://a" + EVIL + "@", 1)
    harmless(lambda mark: requests.get(where))
    raises(requests.RequestException, requests.get, "http://127.0.0.1\r\nX-Evil: 1/")


def case_line_in_the_method():
    """RFC 9110 section 9.1: method = token."""
    mark = token()
    raises(requests.RequestException, requests.request, "GET / HTTP/1.1\r\nX-Evil: 1\r\n\r\nGET", url("/get", mark))
    eq(log(mark), [])


def case_blank_in_the_method():
    """RFC 9110 section 9.1."""
    mark = token()
    raises(requests.RequestException, requests.request, "GET /evil", url("/get", mark))
    eq(log(mark), [])


def case_nul_in_the_method():
    """RFC 9110 section 9.1."""
    raises(requests.RequestException, requests.request, "GE\x00T", url("/get"))


def case_method_with_bytes_outside_ascii():
    """RFC 9110 section 9.1."""
    raises(E.InvalidHeader, requests.request, b"\xff", url("/get"))


def case_line_in_a_header_value():
    """RFC 9110 section 5.5."""
    refused(E.InvalidHeader, headers={"X-A": "b" + EVIL})


def case_line_feed_alone_in_a_header_value():
    """RFC 9110 section 5.5."""
    refused(E.InvalidHeader, headers={"X-A": "b\nX-Evil: 1"})


def case_cr_alone_in_a_header_value():
    """RFC 9110 section 5.5."""
    refused(E.InvalidHeader, headers={"X-A": "b\rX-Evil: 1"})


def case_nul_in_a_header_value():
    """RFC 9110 section 5.5."""
    refused(E.InvalidHeader, headers={"X-A": "b\x00c"})


def case_line_in_a_header_value_of_bytes():
    """RFC 9110 section 5.5."""
    refused(E.InvalidHeader, headers={"X-A": b"b\r\nX-Evil: 1"})


def case_folded_header_value():
    """RFC 9112 section 5.2: a sender does not fold."""
    refused(E.InvalidHeader, headers={"X-A": "b\r\n folded"})


def case_semicolon_in_a_cookie():
    """RFC 6265 section 4.1.1: it would begin another cookie. The message names the cookie and hides its value."""
    mark = token()
    for name, value in (("a", "b; admin=1"), ("a; admin", "1")):
        error = raises(E.InvalidHeader, requests.get, url("/get", mark), cookies={name: value})
        eq((name in str(error), "b;" in str(error)), (True, False))
    raises(E.InvalidHeader, requests.Session().cookies.set, "a", "b; admin=1")
    eq(log(mark), [])


def case_line_in_a_header_name():
    """RFC 9110 section 5.1."""
    refused(E.InvalidHeader, headers={"X-A\r\nX-Evil": "1"})


def case_line_in_the_host_header():
    """RFC 9110 section 7.2."""
    refused(E.InvalidHeader, headers={"Host": "a" + EVIL})


def case_character_beyond_latin1_in_a_header():
    """RFC 9110 section 5.5: it is sent as UTF-8."""
    mark = token()
    requests.get(url("/get", mark), headers={"X-A": "☃ é", "X-B": "é"})
    head = log(mark)[0]["requests"][0]["head"]
    eq(("X-A: \xe2\x98\x83 \xc3\xa9\r\n" in head, "X-B: \xe9\r\n" in head), (True, True))


def case_invalid_header_names_are_refused():
    """RFC 9110 section 5.1."""
    for name in ("X A", "X(A)", "é", b"X/A"):
        refused(E.InvalidHeader, headers={name: "b"})


def case_cookie_that_cannot_be_sent_is_not_prepared():
    """RFC 9110 section 5.5."""
    for value in ("a" + EVIL, "\0"):
        raises(E.InvalidHeader, requests.Request("GET", "http://h/", cookies={"a": value}).prepare)


def case_line_in_a_cookie_value():
    """RFC 6265 section 4.1.1."""
    refused(requests.RequestException, cookies={"a": "b" + EVIL})


def case_line_in_a_cookie_name():
    """RFC 6265 section 4.1.1."""
    refused(requests.RequestException, cookies={"a" + EVIL: "b"})


def case_line_in_user_and_password():
    """RFC 7617 section 2: refused, or encoded in Base64."""
    harmless(get, "/anything", auth=("user" + EVIL, "pass" + EVIL))


def case_line_in_user_of_digest():
    """RFC 7616 section 3.4."""
    auth = requests.auth.HTTPDigestAuth("user" + EVIL, "pass")
    harmless(get, "/digest-auth/auth/user/pass", auth=auth)


def case_line_in_the_user_information_of_a_url():
    """RFC 3986 section 3.2.1: percent-encoding is decoded for the credentials, and must not make a line end."""
    mark = token()
    where = url("/get", mark).replace("://", "://user%0d%0aX-Evil:%0d%0aX-Evil@", 1)
    harmless(lambda mark: requests.get(where))


def evil(name, value):
    """Return an auth callable that changes a request after it was checked."""

    def change(request):
        setattr(request, name, value)
        return request

    return change


def case_line_in_a_method_that_was_changed_later():
    """RFC 9110 section 9.1: the request is checked again when it is sent."""
    harmless(get, "/get", auth=evil("method", "GET / HTTP/1.1\r\nX-Evil: 1\r\n\r\nGET"))


def case_line_in_a_url_that_was_changed_later():
    """RFC 9112 section 3.2."""
    harmless(lambda mark: requests.get(url("/get", mark), auth=evil("url", url("/get" + EVIL, mark))))


def case_line_in_a_header_that_was_set_later():
    """RFC 9110 section 5.5: for example by an auth callable."""

    def sign(request):
        request.headers["Authorization"] = "Bearer x" + EVIL
        return request

    mark = token()
    raises(requests.RequestException, requests.get, url("/get", mark), auth=sign)
    eq(log(mark), [])


def case_line_in_a_session_header():
    """RFC 9110 section 5.5."""
    mark = token()
    with requests.Session() as s:
        s.headers["X-A"] = "b" + EVIL
        raises(E.InvalidHeader, s.get, url("/get", mark))
        del s.headers["X-A"]
        eq(log(mark), [])
        eq(s.get(url("/status/204")).status_code, 204)


def case_line_in_the_password_of_a_proxy():
    """RFC 7617 section 2: refused, or encoded in Base64."""
    where = address("proxy").replace("://", "://user:%0d%0aX-Evil: 1@", 1)
    harmless(lambda mark: requests.get(url("/get", mark), proxies={"http": where}))


def case_quote_in_user_of_digest():
    """RFC 7616 section 3.4: quoted-string."""
    r = requests.get(url("/digest-auth/auth/a%22b/pass"), auth=requests.auth.HTTPDigestAuth('a"b', "pass"))
    eq(r.status_code, 200)


def case_line_in_the_realm_of_a_challenge():
    """RFC 7616 section 3.4: the realm is sent back in quotes."""
    auth = requests.auth.HTTPDigestAuth("user", "pass")
    harmless(get, "/digest-auth/auth/user/pass?realm=a%22%20X-Evil%3A%201", auth=auth)


def part_heads(**files):
    """Return the heads of the parts that arrive for such files; "" if the call is refused."""
    try:
        return [part["headers"] for part in requests.post(url("/anything"), files=files).json()["parts"]]
    except requests.RequestException:
        return []


def case_line_in_a_multipart_type():
    """RFC 7578 section 4.4."""
    eq([head for head in part_heads(f=("n", b"x", "text/plain" + EVIL)) if "x-evil" in head], [])


def case_line_in_a_multipart_file_name():
    """RFC 7578 section 4.2."""
    eq([head for head in part_heads(f=("n" + EVIL, b"x")) if "x-evil" in head], [])


def case_line_in_a_multipart_header():
    """RFC 7578 section 4.8."""
    eq([head for head in part_heads(f=("n", b"x", "text/plain", {"X-A": "b" + EVIL})) if "x-evil" in head], [])


def case_line_in_a_multipart_field_name():
    """RFC 7578 section 4.2."""
    try:
        parts = requests.post(url("/anything"), data={"a" + EVIL: "1"}, files={"f": b"x"}).json()["parts"]
    except requests.RequestException:
        parts = []
    eq([part for part in parts if "x-evil" in part["headers"]], [])


def case_line_in_a_form_is_escaped():
    """RFC 9112 section 2.2: a form has no raw line ends."""
    eq(requests.post(url("/anything"), data={"a": EVIL}).json()["form"], {"a": EVIL})


def case_generator_with_a_length_has_one_framing():
    """RFC 9112 section 6.2: never both, which would allow request smuggling."""
    body = (part for part in (b"hello",))
    try:
        seen = requests.post(url("/anything"), data=body, headers={"Content-Length": "5"}).json()["headers"]
    except requests.RequestException:
        return
    eq(("content-length" in seen) != ("transfer-encoding" in seen), True)


def case_body_with_a_chunked_header_has_one_framing():
    """RFC 9112 section 6.2."""
    try:
        r = requests.post(url("/anything"), data=b"5\r\nhello\r\n0\r\n\r\n", headers={"Transfer-Encoding": "chunked"})
        seen = r.json()["headers"]
    except requests.RequestException:
        return
    eq(("content-length" in seen) != ("transfer-encoding" in seen), True)


def case_transfer_encoding_of_the_caller_is_kept():
    """RFC 9112 section 6.1: as HTTPie's --chunked does; no length beside it."""
    for body in (b"hello", "hello", b"x" * 5000):
        for fields in ({"Transfer-Encoding": "chunked"}, {"transfer-encoding": "Chunked", "Content-Length": "5"}):
            seen = requests.post(url("/anything"), data=body, headers=fields).json()
            eq((len(seen["data"]), "content-length" in seen["headers"]), (len(body), False))
            eq(seen["headers"]["transfer-encoding"].lower(), "chunked")


def case_wrong_length_of_the_caller_is_corrected():
    """RFC 9110 section 8.6."""
    seen = requests.post(url("/anything"), data=b"hello", headers={"Content-Length": "3"}).json()
    eq((seen["data"], seen["headers"]["content-length"]), ("hello", "5"))


def case_length_without_a_body_is_not_sent():
    """RFC 9112 section 6: the server would take the bytes of the next request for the body."""
    for promise in ({"Content-Length": "5"}, {"Content-Length": "x"}, {"Transfer-Encoding": "chunked"}):
        seen = requests.get(url("/anything"), headers=promise).json()["headers"]
        eq((promise, "content-length" in seen, "transfer-encoding" in seen), (promise, False, False))
        seen = requests.post(url("/anything"), headers=promise).json()["headers"]
        eq((promise, seen.get("content-length"), "transfer-encoding" in seen), (promise, "0", False))


def case_invalid_length_of_the_caller_is_refused():
    """RFC 9110 section 8.6."""
    refused(E.InvalidHeader, data=iter([b"hello"]), headers={"Content-Length": "5x"})
    for changed in ("5x", "-5", "5_0", b"\xb2", "5" * 19):
        request = requests.Request("POST", url("/anything"), data=iter([b"hello"]), headers={"Content-Length": "5"})
        prepared = request.prepare()
        prepared.headers["Content-Length"] = changed
        with requests.Session() as s:
            raises(E.InvalidHeader, s.send, prepared)


def case_one_host_header():
    """RFC 9112 section 3.2."""
    found = requests.get(url("/headers"), headers={"host": "mine.example"}).json()["headers"]
    eq([value for name, value in found if name.lower() == "host"], ["mine.example"])


def case_user_information_is_not_sent():
    """RFC 9110 section 4.2.4."""
    mark = token()
    requests.get(url("/anything", mark).replace("://", "://user:hunter2@"))
    assert "hunter2" not in log(mark)[0]["requests"][0]["head"]


def case_password_is_not_in_the_url_of_an_error():
    """RFC 3986 section 7.5: a password is not shown."""
    error = raises(E.InvalidURL, requests.get, "http://user:hunter2@example.org:port/")
    assert "hunter2" not in str(error), str(error)


def case_dot_segments_cannot_leave_the_root():
    """RFC 3986 section 5.2.4."""
    eq(requests.get(url("/../../anything")).json()["target"], "/anything")


def case_backslash_in_the_host_does_not_change_the_host():
    """RFC 3986 section 3.2.2."""
    error = raises(requests.RequestException, requests.get, "http://no-such-name.invalid\\@127.0.0.1/", timeout=3)
    assert isinstance(error, (E.InvalidURL, E.ConnectionError)), error


def case_label_of_a_host_that_is_too_long():
    """RFC 1035 section 2.3.4: a RequestException, not a UnicodeError."""
    raises(requests.RequestException, requests.get, "http://" + "a" * 70 + ".invalid/", timeout=3)


def case_host_of_empty_labels():
    """RFC 1035 section 2.3.1: a label is not empty."""
    raises(requests.RequestException, requests.get, "http://a..invalid/", timeout=3)
