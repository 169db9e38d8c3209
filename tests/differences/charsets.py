"""Text is decoded from UTF-8, ASCII and Latin-1 on MicroPython.

what: Response.text knows every codec of CPython there. On MicroPython another charset is read as UTF-8 where that
    fits, as Latin-1 where it does not, and apparent_encoding is a guess between these two. text/* without a charset is
    Latin-1 on CPython, as in Requests; on MicroPython its encoding is None, and the text UTF-8 where that fits.
why: MicroPython has no codecs, and no detector of encodings fits a board.
workaround: Decode response.content by a table of your own.
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
