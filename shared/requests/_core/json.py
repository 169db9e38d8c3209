"""Convert JSON that MicroPython's parser does not support (RFC 8259 sections 7 and 8.1)."""

from .headers import HEX


def plain_json(data: bytes) -> bytes:
    """Return a JSON text without byte order mark, and with a character in place of each escaped surrogate pair.

    MicroPython's parser returns two lone surrogates, which cannot be encoded. A text without such pairs is not copied.
    """
    if data[:3] == b"\xef\xbb\xbf":
        data = data[3:]
    pieces: "list[bytes]" = []
    begin, at = 0, data.find(b"\\")
    while at >= 0:
        text = data[at : at + 12]
        digits = text[2:6] + text[8:]
        if text[:2] == text[6:8] == b"\\u" and len(digits) == 8 and not digits.strip(HEX.encode()):
            high, low = int(digits[:4], 16), int(digits[4:], 16)
            if 0xD800 <= high < 0xDC00 <= low < 0xE000:
                pieces += data[begin:at], chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00).encode()
                begin = at + 12
                at += 10
        at = data.find(b"\\", at + 2)  # behind the escaped character, which may be a backslash
    return data[:0].join(pieces + [data[begin:]]) if pieces else data
