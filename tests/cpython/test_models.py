"""Request, PreparedRequest and Response: what is sent for arguments, and what is read of a response."""

import gc
import io
import pickle
import tracemalloc

import pytest
import requests
from peer import END, OK, Peer
from requests._request_body import MULTIPART_IN_MEMORY
from requests.models import PreparedRequest, RequestEncodingMixin

E = requests.exceptions


def prepare(method="GET", url="http://example.org/", **kwargs):
    return requests.Request(method, url, **kwargs).prepare()


def answer(body=b"", *fields):
    """The response to a GET, from a server that sends these header fields and this body."""
    head = b"".join(field.encode() + b"\r\n" for field in ("HTTP/1.1 200 OK", *fields, f"Content-Length: {len(body)}"))
    with Peer([head + b"\r\n" + body]) as peer:
        return requests.get(peer.url, stream=True)


# -- Request ------------------------------------------------------------------------------------------------


def test_request_has_its_own_defaults():
    first, second = requests.Request(), requests.Request()
    assert (first.data, first.files, first.headers, first.params) == ([], [], {}, {})
    first.hooks["response"].append(print)
    assert second.hooks == {"response": []}
    assert (repr(requests.Request("GET")), repr(prepare())) == ("<Request [GET]>", "<PreparedRequest [GET]>")


def test_hooks_are_registered_one_by_one_or_many():
    request = requests.Request("GET", "http://a/", hooks={"response": [print, "no function"]})
    assert request.hooks == {"response": [print]}
    request.register_hook("response", repr)
    assert request.deregister_hook("response", print)
    assert not request.deregister_hook("response", print)
    assert request.prepare().hooks == {"response": [repr]}
    with pytest.raises(ValueError, match="nothing"):
        request.register_hook("nothing", print)


# -- URL ----------------------------------------------------------------------------------------------------


def test_url_that_is_set_is_the_url_that_is_used():
    """The parsed parts are kept only as long as they belong to it."""
    p = prepare(url="http://example.org/a?b=c")
    assert p.path_url == "/a?b=c"
    p.url = "http://other.example:81/d"
    assert p.path_url == "/d"
    twin = p.copy()
    twin.url = "http://a"
    assert (twin.path_url, p.path_url) == ("/", "/d")
    adapter = requests.adapters.HTTPAdapter()
    assert adapter.build_connection_pool_key_attributes(p, True)[0] == {
        "scheme": "http",
        "host": "other.example",
        "port": 81,
    }


def test_international_host():
    assert prepare(url="http://bücher.example/ß").url == "http://xn--bcher-kva.example/%C3%9F"
    with pytest.raises(E.InvalidURL, match="label"):
        prepare(url="http://xn--\u2603-.example/")


@pytest.mark.parametrize(
    ("params", "query"),
    [({"a": ["1", None, "é"]}, "a=1&a=%C3%A9"), (b"raw=1", "raw=1"), ("a b", "a%20b"), ({}, ""), (None, ""), (5, "5")],
)
def test_params(params, query):
    assert prepare(url="http://a/?x=y", params=params).url == "http://a/?x=y" + ("&" + query if query else "")


