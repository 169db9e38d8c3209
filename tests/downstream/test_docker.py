"""docker speaks HTTP through a Unix socket, reads frames from the connection below, and takes it over after a 101."""

import socket
import threading

import docker
import pytest

FRAME = b"\x01\0\0\0\0\0\0\x05hello"
ANSWERS = {
    b"version": b'HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{"ApiVersion":"1.44"}',
    b"events": b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{"a":1}\n\r\n8\r\n{"a":2}\n\r\n0\r\n\r\n',
    b"start": b"HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
    b"json": b'HTTP/1.1 200 OK\r\nContent-Length: 24\r\n\r\n{"Config":{"Tty":false}}',
    b"logs": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n" + FRAME + b"\r\n0\r\n\r\n",
}


def serve(connection):
    """Answer by the last word of each request's path; after an upgrade a frame answers whatever comes."""
    with connection:
        while head := connection.recv(65536):
            word = head.split()[1].partition(b"?")[0].rpartition(b"/")[2]
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


@pytest.fixture
def client(tmp_path):
    path = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        threading.Thread(target=accept, args=(listener,), daemon=True).start()
        client = docker.APIClient(base_url=f"unix://{path}", version="1.44")
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
