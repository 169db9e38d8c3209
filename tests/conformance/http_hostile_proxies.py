"""A proxy whose response to CONNECT is invalid or has too many bytes (RFC 9110 section 9.3.6)."""

import binascii

import requests

from harness import address, eq, raises, url
from hostile import own_answer

E = requests.exceptions


def tunnel(answer, ending="close", kind=requests.ConnectionError, **kwargs):
    """Make an https request whose CONNECT the proxy answers with those bytes; the script is in the host's name."""
    text = "x" + binascii.hexlify(answer).decode() + "-" + ending
    labels = ".".join([text[at : at + 60] for at in range(0, len(text), 60)])
    with requests.Session() as s:
        where = "https://" + labels + ".script.test/"
        error = raises(kind, s.get, where, proxies={"https": address("proxy")}, **kwargs)
        own_answer(s)
    return error


def case_proxy_that_closes():
    """RFC 9110 section 9.3.6: without a 2xx there is no tunnel."""
    tunnel(b"")


def case_proxy_whose_response_is_not_http():
    """RFC 9112 section 4: the status line of a proxy is parsed like any other."""
    tunnel(b"SSH-2.0-x\r\n\r\n")


def case_proxy_with_a_malformed_status():
    """RFC 9112 section 4: the status line of a proxy is parsed like any other."""
    tunnel(b"HTTP/1.1 +200 OK\r\n\r\n")


def case_proxy_that_stops_in_its_head():
    """RFC 9112 section 8: an incomplete head is no response."""
    tunnel(b"HTTP/1.1 200 OK\r\nX-A")


def case_proxy_that_is_silent_is_a_timeout():
    """RFC 9112 section 9.5: the timeout holds for a proxy."""
    raises(E.Timeout, requests.get, "https://h.test/", proxies={"https": address("mute")}, timeout=0.2)


def case_proxy_that_is_silent_within_its_head():
    """RFC 9112 section 9.5: the timeout holds for a proxy."""
    tunnel(b"HTTP/1.1 200", "hang", requests.Timeout, timeout=0.3)


def case_bytes_before_the_handshake_are_not_trusted():
    """RFC 9110 section 9.3.6: bytes of the proxy after its head are not the origin's."""
    tunnel(b"HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", timeout=3)


def case_framing_of_a_2xx_to_connect_is_ignored():
    """RFC 9112 section 6.3: a 2xx to CONNECT has no body, whatever its fields say; and 1xx may come before it."""
    with requests.Session() as s:
        s.verify, s.proxies = address("ca"), {"https": address("proxy_framed")}
        eq(s.get(url("/get", at="https"), timeout=5).json()["path"], "/get")
        eq(s.get(url("/status/204", at="https"), timeout=5).status_code, 204)


def case_proxy_that_only_hints():
    """RFC 9110 section 15.2: an interim response opens no tunnel."""
    tunnel(b"HTTP/1.1 103 Early Hints\r\n\r\n")


def case_proxy_that_switches_protocols():
    """RFC 9110 section 9.3.6: 101 is not 2xx."""
    tunnel(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", timeout=3)


def case_proxy_whose_head_never_ends():
    """RFC 9110 section 2.3: the limits of a head hold for a proxy."""
    tunnel(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 3, "hang", requests.Timeout, timeout=0.3)


def case_proxy_with_a_malformed_field():
    """RFC 9112 section 5.1."""
    tunnel(b"HTTP/1.1 200 OK\r\nX-A : 1\r\n\r\n")


def case_proxy_that_redirects_a_tunnel():
    """RFC 9110 section 9.3.6: any response but 2xx opens no tunnel."""
    tunnel(b"HTTP/1.1 302 No\r\nLocation: http://a\r\n\r\n")


def case_proxy_that_fails_with_a_body():
    """RFC 9110 section 9.3.6: any response but 2xx opens no tunnel."""
    tunnel(b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno")


def case_plain_request_to_a_proxy_that_closes():
    """RFC 9110 section 3.7: the proxy failed, not the origin."""
    where = url("/", at="refused")
    error = raises(E.ConnectionError, requests.get, where, proxies={"http": address("refused")})
    assert isinstance(error, E.ProxyError), error


def case_origin_is_resolved_by_the_proxy():
    """RFC 9112 section 3.2.2: the client does not resolve the name."""
    r = requests.get("http://no-such-name.invalid/anything", proxies={"http": address("proxy")})
    assert r.status_code == 200, r
