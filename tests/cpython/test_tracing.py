"""Programs that replace http.client's or urllib3's functions, as tracers do, see our requests."""

import http.client

import pytest
import requests
import urllib3.connection
from peer import END, OK, Peer

E = requests.exceptions
STEPS = ("putrequest", "putheader", "endheaders", "getresponse")


def noted(function, calls):
    """Return a wrapper of a function that notes each call by name, and its exception."""

    def step(self, *args, **kwargs):
        calls.append((function.__name__, *args))
        try:
            return function(self, *args, **kwargs)
        except Exception as error:
            calls.append((function.__name__, type(error)))
            raise

    return step


@pytest.fixture
def calls(monkeypatch):
    """The calls of http.client's steps."""
    calls = []
    for name in STEPS:
        function = getattr(http.client.HTTPConnection, name)
        monkeypatch.setattr(http.client.HTTPConnection, name, noted(function, calls))
    return calls


@pytest.fixture
def traced(monkeypatch):
    """A tracer, which adds a field to each request, and notes the status of each response and the end of its body."""
    seen = []
    connection, response = http.client.HTTPConnection, http.client.HTTPResponse
    putrequest, getresponse, close = connection.putrequest, connection.getresponse, response.close

    def begin(self, method, url, *args, **kwargs):
        putrequest(self, method, url, *args, **kwargs)
        self.putheader("traceparent", "00-1")

    def answered(self):
        answer = getresponse(self)
        assert isinstance(answer, http.client.HTTPResponse)
        seen.append(answer.status)
        return answer

    def over(self):
        close(self)
        if seen[-1] != "over":
            seen.append("over")

    monkeypatch.setattr(connection, "putrequest", begin)
    monkeypatch.setattr(connection, "getresponse", answered)
    monkeypatch.setattr(response, "close", over)
    return seen


def names(head):
    """The names of the fields of a request's head."""
    return [line.partition(":")[0] for line in head.split("\r\n")[1:-2]]


def arrived(server, token):
    return [request for record in server.log.find(token) for request in record["requests"]]


def test_each_step_is_called(server, calls):
    requests.post(server.addresses["http"] + "/post?a=1", data=b"body", headers={"X-A": "1"})
    assert [call[0] for call in calls] == ["putrequest", *["putheader"] * 7, "endheaders", "getresponse"]
    assert calls[0][1:] == ("POST", "/post?a=1")
    assert ("putheader", "X-A", "1") in calls


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
@pytest.mark.parametrize("body", [None, b"body", "generator", {"a": "1"}])
def test_nothing_else_is_sent(server, monkeypatch, method, body):
    def send(token):
        data = iter([b"one", b"", b"two"]) if body == "generator" else body
        path = "/get" if method in ("GET", "HEAD") else f"/{method.lower()}"
        assert requests.request(method, f"{server.addresses['http']}/@{token}{path}", data=data).status_code == 200
        [request] = arrived(server, token)
        return {**request, "head": request["head"].replace(token, "token")}

    case = f"{method}-{body and body[:4] if isinstance(body, (str, bytes)) else type(body).__name__}"
    plain = send(f"plain-{case}")
    for name in STEPS:
        monkeypatch.setattr(http.client.HTTPConnection, name, noted(getattr(http.client.HTTPConnection, name), []))
    assert send(f"seen-{case}") == plain


def test_a_tracer_adds_a_field_and_sees_the_response(server, traced):
    base = server.addresses["http"] + "/@tracer"
    with requests.Session() as s:
        assert s.get(base + "/get").json()["headers"]["traceparent"] == "00-1"
        assert s.get(base + "/chunked/3000").content
        assert s.get(base + "/status/204").status_code == 204
    assert [entry for entry in traced if entry != "over"] == [200, 200, 204]
    assert traced[-1] == "over"
    [first, *_] = arrived(server, "tracer")
    assert names(first["head"])[:2] == ["Host", "traceparent"]
    assert len(server.log.find("tracer")) == 1


def test_the_end_of_a_body_is_traced(server, traced):
    with requests.get(server.addresses["http"] + "/bytes/100", stream=True) as r:
        assert r.raw.read(99)
        assert traced == [200]
        assert r.raw.read(2)
        assert traced == [200, "over"]


