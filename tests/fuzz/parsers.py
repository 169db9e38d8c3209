"""Properties of the parsers of responses and the writers of requests, for every input.

One function for each parser, of the bytes from a fuzzer.  It raises only if a property does not hold: an
exception outside the family, an exceeded limit, two readings of the same bytes, or text that ends a line early.
`fuzz.py` drives them with atheris, tests/test_fuzz_corpus.py with the corpus that fuzzing has left.
"""

import hashlib
import io
from urllib.parse import urlsplit

from requests._core import body as _body
from requests._core import chunked as _chunked
from requests._core import cookies as _cookies
from requests._core import digest as _digest
from requests._core import field_values as _field_values
from requests._core import http1 as _http1
from requests._core import multipart as _multipart
from requests._core import plain_url as _plain_url
from requests._core import redirect as _redirect
from requests._core import url as _url
from requests._core.http1 import Limits
from requests.exceptions import (
    ChunkedEncodingError,
    ConnectionError,
    InvalidHeader,
    InvalidURL,
    MissingSchema,
    RequestException,
)
from requests.structures import CaseInsensitiveDict

LIMITS = Limits(line=256, head=2048, header_count=16, chunk_line=64, trailers=256, cookies=8, cookie_size=256)
LINE_ENDS = set("\r\n\0")
BOUNDARY = "a-boundary-that-no-input-knows"
NOW = 1_800_000_000


def response_head(data: bytes) -> None:
    """A head is read the same however its lines arrive, and never grows past its limits."""
    stream = io.BytesIO(data)
    parser = _http1.HeadParser(LIMITS)
    try:
        while not parser.done:
            parser.feed_line(stream.readline(LIMITS.line + 1))
        kind, length, reusable = parser.framing("GET", CaseInsensitiveDict.from_pairs(parser.headers))
    except ConnectionError:
        return
    assert stream.tell() <= LIMITS.head
    assert len(parser.headers) <= LIMITS.header_count
    assert parser.version in (10, 11) and 100 <= parser.status <= 999
    assert parser.status == 101 or parser.status >= 200
    assert (kind == "length") == (bool(length) or (length == 0 and kind != "none"))
    assert not ((kind == "close" or parser.repaired) and reusable)
    for name, value in parser.headers:
        assert name and not name.strip(_http1.TOKEN) and not LINE_ENDS & set(value)
    rewritten = _http1.request_head("GET", "/", parser.headers)  # what was read can be written
    assert rewritten.count(b"\r\n") == len(parser.headers) + 2


def chunked(data: bytes) -> None:
    """A body is the same whether it is read at once or byte by byte, and survives being written again."""
    whole = _unchunked(data, 1 << 30)
    assert whole == _unchunked(data, 1)
    if whole is not None:  # what is strictly right has one reading, lenient or not
        assert whole == _unchunked(data, 1, lenient=True)
    if isinstance(whole, bytes) and whole:
        wire = _chunked.chunk_head(len(whole)) + whole + b"\r\n" + _chunked.LAST_CHUNK
        assert _unchunked(wire + b"HTTP/1.1", 7) == whole


def _unchunked(data: bytes, most: int, lenient: bool = False) -> "bytes | None":
    """The body, at most so many bytes at a time; None for a body that is refused."""
    stream, decoder, body = io.BytesIO(data), _chunked.ChunkedDecoder(LIMITS, lenient), b""
    try:
        while not decoder.done:
            if decoder.remaining:
                piece = stream.read(min(decoder.remaining, most))
                if not piece:
                    raise ChunkedEncodingError("cut")
                decoder.remaining -= len(piece)
                body += piece
            else:
                decoder.feed_line(stream.readline(LIMITS.line + 1))
    except ChunkedEncodingError:
        return None
    return body


def set_cookie(data: bytes) -> None:
    """A cookie that is kept is for its host, of bounded size, and goes out on one line."""
    line, jar = data.decode("latin-1"), []
    cookie = _cookies.parse_set_cookie(line, "a.example.org", "/x/y", NOW, LIMITS)
    if cookie is None:
        return
    assert len(cookie.name) + len(cookie.value) <= LIMITS.cookie_size
    assert _cookies.domain_match("a.example.org", cookie.domain)
    _cookies.store(jar, cookie, NOW, LIMITS)
    assert len(jar) <= LIMITS.cookies
    header = _cookies.cookie_header(jar, "a.example.org", cookie.path, True, NOW)
    assert not LINE_ENDS & set(header)
    assert not _cookies.cookie_header(jar, "evil.example.net", "/", True, NOW)