# -- headers ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [("A", "a\nb"), ("A", "a\rb"), ("A b", "c: d"), ("A", " a"), ("A", "\ta"), ("A", "a\0"), ("A:", "b"), ("", "a"),
     (" A", "b"), ("A", 1), ("A\n", "b"), ("☃", "b"), (b"A\n", b"b"), ("A", b"a\r\nb"), ("A", "\x85"), ("A", None)],
)  # fmt: skip
def test_header_that_cannot_be_sent(name, value):
    with pytest.raises(E.InvalidHeader):
        prepare(headers={"X": "fine", name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [("A", ""), ("A", "é"), ("A", "☃"), (b"A", b"\xff"), ("A", "b | c"), ("A|B", "c"), ("A", "b\tc"), ("A", "")],
)
def test_header_that_can_be_sent(name, value):
    key = name if isinstance(name, str) else name.decode()
    assert prepare(headers={"X": "1", name: value}).headers == {"X": "1", key: value}


# -- body ---------------------------------------------------------------------------------------------------


def framing(p):
    return {name: value for name, value in p.headers.items() if name in ("Content-Length", "Transfer-Encoding")}


@pytest.mark.parametrize(
    ("method", "kwargs", "expected"),
    [
        ("GET", {}, {}),
        ("HEAD", {}, {}),
        ("POST", {}, {"Content-Length": "0"}),
        ("POST", {"data": "é"}, {"Content-Length": "2"}),
        ("POST", {"data": {"a": "b"}}, {"Content-Length": "3"}),
        ("POST", {"json": {}}, {"Content-Length": "2"}),
        ("POST", {"data": iter([b"a"])}, {"Transfer-Encoding": "chunked"}),
        ("POST", {"data": io.BytesIO(b"abc")}, {"Content-Length": "3"}),
        ("POST", {"data": io.BytesIO(b"")}, {"Content-Length": "0"}),
        ("GET", {"data": io.BytesIO(b"")}, {"Content-Length": "0"}),
        ("POST", {"data": iter([b"a"]), "headers": {"content-length": "1"}}, {"Content-Length": "1"}),
        ("POST", {"data": b"abc", "headers": {"Transfer-Encoding": "chunked"}}, {"Transfer-Encoding": "chunked"}),
        ("POST", {"data": b"abc", "headers": {"Transfer-Encoding": "gzip"}}, {"Content-Length": "3"}),
        ("POST", {"data": iter([b"a"]), "auth": ("u", "p")}, {"Transfer-Encoding": "chunked"}),
        ("POST", {"data": io.BytesIO(b"abc"), "auth": ("u", "p")}, {"Content-Length": "3"}),
        ("POST", {"files": {"f": b"x"}, "auth": ("u", "p")}, None),
    ],
)
def test_exactly_one_field_frames_a_body(method, kwargs, expected):
    p = prepare(method, **kwargs)
    assert framing(p) == (expected if expected is not None else {"Content-Length": str(len(p.body))})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}, b"bytes"])
def test_json_that_is_empty(value):
    with pytest.raises(E.InvalidJSONError):
        prepare("POST", json={"a": value})


def test_content_type_of_the_caller_stays():
    assert prepare("POST", json=[1], headers={"content-type": "x/y"}).headers["Content-Type"] == "x/y"
    assert prepare("POST", json=[1]).headers["Content-Type"] == "application/json"
    assert "Content-Type" not in prepare("POST", data="text").headers


def test_position_of_a_stream_is_recorded():
    file = io.BytesIO(b"skipped, kept")
    file.seek(9)
    p = prepare("POST", data=file)
    assert (p._body_position, p.headers["Content-Length"]) == (9, "4")
    for once in (iter([b""]), (part for part in ())):
        assert not isinstance(prepare("POST", data=once)._body_position, (int, type(None)))
    assert prepare("POST", data=bytearray(b"again"))._body_position is None


def test_small_form_is_bytes():
    p = prepare("POST", files={"f": ("n", b"x" * 1000)})
    assert isinstance(p.body, bytes)
    assert p.headers["Content-Type"].startswith("multipart/form-data; boundary=")


class Zeros(io.RawIOBase):
    """A file of so many zeros."""

    def __init__(self, size):
        self.size = size
        self.position = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.position

    def seek(self, offset, whence=0):
        self.position = offset + (0, self.position, self.size)[whence]
        return self.position

    def readinto(self, buffer):
        count = min(len(buffer), self.size - self.position)
        self.position += count
        return count


def swallow(sock):
    """Read and discard a form, to the end of its last boundary."""
    buffer = bytearray(1 << 20)
    got, end = True, b""
    while got and end != b"--\r\n":
        got = sock.recv_into(buffer)
        end = (end + buffer[max(got - 4, 0) : got])[-4:]
    sock.sendall(OK)


