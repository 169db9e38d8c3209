"""MicroPython decodes text as UTF-8, ASCII or Latin-1.

subject: Responses
what: On CPython Response.text uses any codec of Python. On MicroPython any other charset is decoded as UTF-8 if the
    bytes are valid UTF-8, else as Latin-1, and apparent_encoding is one of these two. text/* without a charset is
    Latin-1 on CPython, as in Requests; on MicroPython its encoding is None, and the text is decoded as UTF-8 if it is
    valid, else as Latin-1.
why: MicroPython has no codecs, and a detector of encodings is too large for a board.
workaround: Decode response.content with a table of your own.
"""

import requests
from harness import eq, url

SHIFT_JIS = "/body/93fa967b?type=text/plain;charset=shift_jis"


def case_cpython_decodes_every_charset():
    eq(requests.get(url(SHIFT_JIS)).text, "日本")


def case_micropython_reads_one_character_for_each_byte():
    eq(requests.get(url(SHIFT_JIS)).text, "\x93\xfa\x96\x7b")


def case_cpython_reads_text_without_charset_as_latin1():
    r = requests.get(url("/body/c3a9?type=text/plain"))
    eq((r.encoding, r.text), ("ISO-8859-1", "\xc3\xa9"))


def case_micropython_reads_text_without_charset_as_utf8():
    r = requests.get(url("/body/c3a9?type=text/plain"))
    eq((r.encoding, r.text), (None, "\xe9"))
    eq("".join(list(r.iter_content(1, decode_unicode=True))), "\xe9")
