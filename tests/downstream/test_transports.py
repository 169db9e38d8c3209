"""Adapters for other addresses (files, Unix sockets) and sessions that run in threads."""

import socket
import threading

import pytest
import requests
import requests_file
import requests_unixsocket
from requests_futures.sessions import FuturesSession


@pytest.fixture
def files():
    with requests.Session() as s:
        s.mount("file://", requests_file.FileAdapter())
        yield s


def test_file_adapter_reads_a_file(files, tmp_path):
    path = tmp_path / "a b.txt"
    path.write_bytes(b"\x00\xff")
    with files.get(path.as_uri()) as r:
        assert (r.status_code, r.content, r.headers["Content-Length"]) == (200, b"\x00\xff", "2")


def test_file_adapter_streams(files, tmp_path):
    path = tmp_path / "lines"
    path.write_text("one\ntwo\n")
    with files.get(path.as_uri(), stream=True) as r:
        assert list(r.iter_lines()) == [b"one", b"two"]


def test_file_adapter_misses_a_file(files, tmp_path):
    assert files.get((tmp_path / "absent").as_uri()).status_code == 404


@pytest.mark.parametrize("calls", [1, 3])
def test_unix_socket(tmp_path, calls):
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        threading.Thread(target=answer, args=(listener,), daemon=True).start()
        with requests_unixsocket.Session() as s:
            address = "http+unix://" + str(path).replace("/", "%2F")
            assert [s.get(address + "/x?y=1").text for _ in range(calls)] == ["GET /x?y=1 HTTP/1.1"] * calls


def answer(listener):
    """Send the request line back, to one client."""
    connection, _ = listener.accept()
    with connection:
        while head := connection.recv(65536):
            line = head.partition(b"\r\n")[0]
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(line), line))


def test_futures(base):
    with FuturesSession(max_workers=4) as s:
        pending = [s.get(f"{base}/anything/{number}") for number in range(8)]
        assert [p.result().json()["path"] for p in pending] == [f"/anything/{number}" for number in range(8)]


def test_futures_run_the_hook_behind(base):
    def parse(response, *args, **kwargs):
        response.data = response.json()

    with FuturesSession() as s:
        assert s.get(base + "/get?a=1", hooks={"response": parse}).result().data["args"] == {"a": "1"}
