"""Content-Length counts octets for every kind of body, and is omitted if only reading finds it out."""

import array
import bz2
import codecs
import gzip
import io
import lzma
import mmap
import os
import tempfile

import pytest
import requests
from requests.utils import super_len


def framing(body):
    """Return the framing fields of a body."""
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
    """A stream with a length and a position that is not iterable."""

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


def test_bytes_already_read_are_not_counted():
    assert framing(Partly(b"test", 2)) == {"Content-Length": "2"}
    with mmap.mmap(-1, 100) as memory:
        memory.read(30)
        assert framing(memory) == {"Content-Length": "70"}


def test_iterable_is_not_iterated_before_it_is_sent():
    class Once:
        def __iter__(self):
            raise AssertionError

    assert framing(Once()) == {"Transfer-Encoding": "chunked"}


@pytest.mark.parametrize("opened", [gzip.open, bz2.open, lzma.open])
def test_text_of_a_compressed_file_goes_in_chunks(tmp_path, opened, server):
    path = tmp_path / "packed"
    with opened(path, "wt", encoding="utf-8") as file:
        file.write("é" * 1000)
    with opened(path, "rt", encoding="utf-8") as file:
        assert super_len(file) == 0
        prepared = requests.Request("POST", "http://h/", data=file).prepare()
        assert (prepared.headers.get("Content-Length"), prepared.headers["Transfer-Encoding"]) == (None, "chunked")
        sent = requests.post(server.addresses["http"] + "/post", data=file).json()
    assert sent["data"].encode("latin-1").decode() == "é" * 1000 or sent["data"] == "é" * 1000


def test_text_of_another_encoding_goes_in_chunks(tmp_path):
    path = tmp_path / "text"
    path.write_text("é", encoding="latin-1")
    with path.open(encoding="latin-1") as file:
        assert requests.Request("POST", "http://h/", data=file).prepare().headers["Transfer-Encoding"] == "chunked"
    path.write_text("é", encoding="utf-8")
    with path.open(encoding="utf-8") as file, pytest.warns(requests.exceptions.FileModeWarning):
        assert requests.Request("POST", "http://h/", data=file).prepare().headers["Content-Length"] == "2"


@pytest.mark.parametrize("opened", [tempfile.NamedTemporaryFile, tempfile.SpooledTemporaryFile])
def test_temporary_text_of_another_encoding_goes_in_chunks(opened):
    with opened(mode="w+", encoding="utf-16") as file:
        file.write("é")
        file.seek(0)
        assert framing(file) == {"Transfer-Encoding": "chunked"}


@pytest.mark.parametrize(
    ("encoding", "expected"), [("utf-8", {"Content-Length": "2"}), ("latin-1", {"Transfer-Encoding": "chunked"})]
)
def test_text_of_a_reader_of_codecs(tmp_path, encoding, expected):
    path = tmp_path / "text"
    path.write_text("é", encoding=encoding)
    with path.open("rb") as binary:
        reader = codecs.lookup(encoding)
        file = codecs.StreamReaderWriter(binary, reader.streamreader, reader.streamwriter)
        file.encoding = encoding  # as codecs.open does
        assert framing(file) == expected


def test_a_text_stream_counts_the_bytes_that_are_sent():
    stream = io.StringIO("aé\u20ac")
    assert super_len(stream) == 6
    stream.read(1)
    assert super_len(stream) == 5
