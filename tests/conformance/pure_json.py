"""requests._core.json: JSON texts that MicroPython's parser alone does not read."""

from requests._core.json import plain_json

from harness import eq


def case_byte_order_mark_is_removed():
    eq(plain_json(b"\xef\xbb\xbf{}"), b"{}")
    eq(plain_json(b'\xef\xbb\xbf"\\ud83d\\ude00"'), '"\U0001f600"'.encode())
    eq(plain_json(b"{}"), b"{}")
    eq(plain_json(b"\xef\xbb"), b"\xef\xbb")


PAIRS = (
    (b'"\\ud83d\\ude00"', '"\U0001f600"'.encode()),
    (b'"\\uD83D\\uDE00\\ud800\\udc00"', '"\U0001f600\U00010000"'.encode()),
    (b'"a\\ud83d\\ude00b\\n"', '"a\U0001f600b\\n"'.encode()),
    (b'"\\\\ud83d\\ude00"', None),  # a backslash, then text
    (b'"\\\\\\ud83d\\ude00"', '"\\\\\U0001f600"'.encode()),
    (b'"\\ude00\\ud83d"', None),  # in the wrong order
    (b'"\\ud83d"', None),
    (b'"\\ud83d\\n\\ude00"', None),
    (b'"\\ud83d\\ude0"', None),
    (b'"\\ud83d\\ude_0"', None),
    (b'"\\u00e9\\u2603"', None),
    (b'"\\ud83d\\', None),
    (b"", None),
    (b"\\ud83d\\ude00", "\U0001f600".encode()),
    (b'"\\uD83D\\uDE00"', '"\U0001f600"'.encode()),
    (b'"\\ud800\\udc00\\udbff\\udfff"', '"\U00010000\U0010ffff"'.encode()),
    (b'"\\ud7ff\\udc00"', None),
    (b'"\\udc00\\udc00"', None),
    (b'"\\ud800\\udbff"', None),
    (b'"\\ud800\\ue000"', None),
    (b'"\\nd83d\\ude00"', None),
    (b'"\\ud83dxxde00"', None),
    (b'"\\ud83d\\ude0', None),  # cut
    (b'"\\ud83d\\u', None),
)


def case_surrogate_pairs_are_joined():
    for text, joined in PAIRS:
        eq((text, plain_json(text)), (text, text if joined is None else joined))
