"""The public helpers of Requests: what each accepts and refuses."""

import io
import os
import types
import zipfile

import pytest
import requests
from requests import utils
from requests.exceptions import FileModeWarning, InvalidHeader, InvalidURL, UnrewindableBodyError
from requests.structures import CaseInsensitiveDict


class Attributes:
    """An object with the attributes it is given."""

    def __init__(self, **attributes):
        vars(self).update(attributes)


class Sized:
    def __len__(self):
        return 7


class Untellable(io.BytesIO):
    def tell(self):
        raise OSError("no position")


class Unseekable:
    def tell(self):
        return 2

    def seek(self, *_):
        raise OSError("no seeking")


def read(text, count):
    """A stream of text or bytes of which a part was read."""
    stream = (io.StringIO if isinstance(text, str) else io.BytesIO)(text)
    stream.read(count)
    return stream


@pytest.mark.parametrize(
    ("thing", "length"),
    [
        (None, 0), ("abc", 3), ("é", 2), (b"abc", 3), (bytearray(4), 4), (memoryview(b"abcde"), 5), ([1, 2], 2),
        ({"a": 1}, 1), (Sized(), 7), (Attributes(len=12), 12), (read(b"0123456789", 4), 6), (read("hello", 1), 4),
        (5, 0), (iter([1]), 0), (Untellable(b"abc"), 0), (Unseekable(), 0), (read(b"ab", 5), 0),
    ],
)  # fmt: skip
def test_length(thing, length):
    assert utils.super_len(thing) == length


def test_length_leaves_the_position():
    stream = read(b"0123456789", 4)
    utils.super_len(stream)
    assert stream.tell() == 4


def test_length_of_files(tmp_path):
    path = tmp_path / "file"
    path.write_bytes("héllo".encode())
    with open(path, "rb") as file:
        file.read(2)
        assert utils.super_len(file) == 4
    with open(path, encoding="utf-8") as file, pytest.warns(FileModeWarning, match="'b'"):
        assert utils.super_len(file) == 6


def test_length_of_a_pipe_is_unknown():
    reading, writing = os.pipe()
    os.close(writing)
    with open(reading, "rb") as pipe:
        assert utils.super_len(pipe) == 0


