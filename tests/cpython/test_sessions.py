"""Session: what it adds to a request, what it reads of a response, and redirects."""

import gc
import http.cookiejar
import io
import os
import pickle
import time
from unittest import mock

import pytest
import requests
import urllib3
from peer import OK, Peer
from requests.sessions import merge_hooks, merge_setting

E = requests.exceptions


def redirect(location, status=302, *fields):
    """A redirect, with no body."""
    lines = (f"HTTP/1.1 {status} Go", f"Location: {location}", *fields, "Content-Length: 0", "", "")
    return "\r\n".join(lines).encode()


@pytest.fixture
def session():
    with requests.Session() as s:
        yield s


@pytest.fixture
def netrc(tmp_path, monkeypatch):
    """A netrc file with a login for 127.0.0.1."""
    path = tmp_path / "netrc"
    path.write_text("machine 127.0.0.1 login from password netrc\n")
    monkeypatch.setenv("NETRC", str(path))
    return b"Authorization: Basic ZnJvbTpuZXRyYw=="


# -- merging ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_setting", "session_setting", "merged"),
    [
        (None, 1, 1),
        (1, None, 1),
        (None, None, None),
        (False, True, False),
        ("a", {"b": 1}, "a"),
        ({"a": 1}, {"b": 2}, {"b": 2, "a": 1}),
        ({"a": None}, {"a": 1, "b": 2}, {"b": 2}),
        ({}, {"a": None}, {}),
    ],
)
def test_merge_setting(request_setting, session_setting, merged):
    assert merge_setting(request_setting, session_setting) == merged


def test_merge_hooks():
    own, theirs = {"response": [print]}, {"response": [repr]}
    assert merge_hooks(own, {"response": []}) is own
    assert merge_hooks({"response": []}, theirs) is theirs
    assert merge_hooks(own, theirs) == own
    assert merge_hooks(None, theirs) is theirs
    assert merge_hooks(own, None) is own


def test_headers_of_both_none_removes(session):
    session.headers = {"X-Session": "1", "X-Both": "session", "X-Gone": "1", "X-Never": None}
    p = session.prepare_request(
        requests.Request("GET", "http://a/", headers={"x-both": "request", "x-gone": None, b"X-Bytes": b"1"})
    )
    assert dict(p.headers) == {"X-Session": "1", "x-both": "request", "X-Bytes": b"1"}
    session.headers = requests.structures.CaseInsensitiveDict({"X-Never": None, "A": "1"})
    assert dict(session.prepare_request(requests.Request("GET", "http://a/")).headers) == {"A": "1"}


def test_a_request_does_not_change_the_session(session):
    p = session.prepare_request(requests.Request("GET", "http://a/"))
    p.headers["X-New"] = "1"
    p.hooks["response"].append(print)
    assert "X-New" not in session.headers
    assert session.hooks == {"response": []}


def test_proxies_of_the_caller_stay_as_they_are(session, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://proxy:1")
    mine = {}
    settings = session.merge_environment_settings("http://a/", mine, None, None, None)
    assert settings["proxies"]["http"] == "http://proxy:1"
    assert mine == {}


# -- explicit settings win over the environment -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("of_request", "of_session", "chosen"),
    [
        (None, True, "/bundle"),
        (True, True, "/bundle"),
        (True, False, "/bundle"),
        (False, True, False),
        ("/mine", True, "/mine"),
        (None, False, False),
        (None, "/mine", "/mine"),
        (b"pem", "/mine", b"pem"),
    ],
)
@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_ca_bundle_of_the_environment(session, monkeypatch, of_request, of_session, chosen, variable):
    monkeypatch.setenv(variable, "/bundle")
    session.verify = of_session
    assert session.merge_environment_settings("https://a/", {}, None, of_request, None)["verify"] == chosen


def test_redirect_to_an_excluded_host_drops_the_proxy_of_the_environment(session, monkeypatch):
    with Peer([OK]) as inside, Peer([redirect(inside.url.replace("127.0.0.1", "localhost"))]) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url.replace("//", "//user:pass@"))
        monkeypatch.setenv("no_proxy", "localhost")
        assert session.get("http://outside.test/").ok
    assert [len(proxy.received), len(inside.received)] == [1, 1]
    assert b"proxy-authorization" not in inside.received[0][0].lower()