def test_big_form_is_read_as_it_is_sent():
    size = 64 << 20
    with Peer([swallow]) as peer:
        gc.collect()
        tracemalloc.start()
        try:
            r = requests.post(peer.url, files={"f": ("zeros", Zeros(size))}, timeout=30)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert r.content == b"ok"
    assert int(r.request.headers["Content-Length"]) > size
    assert peak < 8 << 20


def test_big_form_is_sent_again():
    content = b"0123456789" * (MULTIPART_IN_MEMORY // 10 + 1)
    redirect = b"HTTP/1.1 307 Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
    with Peer([redirect, OK, OK]) as peer, requests.Session() as s:
        r = s.post(peer.url, files={"f": ("n", io.BytesIO(content))}, data={"a": "b"})
        assert not isinstance(r.request.body, bytes)
        s.send(r.request)
        bodies = [request.partition(b"\r\n\r\n")[2] for request in peer.received[0]]
    assert bodies[0] == bodies[1] == bodies[2]
    assert content in bodies[0]
    assert len(bodies[0]) == len(r.request.body)


def test_encode_files_gives_bytes():
    body, content_type = RequestEncodingMixin._encode_files({"f": b"x"}, {"a": "b"})
    assert isinstance(body, bytes)
    assert content_type.startswith("multipart/form-data; boundary=")
    with pytest.raises(ValueError, match="Files must be provided"):
        PreparedRequest._encode_files({}, {})
    with pytest.raises(ValueError, match="must not be a string"):
        PreparedRequest._encode_files({"f": b"x"}, "text")


def test_credentials_of_the_url():
    assert prepare(url="http://u:p%40@a/").headers["Authorization"] == "Basic dTpwQA=="
    assert "Authorization" not in prepare(url="http://u@a/").headers
    assert prepare(url="http://u:p@a/", auth=("x", "y")).headers["Authorization"] == "Basic eDp5"


def test_copy_is_independent():
    p = prepare("POST", data=io.BytesIO(b"x"), cookies={"a": "b"})
    twin = p.copy()
    assert (twin.method, twin.url, twin.body, twin._body_position) == (p.method, p.url, p.body, p._body_position)
    twin.headers["X"] = "1"
    twin._cookies.set("c", "d")
    assert "X" not in p.headers
    assert p._cookies.get_dict() == {"a": "b"}
    assert PreparedRequest().copy().headers is None


# -- Response -----------------------------------------------------------------------------------------------


def test_response_without_a_server():
    r = requests.Response()
    assert (r.content, r.text, r.status_code, r.history, r.links, r.next) == (None, "", None, [], {}, None)


@pytest.mark.parametrize(("status", "message"), [(404, "404 Client Error: Nö"), (599, "599 Server Error: Nö")])
@pytest.mark.parametrize("reason", ["Nö", "Nö".encode(), "Nö".encode("latin-1")])
def test_raise_for_status(status, message, reason):
    r = requests.Response()
    r.status_code, r.reason, r.url = status, reason, "http://a/"
    with pytest.raises(E.HTTPError, match=f"{message} for url: http://a/") as caught:
        r.raise_for_status()
    assert caught.value.response is r
    assert (r.ok, bool(r), r.__nonzero__()) == (False, False, False)


@pytest.mark.parametrize("status", [200, 204, 304, 399, 600])
def test_status_that_is_no_error(status):
    r = requests.Response()
    r.status_code = status
    assert r.raise_for_status() is None
    assert (r.ok, bool(r), repr(r)) == (True, True, f"<Response [{status}]>")


def test_pickled_response_keeps_its_content():
    again = pickle.loads(pickle.dumps(answer(b"body", "Content-Type: text/plain; charset=utf-8", "A: 1", "A: 2")))
    assert (again.content, again.text, again.status_code, again.raw) == (b"body", "body", 200, None)
    assert again.headers["a"] == "1, 2"
    assert again.request.method == "GET"
    assert list(again.iter_content(3)) == [b"bod", b"y"]


def test_content_is_read_once():
    r = answer(b"hello")
    assert list(r.iter_content(2)) == [b"he", b"ll", b"o"]
    with pytest.raises(E.StreamConsumedError):
        r.iter_content(2)
    with pytest.raises(RuntimeError, match="already consumed"):
        r.content  # noqa: B018  # the property reads
    r = answer(b"hello")
    assert r.content == b"hello"
    assert list(r.iter_content(2)) == [b"he", b"ll", b"o"]
    assert list(r) == [b"hello"]
    with pytest.raises(TypeError, match="chunk_size must be an int"):
        r.iter_content("2")


def test_raw_that_is_any_file():
    r = requests.Response()
    r.status_code, r.raw = 200, io.BytesIO(b"one\ntwo")
    assert list(r.iter_lines(chunk_size=2)) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/plain", "é".encode("latin-1"), "é"),
        ("text/plain; charset=utf-8", "é".encode(), "é"),
        ("text/plain; charset=no-such-thing", "é".encode(), "é"),
        ("text/plain; charset=utf-8", b"\xff", "\ufffd"),
        ("application/json", "é☃".encode(), "é☃"),
        ("x/y", "ein längerer Text mit Ümlauten".encode(), "ein längerer Text mit Ümlauten"),
    ],
)
def test_text(content_type, body, text):
    assert answer(body, f"Content-Type: {content_type}").text == text


