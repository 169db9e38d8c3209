"""Authentication on CPython: objects, threads, bodies sent twice, and the origin of credentials."""

import hashlib
import io
import threading
import urllib.parse

import pytest
import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth, HTTPProxyAuth, _basic_auth_str
from requests.exceptions import InvalidBody, InvalidHeader, UnrewindableBodyError
from requests.utils import parse_dict_header

CHALLENGE = {"realm": "r", "nonce": "n", "qop": "auth"}


def header(auth, challenge, method="GET", url="http://a.org/b?c", body=None):
    """Return the parameters of the credentials for a challenge, or None."""
    auth.init_per_thread_state()
    auth._thread_local.chal = challenge
    auth._thread_local.body = body
    value = auth.build_digest_header(method, url)
    return value and parse_dict_header(value.removeprefix("Digest "))


@pytest.mark.parametrize(
    ("user", "password", "value"),
    [
        ("u", "p", "Basic dTpw"),
        (b"u", b"p", "Basic dTpw"),
        ("ü", "é", "Basic /Drp"),
        ("\u2603", "x", "Basic 4piDOng="),
        ("a:b", "c", "Basic YTpiOmM="),
    ],
)
def test_basic(user, password, value):
    assert _basic_auth_str(user, password) == value
    request = requests.Request("GET", "http://a.org/", auth=(user, password)).prepare()
    assert request.headers["Authorization"] == value


def test_basic_of_non_strings():
    with pytest.warns(DeprecationWarning, match="username.*int"):
        assert _basic_auth_str(5, "p") == "Basic NTpw"


def test_basic_refuses_control_characters_and_does_not_show_them():
    with pytest.raises(InvalidHeader) as caught:
        HTTPBasicAuth("user\r\nX: y", "secret")(requests.Request("GET", "http://a.org/").prepare())
    assert "secret" not in str(caught.value) and "X: y" not in str(caught.value)


def test_proxy_auth():
    request = HTTPProxyAuth("u", "p")(requests.Request("GET", "http://a.org/").prepare())
    assert request.headers["Proxy-Authorization"] == "Basic dTpw"
    assert "Authorization" not in request.headers


def test_same_credentials_are_equal():
    assert HTTPBasicAuth("u", "p") == HTTPBasicAuth("u", "p") == HTTPDigestAuth("u", "p")
    assert HTTPDigestAuth("u", "p") == HTTPBasicAuth("u", "p")
    assert HTTPBasicAuth("u", "p") != HTTPBasicAuth("u", "q")
    assert HTTPDigestAuth("u", "p") != 5


def test_base_is_to_be_overridden():
    with pytest.raises(NotImplementedError):
        AuthBase()(None)


def test_digest_state_begins_empty():
    auth = HTTPDigestAuth("u", "p")
    auth.init_per_thread_state()
    state = auth._thread_local
    assert (state.last_nonce, state.nonce_count, state.chal, state.pos) == ("", 0, {}, None)
    state.nonce_count = 5
    auth.init_per_thread_state()
    assert state.nonce_count == 5


def test_digest_counts_per_nonce():
    auth = HTTPDigestAuth("u", "p")
    assert [header(auth, CHALLENGE)["nc"] for _ in range(3)] == ["00000001", "00000002", "00000003"]
    assert header(auth, {**CHALLENGE, "nonce": "m"})["nc"] == "00000001"
    assert (auth._thread_local.last_nonce, auth._thread_local.nonce_count) == ("m", 1)


def test_digest_target_is_path_and_query():
    auth = HTTPDigestAuth("u", "p")
    assert header(auth, CHALLENGE)["uri"] == "/b?c"
    assert header(auth, CHALLENGE, url="http://a.org")["uri"] == "/"


