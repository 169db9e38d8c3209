"""Bytes to text: the device has its own codecs, for whole bodies and for blocks of them."""

import requests
from harness import eq
from requests._core.headers import latin1_bytes
from requests._response_methods import decode, decode_blocks

LATIN1 = "a\xff\x80\xc3\xa9\xe2(\xa1\xf0\x9f\x98\x80\xf0\x9f"  # a character for each byte
UTF8 = "a\ufffd\ufffd\xe9\ufffd(\ufffd\U0001f600\ufffd\ufffd"  # the same bytes, as UTF-8 with errors replaced
BROKEN = latin1_bytes(LATIN1)


def case_invalid_bytes_are_replaced():
    for encoding in ("utf-8", "UTF8", "utf_8", "ascii", "US-ASCII", "utf-8-sig"):
        eq(decode(BROKEN, encoding), UTF8)
    for encoding in ("iso-8859-1", "Latin_1", "latin1", "ISO8859-1", "l1", "windows-1252", "cp1252"):
        eq(decode(BROKEN, encoding), LATIN1)


def case_an_unknown_encoding_is_utf8_if_the_bytes_are_valid_else_latin1():
    for encoding in (None, "", "klingon"):
        eq((decode(BROKEN, encoding), decode(BROKEN[3:5], encoding)), (LATIN1, "\xe9"))


def case_apparent_encoding_is_utf8_if_the_bytes_are_valid_else_latin1():
    for content, want in ((BROKEN, "ISO-8859-1"), (BROKEN[3:5], "utf-8"), (b"", "utf-8")):
        r = requests.Response()
        r._content = content
        eq(r.apparent_encoding, want)


def case_a_character_may_begin_in_one_block_and_end_in_another():
    for size in range(1, len(BROKEN) + 1):
        blocks = [BROKEN[start : start + size] for start in range(0, len(BROKEN), size)]
        eq((size, "".join(list(decode_blocks(blocks, "utf-8")))), (size, UTF8))
        eq("".join(list(decode_blocks(blocks, "latin-1"))), LATIN1)


def case_text_is_returned_as_soon_as_its_last_character_is_complete():
    table = (
        ("utf-8", (b"a\xc3", b"\xa9b"), ["a", "\xe9b"]),
        ("utf-8", (b"\xe2A", b"B"), ["\ufffdA", "B"]),
        ("utf-8", (b"\xe2\x82", b"\xac", b"\xe2\x82"), ["\u20ac", "\ufffd\ufffd"]),
        ("utf-8", (b"\xf0\x9f\x98", b"\x80", b"\x80"), ["\U0001f600", "\ufffd"]),
        ("utf-8", (b"\x80\x80\x80\x80\x80", b"a"), ["\ufffd" * 5, "a"]),
        ("utf-8", (b"\xc3\xa9", b"\xe2\x82\xac"), ["\xe9", "\u20ac"]),
        ("utf-8", (b"\xf0\x9f\x98\x80", b"a"), ["\U0001f600", "a"]),
        ("latin_1", (b"a\xc3", b"\xa9b"), ["a\xc3", "\xa9b"]),
    )
    for encoding, blocks, want in table:
        eq(list(decode_blocks(blocks, encoding)), want)