def test_length_of_a_member_of_an_archive(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("member", "12345")
    with zipfile.ZipFile(path) as archive, archive.open("member") as member:
        assert utils.super_len(member) == 5


@pytest.mark.parametrize(
    ("name", "guessed"),
    [("/a/b.txt", "b.txt"), ("b", "b"), (b"/a/b", b"b"), ("/a/", ""), ("<stdin>", None), ("<fdopen", None),
     (b"<x>", None), ("", None), (3, None), (None, None)],
)  # fmt: skip
def test_file_name(name, guessed):
    assert utils.guess_filename(Attributes(name=name)) == guessed
    assert utils.guess_filename(object()) is None


def test_rewinding():
    body = read(b"abc", 3)
    utils.rewind_body(Attributes(body=body, _body_position=1))
    assert body.tell() == 1


@pytest.mark.parametrize(
    ("body", "position"),
    [(io.BytesIO(), None), (io.BytesIO(), object()), (b"text", 0), (iter(()), 0), (Unseekable(), 0)],
)
def test_body_that_cannot_be_rewound(body, position):
    with pytest.raises(UnrewindableBodyError):
        utils.rewind_body(Attributes(body=body, _body_position=position))


def test_atomic_file_appears_complete_or_not_at_all(tmp_path):
    path = tmp_path / "file"
    with utils.atomic_open(str(path)) as file:
        file.write(b"one")
    assert path.read_bytes() == b"one"
    with pytest.raises(KeyError), utils.atomic_open(str(path)) as file:
        file.write(b"two")
        raise KeyError
    assert path.read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["file"]


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("package/cacert.pem", "CERTIFICATE")
        archive.writestr("folder/", "")
    return path


def test_file_in_an_archive_is_copied_to_an_unpredictable_path(archive):
    inside = str(archive / "package" / "cacert.pem")
    first, second = utils.extract_zipped_paths(inside), utils.extract_zipped_paths(inside)
    try:
        assert len({inside, first, second}) == 3
        with open(first, encoding="utf-8") as file:
            assert file.read() == "CERTIFICATE"
        assert first.endswith(".pem")
        assert os.stat(first).st_mode & 0o077 == 0
    finally:
        os.remove(first)
        os.remove(second)


@pytest.mark.parametrize("name", ["", "package/none", "folder", "folder/", "../a", "package/cacert.pem/more"])
def test_path_without_a_file_in_an_archive_is_unchanged(archive, name):
    path = f"{archive}/{name}" if name else str(archive)
    assert utils.extract_zipped_paths(path) == path


@pytest.mark.parametrize("path", ["", "relative", "/", "/no/such/place", __file__, __file__ + "/x"])
def test_path_outside_archives_is_unchanged(path):
    assert utils.extract_zipped_paths(path) == path


@pytest.mark.parametrize(
    ("value", "pairs"),
    [(None, None), ({"a": 1}, [("a", 1)]), ([("a", 1)], [("a", 1)]), (CaseInsensitiveDict(A=1), [("A", 1)]), ({}, [])],
)
def test_pairs(value, pairs):
    assert utils.to_key_val_list(value) == pairs
    assert utils.from_key_val_list(value) == (None if pairs is None else dict(pairs))
    if value is not None:
        assert list(utils.dict_to_sequence(value)) == pairs


@pytest.mark.parametrize("value", ["text", b"bytes", "", 5, True])
def test_no_pairs(value):
    for function in (utils.to_key_val_list, utils.from_key_val_list):
        with pytest.raises(ValueError, match="2-tuples"):
            function(value)


def test_lists_and_dicts_in_headers():
    assert utils.parse_list_header('a, "b, c", d') == ["a", "b, c", "d"]
    assert utils.parse_dict_header('foo="a fish", bar, n="a\\"b"') == {"foo": "a fish", "bar": None, "n": 'a"b'}
    assert utils.unquote_header_value('"a\\"b"') == 'a"b'
    assert utils.unquote_header_value('"\\\\host\\x"', True) == "\\\\host\\x"
    assert utils.unquote_header_value(None) is None
    assert utils.parse_header_links('<u>; rel=next; type="t"') == [{"url": "u", "rel": "next", "type": "t"}]


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [("text/html", "ISO-8859-1"), ("text/html; charset=utf-8", "utf-8"), ('x/y; charset="a"', "a"),
     ("application/json", "utf-8"), ("image/png", None), ("text/html;charset", "ISO-8859-1"), ("", None)],
)  # fmt: skip
def test_encoding_of_headers(content_type, encoding):
    assert utils.get_encoding_from_headers(CaseInsensitiveDict({"Content-Type": content_type})) == encoding
    assert utils.get_encoding_from_headers({}) is None


def test_content_type_parameters():
    header = 'multipart/form-data; boundary = something ; B2="x"; no_equals'
    assert utils._parse_content_type_header(header) == ("multipart/form-data", {"boundary": "something", "b2": "x"})


def test_encodings_that_a_document_declares():
    document = '<?xml encoding="US-ASCII"?> <meta content="text/html;charset=Q"><meta charset=Z>'
    with pytest.warns(DeprecationWarning):
        assert utils.get_encodings_from_content(document) == ["Q", "Z", "US-ASCII"]


@pytest.mark.parametrize("text", ["<meta ", "<meta charset=", "charset=", "<meta content=charset=", "<?xml encoding="])
def test_declarations_without_end_take_linear_time(text):
    """Quadratic time would take minutes."""
    with pytest.warns(DeprecationWarning):
        assert utils.get_encodings_from_content("<meta " + text * 100_000) == []


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [("text/x; charset=utf-8", "é".encode(), "é"), ("text/x; charset=ascii", b"\xe9", "\ufffd"), (None, b"a", "a")],
)
def test_text_by_headers(content_type, body, text):
    headers = CaseInsensitiveDict({"content-type": content_type} if content_type else {})
    with pytest.warns(DeprecationWarning):
        assert utils.get_unicode_from_response(Attributes(headers=headers, content=body)) == text


@pytest.mark.parametrize(
    ("encoding", "chunks", "decoded"),
    [("utf-8", [b"h\xc3", b"\xa9"], ["h", "é"]), (None, [b"a"], [b"a"]), ("ascii", [b"\xff"], ["\ufffd"]),
     ("utf-8", [b"\xc3"], ["\ufffd"]), ("utf-8", [], [])],
)  # fmt: skip
def test_decoding_in_pieces(encoding, chunks, decoded):
    assert list(utils.stream_decode_response_unicode(iter(chunks), Attributes(encoding=encoding))) == decoded