def test_password_of_a_socks_proxy_is_no_field(session):
    """It is for the proxy; a field would be sent to the server."""
    request = requests.Request("GET", "http://a/").prepare()
    session.rebuild_proxies(request, {"http": "socks5://user:pass@proxy"})
    assert "Proxy-Authorization" not in request.headers


def test_empty_ca_bundle_is_ignored(session, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "")
    assert session.merge_environment_settings("https://a/", {}, None, None, None)["verify"] is True


def test_environment_is_not_read_without_trust_env(session, monkeypatch, netrc):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/bundle")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:1")
    session.trust_env = False
    with Peer([OK]) as peer:
        assert session.get(peer.url).ok
        assert b"Authorization" not in peer.received[0][0]


def test_netrc_is_used_without_other_credentials(session, netrc):
    with Peer([OK, OK, OK, OK, OK]) as peer:
        session.get(peer.url)
        session.get(peer.url, headers={"authorization": "own"})
        session.get(peer.url, headers={"Authorization": None})
        session.get(peer.url, auth=("u", "p"))
        session.headers["Authorization"] = "the session's"
        session.get(peer.url)
        fields = [b"".join(line for line in request.split(b"\r\n") if line[:14].lower() == b"authorization:")
                  for request in peer.received[0]]  # fmt: skip
    assert fields == [netrc, b"authorization: own", b"", b"Authorization: Basic dTpw", b"Authorization: the session's"]


def test_netrc_is_looked_up_by_host_name(session, netrc):
    with Peer([OK]) as peer:
        session.get(peer.url.replace("127.0.0.1", "localhost"))
        assert b"Authorization" not in peer.received[0][0]


def test_url_that_netrc_cannot_read_is_an_invalid_url(session, netrc):
    with pytest.raises(E.InvalidURL):
        session.get("http://[::1/")
    with pytest.raises(E.MissingSchema):
        session.get(None)


# -- time ---------------------------------------------------------------------------------------------------


def late(sock):
    sock.recv(65536)
    time.sleep(1)


def test_timeout_of_the_session(session):
    session.timeout = 0.1
    with Peer([late]) as peer:
        with pytest.raises(E.ReadTimeout, match=r"read timeout=0\.1"):
            session.get(peer.url)
        with pytest.raises(E.ReadTimeout, match=r"read timeout=0\.2"):
            session.get(peer.url, timeout=0.2)
        with pytest.raises(E.ReadTimeout, match=r"read timeout=0\.1"):
            session.send(requests.Request("GET", peer.url).prepare())


def test_total_time_is_shared_by_redirects(session):
    def slowly(sock):
        time.sleep(0.2)

    steps = [slowly, redirect("/"), slowly, redirect("/"), slowly, redirect("/"), slowly]
    with Peer(steps) as peer, pytest.raises(E.Timeout):
        session.get(peer.url, timeout=(5, 5, 0.5))


@pytest.mark.parametrize(
    "timeout", [None, 5, 0.5, (5, 5), (None, 5), (5, None), (None, None), (5, 5, 5), (5, 5, None), urllib3.Timeout(5)]
)
def test_valid_timeouts_are_accepted(session, timeout):
    with Peer([OK]) as peer:
        assert session.get(peer.url, timeout=timeout).ok


@pytest.mark.parametrize("timeout", [0, -1, True, "5", (5,), (5, 5, 0), (5, 5, 5, 5), [5, 5], float("nan")])
def test_invalid_timeouts_are_refused(session, timeout):
    with Peer([OK]) as peer, pytest.raises(ValueError, match="imeout"):
        session.get(peer.url, timeout=timeout)


# -- redirects ----------------------------------------------------------------------------------------------