def test_text_in_pieces():
    r = answer("aé☃".encode(), "Content-Type: text/plain; charset=utf-8")
    assert "".join(r.iter_content(1, decode_unicode=True)) == "aé☃"
    r = answer("é\r\nb\n".encode(), "Content-Type: text/plain; charset=utf-8")
    assert list(r.iter_lines(decode_unicode=True)) == ["é", "b"]


def test_lines_by_a_delimiter():
    assert list(answer(b"a--b--").iter_lines(delimiter=b"--")) == [b"a", b"b", b""]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-8-sig", "utf-16-be", "utf-32-le"])
def test_json_in_each_utf(encoding):
    assert answer('{"é": [1]}'.encode(encoding)).json() == {"é": [1]}
    assert answer(b"[1.5]").json(parse_float=str) == ["1.5"]


def test_json_error_tells_where():
    r = answer(b'{"a": ')
    with pytest.raises(E.JSONDecodeError) as caught:
        r.json()
    error = caught.value
    assert (error.response, error.pos, error.doc) == (r, 6, '{"a": ')
    assert isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.pos, str(again)) == (E.JSONDecodeError, 6, str(error))


def test_links():
    r = answer(b"", 'Link: <http://a/?p=2>; rel="next", <http://a/b>; title=x')
    assert r.links == {
        "next": {"url": "http://a/?p=2", "rel": "next"},
        "http://a/b": {"url": "http://a/b", "title": "x"},
    }


def test_encoded_content():
    import gzip

    packed = gzip.compress(b"hello " * 1000)
    assert answer(packed, "Content-Encoding: gzip").content == b"hello " * 1000
    assert b"".join(answer(packed, "Content-Encoding: gzip").iter_content(100)) == b"hello " * 1000
    assert list(answer(gzip.compress(b"a\nb"), "Content-Encoding: gzip").iter_lines()) == [b"a", b"b"]
    assert answer(packed, "Content-Encoding: gzip").raw.read() == packed
    for read in (lambda r: r.content, lambda r: list(r.iter_content(5)), lambda r: list(r.iter_lines())):
        with pytest.raises(E.ContentDecodingError):
            read(answer(b"this is no gzip", "Content-Encoding: gzip"))


def test_close_leaves_nothing_open():
    with Peer([OK, END]) as peer:
        with requests.get(peer.url, stream=True) as r:
            pass
        assert r.raw.closed
        r.close()


