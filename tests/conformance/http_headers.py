"""Headers: what is sent by default, what the caller adds or removes, what is read."""

import requests

from harness import eq, raises, script, url


def seen(**kwargs):
    """The headers that the server received, names in lower case."""
    return requests.get(url("/anything"), **kwargs).json()["headers"]


def case_default_headers_are_sent():
    found = seen()
    eq(found["accept"], "*/*")
    assert found["connection"] in ("keep-alive", "close"), found
    assert "user-agent" in found and "accept-encoding" in found, found


def case_host_header_has_the_port():
    eq(seen()["host"], url("").replace("http://", ""))


def case_host_header_is_first_or_at_least_single():
    names = [name.lower() for name, _ in requests.get(url("/headers")).json()["headers"]]
    eq(names.count("host"), 1)


def case_own_header_is_sent():
    eq(seen(headers={"X-Test": "yes"})["x-test"], "yes")


def case_own_header_replaces_a_default_in_any_case():
    found = requests.get(url("/headers"), headers={"user-AGENT": "camera/1"}).json()["headers"]
    eq([value for name, value in found if name.lower() == "user-agent"], ["camera/1"])


def case_none_removes_a_default():
    assert "accept" not in seen(headers={"Accept": None})


def case_header_name_keeps_its_case_on_the_wire():
    names = [name for name, _ in requests.get(url("/headers"), headers={"x-MiXeD": "1"}).json()["headers"]]
    assert "x-MiXeD" in names, names


def case_bytes_header_value_is_sent():
    eq(seen(headers={"X-Bytes": b"raw"})["x-bytes"], "raw")


def case_latin1_header_value_is_one_byte_each():
    assert b"X-Latin: caf\xe9\r\n" in requests.get(url("/wire"), headers={"X-Latin": "caf\xe9"}).content


def case_empty_header_value_is_sent():
    eq(seen(headers={"X-Empty": ""})["x-empty"], "")


def case_own_host_header_is_used():
    eq(seen(headers={"Host": "virtual.example"})["host"], "virtual.example")


def case_header_value_must_be_text():
    raises(requests.exceptions.InvalidHeader, requests.get, url("/get"), headers={"X-Number": 5})


def case_header_value_with_line_ends_is_refused():
    for value in ("a\r\nX-Evil: 1", "a\nb", "a\rb", b"a\r\nb"):
        raises(requests.exceptions.InvalidHeader, requests.get, url("/get"), headers={"X-Bad": value})


def case_header_name_with_line_ends_is_refused():
    for name in ("X-A\r\nX-Evil", "X\nY", "X:Y\r\n"):
        raises(requests.exceptions.InvalidHeader, requests.get, url("/get"), headers={name: "v"})


def case_header_value_with_leading_blank_is_refused():
    raises(requests.exceptions.InvalidHeader, requests.get, url("/get"), headers={"X-Bad": " a"})


def case_empty_header_name_is_refused():
    raises(requests.exceptions.InvalidHeader, requests.get, url("/get"), headers={"": "v"})


def case_callers_headers_dict_is_not_changed():
    mine = {"X-Mine": "1"}
    requests.post(url("/post"), headers=mine, json={}, auth=("u", "p"))
    eq(mine, {"X-Mine": "1"})


def case_response_headers_ignore_case():
    r = requests.get(url("/response-headers?X-Answer=42"))
    eq((r.headers["x-answer"], r.headers["X-ANSWER"], "X-aNsWeR" in r.headers), ("42", "42", True))


def case_missing_response_header_is_a_keyerror():
    r = requests.get(url("/get"))
    raises(KeyError, lambda: r.headers["X-Missing"])
    eq((r.headers.get("X-Missing"), r.headers.get("X-Missing", "d")), (None, "d"))


def case_repeated_response_header_is_joined():
    eq(requests.get(url("/response-headers?X-Two=a&X-Two=b")).headers["X-Two"], "a, b")


def case_response_header_value_is_stripped():
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nX-Padded: \t a b \t\r\nContent-Length: 0\r\n\r\n"))
    eq(r.headers["X-Padded"], "a b")


def case_response_header_without_blank_after_the_colon():
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nX-Tight:v\r\nContent-Length:0\r\n\r\n"))
    eq(r.headers["X-Tight"], "v")


def case_empty_response_header_is_empty():
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n"))
    eq(r.headers["X-Empty"], "")


def case_response_header_may_hold_colons():
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nX-Time: 10:20:30\r\nContent-Length: 0\r\n\r\n"))
    eq(r.headers["X-Time"], "10:20:30")


def case_latin1_response_header_is_text():
    r = requests.get(script(b"HTTP/1.1 200 OK\r\nX-Name: caf\xe9\r\nContent-Length: 0\r\n\r\n"))
    eq(r.headers["X-Name"], "caf\xe9")


def case_many_response_headers_are_read():
    lines = b"".join([b"X-Number-%d: %d\r\n" % (n, n) for n in range(40)])
    r = requests.get(script(b"HTTP/1.1 200 OK\r\n" + lines + b"Content-Length: 0\r\n\r\n"))
    eq((r.headers["X-Number-0"], r.headers["x-number-39"]), ("0", "39"))


def case_response_header_names_keep_their_case_when_listed():
    r = requests.get(url("/response-headers?X-MiXeD=1"))
    assert "X-MiXeD" in list(r.headers), list(r.headers)


def case_request_of_the_response_has_the_sent_headers():
    r = requests.get(url("/get"), headers={"X-Mine": "1"})
    eq((r.request.method, r.request.url, r.request.headers["x-mine"]), ("GET", url("/get"), "1"))


def case_authorization_header_of_the_caller_is_sent():
    eq(requests.get(url("/bearer/t0ken"), headers={"Authorization": "Bearer t0ken"}).json()["token"], "t0ken")
