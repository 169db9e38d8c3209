"""Responses: how bodies are read, decoded and split."""

import json
import pickle

import requests
from plain import attempt

from ._each import each

SUBJECT = "answers"

PATHS = {
    "gzip": "/gzip",
    "deflate": "/deflate",
    "raw deflate": "/deflate/raw",
    "gzip in chunks": "/gzip?chunks=7",
    "chunked": "/chunked/1000",
    "lines of json": "/stream/5",
    "ended by closing": "/close-delimited/100",
    "bytes": "/bytes/1000",
    "gzipped bytes": "/bytes/1000?gzip=1",
    "slow": "/drip/5/1",
    "nothing": "/bytes/0",
    "not found": "/nothing/here",
    "headers twice": "/response-headers?X-A=1&X-A=2&Set-Cookie=a%3D1",
    "link header": "/response-headers?Link=%3C/a%3E;%20rel=%22next%22,%20%3C/b%3E;%20rel=last;%20title=%22x,y%22",
    "latin-1 header": "/response-headers?X-A=caf%E9",
}

STATUSES = (
    "200",
    "201",
    "202",
    "204",
    "205",
    "206",
    "226",
    "304",
    "400",
    "401",
    "404",
    "418",
    "429",
    "500",
    "503",
    "599",
)

TYPES = {
    "utf-8": ("text/plain; charset=utf-8", "für 日本".encode()),
    "upper case": ("TEXT/PLAIN; CHARSET=UTF-8", "für".encode()),
    "upper case without charset": ("TEXT/HTML", "<p>Grüße aus der Straße, viele Grüße</p>".encode()),
    "upper case json": ("APPLICATION/JSON", '{"ü": 1}'.encode()),
    "quoted": ('text/plain; charset="utf-8"', "für".encode()),
    "single quotes": ("text/plain; charset='utf-8'", "für".encode()),
    "no charset": ("text/plain", "für".encode()),
    "no type": ("", "für and enough of it to guess äöü".encode()),
    "json": ("application/json", '{"ü": 1}'.encode()),
    "json in latin-1": ("application/json; charset=latin-1", '{"ü": 1}'.encode("latin-1")),
    "json in utf-16": ("application/json", '{"ü": 1}'.encode("utf-16")),
    "json in utf-32": ("application/json", '{"ü": 1}'.encode("utf-32-le")),
    "json with a mark": ("application/json", b'\xef\xbb\xbf{"a": 1}'),
    "json without type": ("", b'{"a": 1}'),
    "html": ("text/html", b"<meta charset=utf-8>\xc3\xbc"),
    "binary": ("image/png", b"\x89PNG\r\n"),
    "unknown charset": ("text/plain; charset=nonsense", b"abc"),
    "empty charset": ("text/plain; charset=", b"abc"),
    "charset alone": ("text/plain; charset", b"abc"),
    "other parameters": ("text/plain; a=b; charset=utf-8; c", "für".encode()),
    "shift_jis": ("text/plain; charset=shift_jis", b"\x93\xfa\x96\x7b"),
    "broken utf-8": ("text/plain; charset=utf-8", b"a\xff\xc3b"),
    "utf-16": ("text/plain; charset=utf-16", "für".encode("utf-16")),
    "not json": ("application/json", b"<html>"),
    "empty json": ("application/json", b""),
    "empty text": ("text/plain", b""),
}

LINES = {
    "lf": b"a\nb\nc",
    "crlf": b"a\r\nb\r\n",
    "cr": b"a\rb\r",
    "blank lines": b"a\n\n\nb\n",
    "no end": b"abc",
    "nothing": b"",
    "other ends": "a\x0bb\x0cc\x1cd\x85e\u2028f".encode(),
    "many": b"line\n" * 500,
}

DELIMITED = {
    "semicolon": (b"a;b;c", b";"),
    "two characters": (b"a||b||", b"||"),
    "absent": (b"abc", b";"),
    "first": (b";a", b";"),
}

CONTENT = {
    "one": 1,
    "seven": 7,
    "much": 100_000,
    "None": None,
    "text": "5",
    "float": 5.0,
    "zero": 0,
    "True": True,
}


def typed(w, pair):
    """Return what is read of a body of a content type: encoding, apparent_encoding, text, JSON."""
    kind, body = pair
    r = requests.get(w.url(f"/body/{body.hex()}"), params={"type": kind})
    return [r, attempt(r.json), attempt(lambda: r.apparent_encoding), r.iter_content(3, decode_unicode=True).__next__()
            if body else None]  # fmt: skip


def lines(w, body, **kwargs):
    """The lines of a body, streamed in small pieces and at once."""
    path = f"/body/{body.hex()}?type=text/plain;charset=utf-8"
    size = kwargs.pop("chunk_size", 512)
    streamed = requests.get(w.url(path), stream=True)
    return [
        list(streamed.iter_lines(chunk_size=size, **kwargs)),
        list(requests.get(w.url(path)).iter_lines(chunk_size=size, **kwargs)),
    ]


