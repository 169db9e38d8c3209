"""Content that its Content-Type misdescribes: unknown charsets, malicious JSON (RFC 9110 section 8.3, RFC 8259)."""

import requests

from harness import eq, raises, script
from hostile import own_answer

E = requests.exceptions
NO_CHARSETS = ("nonexistent", "undefined", "base64", "zlib_codec", "rot13", "idna", "punycode", "x" * 300, "''", "../a")


def typed(charset, body):
    """The URL of a body of text in that charset."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=" + charset.encode()
    return script(head + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


def document(text):
    """Return the value of a response of that JSON, or the name of its RequestException."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(text)
    with requests.Session() as s:
        r = s.get(script(head + text[:10], (text[10:20], (len(text) - 10) // 10), text[len(text) - len(text) % 10 :]))
        try:
            return r.json()
        except E.RequestException as error:
            return type(error).__name__
        finally:
            own_answer(s)


def case_text_of_an_unknown_charset_is_decoded():
    """RFC 9110 section 8.3.2: an unknown charset is no error."""
    eq([requests.get(typed(name, b"plain")).text for name in NO_CHARSETS], ["plain"] * len(NO_CHARSETS))


def case_invalid_bytes_of_an_unknown_charset_are_replaced():
    """RFC 9110 section 8.3.2: an unknown charset is no error."""
    for name in NO_CHARSETS:
        eq(isinstance(requests.get(typed(name, b"\xff\xfe\x00-\x80")).text, str), True)


def case_text_of_an_unknown_charset_is_decoded_in_blocks():
    """RFC 9110 section 8.3.2: an unknown charset is taken for UTF-8."""
    for name in NO_CHARSETS:
        r = requests.get(typed(name, b"plain"), stream=True)
        eq("".join(list(r.iter_content(2, decode_unicode=True))), "plain")


def case_lines_of_an_unknown_charset_are_decoded():
    """RFC 9110 section 8.3.2: an unknown charset is taken for UTF-8."""
    for name in NO_CHARSETS:
        eq(list(requests.get(typed(name, b"a\nb")).iter_lines(decode_unicode=True)), ["a", "b"])


def case_bytes_that_are_invalid_in_their_charset_are_replaced():
    """RFC 9110 section 8.3.2: invalid characters are replaced; in blocks they may be a RequestException."""
    for name in ("utf-16", "utf-32", "utf-8", "ascii", "utf-7"):
        eq(isinstance(requests.get(typed(name, b"\xff\x00\xd8\x80+")).text, str), True)
        try:
            list(requests.get(typed(name, b"ab\xd8\x80+"), stream=True).iter_content(2, decode_unicode=True))
        except requests.RequestException:
            pass


def case_json_of_endless_nesting():
    """RFC 8259 section 9: a parser may limit the depth; the limit, or too little memory, is a RequestException."""
    assert document(b"[" * 20000) in ("JSONDecodeError", "RequestException")


def case_json_number_of_thousands_of_digits():
    """RFC 8259 section 6: the range may be limited; CPython's is, by a plain ValueError."""
    found = document(b"9" * 5000)
    eq(found in ("JSONDecodeError", 10**5000 - 1), True)


def case_json_of_white_space():
    """RFC 8259 section 2: a JSON text has a value."""
    eq(document(b" " * 30), "JSONDecodeError")


def case_content_type_of_nonsense():
    """RFC 9110 section 8.3.1."""
    for value in (b";;;", b"text/html; charset", b"text/html; charset=", b'text/html; charset="', b"=", b"a" * 1000):
        r = requests.get(script(b"HTTP/1.1 200 OK\r\nContent-Type: " + value + b"\r\nContent-Length: 2\r\n\r\nok"))
        eq(r.text, "ok")


def case_link_of_nonsense():
    """RFC 8288 section 3."""
    for value in (b"<", b"<a", b"<a>; rel", b">a<", b'<a>; rel="', b",,,", b"<a>;=;;=", b"<" * 1000):
        r = requests.get(script(b"HTTP/1.1 200 OK\r\nLink: " + value + b"\r\nContent-Length: 2\r\n\r\nok"))
        eq(isinstance(r.links, dict), True)


def case_reason_of_nonsense_in_an_error():
    """RFC 9112 section 4: obs-text."""
    r = requests.get(script(b"HTTP/1.1 500 \xff\xfe\r\nContent-Length: 2\r\n\r\nok"))
    eq("500" in str(raises(E.HTTPError, r.raise_for_status)), True)