def test_digest_response_is_that_of_the_rfc():
    """RFC 7616 section 3.9.1, with the client's random nonce."""
    challenge = {
        "realm": "http-auth@example.org",
        "qop": "auth, auth-int",
        "algorithm": "SHA-256",
        "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    }
    fields = header(HTTPDigestAuth("Mufasa", "Circle of Life"), challenge, url="http://www.example.org/dir/index.html")

    def digest(text):
        return hashlib.sha256(text.encode()).hexdigest()

    first = digest("Mufasa:http-auth@example.org:Circle of Life")
    middle = f"{challenge['nonce']}:00000001:{fields['cnonce']}:auth"
    assert fields["response"] == digest(f"{first}:{middle}:{digest('GET:/dir/index.html')}")
    assert fields["opaque"] == challenge["opaque"]


@pytest.mark.parametrize("change", [{"algorithm": "MD4"}, {"qop": "auth-conf"}])
def test_unsupported_digest_challenges_get_no_credentials(change):
    assert header(HTTPDigestAuth("u", "p"), {**CHALLENGE, **change}) is None


def test_digest_over_a_body():
    challenge = {**CHALLENGE, "qop": "auth-int"}
    auth = HTTPDigestAuth("u", "p")
    assert header(auth, challenge, body=b"x")["qop"] == "auth-int"
    with pytest.raises(InvalidBody):
        header(auth, challenge, body=iter([b"x"]))


def digest_url(server, listener="http", qop="auth", algorithm="MD5", query=""):
    return f"{server.addresses[listener]}/digest-auth/{qop}/user/pass/{algorithm}{query}"


@pytest.mark.parametrize("algorithm", ["MD5", "SHA", "SHA-256", "SHA-512", "SHA-512-256", "MD5-sess", "SHA-256-sess"])
@pytest.mark.parametrize("qop", ["auth", "auth-int"])
def test_dialogue(server, qop, algorithm):
    with requests.Session() as session:
        session.auth = HTTPDigestAuth("user", "pass")
        first = session.post(digest_url(server, qop=qop, algorithm=algorithm), data="body")
        assert (first.status_code, [r.status_code for r in first.history]) == (200, [401])
        second = session.post(digest_url(server, qop=qop, algorithm=algorithm), data="other")
        assert (second.status_code, second.history) == (200, [])
        assert second.json()["fields"]["nc"] == "00000002"


def test_wrong_password_is_tried_once(server):
    answer = requests.get(digest_url(server), auth=HTTPDigestAuth("user", "wrong"))
    assert (answer.status_code, len(answer.history)) == (401, 1)


def test_stale_nonce_is_renewed(server):
    with requests.Session() as session:
        session.auth = HTTPDigestAuth("user", "pass")
        url = digest_url(server, query="?stale=1")
        assert session.get(url).status_code == 401
        assert session.get(url).status_code == 200


def test_one_object_serves_many_threads(server):
    auth = HTTPDigestAuth("user", "pass")
    results = []

    def work():
        with requests.Session() as session:
            for _ in range(5):
                results.append(session.get(digest_url(server), auth=auth).json()["fields"])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 40
    assert len({(fields["cnonce"], fields["nc"]) for fields in results}) == 40


def test_file_is_sent_again_from_its_position(server):
    body = io.BytesIO(b"skipped, sent")
    body.seek(9)
    answer = requests.post(digest_url(server), data=body, auth=HTTPDigestAuth("user", "pass"))
    assert answer.status_code == 200
    assert answer.request.headers["Content-Length"] == "4"


def test_generator_cannot_be_sent_again(server):
    with pytest.raises(UnrewindableBodyError):
        requests.post(digest_url(server), data=iter([b"gone"]), auth=HTTPDigestAuth("user", "pass"))


def test_challenge_of_another_origin_gets_no_credentials(server):
    away = urllib.parse.quote(digest_url(server, "name"), safe="")
    with requests.Session() as session:
        session.auth = HTTPDigestAuth("user", "pass")
        answer = session.get(f"{server.addresses['http']}/redirect-to?url={away}")
        assert answer.url == digest_url(server, "name")
        assert answer.status_code == 401
        assert "Authorization" not in answer.request.headers
        assert [r.status_code for r in answer.history] == [302]


def test_credentials_for_one_origin_are_not_sent_to_another(server):
    auth = HTTPDigestAuth("user", "pass")
    requests.get(digest_url(server), auth=auth)
    prepared = requests.Request("GET", server.addresses["name"] + "/headers", auth=auth).prepare()
    assert "Authorization" not in prepared.headers
    prepared = requests.Request("GET", server.addresses["http"] + "/headers", auth=auth).prepare()
    assert prepared.headers["Authorization"].startswith("Digest ")


def test_challenge_after_an_upgrade_to_https_is_answered():
    """As by Requests, and on a board: http and https of one host, on their default ports, are one origin here."""

    class Server(requests.adapters.BaseAdapter):
        def send(self, request, **kwargs):
            response = requests.Response()
            response.request, response.url, response.connection = request, request.url, self
            response.raw = io.BytesIO()
            response.status_code = 401
            if request.url.startswith("http:"):
                response.status_code, response.headers["Location"] = 301, "https" + request.url[4:]
            elif "Authorization" in request.headers:
                response.status_code = 200
            else:
                response.headers["WWW-Authenticate"] = 'Digest realm="r", nonce="n", qop="auth"'
            return response

        def close(self):
            pass

    with requests.Session() as session:
        session.mount("http://", Server())
        session.mount("https://", session.get_adapter("http://"))
        answer = session.get("http://a.org/", auth=HTTPDigestAuth("user", "pass"))
    assert (answer.status_code, answer.url) == (200, "https://a.org/")


def test_challenge_after_a_redirect_of_the_same_origin(server):
    there = urllib.parse.quote(digest_url(server), safe="")
    answer = requests.get(f"{server.addresses['http']}/redirect-to?url={there}", auth=HTTPDigestAuth("user", "pass"))
    assert answer.status_code == 200


def test_subclass_for_another_header(server):
    """As requests-toolbelt does for a proxy's 407: the subclass has its own state, challenge and header."""

    class Elsewhere(HTTPDigestAuth):
        def handle_418(self, r, **kwargs):
            if r.status_code != 418:
                return r
            self.init_per_thread_state()
            self._thread_local.chal = {"realm": "r", "nonce": "n", "qop": "auth"}
            again = r.request.copy()
            again.headers["X-Proof"] = self.build_digest_header(again.method, again.url)
            again.url = again.url.replace("/status/418", "/headers")
            return r.connection.send(again, **kwargs)

        def __call__(self, r):
            self.init_per_thread_state()
            r.register_hook("response", self.handle_418)
            return r

    answer = requests.get(server.addresses["http"] + "/status/418", auth=Elsewhere("user", "pass"))
    assert 'Digest username="user"' in answer.text.replace("\\", "")