def pieces(w, size, path="/bytes/20", **kwargs):
    """Return the blocks of a streamed body."""
    r = requests.get(w.url(path), stream=True)
    got = list(r.iter_content(size, **kwargs))
    return got if path.startswith("/bytes") else b"".join(got)


def before_and_after(w, *steps):
    """Return the outcome of each step on one streamed response."""
    r = requests.get(w.url("/bytes/10"), stream=True)
    return [attempt(step, r) for step in steps]


STEPS = {
    "content twice": (lambda r: r.content, lambda r: r.content),
    "iterated, then content": (lambda r: list(r.iter_content(4)), lambda r: r.content),
    "partly iterated, then content": (lambda r: next(r.iter_content(4)), lambda r: r.content),
    "content, then iterated": (lambda r: r.content, lambda r: list(r.iter_content(4))),
    "iterated twice": (lambda r: list(r.iter_content(4)), lambda r: list(r.iter_content(4))),
    "closed, then content": (lambda r: r.close(), lambda r: r.content),
    "closed, then iterated": (lambda r: r.close(), lambda r: list(r.iter_content(4))),
    "raw, then content": (lambda r: r.raw.read(4), lambda r: r.content),
    "raw to the end": (lambda r: r.raw.read(), lambda r: r.raw.read(), lambda r: r.raw.closed),
    "raw streamed": (lambda r: list(r.raw.stream(4)), lambda r: r.content),
    "raw into a buffer": (lambda r: [r.raw.readinto(buffer := bytearray(4)), buffer], lambda r: r.raw.tell()),
    "iterated by the response": (list, lambda r: r._content_consumed),
    "lines, closed": (
        lambda r: [lines := r.iter_lines(3), lines.close(), next(lines, "end")][1:],
        lambda r: r.raw.closed,
    ),
    "private fields": (lambda r: r._content, lambda r: r.content, lambda r: r._content_consumed, lambda r: r._content),
    "with": (lambda r: r.__enter__() is r, lambda r: r.__exit__(), lambda r: r.raw.closed),
    "text of an encoding": (lambda r: setattr(r, "encoding", "utf-16"), lambda r: r.text),
    "text of a wrong encoding": (lambda r: setattr(r, "encoding", "nonsense"), lambda r: r.text),
    "text of none": (lambda r: setattr(r, "encoding", None), lambda r: r.text),
}

RAW = {
    "status": lambda r: r.raw.status,
    "reason": lambda r: r.raw.reason,
    "version": lambda r: r.raw.version,
    "headers": lambda r: list(r.raw.headers.items()),
    "getheader": lambda r: r.raw.headers.get("content-type"),
    "getlist": lambda r: r.raw.headers.getlist("x-a"),
    "headers equal": lambda r: [r.raw.headers == dict(r.raw.headers), r.raw.headers == {"X": "1"}],
    "headers changed": lambda r: [list((r.raw.headers | {"X": "1"}).keys()), r.raw.headers.add("X", "2")],
    "cookies": lambda r: r.raw._original_response.msg.get_all("Set-Cookie"),
    "closed": lambda r: r.raw.closed,
    "fileno": lambda r: isinstance(r.raw.fileno(), int),
    "readable": lambda r: [r.raw.readable(), r.raw.writable(), r.raw.seekable()],
    "decode": lambda r: r.raw.read(decode_content=True),
    "no decode": lambda r: r.raw.read(decode_content=False)[:2],
    "retries": lambda r: r.raw.retries is not None,
    "isclosed": lambda r: [r.raw._original_response.isclosed(), r.raw.read() and r.raw._original_response.isclosed()],
    "read1": lambda r: len(r.raw.read1(4)),
    "lines": lambda r: r.raw.readline()[:2],
    "data": lambda r: r.raw.data[:2],
    "geturl": lambda r: r.raw.geturl(),
    "release": lambda r: r.raw.release_conn(),
    "drain": lambda r: r.raw.drain_conn(),
}


def pickled(w):
    """A response that was pickled."""
    r = pickle.loads(pickle.dumps(requests.get(w.url("/redirect/1"), cookies={"a": "1"})))
    return [r, r.raw, r._content_consumed]


def raised(w, path):
    """Return the error of raise_for_status."""
    r = requests.get(w.url(path))
    error = attempt(r.raise_for_status)
    return [error, str(error)]


def cut(w, ask):
    """Read a truncated body twice."""
    r = requests.get(w.script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "close"), stream=True)
    return [attempt(ask, r), attempt(ask, r)]