def test_history_has_each_step_and_no_step_has_itself(session):
    with Peer([redirect("/b"), redirect("c?x"), OK]) as peer:
        r = session.get(peer.url + "a#part")
        assert r.url == peer.url + "c?x#part"
        assert [step.url for step in r.history] == [peer.url + "a#part", peer.url + "b#part"]
        assert [[earlier.url for earlier in step.history] for step in r.history] == [[], [peer.url + "a#part"]]


def test_escapes_are_sent_as_written_where_a_program_replaced_urllib3_s_expression(session, monkeypatch):
    """As yt-dlp and Streamlink do, for servers that compare them so."""

    class AsWritten:
        def subn(self, repl, string):
            return string, string.count("%")

    monkeypatch.setattr("urllib3.util.url._PERCENT_RE", AsWritten())
    with Peer([redirect("/%c3?%c4"), OK]) as peer:
        assert session.get(peer.url + "%c7%9f", params="%d6").url == peer.url + "%c3?%c4"
        lines = [request.partition(b"\r\n")[0] for request in peer.received[0]]
        assert lines == [b"GET /%c7%9f?%d6 HTTP/1.1", b"GET /%c3?%c4 HTTP/1.1"]


def test_too_many_redirects(session):
    session.max_redirects = 2
    with Peer([redirect("/")] * 9, [OK]) as peer:
        with pytest.raises(E.TooManyRedirects, match=r"Exceeded 2 redirects\.") as caught:
            session.get(peer.url)
        assert len(caught.value.response.history) == 2
        assert len(peer.received[0]) == 3


def test_next_is_the_request_that_would_follow(session):
    with Peer([redirect("/b", 307), OK, OK]) as peer:
        r = session.post(peer.url, data="body", allow_redirects=False)
        assert (r.is_redirect, r.next.method, r.next.url, r.next.body) == (True, "POST", peer.url + "b", "body")
        assert session.send(r.next).ok
        assert session.get(peer.url, allow_redirects=False).next is None


def test_redirects_as_requests(session):
    with Peer([redirect("/b")]) as peer:
        r = session.get(peer.url, allow_redirects=False)
        following = session.resolve_redirects(r, r.request, yield_requests=True)
        assert next(following).url == peer.url + "b"


@pytest.mark.parametrize(
    ("status", "method", "then", "body"),
    [
        (301, "POST", b"GET", b""),
        (301, "PUT", b"PUT", b"body"),
        (302, "PUT", b"GET", b""),
        (303, "DELETE", b"GET", b""),
        (307, "POST", b"POST", b"body"),
        (308, "PATCH", b"PATCH", b"body"),
    ],
)
def test_method_and_body_after_a_redirect(session, status, method, then, body):
    with Peer([redirect("/b", status), OK]) as peer:
        session.request(method, peer.url, data=io.BytesIO(b"body"), headers={"Content-Type": "text/x"})
        second = peer.received[0][1]
    assert second.startswith(then + b" /b ")
    assert second.endswith(b"\r\n\r\n" + body)
    assert (b"Content-Type" in second) == (b"Content-Length" in second) == bool(body)


@pytest.mark.parametrize("body", [lambda: iter([b"once"]), lambda: (part for part in [b"once"])])
def test_body_that_cannot_be_repeated(session, body):
    with Peer([redirect("/b", 307), OK]) as peer:
        with pytest.raises(E.UnrewindableBodyError):
            session.post(peer.url, data=body())
        assert session.get(peer.url).ok
        assert len(peer.received) == 1


def test_credentials_stay_at_their_origin(session):
    with Peer([OK]) as other, Peer([redirect(other.url), redirect("/same"), OK]) as peer:
        secrets = {"Authorization": "secret", "Proxy-Authorization": "secret", "Cookie": "secret=1"}
        session.get(peer.url, headers=secrets)
        assert b"secret" not in other.received[0][0]
        session.get(peer.url, headers=secrets)
        assert b"Authorization: secret" in peer.received[0][2]


def test_netrc_of_the_new_host(session, netrc):
    with Peer([OK]) as other, Peer([redirect(other.url)]) as peer:
        session.get(peer.url.replace("127.0.0.1", "localhost"), headers={"Authorization": "secret"})
        assert netrc in other.received[0][0]


