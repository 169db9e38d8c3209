"""requests._core.multipart: forms with files, as Requests writes them where that is safe (RFC 7578)."""

import io
from array import array

from requests._core.body import body_length
from requests._core.multipart import BLOCK, MultipartBody, guess_filename, iter_parts, part_head
from requests.exceptions import InvalidBody, InvalidHeader, UnrewindableBodyError

from harness import eq, raises

EVERY_BYTE = bytes(range(256))


class File:
    """A file with a name, that reads but does not readinto; without seek when `fixed`."""

    def __init__(self, data, name=None, fixed=False):
        self._file = io.BytesIO(data)
        self.name = name
        self.tell = self._refuse if fixed else self._file.tell
        self.seek = self._refuse if fixed else self._file.seek

    def _refuse(self, *args):
        raise OSError(29)

    def read(self, size=-1):
        """The next bytes."""
        return self._file.read(size)


def body_of(data=None, files=None):
    """The body with the boundary "BB"."""
    return MultipartBody(iter_parts(data, files), "BB", body_length)


def wire(data=None, files=None):
    """The bytes of a body, with its length checked."""
    body = body_of(data, files)
    written = body.read()
    eq(body.length, len(written))
    return written


def part(head, content):
    """One part on the wire."""
    return b"--BB\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + content + b"\r\n"


END = b"--BB--\r\n"


def case_fields_come_before_files():
    eq(
        wire([("k", "v"), ("k", "w")], [("a", b"1"), ("a", ("n", b"2"))]),
        part(b'name="k"', b"v")
        + part(b'name="k"', b"w")
        + part(b'name="a"; filename="a"', b"1")
        + part(b'name="a"; filename="n"', b"2")
        + END,
    )


def case_files_are_accepted_in_every_form():
    named = b'name="a"; filename="fn"'
    for file, want in (
        (b"x\xff", part(b'name="a"; filename="a"', b"x\xff")),
        (bytearray(b"x"), part(b'name="a"; filename="a"', b"x")),
        (memoryview(b"xy"), part(b'name="a"; filename="a"', b"xy")),
        (array("B", b"xy"), part(b'name="a"; filename="a"', b"xy")),
        (array("H", [0x2020, 0x3030]), part(b'name="a"; filename="a"', b"  00")),
        (memoryview(array("H", [0x2020])), part(b'name="a"; filename="a"', b"  ")),
        ("x\xe9", part(b'name="a"; filename="a"', b"x\xc3\xa9")),
        (5, part(b'name="a"; filename="a"', b"5")),
        (True, part(b'name="a"; filename="a"', b"True")),
        (io.BytesIO(b"x"), part(b'name="a"; filename="a"', b"x")),
        (io.StringIO("x\xe9"), part(b'name="a"; filename="a"', b"x\xc3\xa9")),
        (File(b"x", "/tmp/pic.jpg"), part(b'name="a"; filename="pic.jpg"', b"x")),
        (File(b"x", "<stdin>"), part(b'name="a"; filename="a"', b"x")),
        (("fn", b"x"), part(named, b"x")),
        (["fn", b"x"], part(named, b"x")),
        (("fn", io.BytesIO(b"x")), part(named, b"x")),
        (("", b"x"), part(b'name="a"; filename=""', b"x")),
        ((None, b"x"), part(b'name="a"', b"x")),
        ((b"fn\xc3\xa9", b"x"), part(b'name="a"; filename="fn\xc3\xa9"', b"x")),
        (("fn", b"x", "text/plain"), part(named + b"\r\nContent-Type: text/plain", b"x")),
        (("fn", b"x", b"text/plain"), part(named + b"\r\nContent-Type: text/plain", b"x")),
        (("fn", b"x", ""), part(named, b"x")),
        (("fn", b"x", None, {"X-A": "b"}), part(named + b"\r\nX-A: b", b"x")),
        (("fn", b"x", "t/p", [("X-A", "b"), ("X-B", "")]), part(named + b"\r\nContent-Type: t/p\r\nX-A: b", b"x")),
        (("fn", b"x", "t/p", {"content-type": "q"}), part(named + b"\r\nContent-Type: t/p", b"x")),
        (("fn", b"x", None, {"CONTENT-DISPOSITION": "no"}), part(named, b"x")),
        (("fn", b""), part(named, b"")),
        (("fn", None), b""),
        (None, b""),
    ):
        eq(wire(None, {"a": file}), want + END)


def case_field_values_are_text_and_repeat():
    for value, want in (
        ("v", [b"v"]),
        ("", [b""]),
        (b"\xff", [b"\xff"]),
        (3, [b"3"]),
        (None, []),
        (["v", 1, None, b"\xff"], [b"v", b"1", b"\xff"]),
        ((1, 2), [b"1", b"2"]),
        ([], []),
        ("a\r\nb", [b"a\r\nb"]),
    ):
        eq(wire({"k": value}), b"".join([part(b'name="k"', one) for one in want]) + END)
    eq(wire([(b"k\xc3\xa9", "v")]), part(b'name="k\xc3\xa9"', b"v") + END)


def case_names_are_escaped_as_browsers_do():
    eq(
        part_head('a"b\r\nc\\\xe9%', 'f"\r\n\u2603'),
        b'Content-Disposition: form-data; name="a%22b%0D%0Ac\\\xc3\xa9%"; filename="f%22%0D%0A\xe2\x98\x83"\r\n\r\n',
    )


def case_header_of_a_part_may_be_a_number():
    eq(
        part_head("a", None, None, {"X-Index": 1}),
        b'Content-Disposition: form-data; name="a"\r\nX-Index: 1\r\n\r\n',
    )