CALLS = {
    **each(lambda w, path: requests.get(w.url(path)), PATHS),
    **each(lambda w, path: requests.get(w.url(path), stream=True), PATHS, "streamed "),
    **each(lambda w, path: requests.head(w.url(path)), PATHS, "head of "),
    **each(lambda w, path: pieces(w, 7, path), PATHS, "pieces of "),
    **each(
        lambda w, code: requests.get(w.url(f"/status/{code}")),
        dict.fromkeys(STATUSES) | {s: s for s in STATUSES},
        "status ",
    ),
    **each(raised, {s: f"/status/{s}/Oh%20no" for s in ("200", "304", "400", "404", "500", "599")}, "raise for "),
    **each(typed, TYPES, "text of "),
    **each(lines, LINES, "lines of "),
    **each(lambda w, body: lines(w, body, chunk_size=3, decode_unicode=True), LINES, "decoded lines of "),
    **each(lambda w, pair: lines(w, pair[0], delimiter=pair[1]), DELIMITED, "delimited "),
    **each(pieces, CONTENT, "iter_content by "),
    **each(lambda w, steps: before_and_after(w, *steps), STEPS),
    **each(lambda w, look: look(requests.get(w.url("/bytes/99?gzip=1"), stream=True)), RAW, "raw "),
    "raw headers twice": lambda w: RAW["getlist"](requests.get(w.url(PATHS["headers twice"]), stream=True)),
    "raw cookies twice": lambda w: RAW["cookies"](requests.get(w.answer("Set-Cookie: a=1", "Set-Cookie: b=2"))),
    "pickled": pickled,
    "json with options": lambda w: requests.get(w.url("/gzip")).json(object_pairs_hook=list, parse_int=str),
    "json with an unknown option": lambda w: requests.get(w.url("/gzip")).json(colour="red"),
    "json of an empty answer": lambda w: requests.get(w.url("/status/204")).json(),
    "no content-length on 204": lambda w: requests.get(w.script(b"HTTP/1.1 204 No Content\r\n\r\n")),
    "no reason": lambda w: requests.get(w.script(b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n")),
    "reason in utf-8": lambda w: raised_reason(w, "Käse".encode()),
    "reason in latin-1": lambda w: raised_reason(w, "Käse".encode("latin-1")),
    "http/1.0": lambda w: requests.get(w.script(b"HTTP/1.0 200 OK\r\n\r\nbody", "close")),
    "broken gzip": lambda w: requests.get(w.answer("Content-Encoding: gzip", body=b"not gzip")),
    "unknown coding": lambda w: requests.get(w.answer("Content-Encoding: own", body=b"as it is")),
    "two codings": lambda w: requests.get(w.answer("Content-Encoding: gzip, identity", body=b"")),
    "cut short": lambda w: requests.get(w.script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "close")),
    "cut within a chunk": lambda w: requests.get(
        w.script(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nshort", "close")
    ),
    "cut, read in pieces": lambda w: cut_in_pieces(w),
    **each(
        cut,
        {
            "content": lambda r: r.content,
            "pieces": lambda r: list(r.iter_content(3)),
            "text": lambda r: r.text,
            "lines": lambda r: list(r.iter_lines()),
            "json": lambda r: r.json(),
            "raw by six": lambda r: r.raw.read(6),
            "raw into a buffer": lambda r: r.raw.readinto(bytearray(6)),
        },
        "cut, asked twice for ",
    ),
    "cut, streamed from raw": lambda w: cut_from_raw(w),
    "trailers": lambda w: requests.get(
        w.script(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-T: 1\r\n\r\n")
    ),
    "100 continue": lambda w: requests.get(
        w.script(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na")
    ),
    "empty answer": lambda w: requests.get(w.script("close")),
    "not http": lambda w: requests.get(w.script(b"hello\r\n\r\n", "close")),
    "reset": lambda w: requests.get(w.script("reset")),
    "links that repeat": lambda w: requests.get(w.answer('Link: <a>; rel="next"', "Link: <b>; rel=prev; title=x")),
    "links with marks in their values": lambda w: requests.get(
        w.answer('Link: <a>; rel=b; type="c; d=e", <f,g>; REL=h')
    ),
    "delimited at the end of a piece": lambda w: lines(w, b"a;b;c", delimiter=b";", chunk_size=2),
    "dump as json": lambda w: json.dumps(dict(requests.get(w.url("/gzip")).headers)),
}


def raised_reason(w, reason):
    """Return the error of raise_for_status with a reason phrase in some encoding."""
    r = requests.get(w.script(b"HTTP/1.1 404 " + reason + b"\r\nContent-Length: 0\r\n\r\n"))
    return [r, str(attempt(r.raise_for_status)).partition(" for url")[0]]


def cut_in_pieces(w):
    """Return the blocks of a truncated body before its error."""
    r = requests.get(w.script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "close"), stream=True)
    parts = r.iter_content(3)
    return [attempt(next, parts, "end"), attempt(next, parts, "end"), attempt(next, parts, "end")]


def cut_from_raw(w):
    """Read `raw` of a truncated body, then its content."""
    r = requests.get(w.script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "close"), stream=True)
    return [attempt(list, r.raw.stream(3)), attempt(lambda: r.content)]