def test_location_in_raw_utf8(session):
    with Peer([redirect("/é").decode().encode(), OK]) as peer:
        assert session.get(peer.url).url == peer.url + "%C3%A9"


def test_redirect_with_a_body_that_breaks_is_followed(session):
    broken = b"HTTP/1.1 302 Go\r\nLocation: /b\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"
    with Peer([broken, OK], [OK]) as peer:
        assert session.get(peer.url).url == peer.url + "b"


def test_same_connection_serves_the_redirect(session):
    with Peer([redirect("/b"), OK]) as peer:
        session.get(peer.url)
        assert len(peer.received) == 1


# -- cookies ------------------------------------------------------------------------------------------------


def test_cookies_are_kept_and_sent(session):
    setting = OK.replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2; Path=/p\r\n\r\n")
    with Peer([redirect("/p", 302, "Set-Cookie: r=0"), setting, OK]) as peer:
        r = session.get(peer.url, cookies={"own": "x"})
        assert r.cookies.get_dict() == {"a": "1", "b": "2"}
        assert session.cookies.get_dict() == {"r": "0", "a": "1", "b": "2"}
        session.get(peer.url)
        fields = [request.partition(b"Cookie: ")[2].split(b"\r\n")[0] for request in peer.received[0]]
    assert [sorted(field.split(b"; ")) for field in fields] == [[b"own=x"], [b"own=x", b"r=0"], [b"a=1", b"r=0"]]


