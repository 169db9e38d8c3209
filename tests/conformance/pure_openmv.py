"""requests.openmv.Response, made by hand: how its encoding is named."""

from requests import openmv

from harness import eq, raises

TEXTS = (
    (("utf-8", "UTF-8", "utf_8", "utf8", "UTF8"), b"\xc3\xa4", "\xe4"),
    (("ascii", "ASCII", "us-ascii", "US-ASCII"), b"abc", "abc"),
    (("latin-1", "Latin_1", "latin1", "ISO-8859-1"), b"\xe4", "\xe4"),
)


def made(encoding, content):
    """A response with that encoding and content."""
    r = openmv.Response(200, "OK", b"", content)
    r.encoding = encoding
    return r


def case_an_encoding_has_several_names():
    """MicroPython 1.29 knows utf-8, utf8 and ascii, in lower case only."""
    for names, content, text in TEXTS:
        for name in names:
            eq((name, made(name, content).content), (name, text))


def case_no_encoding_gives_bytes():
    eq(made(None, b"\xff").content, b"\xff")


def case_invalid_bytes_are_a_unicode_error():
    raises(UnicodeError, lambda: made("utf-8", b"\xff").content)
