"""Multipart forms of every shape."""

import array
import io

import requests

from ._each import each

SUBJECT = "forms"


class Named(io.BytesIO):
    """A stream with a name, as files have one."""

    def __init__(self, data, name):
        super().__init__(data)
        self.name = name


FILES = {
    "bytes": {"f": b"data"},
    "text": {"f": "text ü"},
    "stream": {"f": io.BytesIO(b"stream")},
    "named stream": {"f": Named(b"data", "/folder/photo.jpg")},
    "stream named by a number": {"f": Named(b"data", 3)},
    "stream with a bracketed name": {"f": Named(b"data", "<stdin>")},
    "stream named in bytes": {"f": Named(b"data", b"photo.jpg")},
    "name and data": {"f": ("a.txt", b"data")},
    "name, data and type": {"f": ("a.txt", b"data", "text/x")},
    "name, data, type and headers": {"f": ("a.txt", b"data", "text/x", {"X-Part": "1", "Expires": "0"})},
    "a number in the headers": {"f": ("a.txt", b"data", None, {"X-Part": 1})},
    "no name in the tuple": {"f": (None, b"data")},
    "no name with a type": {"f": (None, b"data", "text/x")},
    "empty name": {"f": ("", b"data")},
    "empty data": {"f": ("a.txt", b"")},
    "None data": {"f": ("a.txt", None)},
    "None": {"f": None},
    "number data": {"f": ("a.txt", 5)},
    "unicode name": {"f": ("für.txt", b"data")},
    "unicode field": {"fü": ("a.txt", b"data")},
    "quotes in the name": {"f": ('a"b.txt', b"data")},
    "backslash in the name": {"f": ("a\\b.txt", b"data")},
    "line end in the name": {"f": ("a\r\nb.txt", b"data")},
    "percent in the name": {"f": ("a%22b.txt", b"data")},
    "quotes in the field": {'f"g': ("a.txt", b"data")},
    "line end in the type": {"f": ("a.txt", b"data", "text/x\r\nX-Other: 1")},
    "pairs": [("f", ("a.txt", b"1")), ("f", ("b.txt", b"2"))],
    "list in the pair": [("f", ["a.txt", b"1"])],
    "one-tuple": {"f": ("a.txt",)},
    "five-tuple": {"f": ("a.txt", b"", "text/x", {}, 5)},
    "string of text": {"f": ("a.txt", "text ü")},
    "StringIO": {"f": ("a.txt", io.StringIO("text ü"))},
    "bytearray": {"f": ("a.txt", bytearray(b"data"))},
    "memoryview": {"f": ("a.txt", memoryview(b"data"))},
    "array": {"f": ("a.txt", array.array("H", [0x2020, 0x3030]))},
    "memoryview of larger items": {"f": ("a.txt", memoryview(array.array("H", [0x2020, 0x3030])))},
    "text for the headers of a file": {"f": ("a.txt", b"data", None, "X-Part: 1")},
    "content-type in the headers": {"f": ("a.txt", b"data", None, {"Content-Type": "text/y"})},
    "data that holds a boundary": {"f": b"--boundary\r\n--"},
    "a generator": {"f": (chunk for chunk in (b"a",))},
    "a partly read stream": {"f": (lambda s: s.read(2) and s)(io.BytesIO(b"0123456789"))},
    "bytes field": {b"f": ("a.txt", b"data")},
    "number field": {1: ("a.txt", b"data")},
    "several": {"z": b"1", "a": b"2", "m": b"3"},
    "a list of one bytes": [b"data"],
    "text for files": "text",
    "empty list": [],
    "big file": {"f": ("a.bin", b"x" * 40_000)},
}

DATA = {
    "dict": {"b": "2", "a": "1"},
    "list value": {"a": ["1", "2"]},
    "None value": {"a": None, "b": "1"},
    "number value": {"a": 5, "b": 1.5, "c": True},
    "bytes value": {"a": b"\xff\xfe"},
    "unicode value": {"ü": "日本"},
    "pairs": [("a", "1"), ("a", "2")],
    "nested list": {"a": [["1"]]},
    "empty list value": {"a": []},
    "line end in the name": {"a\r\nb": "1"},
    "quotes in the name": {'a"b': "1"},
    "line end in the value": {"a": "1\r\n2"},
}


def from_file(w, name):
    """Upload an open file in a form."""
    with open(w.path(name), "rb") as file:
        return requests.post(w.url("/post"), files={"f": file})


def with_encode_files(w):
    """The result of the classmethod for a form."""
    body, kind = requests.models.RequestEncodingMixin._encode_files({"f": ("a.txt", b"data")}, {"a": "1"})
    return [type(body), kind.split("=")[0]]


CALLS = {
    **each(lambda w, files: requests.post(w.url("/post"), files=files), FILES, "files as "),
    **each(lambda w, data: requests.post(w.url("/post"), data=data, files={"f": b"x"}), DATA, "fields as "),
    **each(from_file, {"text": "upload.txt", "nothing": "empty.txt"}, "file with "),
    "only fields, as files without names": lambda w: requests.post(w.url("/post"), files={"a": (None, "1")}),
    "own content-type": lambda w: requests.post(w.url("/post"), files={"f": b"x"}, headers={"Content-Type": "text/x"}),
    "put": lambda w: requests.put(w.url("/put"), files={"f": b"x"}),
    "prepared length": lambda w: int(
        requests.Request("POST", w.url(), files={"f": b"x"}).prepare().headers["Content-Length"]
    ),
    "prepared body in memory": lambda w: type(requests.Request("POST", w.url(), files={"f": b"x"}).prepare().body),
    "encode_files": with_encode_files,
}