@pytest.mark.parametrize(
    ("text", "length", "slices"),
    [("abc", 2, ["ab", "c"]), (b"abc", 1, [b"a", b"b", b"c"]), ("abc", None, ["abc"]), ("abc", 0, ["abc"]),
     ("abc", -1, ["abc"]), ("", 1, []), ("", None, [])],
)  # fmt: skip
def test_slices(text, length, slices):
    assert list(utils.iter_slices(text, length)) == slices


def test_quoting():
    assert utils.requote_uri("http://a/é %zz%7E") == "http://a/%C3%A9%20%25zz%257E"
    assert utils.requote_uri("http://a/%7E b") == "http://a/~%20b"
    assert utils.unquote_unreserved("%41%2f%7e") == "A%2f~"
    with pytest.raises(InvalidURL, match="pp"):
        utils.unquote_unreserved("http://a/%pp")


@pytest.mark.parametrize(
    ("url", "credentials", "bare"),
    [
        ("http://u:p@a/b?q#f", ("u", "p"), "http://a/b?q"),
        ("http://u%20x:p%40@a/", ("u x", "p@"), "http://a/"),
        ("http://user@a/", ("", ""), "http://a/"),
        ("http://a/", ("", ""), "http://a/"),
        ("http://u:p@[::1]:80/", ("u", "p"), "http://[::1]:80/"),
        ("a/b", ("", ""), "//a/b"),
    ],
)
def test_credentials_in_a_url(url, credentials, bare):
    assert utils.get_auth_from_url(url) == credentials
    assert utils.urldefragauth(url) == bare


def test_no_url_has_no_credentials():
    assert utils.get_auth_from_url(b"http://u:p@a") == ("u", "p")
    assert utils.get_auth_from_url(None) == utils.get_auth_from_url("") == ("", "")


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("exa.org/path", "http://exa.org/path"),
        ("//exa.org/path", "http://exa.org/path"),
        ("exa.org:80", "http://exa.org:80"),
        ("user:pass@exa.org:80", "user:///pass@exa.org:80"),
        ("https://u:p@exa.org/p?q", "https://u:p@exa.org/p?q"),
        ("[::1]:80/p", "http://[::1]:80/p"),
        ("socks5h://x", "socks5h://x"),
    ],
)
def test_missing_scheme(url, full):
    assert utils.prepend_scheme_if_needed(url, "http") == full


def test_addresses():
    assert utils.address_in_network("192.168.1.1", "192.168.1.0/24") is True
    assert utils.address_in_network("172.16.0.1", "192.168.1.0/24") is False
    assert utils.address_in_network("1.2.3.4", "0.0.0.0/0") is True
    assert [utils.dotted_netmask(bits) for bits in (0, 8, 24, 32)] == [
        "0.0.0.0", "255.0.0.0", "255.255.255.0", "255.255.255.255",
    ]  # fmt: skip
    for function in (lambda: utils.address_in_network("x", "1.2.3.4/8"), lambda: utils.dotted_netmask(33)):
        with pytest.raises((OSError, ValueError)):
            function()


@pytest.mark.parametrize("text", ["8.8.8.8", "127.1"])
def test_ipv4(text):
    assert utils.is_ipv4_address(text)


@pytest.mark.parametrize("text", ["8.8.8.8.8", "localhost", "", "256.1.1.1", "::1"])
def test_no_ipv4(text):
    assert not utils.is_ipv4_address(text)


@pytest.mark.parametrize("text", ["192.168.1.0/24", "1.2.3.4/32", "1.2.3.4/1"])
def test_network(text):
    assert utils.is_valid_cidr(text)


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "1.2.3.4/a", "1.2.3.4/33", "1.2.3.4/0", "1.2.3.4/-1", "x/8", "1.2.3.4/1/2"]
)
def test_no_network(text):
    assert not utils.is_valid_cidr(text)


def test_variable_for_a_while(monkeypatch):
    monkeypatch.delenv("EDGE", raising=False)
    with utils.set_environ("EDGE", "1"):
        assert os.environ["EDGE"] == "1"
    assert "EDGE" not in os.environ
    monkeypatch.setenv("EDGE", "0")
    with pytest.raises(KeyError), utils.set_environ("EDGE", "1"):
        raise KeyError
    with utils.set_environ("EDGE", None):
        assert os.environ["EDGE"] == "0"


