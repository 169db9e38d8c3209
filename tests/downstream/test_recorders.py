"""betamax mounts a recording adapter, vcrpy patches urllib3's connections, httmock replaces Session.send."""

import betamax
import httmock
import pytest
import requests
import vcr


def exchange(base, token):
    """Make the recorded exchanges: JSON, a form, a gzipped response, a redirect with a cookie."""
    with requests.Session() as s:
        return converse(s, base, token)


def converse(s, base, token):
    answers = [
        s.get(f"{base}/@{token}/get", params={"a": "1"}),
        s.post(f"{base}/@{token}/post", data={"b": "2"}),
        s.get(f"{base}/@{token}/gzip"),
        s.get(f"{base}/@{token}/cookies/set?c=3"),
    ]
    return [(r.status_code, r.json(), len(r.history)) for r in answers]


def test_vcrpy_plays_back_recorded_exchanges(base, tmp_path, arrived):
    seen = []
    for _ in range(2):
        with vcr.use_cassette(str(tmp_path / "cassette.yaml")):
            seen.append(exchange(base, "vcrpy"))
    assert seen[0] == seen[1]
    assert len(arrived("vcrpy")) == 5


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")  # betamax calls it
def test_betamax_plays_back_recorded_exchanges(base, tmp_path, arrived):
    seen = []
    for _ in range(2):
        with requests.Session() as s, betamax.Betamax(s, cassette_library_dir=str(tmp_path)).use_cassette("cassette"):
            seen.append(converse(s, base, "betamax"))
    assert seen[0] == seen[1]
    assert len(arrived("betamax")) == 5


def test_httmock_answers_for_a_host():
    @httmock.urlmatch(netloc="camera.example")
    def camera(url, request):
        return httmock.response(201, {"path": url.path}, {"Set-Cookie": "a=b"}, "Made", 5, request)

    with httmock.HTTMock(camera):
        r = requests.get("http://camera.example/status")
    assert (r.status_code, r.reason, r.json(), r.cookies["a"]) == (201, "Made", {"path": "/status"}, "b")


def test_httmock_lets_others_through(base):
    with httmock.HTTMock(httmock.urlmatch(netloc="camera.example")(lambda url, request: "no")):
        assert requests.get(base + "/get").status_code == 200


def test_vcrpy_refuses_requests_that_were_not_recorded(base, tmp_path):
    with vcr.use_cassette(str(tmp_path / "none.yaml"), record_mode="none"), pytest.raises(Exception, match="cassette"):
        requests.get(base + "/get")