def url(data: bytes) -> None:
    """A URL is refused, or is sent in a form with one reading."""
    text = data.decode("utf-8", "replace")
    try:
        parts = _url.prepare_url("http://" + text)
    except (InvalidURL, MissingSchema):
        return
    written = _plain_url.unsplit_url(parts)
    assert _url.prepare_url(written) == parts, "preparing a prepared URL changes it"
    assert not set(written) & set(" \r\n\t\0\\") and written.isascii()
    if "%" not in parts.host:  # the standard library refuses most zone ids
        assert (urlsplit(written).hostname or "") == parts.host.strip("[]").lower(), "two readings of one host"
    assert not set(_plain_url.host_header(parts)) & set("@/?# ")
    assert _plain_url.request_target(parts)[0] == "/"
    _http1.request_head("GET", _plain_url.request_target(parts), [("Host", _plain_url.host_header(parts))])


def location(data: bytes) -> None:
    """A redirect leads to a prepared URL, nowhere, or to an error; credentials stay with their origin."""
    here = "https://user:pass@example.org/a/b?c#d"
    try:
        there = _redirect.redirect_url(here, _redirect.location_text(data.decode("latin-1")))
    except RequestException:
        return
    if there and _url.split_url(there).scheme in ("http", "https"):
        assert _plain_url.unsplit_url(_url.prepare_url(there)) == there
        same = _plain_url.origin(_url.split_url(there)) == _plain_url.origin(_url.split_url(here))
        assert same or _redirect.strip_auth(here, there)


def link(data: bytes) -> None:
    """Whatever a Link header says, its links are dictionaries that have a URL."""
    for entry in _field_values.parse_header_links(data.decode("latin-1")):
        assert isinstance(entry["url"], str)
    _field_values.links(data.decode("latin-1"))


def digest_challenge(data: bytes) -> None:
    """Whatever a challenge says, the answer is one line."""
    text = data.decode("latin-1")
    chosen = _digest.choose_digest(_digest.parse_challenges(text), _hash)
    if chosen is None:
        return
    digest = _digest.Digest(chosen, "http://h/", "0123456789abcdef", _hash)
    digest.renew(text)
    try:
        answer = digest.answer("GET", "/a?b", 'us"er', "pass", b"body")
        head = _http1.request_head("GET", "/", [("Authorization", answer)])
    except InvalidHeader:
        return
    assert head.count(b"\r\n") == 3


def _hash(name: str):
    makers = {"MD5": hashlib.md5, "SHA": hashlib.sha1, "SHA-256": hashlib.sha256}
    return (lambda octets: makers[name](octets).hexdigest()) if name in makers else None


def multipart(data: bytes) -> None:
    """What is written as a form has as many parts as were given, each with the content that was given."""
    pieces = data.split(b"|")
    names = [piece.decode("latin-1") for piece in pieces[:4]]
    name, filename, kind, header = (*names, "", "", "", "")[:4]
    content = b"|".join(pieces[4:])
    fields, files = [(name, content)], [("file", (filename, content, kind or None, {"X-Note": header}))]
    try:
        body = _multipart.MultipartBody(_multipart.iter_parts(fields, files), BOUNDARY, _body.body_length)
    except RequestException:
        return
    wire = b"".join(iter(lambda: body.read(7), b""))
    assert len(wire) == body.length
    body.rewind()
    assert body.read() == wire
    parts = wire.split(b"--" + BOUNDARY.encode())
    assert len(parts) == 4 and parts[3] == b"--\r\n" and not parts[0]
    for part in parts[1:3]:
        head, _, rest = part.partition(b"\r\n\r\n")
        assert rest == content + b"\r\n"
        assert all(line.partition(b":")[0] in HEADS for line in head.split(b"\r\n")[1:])


HEADS = (b"Content-Disposition", b"Content-Type", b"X-Note")
PARSERS = (response_head, chunked, set_cookie, url, location, link, digest_challenge, multipart)
