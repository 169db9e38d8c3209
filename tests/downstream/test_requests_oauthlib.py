"""requests-oauthlib signs prepared requests (OAuth 1) and overrides Session.request (OAuth 2)."""

import json

import pytest
import requests
from requests_oauthlib import OAuth1, OAuth1Session, OAuth2, OAuth2Session

TOKEN = {"access_token": "tok", "token_type": "Bearer", "expires_in": 3600}


@pytest.fixture(autouse=True)
def allow_plain_http(monkeypatch):
    """Allow plain http, which oauthlib refuses by default."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")


def test_oauth1_signs_a_form(base):
    auth = OAuth1("key", "secret", "owner", "owner-secret")
    got = requests.post(base + "/post", data={"a": "ä b"}, auth=auth).json()
    assert got["form"] == {"a": "ä b"}
    assert got["headers"]["authorization"].startswith('OAuth oauth_nonce="')
    assert "oauth_signature=" in got["headers"]["authorization"]


@pytest.mark.parametrize(("where", "found_in"), [("query", "args"), ("body", "form")])
def test_oauth1_signature_elsewhere(base, where, found_in):
    auth = OAuth1("key", "secret", signature_type=where)
    got = requests.post(base + "/post", data={"a": "1"}, auth=auth).json()
    assert got[found_in]["oauth_consumer_key"] == "key"
    assert got["form"]["a"] == "1"


def test_oauth1_session_fetches_a_token(base):
    answer = b"oauth_token=tok&oauth_token_secret=s"
    with OAuth1Session("key", client_secret="secret") as s:
        token = s.fetch_request_token(f"{base}/body/{answer.hex()}")
        assert token["oauth_token"] == "tok"


def test_oauth1_keeps_a_file_upload(base):
    got = requests.post(base + "/post", files={"f": ("a", b"\x00\xff")}, auth=OAuth1("key", "secret")).json()
    assert got["files"]["f"].encode("latin-1") == b"\x00\xff"


def test_oauth2_session_sends_its_token(base):
    with OAuth2Session("id", token=TOKEN) as s:
        assert s.get(base + "/bearer/tok").json()["token"] == "tok"


def test_oauth2_auth_object(base):
    assert requests.get(base + "/bearer/tok", auth=OAuth2("id", token=TOKEN)).status_code == 200


def test_oauth2_fetches_and_uses_a_token(base, arrived):
    from oauthlib.oauth2 import BackendApplicationClient

    answer = json.dumps(TOKEN).encode().hex()
    with OAuth2Session(client=BackendApplicationClient("id")) as s:
        s.fetch_token(f"{base}/@oauth2fetch/body/{answer}?type=application/json", client_secret="secret")
        assert s.get(base + "/bearer/tok").status_code == 200
    assert "authorization: basic" in arrived("oauth2fetch")[0].lower()


def test_oauth2_compliance_hook_sees_the_response(base):
    seen = []
    with OAuth2Session("id", token=TOKEN) as s:
        s.register_compliance_hook("protected_request", lambda url, headers, data: (url, headers, data))
        s.hooks["response"].append(lambda r, **kwargs: seen.append(r.status_code))
        s.get(base + "/status/204")
    assert seen == [204]
