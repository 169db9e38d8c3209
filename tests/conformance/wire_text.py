"""Text arguments: the characters of a str are sent, whatever str() and format() of a subclass return."""

import io

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth, HTTPProxyAuth

from harness import eq
from wire import Peer, Wire, answer

AT = "http://device.test/"
OK = answer(b"ok")
ASKED = answer(b"", "401 Unauthorized", 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256')


class Shy(str):
    """A secret, or a member of a (str, Enum) class: its str() differs from its characters."""

    def __str__(self):
        return "***"

    def __format__(self, spec):
        return "***"

    def __repr__(self):
        return "***"


def sent(method="GET", url=AT, turns=(OK,), **kwargs):
    """Return the last request of a call: (first line, fields, body), and all bytes that were sent."""
    with Wire(Peer(*turns)) as wire, requests.Session() as s:
        s.request(method, url, **kwargs)
    eq(b"***" in wire.sent[0], False)
    return wire.requests[-1]


def case_url_and_method():
    line, fields, _ = sent(Shy("put"), Shy("http://device.test/a?b=c"))
    eq((line, fields["host"]), ("PUT /a?b=c HTTP/1.1", "device.test"))


def case_url_with_user_and_password():
    _, fields, _ = sent(url=Shy("http://u:p@device.test/"))
    eq(fields["authorization"], "Basic dTpw")


def case_white_space_around_a_url():
    for url in (" http://device.test/a\n", b"http://device.test/a \r\n", Shy("\thttp://device.test/a\t")):
        eq(sent(url=url)[0], "GET /a HTTP/1.1")


def case_params():
    for params in ({Shy("a"): Shy("b c")}, [(Shy("a"), [Shy("b c")])], Shy("a=b+c")):
        eq(sent(params=params)[0], "GET /?a=b+c HTTP/1.1")


def case_header_names_and_values():
    _, fields, _ = sent(headers={Shy("X-A"): Shy("b"), "X-C": Shy("d "), Shy("X-E"): b"f"})
    eq([fields[name] for name in ("x-a", "x-c", "x-e")], ["b", "d", "f"])


def case_headers_of_a_session():
    with Wire(Peer(OK)) as wire, requests.Session() as s:
        s.headers[Shy("X-A")] = Shy("b")
        s.headers["Authorization"] = Shy("Bearer c")
        s.get(AT)
    fields = wire.requests[0][1]
    eq((fields["x-a"], fields["authorization"]), ("b", "Bearer c"))


def case_a_header_that_an_auth_object_adds():
    def sign(request):
        request.headers["Authorization"] = Shy("Bearer c ")
        request.headers["X-Bytes"] = bytearray(b"d")
        return request

    fields = sent(auth=sign)[1]
    eq((fields["authorization"], fields["x-bytes"]), ("Bearer c", "d"))


def case_cookies():
    eq(sent(cookies={Shy("a"): Shy("b")})[1]["cookie"], "a=b")
    with Wire(Peer(OK)) as wire, requests.Session() as s:
        s.cookies.set(Shy("a"), Shy("b"))
        s.cookies[Shy("c")] = Shy("d")
        s.get(AT)
    eq(wire.requests[0][1]["cookie"], "a=b; c=d")


def case_user_and_password():
    for auth in ((Shy("u"), Shy("p")), HTTPBasicAuth(Shy("u"), Shy("p"))):
        eq(sent(auth=auth)[1]["authorization"], "Basic dTpw")
    eq(sent(auth=HTTPProxyAuth(Shy("u"), Shy("p")))[1]["proxy-authorization"], "Basic dTpw")


def case_user_and_password_of_digest():
    got = [
        sent(turns=(ASKED, OK), auth=HTTPDigestAuth(kind("u"), kind("p")))[1]["authorization"] for kind in (Shy, str)
    ]
    eq(got[0], got[1])
    eq('username="u"' in got[0], True)


def case_proxy():
    with Wire(Peer(OK)) as wire:
        requests.get(AT, proxies={"http": Shy("http://u:p@proxy.test:3128")})
    eq((wire.places, wire.requests[0][1]["proxy-authorization"]), ([("proxy.test", 3128)], "Basic dTpw"))


def case_data():
    for data, body in ((Shy("a=b"), b"a=b"), ({Shy("a"): Shy("b")}, b"a=b"), ([(Shy("a"), [Shy("b")])], b"a=b")):
        eq(sent("POST", data=data)[2], body)
    eq(sent("POST", data=Shy("a"))[1].get("content-type"), None)


def case_multipart_names_types_and_values():
    part = (Shy("f.txt"), io.BytesIO(b"x"), Shy("text/plain"), {Shy("X-A"): Shy("b")})
    body = sent("POST", data={Shy("c"): Shy("d")}, files={Shy("file"): part, "t": Shy("text")})[2]
    for line in (
        b'name="c"',
        b"\r\n\r\nd\r\n",
        b'name="file"; filename="f.txt"',
        b"Content-Type: text/plain",
        b"X-A: b",
    ):
        eq((line, line in body), (line, True))
    eq(b"\r\n\r\ntext\r\n" in body, True)
