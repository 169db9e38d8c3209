"""docker uses HTTP over Unix sockets and TCP, reads frames from the socket below, and uses it directly after a 101."""

import contextlib
import re
import socket
import threading

import docker
import pytest

# At a Unix socket docker closes the socket below a response of http.client, which warns when it is collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

FRAME = b"\x01\0\0\0\0\0\0\x05hello"
UPGRADED = b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
ANSWERS = {
    b"version": b'HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{"ApiVersion":"1.44"}',
    b"events": b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"a":1}\n\r\n8\r\n{"a":2}\n\r\n0\r\n\r\n',
    b"start": UPGRADED,
    b"json": b'HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{"Config":{"Tty":false}}',
    b"logs": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n" + FRAME + b"\r\n0\r\n\r\n",
}
# By the name of a container or a command: the head of a stream, and the bytes that arrive with it. A frame follows.
STREAMS = {
    b"upgraded": UPGRADED,
    b"upgraded-with-a-frame": UPGRADED + FRAME,
    b"upgraded-within-a-frame": UPGRADED + FRAME + FRAME[:3],
    b"stream-with-a-frame": STREAM + FRAME,
}
ASKED = threading.Event()  # set when docker has requested the container `waits`


def request_head(connection):
    """Read a request with its body, which may come later than its head; return the head, b"" at the end."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return b""
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: *(\d+)", head.lower())
    left = int(length[1]) - len(body) if length else 0
    while left > 0 and (more := connection.recv(left)):
        left -= len(more)
    return head


def serve(connection):
    """Respond by the last word of each request's path; after an upgrade send a frame for any bytes."""
    with connection:
        while head := request_head(connection):
            *_, name, word = head.split()[1].partition(b"?")[0].split(b"/")
            if name == b"waits":
                connection.sendall(ANSWERS[b"json"] if word == b"json" else UPGRADED)
                (ASKED.set if word == b"json" else ASKED.wait)()
                if word == b"json":
                    continue
                connection.sendall(FRAME)
                return
            if name in STREAMS and word != b"json":
                connection.sendall(STREAMS[name])
                connection.sendall(FRAME[3:] if name == b"upgraded-within-a-frame" else FRAME)
                return
            connection.sendall(ANSWERS[word])
            if word == b"start":
                connection.recv(65536)
                connection.sendall(FRAME)
                return


def accept(listener):
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


@pytest.fixture(params=["unix", "tcp"])
def client(request, tmp_path):
    """A client of a daemon at a Unix socket, or at a port."""
    with socket.socket(socket.AF_UNIX if request.param == "unix" else socket.AF_INET) as listener:
        listener.bind(str(tmp_path / "docker.sock") if request.param == "unix" else ("127.0.0.1", 0))
        listener.listen()
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        where = f"unix://{tmp_path}/docker.sock"
        if request.param == "tcp":
            where = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        client = docker.APIClient(base_url=where, version="1.44")
        yield client
        client.close()
        listener.shutdown(socket.SHUT_RDWR)


def test_an_answer(client):
    assert client.version() == {"ApiVersion": "1.44"}


def test_events_as_they_come(client):
    assert list(client.events(decode=True)) == [{"a": 1}, {"a": 2}]


def test_frames_of_a_log(client):
    assert list(client.logs("x", stream=True)) == [b"hello"]


def test_the_socket_itself_after_an_upgrade(client):
    with client.exec_start("x", socket=True) as taken, taken._sock:
        assert taken.fileno() == taken._sock.fileno() > 0
        taken._sock.sendall(b"input")
        assert taken.read(100) == FRAME


@pytest.mark.parametrize("name", [name.decode() for name in STREAMS])
@pytest.mark.parametrize("way", ["attach", "exec_start"])
@pytest.mark.parametrize("client", ["tcp"], indirect=True)
def test_frames_of_a_process(client, way, name):
    """No byte is lost, even if a part of the stream arrives with the head.

    At a Unix socket docker has connections of its own, and http.client loses such a part.
    """
    expected = [b"hello"] * (1 if name == "upgraded" else 2)
    stream = getattr(client, way)(name, stream=True)
    assert list(stream) == expected
    with contextlib.suppress(OSError):  # the daemon has gone, too
        stream.close()
    assert getattr(client, way)(name) == b"".join(expected)
    assert getattr(client, way)(name, demux=True) == (b"".join(expected), None)


def test_frames_of_an_attached_process(client):
    """The daemon sends them after docker has requested the container, on another connection."""
    assert client.attach("waits") == b"hello"
