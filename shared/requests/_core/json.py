"""JSON on both targets: refuse what cannot be written, guess how what was read is encoded (RFC 8259)."""

from ..exceptions import exceptions

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable

HEX = b"0123456789abcdefABCDEF"


def without_bom(data: bytes) -> bytes:
    """UTF-8 without its byte order mark, which a parser may ignore but MicroPython's does not (RFC 8259 8.1)."""
    return data[3:] if data[:3] == b"\xef\xbb\xbf" else data


def join_surrogates(data: bytes) -> bytes:
    """A JSON text whose escapes of a surrogate pair are the one character that they mean (RFC 8259 section 7).

    MicroPython's parser leaves two halves, which no encoder takes. A text without such a pair is not copied.
    """
    if b"\\ud" not in data and b"\\uD" not in data:
        return data
    pieces: "list[bytes]" = []
    begin, at = 0, data.find(b"\\")
    while at >= 0:
        character = _paired(data[at : at + 12])
        if character:
            pieces += [data[begin:at], character]
            begin = at + 12
        at = data.find(b"\\", at + (12 if character else 2))  # what a backslash escapes may be another one
    return b"".join(pieces + [data[begin:]])


def _paired(text: bytes) -> bytes:
    """The UTF-8 of the character that two \\uXXXX mean together, b"" where they do not."""
    high, low = text[2:6], text[8:12]
    if text[:2] != b"\\u" or text[6:8] != b"\\u" or (high + low).strip(HEX) or len(low) < 4:
        return b""
    first, second = int(high, 16), int(low, 16)
    if not 0xD800 <= first < 0xDC00 <= second < 0xE000:
        return b""
    return chr(0x10000 + ((first - 0xD800) << 10) + second - 0xDC00).encode()


def json_body(value: object, dumps: "Callable[[object], str]") -> bytes:
    """The bytes of `value` as `dumps` writes it; InvalidJSONError for whatever cannot be written.

    `dumps` refuses by ValueError or TypeError (or, too deeply nested, RuntimeError), as CPython's does with
    allow_nan=False, or as MicroPython's does behind `check_json`.
    """
    try:
        return dumps(value).encode()
    except (ValueError, TypeError, RuntimeError) as error:
        raise exceptions.InvalidJSONError(f"Not JSON: {error}")


def check_json(value: object) -> None:
    """Raise ValueError or TypeError for what MicroPython's `json.dumps` would write, but not as JSON.

    Keys are str only: an int would be written without quotes. A value within itself ends in a RuntimeError.
    """
    if isinstance(value, float):
        if value - value != 0:  # not of infinity, nor of what is no number
            raise ValueError(f"{value!r} is no number in JSON")
    elif isinstance(value, (list, tuple)):
        for item in value:
            check_json(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be a str, not {key!r}")
            check_json(item)
    elif value is not None and not isinstance(value, (str, int, bool)):  # a bool is no int on MicroPython
        raise TypeError(f"{type(value).__name__} is not JSON serializable")
