"""Content-Length counts octets whatever the body is, and is left out where only reading tells."""

import array
import io
import mmap
import os

import pytest
import requests


def framing(body):
    """The fields that tell where a body ends."""
    headers = requests.Request("POST", "http://h/", data=body).prepare().headers
    return {name: headers[name] for name in ("Content-Length", "Transfer-Encoding") if name in headers}


@pytest.mark.parametrize(
    ("body", "length"),
    [
        (io.StringIO("a\xe9"), 3),
        (io.BytesIO(b""), 0),
        (bytearray(b"abc"), 3),
        (array.array("I", [1, 2]), 8),
        (memoryview(array.array("I", [1, 2])), 8),
    ],
)
def test_octets_are_counted(body, length):
    assert framing(body) == {"Content-Length": str(length)}


def test_text_file_has_the_length_of_its_octets(tmp_path):
    path = tmp_path / "text"
    path.write_text("a\xe9", encoding="utf-8")
    with path.open(encoding="utf-8") as file, pytest.warns(requests.exceptions.FileModeWarning):
        assert framing(file) == {"Content-Length": "3"}


def test_pipe_goes_in_chunks():
    reading, writing = os.pipe()
    os.close(writing)
    with open(reading, "rb") as pipe:
        assert framing(pipe) == {"Transfer-Encoding": "chunked"}


class Partly:
    """A stream that has a length and a position, but is not to be iterated."""

    def __init__(self, data, position):
        self.stream = io.BytesIO(data)
        self.stream.seek(position)
        self.length = len(data)

    def __len__(self):
        return self.length

    def read(self, size=-1):
        return self.stream.read(size)

    def tell(self):
        return self.stream.tell()


def test_what_was_read_is_not_counted():
    assert framing(Partly(b"test", 2)) == {"Content-Length": "2"}
    with mmap.mmap(-1, 100) as memory:
        memory.read(30)
        assert framing(memory) == {"Content-Length": "70"}


def test_iterable_is_not_iterated_before_it_is_sent():
    class Once:
        def __iter__(self):
            raise AssertionError

    assert framing(Once()) == {"Transfer-Encoding": "chunked"}
