"""requests-mock replaces the result of Session.get_adapter by its own adapter."""

import pytest
import requests
import requests_mock

URL = "http://camera.example/status"


def test_registered_response():
    with requests_mock.Mocker() as m:
        m.get(URL, json={"ready": True}, headers={"X-Unit": "7"}, cookies={"a": "b"})
        r = requests.get(URL, params={"q": "ä"})
    assert (r.json(), r.headers["x-unit"], r.cookies["a"]) == ({"ready": True}, "7", "b")
    assert m.last_request.qs == {"q": ["ä"]}


def test_mounted_adapter_of_one_session():
    adapter = requests_mock.Adapter()
    adapter.register_uri("POST", "mock://unit/on", content=b"\x00\x01", status_code=201, reason="Made")
    with requests.Session() as s:
        s.mount("mock://", adapter)
        r = s.post("mock://unit/on", data={"a": "1"})
    assert (r.status_code, r.reason, r.content) == (201, "Made", b"\x00\x01")
    assert adapter.last_request.text == "a=1"


def test_unregistered_address_is_refused():
    with requests_mock.Mocker(), pytest.raises(requests_mock.NoMockAddress):
        requests.get(URL)


def test_exception_and_sequence_of_responses():
    with requests_mock.Mocker() as m:
        m.get(URL, [{"status_code": 503}, {"exc": requests.exceptions.ConnectTimeout}, {"text": "up"}])
        assert requests.get(URL).status_code == 503
        with pytest.raises(requests.exceptions.ConnectTimeout):
            requests.get(URL)
        assert requests.get(URL).text == "up"


def test_streamed_response():
    with requests_mock.Mocker() as m:
        m.get(URL, content=b"one\ntwo\n")
        with requests.get(URL, stream=True) as r:
            assert list(r.iter_lines()) == [b"one", b"two"]


def test_redirect_is_followed():
    with requests_mock.Mocker() as m:
        m.get(URL, status_code=301, headers={"Location": "/new"})
        m.get("http://camera.example/new", text="here")
        r = requests.get(URL)
    assert (r.text, len(r.history)) == ("here", 1)


def test_real_http_reaches_the_server(base):
    with requests_mock.Mocker(real_http=True) as m:
        m.get(URL, text="mocked")
        assert requests.get(URL).text == "mocked"
        assert requests.get(base + "/get", params={"a": "1"}).json()["args"] == {"a": "1"}