def test_jar_of_the_standard_library(session):
    session.cookies = http.cookiejar.CookieJar()
    with Peer([OK.replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=1\r\n\r\n"), OK]) as peer:
        session.get(peer.url)
        session.get(peer.url)
        assert b"\r\nCookie: a=1\r\n" in peer.received[0][1]


@pytest.mark.parametrize("cookies", ["a=1", 5, [1], ["ab", "c"]])
def test_invalid_cookies_are_refused(session, cookies):
    with pytest.raises(E.InvalidHeader):
        session.get("http://127.0.0.1:1/", cookies=cookies)


# -- the rest -----------------------------------------------------------------------------------------------


def test_body_can_be_read_after_a_hook_failed(session):
    """Many programs use raise_for_status as a hook, and read the body from the exception."""

    def check(r, **kwargs):
        r.raise_for_status()

    with Peer([OK.replace(b"200 OK", b"404 No"), OK]) as peer:
        with pytest.raises(E.HTTPError) as caught:
            session.get(peer.url, hooks={"response": check})
        assert caught.value.response.text == "ok"
        assert session.get(peer.url).ok
        assert len(peer.received) == 1


def test_hook_that_fails_leaves_no_connection_open(session):
    def fail(r, **kwargs):
        fail.connection = r.raw.connection
        raise LookupError

    with Peer([OK], [OK]) as peer:
        with pytest.raises(LookupError):
            session.get(peer.url, hooks={"response": fail})
        gc.collect()
        assert fail.connection.sock is None


def test_hook_that_replaces_the_response(session):
    def replace(r, **kwargs):
        other = requests.Response()
        other.status_code, other._content, other._content_consumed = 299, b"other", True
        return other

    with Peer([OK]) as peer:
        r = session.get(peer.url, hooks={"response": replace})
    assert (r.status_code, r.content) == (299, b"other")


def test_only_prepared_requests_are_sent(session):
    with pytest.raises(ValueError, match="PreparedRequests"):
        session.send(requests.Request("GET", "http://a/"))


@pytest.mark.parametrize("url", ["ftp://user:secret@a/b", "mailto:a@b", "x-y://z"])
def test_scheme_without_an_adapter_is_an_error(session, url):
    with pytest.raises(E.InvalidSchema, match="No connection adapters were found for") as caught:
        session.get(url)
    assert "secret" not in str(caught.value)
    assert url.rpartition("@")[2] in str(caught.value)


def test_longest_prefix_wins(session):
    adapters = {prefix: requests.adapters.HTTPAdapter() for prefix in ("http://a.b", "HTTP://a", "http://a.b/c")}
    for prefix, adapter in adapters.items():
        session.mount(prefix, adapter)
    assert list(session.adapters) == ["http://a.b/c", "http://a.b", "https://", "HTTP://a", "http://"]
    assert session.get_adapter("http://A.B/d") is adapters["http://a.b"]
    assert session.get_adapter("http://ab/") is adapters["HTTP://a"]


def test_session_is_pickled(session):
    session.headers["X"] = "1"
    session.cookies.set("a", "b")
    session.timeout = (1, 2)
    again = pickle.loads(pickle.dumps(session))
    assert (again.headers, again.cookies.get_dict(), again.timeout) == (session.headers, {"a": "b"}, (1, 2))
    with Peer([OK]) as peer:
        assert again.get(peer.url).ok


def test_attributes_are_those_of_requests():
    assert set(vars(requests.Session())) == {
        "headers", "auth", "proxies", "hooks", "params", "stream", "verify", "cert", "max_redirects", "trust_env",
        "cookies", "adapters",
    }  # fmt: skip


def test_session_function():
    assert type(requests.session()) is requests.Session


@pytest.mark.parametrize("name", ["get", "options", "head", "post", "put", "patch", "delete"])
def test_each_method(session, name):
    with Peer([OK]) as peer:
        assert getattr(session, name)(peer.url).status_code == 200
        assert peer.received[0][0].startswith(name.upper().encode() + b" / ")


@pytest.mark.parametrize("method", ["G ET", "GET\r\nX: y", "", "GÉT", "GET\0"])
def test_method_that_is_no_token(session, method):
    with pytest.raises(E.InvalidHeader):
        session.request(method, "http://127.0.0.1:1/")


def test_proxy_of_the_environment_changes_with_it(session, monkeypatch):
    with Peer([OK, OK]) as proxy:
        monkeypatch.setitem(os.environ, "http_proxy", proxy.url)
        session.get("http://example.invalid/1")
        monkeypatch.delenv("http_proxy")
        with pytest.raises(E.ConnectionError):
            session.get("http://example.invalid/2")
        monkeypatch.setenv("http_proxy", proxy.url)
        session.get("http://example.invalid/3")
        assert [request.split()[1][-2:] for request in proxy.received[0]] == [b"/1", b"/3"]


def test_redirect_of_a_response_that_has_no_url(session):
    """As tests of other packages do."""
    r = requests.Response()
    r.status_code, r.headers["Location"] = 302, "http://other/path"
    r.raw = io.BytesIO()
    r.raw.release_conn = lambda: None
    r.request = requests.Request("POST", "http://host/", data=iter([b"x"])).prepare()
    following = next(session.resolve_redirects(r, r.request, yield_requests=True))
    assert (following.url, following.body) == ("http://other/path", None)
    assert "Transfer-Encoding" not in following.headers


def test_next_is_none_without_a_valid_request(session):
    with Peer([b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"]) as peer:
        assert session.get(peer.url, allow_redirects=False).next is None


@pytest.mark.parametrize(
    ("asked", "session", "want"), [(True, False, True), (None, False, False), (False, True, False)]
)
def test_verify_of_a_request_is_stronger_than_the_sessions(asked, session, want):
    with requests.Session() as s:
        s.verify = session
        assert s.merge_environment_settings("https://h/", {}, None, asked, None)["verify"] is want


def test_session_for_one_request_makes_small_pools():
    """urllib3 fills a new pool with placeholders; one request and one after a challenge need two."""
    with requests.sessions.single_request_session() as session:
        sizes = {adapter.poolmanager.connection_pool_kw["maxsize"] for adapter in session.adapters.values()}
    assert sizes == {2}
    with requests.Session() as session:
        assert session.get_adapter("http://a").poolmanager.connection_pool_kw["maxsize"] == 10


def test_session_for_one_request_may_be_of_another_class():
    with mock.patch("requests.sessions.Session") as replaced:
        assert requests.get("http://a.test/") is replaced.return_value.__enter__.return_value.request.return_value