def test_exceptions_are_one_family():
    names = [name for name in dir(E) if isinstance(getattr(E, name), type)]
    errors = [getattr(E, name) for name in names if issubclass(getattr(E, name), E.RequestException)]
    assert len(errors) >= 24
    for kind in errors:
        error = kind("what", "doc", 0) if kind is E.JSONDecodeError else kind("what", request=prepare())
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again)) == (kind, str(error))
        assert isinstance(error, OSError)
    assert issubclass(E.BodyTimeout, (E.ReadTimeout, E.ConnectionError))


def test_object_without_json_is_a_type_error_too():
    with pytest.raises(TypeError, match="not JSON serializable") as caught:
        requests.Request("POST", "http://h/", json={"a": {1}}).prepare()
    assert isinstance(caught.value, E.InvalidJSONError)
    assert caught.value.request.method == "POST"
    with pytest.raises(E.InvalidJSONError) as caught:
        requests.Request("POST", "http://h/", json=float("nan")).prepare()
    assert not isinstance(caught.value, TypeError)
    with pytest.raises(TypeError) as caught:
        requests.Request("POST", "http://h/", data=[1, 2]).prepare()
    assert isinstance(caught.value, (E.InvalidBody, ValueError))


def test_json_module_may_be_replaced(monkeypatch):
    class Faster:
        dumps = staticmethod(lambda value, **options: b"written")  # orjson writes bytes
        loads = staticmethod(lambda text, **options: "read")

    monkeypatch.setattr("requests.models.complexjson", Faster)
    assert requests.Request("POST", "http://h/", json=1).prepare().body == b"written"
    r = requests.Response()
    r._content = b"{}"
    assert r.json() == "read"


def test_exception_knows_its_request_by_its_response():
    r = answer(b"")
    error = E.RequestException("what", response=r)
    assert (error.response, error.request) == (r, r.request)
    r.close()


def test_a_body_is_saved_to_a_path(tmp_path):
    assert answer(b"hello").save(tmp_path / "body", 2) == 5
    assert (tmp_path / "body").read_bytes() == b"hello"


class Reader(pickle.Unpickler):
    """Reads a pickle and keeps the names that it looks up."""

    def find_class(self, module, name):
        self.names.append(f"{module}.{name}")
        return super().find_class(module, name)


def test_pickles_name_nothing_that_requests_does_not_have():
    """PyPI's requests can read a cache that this package has written, and vice versa."""
    session = requests.Session()
    session.cookies.set("a", "b")
    prepared = session.prepare_request(requests.Request("POST", "http://h/?a", data={"a": "b"}))
    answer = requests.Response()
    answer._content, answer._content_consumed, answer.request = b"abc", True, prepared
    error = requests.HTTPError("oh", response=answer)
    reader = Reader(io.BytesIO(pickle.dumps([session, prepared, answer, error, requests.codes])))
    reader.names = []
    again, *_, codes = reader.load()
    ours = [name for name in reader.names if name.startswith("requests.") and "_" in name]
    assert ours == []
    assert codes.not_found == requests.codes.not_found == 404
    assert type(again.cookies.get_policy()) is type(session.cookies.get_policy())


@pytest.mark.parametrize(
    ("url", "params"),
    [
        ("http://h/", "\ud800"),
        ("http://h/", {"\ud800": 1}),
        ("http://h/", {"a": ["\ud800"]}),
        ("http://h/\ud800", None),
        ("ftp://h:1%@,]#", None),
        ("other://[::1", None),
        ("httpx://\u3002]", None),
    ],
)
def test_a_url_that_cannot_be_is_of_the_family(url, params):
    with pytest.raises(requests.exceptions.InvalidURL):
        requests.Request("GET", url, params=params).prepare()


def test_a_host_header_in_other_bytes_leaves_cookies_working():
    request = requests.Request("GET", "http://h/", headers={"Host": b"\xff"}, cookies={"a": "1"}).prepare()
    assert request.headers["Cookie"] == "a=1"
