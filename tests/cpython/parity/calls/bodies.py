"""Bodies: forms, text, bytes, JSON, files, streams and generators."""

import array
import collections
import decimal
import io

import requests

from ._each import each

SUBJECT = "bodies"


class Chunks:
    """An iterable, with or without a length."""

    def __init__(self, *chunks):
        self.chunks = chunks

    def __iter__(self):
        return iter(self.chunks)


class Sized(Chunks):
    def __len__(self):
        return sum(map(len, self.chunks))


class Reader:
    """An object with only read()."""

    def __init__(self, data):
        self.stream = io.BytesIO(data)

    def read(self, size=-1):
        return self.stream.read(size)


class Iterable(Reader):
    def __iter__(self):
        return iter(lambda: self.stream.read(3), b"")


class SizedReader(Iterable):
    def __init__(self, data):
        super().__init__(data)
        self.len = len(data)


def partly_read(data, count):
    """A stream that was read in part."""
    stream = io.BytesIO(data)
    stream.read(count)
    return stream


DATA = {
    "dict": {"b": "2", "a": "1 2&3"},
    "dict with a list": {"a": ["1", "2"]},
    "dict with None": {"a": None, "b": "1"},
    "dict of nothing but None": {"a": None},
    "dict of numbers": {"a": 1, "b": 1.5, "c": False},
    "dict of bytes": {b"a": b"\xff"},
    "dict with unicode": {"ü": "日本"},
    "OrderedDict": collections.OrderedDict([("z", "1"), ("a", "2")]),
    "pairs": [("a", "1"), ("a", "2")],
    "tuple of pairs": (("a", "1"), ("b", ["2", "3"])),
    "text": "plain text",
    "text with unicode": "für 日本",
    "text with latin-1": "café",
    "empty text": "",
    "bytes": b"\x00\xff\r\n",
    "empty bytes": b"",
    "bytearray": bytearray(b"abc"),
    "memoryview": memoryview(b"abc"),
    "array": array.array("b", b"abc"),
    "empty dict": {},
    "empty list": [],
    "number": 5,
    "zero": 0,
    "True": True,
    "list of text": ["a", "b"],
    "list of bytes": [b"one", b"two"],
    "BytesIO": io.BytesIO(b"stream of bytes"),
    "BytesIO partly read": partly_read(b"0123456789", 4),
    "BytesIO at its end": partly_read(b"0123", 4),
    "empty BytesIO": io.BytesIO(),
    "StringIO": io.StringIO("text"),
    "StringIO with unicode": io.StringIO("für 日本"),
    "generator": (chunk for chunk in (b"one", b"two", b"", b"three")),
    "generator of text": (chunk for chunk in ("one", "zwö")),
    "empty generator": (chunk for chunk in ()),
    "iterator": iter([b"one", b"two"]),
    "iterable": Chunks(b"one", b"two"),
    "iterable with a length": Sized(b"one", b"two"),
    "reader": Reader(b"read me"),
    "reader to iterate": Iterable(b"read me"),
    "reader with len": SizedReader(b"read me"),
    "generator of numbers": (number for number in (1, 2)),
    "object": object(),
    "a set": {"a"},
}

JSON = {
    "dict": {"b": 1, "a": [1, 2.5, None, True, "ü"]},
    "list": [1, 2],
    "text": "text",
    "number": 5,
    "zero": 0,
    "False": False,
    "None": None,
    "empty dict": {},
    "empty list": [],
    "empty text": "",
    "unicode": {"ключ": "🙂"},
    "number keys": {1: "a", None: "b", False: "c"},
    "tuple": (1, 2),
    "separators": {"a": {"b": [1, {"c": 2}]}},
    "NaN": {"a": float("nan")},
    "infinity": float("inf"),
    "a set": {"a": {1}},
    "bytes": {"a": b"x"},
    "decimal": decimal.Decimal("1.5"),
    "big number": 10**30,
    "surrogate": "\ud800",
}

BOTH = {
    "data and json": {"data": {"a": "1"}, "json": {"b": 2}},
    "empty data and json": {"data": {}, "json": {"b": 2}},
    "text and json": {"data": "", "json": {"b": 2}},
    "json and files": {"json": {"b": 2}, "files": {"f": b"x"}},
    "data text and files": {"data": "text", "files": {"f": b"x"}},
    "data bytes and files": {"data": b"bytes", "files": {"f": b"x"}},
    "stream and files": {"data": io.BytesIO(b"x"), "files": {"f": b"x"}},
    "generator with content-length": {"data": iter([b"abc"]), "headers": {"Content-Length": "3"}},
    "generator with transfer-encoding": {"data": iter([b"abc"]), "headers": {"Transfer-Encoding": "chunked"}},
    "bytes with transfer-encoding": {"data": b"abc", "headers": {"Transfer-Encoding": "chunked"}},
    "wrong content-length": {"data": b"abc", "headers": {"Content-Length": "1"}},
    "stream with content-type": {"data": io.BytesIO(b"x"), "headers": {"Content-Type": "image/jpeg"}},
    "big body": {"data": b"x" * 200_000},
    "big generator": {"data": (b"x" * 10_000 for _ in range(8))},
    "big text": {"data": "ü" * 50_000},
}


def from_file(w, mode):
    """Upload an open file."""
    with open(w.path("upload.txt"), mode) as file:
        return requests.post(w.url("/post"), data=file, timeout=1)


def from_file_partly_read(w, mode):
    """Upload the rest of a file."""
    with open(w.path("upload.txt"), mode) as file:
        file.read(3)
        return requests.post(w.url("/post"), data=file, timeout=1)


CALLS = {
    **each(lambda w, data: requests.post(w.url("/post"), data=data), DATA, "data as "),
    **each(lambda w, value: requests.post(w.url("/post"), json=value), JSON, "json as "),
    **each(lambda w, kwargs: requests.post(w.url("/post"), timeout=1, **kwargs), BOTH),
    **each(from_file, {"binary": "rb", "text": "r"}, "file in mode "),
    **each(from_file_partly_read, {"binary": "rb"}, "rest of a file in mode "),
    "empty file": lambda w: requests.post(w.url("/post"), data=open(w.path("empty.txt"), "rb")),  # noqa: SIM115  # left open, as callers do
    "get with a body": lambda w: requests.get(w.url(), data="body"),
    "get with json": lambda w: requests.get(w.url(), json={"a": 1}),
    "get with a generator": lambda w: requests.get(w.url(), data=iter([b"x"])),
    "head with a body": lambda w: requests.head(w.url(), data="body"),
    "put of a stream": lambda w: requests.put(w.url("/put"), data=io.BytesIO(b"x" * 20_000)),
}
