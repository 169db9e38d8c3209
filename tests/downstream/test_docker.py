"""docker speaks HTTP over Unix sockets and TCP, reads frames from the socket below, and takes it over after a 101."""

import socket
import threading

import docker
import pytest

FRAME = b"\x01\0\0\0\0\0\0\x05hello"
ANSWERS = {
    b"version": b'HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{"ApiVersion":"1.44"}',
    b"events": b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"a":1}\n\r\n8\r\n{"a":2}\n\r\n0\r\n\r\n',
    b"start": b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
    b"attach": b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
    b"json": b'HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{"Config":{"Tty":false}}',
    b"logs": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n" + FRAME + b"\r\n0\r\n\r\n",
}


def serve(connection):
    """Answer by the last word of each request's path; after an upgrade a frame answers whatever comes.

    To the exec "early" one frame comes together with the head, and to attach two.
    """
    with connection:
        while head := connection.recv(65536):
            path = head.split()[1].partition(b"?")[0]
            word = path.rpartition(b"/")[2]
            early = FRAME * 2 if word == b"attach" else FRAME if b"/early/" in path else b""
            connection.sendall(ANSWERS[word] + early)
            if word == b"attach":
                return
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
    family = socket.AF_UNIX if request.param == "unix" else socket.AF_INET
    with socket.socket(family) as listener:
        listener.bind(str(tmp_path / "docker.sock") if request.param == "unix" else ("127.0.0.1", 0))
        listener.listen()
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        name = listener.getsockname()
        address = f"unix://{name}" if request.param == "unix" else f"tcp://127.0.0.1:{name[1]}"
        client = docker.APIClient(base_url=address, version="1.44")
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
        taken._sock.sendall(b"input")
        assert taken.read(100) == FRAME


# Over a Unix socket docker has a connection class of its own, with http.client's buffer: there, as with Requests,
# what comes together with the head is lost.
over_tcp = pytest.mark.parametrize("client", ["tcp"], indirect=True)


@over_tcp
def test_bytes_that_come_with_the_head_of_an_upgrade(client):
    with client.exec_start("early", socket=True) as taken, taken._sock:
        assert taken.read(100) == FRAME
        taken._sock.sendall(b"input")
        assert taken.read(100) == FRAME


@over_tcp
def test_output_of_an_exec(client):
    stream = client.exec_start("early", stream=True)
    assert next(stream) == b"hello"
    stream.close()


@over_tcp
def test_output_that_is_attached_to(client):
    assert list(client.attach("x", stream=True)) == [b"hello"] * 2
    assert client.attach("x") == b"hello" * 2