def test_the_end_of_a_body_without_length_is_traced(traced):
    with Peer([b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end", END]) as peer:
        assert requests.get(peer.url).content == b"to the end"
    assert traced[0] == 200


def test_a_tracer_installed_later_sees_a_kept_connection(server, monkeypatch):
    calls = []
    with requests.Session() as s:
        s.get(server.addresses["http"] + "/@later/get")
        with monkeypatch.context() as patch:
            patch.setattr(http.client.HTTPConnection, "putrequest", noted(http.client.HTTPConnection.putrequest, calls))
            s.get(server.addresses["http"] + "/@later/get")
        s.get(server.addresses["http"] + "/@later/get")
    assert calls == [("putrequest", "GET", "/@later/get")]
    assert len(server.log.find("later")) == 1


def test_a_tls_connection_is_traced(server, certificates, traced):
    with requests.get(server.addresses["https"] + "/get", verify=certificates.files["ca"]) as r:
        assert r.json()["headers"]["traceparent"] == "00-1"
    assert traced[0] == 200


def test_a_step_set_on_urllib3s_class_is_called(server, monkeypatch):
    def endheaders(self, *args, **kwargs):
        self.putheader("tracestate", "a=1")
        http.client.HTTPConnection.endheaders(self, *args, **kwargs)

    monkeypatch.setattr(urllib3.connection.HTTPConnection, "endheaders", endheaders, raising=False)
    assert requests.get(server.addresses["http"] + "/get").json()["headers"]["tracestate"] == "a=1"


@pytest.mark.parametrize("name", ["request", "getresponse"])
def test_urllib3s_own_exchange_is_obeyed(server, monkeypatch, name):
    calls = []
    function = getattr(urllib3.connection.HTTPConnection, name)
    monkeypatch.setattr(urllib3.connection.HTTPConnection, name, noted(function, calls))
    assert requests.get(server.addresses["http"] + "/get").status_code == 200
    assert [call[0] for call in calls] == [name]


def test_a_failure_is_traced(calls):
    with Peer([b"", END]) as peer, pytest.raises(E.ConnectionError):
        requests.get(peer.url)
    assert calls[-1] == ("getresponse", http.client.RemoteDisconnected)


def test_a_step_that_returns_no_response_is_an_error(monkeypatch):
    monkeypatch.setattr(http.client.HTTPConnection, "getresponse", lambda self: None)
    with Peer([OK]) as peer, pytest.raises(E.ConnectionError, match="was replaced"):
        requests.get(peer.url)


def test_traced_requests_are_checked_like_others(calls):
    early = b"HTTP/1.1 102 Processing\r\n\r\n"
    with Peer([early + OK]) as peer:
        assert requests.get(peer.url).status_code == 200
    with Peer([b"HTTP/1.1 200 OK\r\nContent-Length: 1_0\r\n\r\n0123456789"]) as peer, pytest.raises(E.ConnectionError):
        requests.get(peer.url)
    with Peer([OK]) as peer, pytest.raises(E.InvalidHeader):
        requests.get(peer.url, headers={"X-A": "1\r\nX-B: 2"})
    assert len([call for call in calls if call[0] == "putrequest"]) == 2


def test_a_refused_step_leaves_nothing_for_the_next_request(server, monkeypatch):
    class Refused(Exception):
        pass

    def refuse(self, *args, **kwargs):
        raise Refused

    with requests.Session() as s:
        s.get(server.addresses["http"] + "/@refused/get")
        with monkeypatch.context() as patch:
            patch.setattr(http.client.HTTPConnection, "endheaders", refuse)
            with pytest.raises(Refused):
                s.get(server.addresses["http"] + "/@refused/get", headers={"X-A": "1"})
        monkeypatch.setattr(http.client.HTTPConnection, "putrequest", noted(http.client.HTTPConnection.putrequest, []))
        assert "x-a" not in s.get(server.addresses["http"] + "/@refused/get").json()["headers"]
    assert len(arrived(server, "refused")) == 2


def test_http_1_0_if_http_client_is_set_to_it(server, monkeypatch):
    monkeypatch.setattr(http.client.HTTPConnection, "_http_vsn", 10)
    monkeypatch.setattr(http.client.HTTPConnection, "_http_vsn_str", "HTTP/1.0")
    assert requests.get(server.addresses["http"] + "/@old/get").status_code == 200
    [request] = arrived(server, "old")
    assert request["head"].startswith("GET /@old/get HTTP/1.0\r\nHost: ")


def test_print_that_was_set_in_http_client_is_used(server, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(http.client, "print", lambda *words: shown.append(words[0]), raising=False)
    monkeypatch.setattr(http.client.HTTPConnection, "debuglevel", 1)
    requests.get(server.addresses["http"] + "/get")
    assert shown[:3] == ["send:", "reply:", "header:"]
    assert not capsys.readouterr().out
