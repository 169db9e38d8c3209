"""sentry-sdk replaces http.client's functions: it must see each request, and its fields must be sent."""

import http.client

import pytest
import requests
import sentry_sdk
from sentry_sdk.transport import Transport


class Kept(Transport):
    """Keeps the envelopes instead of sending them."""

    spans = []

    def capture_envelope(self, envelope):
        for item in envelope.items:
            self.spans += (item.payload.json or {}).get("spans", [])


@pytest.fixture
def spans(monkeypatch):
    """The spans of finished transactions; afterwards http.client is restored."""
    for kind in (http.client.HTTPConnection, http.client.HTTPResponse):
        for name in ("putrequest", "putheader", "endheaders", "getresponse", "read", "close"):
            if name in vars(kind):
                monkeypatch.setattr(kind, name, vars(kind)[name])
    Kept.spans.clear()
    options = {"transport": Kept, "traces_sample_rate": 1.0, "auto_enabling_integrations": False}
    sentry_sdk.init(dsn="http://key@sentry.invalid/1", **options)
    yield Kept.spans
    sentry_sdk.init()


def test_sentry_sees_each_exchange(base, spans, arrived):
    with sentry_sdk.start_transaction(name="all"), requests.Session() as s:
        s.get(base + "/@sentry/get?a=1")
        s.post(base + "/@sentry/post", json={"a": 1})
        s.get(base + "/@sentry/status/503")
        with s.get(base + "/@sentry/chunked/300", stream=True) as r:
            assert len(r.content) == 300
    assert [span["description"] for span in spans] == [
        f"{method} {base}/@sentry/{path}"
        for method, path in [("GET", "get"), ("POST", "post"), ("GET", "status/503"), ("GET", "chunked/300")]
    ]
    assert [span["data"]["http.response.status_code"] for span in spans] == [200, 200, 503, 200]
    assert all("\r\nsentry-trace: " in head for head in arrived("sentry"))