def case_line_ends_and_nul_in_multipart_are_refused():
    for evil in ("a\r\nX: 1", "a\r", "a\n", "a\0", b"a\nb"):
        raises(InvalidHeader, wire, None, {"a": ("fn", b"x", evil)})
        raises(InvalidHeader, wire, None, {"a": ("fn", b"x", None, {"X": evil})})
        raises(InvalidHeader, wire, None, {"a": ("fn", b"x", None, {evil: "1"})})
    for evil in ("\0", b"a\0"):
        raises(InvalidHeader, wire, None, {evil: b"x"})
        raises(InvalidHeader, wire, None, {"a": (evil, b"x")})
        raises(InvalidHeader, wire, {evil: "x"})


def case_invalid_forms_are_refused():
    for data, files in (
        ("text", {"a": b""}),
        (b"", {"a": b""}),
        (5, {"a": b""}),
        ([1], {"a": b""}),
        (None, "ab"),
        (None, [1]),
        (None, ["abc"]),
        (None, {"a": ()}),
        (None, {"a": ("fn",)}),
        (None, {"a": ("fn", b"", "", {}, 5)}),
        (None, {"a": ("fn", [1])}),
        (None, {"a": object()}),
        (None, {"a": 1.5}),
        (None, {5: b"x"}),
        (None, {b"\xff": b"x"}),
        (None, {"a": (6, b"x")}),
        (None, {"a": ("fn", b"x", 7)}),
        (None, {"a": ("fn", b"x", None, "X: y")}),
        (None, {"a": ("fn", b"x", None, 5)}),
        (None, {"a": ("fn", b"x", None, [1])}),
        ({5: 6}, None),
    ):
        raises(InvalidBody, wire, data, files)


def case_filename_is_the_last_step_of_a_path():
    for name, want in (
        ("/a/b.jpg", "b.jpg"),
        ("b.jpg", "b.jpg"),
        ("C:\\a\\b.jpg", "b.jpg"),
        (b"/a/\xc3\xa9", "\xe9"),
        ("<stdin>", None),
        ("<odd", "<odd"),
        ("odd>", "odd>"),
        ("", None),
        (3, None),
        (None, None),
    ):
        eq(guess_filename(File(b"", name)), want)
    eq(guess_filename(b"x"), None)
    raises(InvalidBody, guess_filename, File(b"", b"/a/\xff"))


def case_content_type_names_the_boundary():
    eq(body_of(None, {"a": b""}).content_type, "multipart/form-data; boundary=BB")


def case_every_way_of_reading_gives_the_same_bytes():
    files = [("f", File(EVERY_BYTE)), ("g", io.BytesIO(EVERY_BYTE)), ("e", b""), ("h", ("h", memoryview(EVERY_BYTE)))]
    body = body_of({"k": "v"}, files)
    whole = body.read()
    eq((len(whole), body.read(), body.read(5)), (body.length, b"", b""))
    assert whole.count(EVERY_BYTE) == 3
    for size in (1, 7, 256, 4096):
        body.rewind()
        found = bytearray()
        while True:
            piece = body.read(size)
            if not piece:
                break
            assert len(piece) <= size
            found += piece
        eq(bytes(found), whole)
        body.rewind()
        buffer, found = bytearray(size), bytearray()
        while True:
            n = body.readinto(buffer)
            if not n:
                break
            found += buffer[:n]
        eq(bytes(found), whole)
    body.rewind()
    eq(b"".join(body), whole)
    body.rewind()
    eq(body.read(None), whole)


def case_read_returns_bytes():
    for content in (b"ab", bytearray(b"ab"), memoryview(b"ab"), io.BytesIO(b"ab")):
        body = body_of(None, {"a": ("n", content)})
        eq([type(piece) for piece in body], [bytes, bytes, bytes])


def case_a_file_is_iterated_by_blocks_and_bytes_as_they_are():
    """A camera has memory for one block of a file; bytes are in memory already."""
    size = 2 * BLOCK + 1
    for content, want in ((io.BytesIO(bytes(size)), [BLOCK, BLOCK, 1]), (bytes(size), [size])):
        lengths = [len(piece) for piece in body_of(None, {"a": ("n", content)})]
        eq(lengths[1:-1], want)


def case_reading_zero_bytes_moves_nothing():
    body = body_of(None, {"a": b"x"})
    eq((body.read(0), body.readinto(bytearray(0))), (b"", 0))
    eq(len(body.read()), body.length)


def case_file_is_read_from_its_position():
    file = io.BytesIO(b"abcd")
    file.seek(2)
    body = body_of(None, {"a": file})
    first = body.read()
    assert b"\r\n\r\ncd\r\n" in first
    body.rewind()
    eq(body.read(), first)


def case_file_without_a_length_makes_a_body_without_one():
    body = body_of(None, {"a": File(b"abc", None, True)})
    eq(body.length, None)
    assert b"\r\n\r\nabc\r\n" in body.read()
    raises(UnrewindableBodyError, body.rewind)


def case_file_that_grew_is_cut_and_one_that_shrank_is_an_error():
    for measured, readable in ((2, b"ab"), (4, b"abcd")):
        body = MultipartBody(iter_parts(None, {"a": io.BytesIO(b"abcd")}), "BB", lambda file, n=measured: n)
        whole = body.read()
        assert b"\r\n\r\n" + readable + b"\r\n--BB--" in whole
        body.rewind()
        eq(b"".join(body), whole)
        body.rewind()
        buffer = bytearray(1000)
        eq(b"".join([bytes(buffer[: body.readinto(buffer)]) for _ in range(4)]), whole)
    for read in (lambda body: body.read(), lambda body: [body.readinto(bytearray(100)) for _ in range(9)]):
        body = MultipartBody(iter_parts(None, {"a": io.BytesIO(b"abcd")}), "BB", lambda file: 5)
        assert "1 bytes" in str(raises(InvalidBody, read, body))
