"""The scripted server, tested with plain sockets."""

import gzip
import http.client
import json
import socket
import ssl
import sys
import threading
import time
from pathlib import Path

import pytest
from server import PROXY_CREDENTIAL, Server

sys.path.insert(0, str(Path(__file__).parent / "conformance"))
import harness


def path_of(*steps):
    """The path that the harness writes for a script."""
    harness.ADDRESSES.setdefault("http", "")
    return "/script/" + harness.script(*steps).partition("/script/")[2]


def place(server, name="http"):
    """Host and port of a listener."""
    host, _, port = server.addresses[name].partition("//")[2].rpartition(":")
    return host.strip("[]"), int(port)


def connect(server, name="http"):
    """Return a socket with a timeout, connected to a listener."""
    return socket.create_connection(place(server, name), 10)


def request(path, *lines, method="GET", body=b""):
    """The bytes of a request."""
    head = [f"{method} {path} HTTP/1.1", "Host: test", *lines]
    head += [f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join([*head, "", ""]).encode() + body


def read_all(sock):
    """Everything until the server closes."""
    return b"".join(iter(lambda: sock.recv(65536), b""))


def ask(server, path, *lines, name="http", **kwargs):
    """Status, headers and body of one exchange."""
    with connect(server, name) as sock:
        sock.sendall(request(path, *lines, "Connection: close", **kwargs))
        answer = http.client.HTTPResponse(sock, method=kwargs.get("method"))
        answer.begin()
        return answer.status, dict(answer.getheaders()), answer.read()


def log(server, token, closed=0):
    """The log's records for a token."""
    return json.loads(ask(server, f"/log/{token}?closed={closed}")[2])


def test_anything_describes_the_request(server):
    body = b"a=1&a=2&b=%20"
    kind = "Content-Type: application/x-www-form-urlencoded"
    seen = json.loads(ask(server, "/anything/x?q=1", kind, "X-Test: yes", method="POST", body=body)[2])
    assert seen["method"] == "POST"
    assert seen["path"] == "/anything/x"
    assert seen["args"] == {"q": "1"}
    assert seen["form"] == {"a": ["1", "2"], "b": " "}
    assert seen["headers"]["x-test"] == "yes"


def test_wire_is_what_was_sent(server):
    sent = request("/wire", "X-Odd:  spaced ", "Connection: close", method="PUT", body=bytes(range(256)))
    with connect(server) as sock:
        sock.sendall(sent)
        assert read_all(sock).partition(b"\r\n\r\n")[2] == sent


def test_wire_shows_the_chunks(server):
    chunks = b"3\r\nabc\r\n0\r\n\r\n"
    with connect(server) as sock:
        sock.sendall(request("/wire", "Transfer-Encoding: chunked", "Connection: close", method="POST") + chunks)
        assert read_all(sock).endswith(b"\r\n\r\n" + chunks)


def test_multipart_is_taken_apart(server):
    head = b'Content-Disposition: form-data; name="f"; filename="n"\r\nContent-Type: a/b'
    body = b"--B\r\n" + head + b"\r\n\r\n\x00\xff\r\n--B--\r\n"
    seen = json.loads(
        ask(server, "/anything", "Content-Type: multipart/form-data; boundary=B", method="POST", body=body)[2]
    )
    assert seen["files"] == {"f": "\x00\xff"}
    assert seen["parts"][0]["type"] == "a/b"


def test_connection_is_kept(server):
    with connect(server) as sock:
        for number in range(3):
            sock.sendall(request(f"/@kept-{number}-token/status/204"))
            assert sock.recv(65536).startswith(b"HTTP/1.1 204 ")
    assert len(log(server, "kept-0-token", closed=2)[0]["requests"]) == 3


def test_requests_may_come_in_one_packet(server):
    with connect(server) as sock:
        sock.sendall(request("/status/200") + request("/status/201", "Connection: close"))
        answer = read_all(sock)
    assert answer.index(b"HTTP/1.1 200 ") < answer.index(b"HTTP/1.1 201 ")


def test_script_sends_its_bytes_and_repeats(server):
    with connect(server) as sock:
        sock.sendall(request(path_of(b"\x00any\xff", (b"ab", 1000), "close")))
        assert read_all(sock) == b"\x00any\xff" + b"ab" * 1000


def test_script_keeps_the_connection_unless_told(server):
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
    with connect(server) as sock:
        for _ in range(2):
            sock.sendall(request(path_of(answer)))
            assert sock.recv(65536) == answer


def test_script_waits(server):
    with connect(server) as sock:
        begin = time.monotonic()
        sock.sendall(request(path_of(b"a", 0.1, b"b", "close")))
        assert (sock.recv(10), sock.recv(10)) == (b"a", b"b")
        assert time.monotonic() - begin > 0.09


def test_script_reads_the_body_first(server):
    with connect(server) as sock:
        sock.sendall(request("/@body-first-token" + path_of(b"x", "close"), method="POST", body=b"payload"))
        assert read_all(sock) == b"x"
    assert log(server, "body-first-token")[0]["requests"][0]["body"] == "payload"


def test_script_may_answer_early(server):
    with connect(server) as sock:
        sock.sendall(request(path_of("early", b"x", "close"), "Content-Length: 1000", method="POST"))
        assert sock.recv(10) == b"x"


def test_script_goes_on_after_the_next_request(server):
    with connect(server) as sock:
        sock.sendall(request("/@next-token" + path_of(b"one", "next", b"two", "close")))
        assert sock.recv(10) == b"one"
        sock.sendall(request("/second"))
        assert read_all(sock) == b"two"
    assert [seen["head"].split()[1] for seen in log(server, "next-token")[0]["requests"]][1] == "/second"


def test_script_resets(server):
    with connect(server) as sock:
        sock.sendall(request(path_of("reset")))
        with pytest.raises(ConnectionResetError):
            sock.recv(10)


def test_script_half_closes_and_sees_the_client_go(server):
    with connect(server) as sock:
        sock.sendall(request("/@half-token" + path_of(b"x", "half", "hang")))
        assert read_all(sock) == b"x"
    assert log(server, "half-token", closed=2)[0]["end"] == "client"


def test_log_says_who_closed(server):
    with connect(server) as sock:
        sock.sendall(request("/@by-server-token" + path_of("close")))
        assert read_all(sock) == b""
    with connect(server) as sock:
        sock.sendall(request("/@by-client-token" + path_of("hang")))
    ends = [log(server, token, closed=2)[0]["end"] for token in ("by-server-token", "by-client-token")]
    assert ends == ["server", "client"]


def test_log_does_not_list_requests_to_the_log(server):
    assert log(server, "never-used-token") == []
    assert log(server, "never-used-token") == []


def test_log_waits_for_the_close_and_no_longer(server):
    with connect(server) as sock:
        sock.sendall(request("/@open-token/status/200"))
        sock.recv(10)
        begin = time.monotonic()
        assert log(server, "open-token", closed=0.2)[0]["end"] == ""
        assert 0.1 < time.monotonic() - begin < 5


def test_codings(server):
    assert json.loads(gzip.decompress(ask(server, "/gzip")[2]))["gzip"] is True
    assert ask(server, "/chunked/1000/64")[2] == (bytes(range(256)) * 4)[:1000]
    assert ask(server, "/stream/2")[2] == b'{"id": 0}\n{"id": 1}\n'
    assert ask(server, "/close-delimited/300")[2] == (bytes(range(256)) * 2)[:300]


def test_head_has_no_body(server):
    status, headers, body = ask(server, "/bytes/100", method="HEAD")
    assert (status, headers["Content-Length"], body) == (200, "100", b"")


def test_redirects_keep_the_token(server):
    assert ask(server, "/@tok/redirect/2")[1]["Location"] == "/@tok/redirect/1"
    assert ask(server, "/redirect-to?url=http://a/b&status_code=307")[:2][0] == 307


def test_basic_and_bearer(server):
    assert ask(server, "/basic-auth/u/p")[0] == 401
    assert ask(server, "/basic-auth/u/p", "Authorization: Basic dTpw")[0] == 200
    assert ask(server, "/bearer/t", "Authorization: Bearer t")[0] == 200
    assert ask(server, "/bearer/t", "Authorization: Bearer x")[0] == 401


def test_digest_is_the_one_of_the_rfc(server):
    """RFC 7616 section 3.9.1, computed here for the server's nonce."""
    from hashlib import md5

    def digest(text):
        return md5(text.encode()).hexdigest()

    first, second = digest("u:here:p"), digest("GET:/digest-auth/auth/u/p")
    response = digest(f"{first}:second:00000001:c:auth:{second}")
    fields = (
        'username="u", realm="here", nonce="second", uri="/digest-auth/auth/u/p", qop=auth, nc=00000001, cnonce="c"'
    )
    line = f'Authorization: Digest {fields}, response="{response}"'
    assert ask(server, "/digest-auth/auth/u/p", line)[0] == 200
    assert ask(server, "/digest-auth/auth/u/p", line.replace('cnonce="c"', 'cnonce="d"'))[0] == 401
    assert "nonce=" in ask(server, "/digest-auth/auth/u/p")[1]["WWW-Authenticate"]


def test_cookies_and_response_headers(server):
    assert json.loads(ask(server, "/cookies", "Cookie: a=1; b=2")[2]) == {"cookies": {"a": "1", "b": "2"}}
    status, headers, _ = ask(server, "/cookies/set?a=1")
    assert (status, headers["Set-Cookie"]) == (302, "a=1; Path=/")
    assert ask(server, "/response-headers?X-A=b%20c")[1]["X-A"] == "b c"


def test_invalid_request_is_400(server):
    with connect(server) as sock:
        sock.sendall(b"nonsense\r\n\r\n")
        assert read_all(sock).startswith(b"HTTP/1.1 400 ")
    with connect(server) as sock:
        sock.sendall(b"\x16\x03\x01\x00")
        assert read_all(sock).startswith(b"HTTP/1.1 400 ")


def test_proxy_forwards_absolute_form(server):
    target = server.addresses["http"] + "/@via-token/anything"
    assert json.loads(ask(server, target, name="proxy")[2])["path"] == "/anything"
    assert log(server, "via-token")[0]["listener"] == "proxy"


def test_proxy_opens_tunnels(server, certificates):
    context = ssl.create_default_context(cafile=certificates.files["ca"])
    host, port = place(server, "https")
    with connect(server, "proxy") as sock:
        sock.sendall(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert sock.recv(100).startswith(b"HTTP/1.1 200 ")
        with context.wrap_socket(sock, server_hostname="localhost") as inner:
            inner.sendall(request("/@tunnel-token/status/204"))
            assert inner.recv(100).startswith(b"HTTP/1.1 204 ")
    (record,) = log(server, "tunnel-token")
    assert (record["listener"], record["via"].split()[0]) == ("https", "CONNECT")


def test_proxy_wants_its_password(server):
    target = server.addresses["http"] + "/anything"
    assert ask(server, target, name="proxy_auth")[0] == 407
    assert ask(server, target, f"Proxy-Authorization: {PROXY_CREDENTIAL}", name="proxy_auth")[0] == 200


def test_certificates_are_good_or_wrong_in_one_way(server, certificates):
    context = ssl.create_default_context(cafile=certificates.files["ca"])

    def verdict(name):
        with connect(server, name) as sock:
            try:
                context.wrap_socket(sock, server_hostname="localhost").close()
            except ssl.SSLCertVerificationError as error:
                return error.verify_message
        return "good"

    assert verdict("https") == "good"
    assert "mismatch" in verdict("https_wrong_name")
    assert "expired" in verdict("https_expired")
    assert "not yet valid" in verdict("https_future")
    assert "unable to get local issuer" in verdict("https_unknown")


def test_refused_port_refuses(server):
    with pytest.raises(ConnectionRefusedError):
        connect(server, "refused")


def test_full_port_neither_takes_nor_refuses(server):
    with pytest.raises(TimeoutError):
        socket.create_connection(place(server, "full"), 0.1)


def test_closing_ends_every_thread():
    before = set(threading.enumerate())
    with Server() as mine:
        clients = [connect(mine), connect(mine, "mute"), connect(mine, "proxy")]
        clients[0].sendall(b"GET /unfinished")
        time.sleep(0.05)
    deadline = time.monotonic() + 30
    while left := set(threading.enumerate()) - before:
        assert time.monotonic() < deadline, left
        time.sleep(0.01)
    for client in clients:
        client.close()
