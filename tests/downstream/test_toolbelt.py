"""requests-toolbelt overrides adapters, authentication and bodies, and reads private parts of responses."""

import io

import pytest
import requests
import requests_toolbelt
from requests_toolbelt import sessions, streaming_iterator
from requests_toolbelt.adapters import host_header_ssl, socket_options, source
from requests_toolbelt.auth.guess import GuessAuth
from requests_toolbelt.auth.handler import AuthHandler
from requests_toolbelt.downloadutils import stream
from requests_toolbelt.multipart import MultipartDecoder
from requests_toolbelt.threaded import pool
from requests_toolbelt.utils import dump, user_agent


def test_multipart_encoder_streams_with_a_length(base):
    fields = {"camera": "gate", "image": ("a.bin", io.BytesIO(bytes(range(256))), "image/x")}
    body = requests_toolbelt.MultipartEncoder(fields)
    got = requests.post(base + "/post", data=body, headers={"Content-Type": body.content_type}).json()
    assert got["form"] == {"camera": "gate"}
    assert got["files"]["image"].encode("latin-1") == bytes(range(256))
    assert got["headers"]["content-length"] == str(body.len)
    assert "transfer-encoding" not in got["headers"]


def test_multipart_monitor_sees_the_whole_body(base):
    seen = []
    body = requests_toolbelt.MultipartEncoderMonitor.from_fields(
        {"image": ("a.bin", io.BytesIO(b"x" * 50000))}, callback=lambda monitor: seen.append(monitor.bytes_read)
    )
    requests.post(base + "/post", data=body, headers={"Content-Type": body.content_type}).raise_for_status()
    assert seen[-1] >= body.len


def test_multipart_decoder_reads_a_response(base):
    parts = requests_toolbelt.MultipartEncoder({"a": "1", "b": "2"})
    address = f"{base}/body/{parts.to_string().hex()}"
    r = requests.get(address, params={"type": parts.content_type})
    assert [part.text for part in MultipartDecoder.from_response(r).parts] == ["1", "2"]


def test_streaming_iterator_sends_a_length(base):
    body = streaming_iterator.StreamingIterator(6, iter([b"one", b"two"]))
    got = requests.post(base + "/post", data=body).json()
    assert (got["data"], got["headers"]["content-length"]) == ("onetwo", "6")


def test_base_url_session(base):
    with sessions.BaseUrlSession(base_url=base + "/anything/") as s:
        assert s.get("below").json()["path"] == "/anything/below"


@pytest.mark.parametrize("path", ["/basic-auth/ana/secret", "/digest-auth/auth/ana/secret"])
def test_guess_auth_answers_the_challenge(base, path):
    assert requests.get(base + path, auth=GuessAuth("ana", "secret")).json()["authenticated"] is True


def test_auth_handler_picks_by_origin(base):
    auth = AuthHandler({base: ("ana", "secret")})
    assert requests.get(base + "/basic-auth/ana/secret", auth=auth).status_code == 200


@pytest.mark.parametrize(
    "adapter",
    [
        lambda: source.SourceAddressAdapter("127.0.0.1"),
        lambda: socket_options.TCPKeepAliveAdapter(idle=20, interval=5),
        lambda: socket_options.SocketOptionsAdapter(socket_options=[]),
    ],
    ids=["source", "keep-alive", "options"],
)
def test_adapter_with_its_own_pool_settings(base, adapter):
    with requests.Session() as s:
        s.mount("http://", adapter())
        assert s.get(base + "/get").status_code == 200


def test_adapter_that_verifies_the_host_header(server, certificates):
    address = server.addresses["https_ip"]
    with requests.Session() as s:
        s.mount("https://", host_header_ssl.HostHeaderSSLAdapter())
        r = s.get(address + "/get", headers={"Host": "localhost"}, verify=certificates.files["ca"])
    assert r.json()["headers"]["host"] == "localhost"


def test_dump_shows_both_messages(base):
    r = requests.post(base + "/redirect-to", params={"url": "/get"}, data={"a": "1"})
    text = dump.dump_all(r).decode()
    assert "POST /redirect-to?url=%2Fget HTTP/1.1" in text
    assert "HTTP/1.1 302" in text and "HTTP/1.1 200" in text


def test_download_to_a_file(base, tmp_path):
    r = requests.get(base + "/bytes/5000", stream=True)
    path = stream.stream_response_to_file(r, path=str(tmp_path / "pattern.bin"))
    assert (tmp_path / "pattern.bin").stat().st_size == 5000
    assert path == str(tmp_path / "pattern.bin")


def test_thread_pool(base):
    work = pool.Pool.from_urls([f"{base}/anything/{number}" for number in range(8)], num_processes=3)
    work.join_all()
    assert not list(work.exceptions())
    assert {r.json()["path"] for r in work.responses()} == {f"/anything/{number}" for number in range(8)}


def test_user_agent(base):
    name = user_agent.user_agent("gate", "1.0")
    assert requests.get(base + "/get", headers={"User-Agent": name}).json()["headers"]["user-agent"] == name
