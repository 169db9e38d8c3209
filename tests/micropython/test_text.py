"""Bytes to text on the device, which has codecs of its own: whole, in blocks, and with what is no text in them."""

BROKEN = "a\xff\x80\xc3\xa9\xe2(\xa1\xf0\x9f\x98\x80\xf0\x9f"  # octets, as Latin-1
MENDED = "a\ufffd\ufffd\xe9\ufffd(\ufffd\U0001f600\ufffd\ufffd"


def test_what_is_broken_is_replaced(board):
    board.run(f"""
        from requests._core.headers import latin1_bytes
        from requests._response_methods import decode
        broken = latin1_bytes({BROKEN!a})
        for encoding in ("utf-8", "UTF8", "utf_8", "ascii", "US-ASCII", "utf-8-sig"):
            eq(decode(broken, encoding), {MENDED!a})
        for encoding in ("iso-8859-1", "Latin_1", "latin1", "ISO8859-1", "l1", "windows-1252", "cp1252"):
            eq(decode(broken, encoding), {BROKEN!a})
        for encoding in (None, "", "klingon"):
            eq((decode(broken, encoding), decode(broken[3:5], encoding)), ({BROKEN!a}, "\\xe9"))
        for content, want in ((broken, "ISO-8859-1"), (broken[3:5], "utf-8"), (b"", "utf-8")):
            r = requests.Response()
            r._content = content
            eq(r.apparent_encoding, want)
    """)


def test_a_character_may_begin_in_one_block_and_end_in_another(board):
    board.run(f"""
        from requests._core.headers import latin1_bytes
        from requests._response_methods import decode_blocks
        broken = latin1_bytes({BROKEN!a})
        for size in range(1, len(broken) + 1):
            blocks = [broken[start:start + size] for start in range(0, len(broken), size)]
            eq((size, "".join(list(decode_blocks(blocks, "utf-8")))), (size, {MENDED!a}))
            eq("".join(list(decode_blocks(blocks, "latin-1"))), {BROKEN!a})
    """)


def test_no_text_waits_for_what_cannot_belong_to_it(board):
    board.run("""
        from requests._response_methods import decode_blocks
        table = (
            ("utf-8", (b"a\\xc3", b"\\xa9b"), ["a", "\\xe9b"]),
            ("utf-8", (b"\\xe2A", b"B"), ["\\ufffdA", "B"]),
            ("utf-8", (b"\\xe2\\x82", b"\\xac", b"\\xe2\\x82"), ["\\u20ac", "\\ufffd\\ufffd"]),
            ("utf-8", (b"\\xf0\\x9f\\x98", b"\\x80", b"\\x80"), ["\\U0001f600", "\\ufffd"]),
            ("utf-8", (b"\\x80\\x80\\x80\\x80\\x80", b"a"), ["\\ufffd" * 5, "a"]),
            ("utf-8", (b"\\xc3\\xa9", b"\\xe2\\x82\\xac"), ["\\xe9", "\\u20ac"]),
            ("utf-8", (b"\\xf0\\x9f\\x98\\x80", b"a"), ["\\U0001f600", "a"]),
            ("latin_1", (b"a\\xc3", b"\\xa9b"), ["a\\xc3", "\\xa9b"]),
        )
        for encoding, blocks, want in table:
            eq(list(decode_blocks(blocks, encoding)), want)
    """)