def test_default_headers():
    headers = utils.default_headers()
    assert headers["user-agent"] == utils.default_user_agent() == f"python-requests/{requests.__version__}"
    assert utils.default_user_agent("x") == f"x/{requests.__version__}"
    assert headers["accept-encoding"].startswith("gzip, deflate")
    assert (headers["Accept"], headers["Connection"]) == ("*/*", "keep-alive")


def test_lists_and_dicts_are_parsed():
    for value, want in (
        ('a, "b, c", d', ["a", "b, c", "d"]),
        ('"q\\"x\\\\y"', ['q"x\\y']),
        ('"a', ['"a']),
        ('"', ['"']),
        ("", []),
    ):
        assert (value, utils.parse_list_header(value)) == (value, want)
    assert utils.parse_dict_header('a="b, c", d, e=f=g, h=""') == {"a": "b, c", "d": None, "e": "f=g", "h": ""}


def test_values_are_unquoted_as_browsers_do():
    for value, want in (
        ("abc", "abc"),
        ("", ""),
        ('"abc"', "abc"),
        ('"a\\"b"', 'a"b'),
        ('"a\\\\b"', "a\\b"),
        ('"a\\\\\\"b"', 'a\\"b'),
        ('"c:\\dir"', "c:\\dir"),
        ('"', ""),
        ('a"', 'a"'),
    ):
        assert (value, utils.unquote_header_value(value)) == (value, want)
    assert utils.unquote_header_value('"\\\\srv\\x"', is_filename=True) == "\\\\srv\\x"
    assert utils.unquote_header_value('"a\\\\b"', is_filename=True) == "a\\b"


def test_encoding_is_guessed_from_four_bytes():
    for data, want in (
        (b"{}", "utf-8"),
        (b'{"a": 1}', "utf-8"),
        (b"\xef\xbb\xbf{}", "utf-8-sig"),
        (b"\xff\xfe{\0}\0", "utf-16"),
        (b"\xfe\xff\0{\0}", "utf-16"),
        (b"\xff\xfe\0\0{\0\0\0", "utf-32"),
        (b"\0\0\xfe\xff\0\0\0{", "utf-32"),
        (b"{\0}\0", "utf-16-le"),
        (b"\0{\0}", "utf-16-be"),
        (b"{\0\0\0}\0\0\0", "utf-32-le"),
        (b"\0\0\0{\0\0\0}", "utf-32-be"),
        (b"\0\0\0\0", None),
        (b"{\0\0}", None),
    ):
        assert utils.guess_json_utf(data) == want


@pytest.mark.parametrize(("data", "name"), [("{}".encode("utf-16"), "utf-16"), (b"{}", "utf-8"), (b"\0", None)])
def test_json_encoding(data, name):
    assert utils.guess_json_utf(data) == name


@pytest.mark.parametrize("header", [("a", "b"), ("a", ""), (b"a", b"b"), ("a", "b "), ("a", "é"), ("a!", "☃")])
def test_header_that_may_be_sent(header):
    assert utils.check_header_validity(header) is None


@pytest.mark.parametrize(
    "header",
    [("a", "b\r\nc"), ("a", "b\n"), ("a\n", "b"), ("", "b"), (" a", "b"), ("a:", "b"), ("a b", "c"), ("é", "b"),
     ("a", " b"), ("a", "\0"), ("a", 1), (1, "a"), ("a", None), ("a", b" b"), (b"a\r", b"")],
)  # fmt: skip
def test_header_that_must_not_be_sent(header):
    with pytest.raises(InvalidHeader):
        utils.check_header_validity(header)


def test_one_part_of_a_header():
    utils._validate_header_part(("a", "b:c"), "b:c", 1)
    with pytest.raises(InvalidHeader, match="name: 'b:c'"):
        utils._validate_header_part(("b:c", "b"), "b:c", 0)


def test_jars_and_dicts():
    jar = utils.cookiejar_from_dict({"a": "1"})
    assert utils.add_dict_to_cookiejar(jar, {"a": "2", "b": "3"}) is jar
    assert utils.dict_from_cookiejar(jar) == {"a": "2", "b": "3"}


def test_native_strings():
    assert utils.to_native_string("é") == "é"
    assert utils.to_native_string(b"a") == "a"
    assert utils.to_native_string("é".encode(), "utf-8") == "é"
    with pytest.raises(UnicodeDecodeError):
        utils.to_native_string("é".encode())


def test_names_from_elsewhere_are_there():
    from urllib.parse import quote, urlparse

    assert utils.quote is quote and utils.urlparse is urlparse
    assert isinstance(utils.zipfile, types.ModuleType)
