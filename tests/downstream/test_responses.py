"""responses replaces HTTPAdapter.send and returns urllib3's own responses."""

import pytest
import requests
import responses
from responses import matchers

URL = "http://camera.example/status"


@responses.activate
def test_registered_response():
    responses.get(URL, json={"ready": True}, headers={"X-Unit": "7"}, status=202)
    r = requests.get(URL, params={"a": "1"})
    assert (r.status_code, r.json(), r.headers["x-unit"], r.url) == (202, {"ready": True}, "7", URL + "?a=1")
    assert responses.calls[0].request.url == URL + "?a=1"
    assert responses.calls[0].response is r


@responses.activate
def test_matchers_see_the_prepared_request():
    matching = [matchers.json_params_matcher({"on": True}), matchers.header_matcher({"X-A": "b"})]
    responses.post(URL, body=b"matched", match=matching)
    assert requests.post(URL, json={"on": True}, headers={"X-A": "b"}).content == b"matched"
    with pytest.raises(requests.ConnectionError):
        requests.post(URL, json={"on": False})


@responses.activate
def test_matcher_of_a_multipart_body():
    wanted = {"image": ("a.bin", b"\x00\xff")}
    responses.post(URL, body="got it", match=[matchers.multipart_matcher(wanted, {"n": "1"})])
    assert requests.post(URL, files=wanted, data={"n": "1"}).text == "got it"


@responses.activate
def test_unregistered_address_is_refused():
    with pytest.raises(requests.exceptions.ConnectionError) as caught:
        requests.get(URL)
    assert caught.value.request.url == URL


@responses.activate
def test_body_may_be_an_exception():
    responses.get(URL, body=requests.exceptions.ReadTimeout("slow"))
    with pytest.raises(requests.Timeout):
        requests.get(URL)


@responses.activate
def test_redirect_cookies_and_stream():
    start = "http://camera.example/start"
    responses.get(start, status=302, headers={"Location": URL, "Set-Cookie": "a=b; Path=/"})
    responses.get(URL, body=b"x" * 3000, match=[matchers.header_matcher({"Cookie": "a=b"})])
    with requests.Session() as s, s.get(start, stream=True) as r:
        assert [len(piece) for piece in r.iter_content(1000)] == [1000, 1000, 1000]
        assert [old.status_code for old in r.history] == [302]
        assert s.cookies.get_dict() == {"a": "b"}


@responses.activate
def test_callback_makes_the_response():
    responses.add_callback(responses.PUT, URL, callback=lambda request: (200, {}, request.body))
    assert requests.put(URL, data=b"echo").content == b"echo"


@responses.activate
def test_retries_of_urllib3_apply():
    for status in (503, 503, 200):
        responses.get(URL, status=status)
    retry = requests.packages.urllib3.util.retry.Retry(total=3, status_forcelist=[503], backoff_factor=0)
    with requests.Session() as s:
        s.mount("http://", requests.adapters.HTTPAdapter(max_retries=retry))
        assert s.get(URL).status_code == 200
    assert len(responses.calls) == 3


@responses.activate
def test_passthrough_reaches_the_server(base):
    responses.add_passthru(base)
    assert requests.post(base + "/post", json=[1]).json()["json"] == [1]
