"""Cookies that a server must not set, and invalid Set-Cookie lines (RFC 6265 section 5)."""

import requests

from harness import eq, script, url
from hostile import own_answer


def kept(*lines, at="http"):
    """Return the cookies that a session sends after a response with those Set-Cookie lines, in bytes."""
    head = b"HTTP/1.1 200 OK\r\n" + b"".join([b"Set-Cookie: " + line + b"\r\n" for line in lines])
    with requests.Session() as s:
        s.get(script(head + b"Content-Length: 0\r\n\r\n", at=at))
        own_answer(s)
        return s.get(url("/cookies", at=at)).json()["cookies"]


def case_line_without_equals_sign_is_ignored():
    """RFC 6265 section 5.2."""
    eq(kept(b"nonsense; Path=/"), {})


def case_cookie_without_a_name_is_ignored():
    """RFC 6265 section 5.2."""
    eq(kept(b"=value; Path=/"), {})


def case_empty_line_is_ignored():
    """RFC 6265 section 5.2."""
    eq(kept(b""), {})


def case_line_of_attributes_only_is_ignored():
    """RFC 6265 section 5.2: the name-value pair comes first."""
    eq(kept(b"; Path=/; HttpOnly"), {})


def case_good_cookie_beside_bad_lines_is_kept():
    """RFC 6265 section 5.2."""
    eq(kept(b"bad", b"good=1; Path=/", b"=x"), {"good": "1"})


def case_domain_of_another_host():
    """RFC 6265 section 5.3: ignore the whole cookie."""
    eq(kept(b"a=1; Path=/; Domain=example.org"), {})


def case_domain_empty_is_the_host_itself():
    """RFC 6265 section 5.2.3."""
    eq(kept(b"a=1; Path=/; Domain="), {"a": "1"})


def case_invalid_max_age_is_ignored():
    """RFC 6265 section 5.2.2."""
    eq(kept(b"a=1; Path=/; Max-Age=soon"), {"a": "1"})


def case_domain_of_a_suffix_of_an_address():
    """RFC 6265 section 5.1.3: an IP address is matched whole."""
    eq(kept(b"a=1; Path=/; Domain=0.0.1"), {})


def case_domain_of_a_top_level():
    """RFC 6265 section 5.3: no cookie for all of com."""
    eq(kept(b"a=1; Path=/; Domain=com"), {})


def case_domain_that_only_ends_alike():
    """RFC 6265 section 5.1.3: a match begins at a dot."""
    eq(kept(b"a=1; Path=/; Domain=host", at="name"), {})


def case_invalid_expires_is_ignored():
    """RFC 6265 section 5.2.1."""
    eq(kept(b"a=1; Path=/; Expires=tomorrow"), {"a": "1"})


def case_expires_of_another_format():
    """RFC 6265 section 5.1.1."""
    eq(kept(b"a=1; Path=/; Expires=Sunday, 06-Nov-94 08:49:37 GMT"), {})


def case_expires_far_in_the_future():
    """RFC 6265 section 5.1.1."""
    eq(kept(b"a=1; Path=/; Expires=Fri, 31 Dec 9999 23:59:59 GMT"), {"a": "1"})


def case_max_age_with_blanks_around_it():
    """RFC 6265 section 5.2: white space around a name and a value is ignored."""
    eq(kept(b"a=1; Path=/; Max-Age =  0 "), {})
    eq(kept(b"a=1; Path=/; Max-Age= 1000", b"b=2; Path=/; Max-Age=\tsoon"), {"a": "1", "b": "2"})


def case_max_age_below_zero():
    """RFC 6265 section 5.2.2."""
    eq(kept(b"a=1; Path=/; Max-Age=-1"), {})


def case_max_age_beyond_all_ages():
    """RFC 6265 section 5.2.2: no overflow."""
    eq(kept(b"a=1; Path=/; Max-Age=99999999999999999999"), {"a": "1"})


def case_invalid_path_is_ignored():
    """RFC 6265 section 5.2.4."""
    eq(kept(b"a=1; Path=relative").get("a"), None)


def case_attributes_without_a_value_are_ignored():
    """RFC 6265 section 5.2: an attribute without "=" has an empty value, which is ignored."""
    for name in (b"Path", b"Domain", b"Expires", b"Max-Age", b"Version", b"Port", b"Comment", b"", b" "):
        line = b"Set-Cookie: a=b; " + name + b"; HttpOnly\r\nContent-Length: 0\r\n\r\n"
        with requests.Session() as s:
            s.get(script(b"HTTP/1.1 200 OK\r\n" + line))
            eq((name, s.cookies.get("a")), (name, "b"))


def case_blanks_around_names_and_values():
    """RFC 6265 section 5.2."""
    eq(kept(b"  a  =  1  ;  Path = / "), {"a": "1"})


def case_a_cookie_of_ten_thousand_bytes_does_no_harm():
    """RFC 6265 section 6.1: at least 4096 bytes are kept; larger cookies may be ignored."""
    found = kept(b"big=" + b"x" * 3000 + b"; Path=/", b"small=1; Path=/")
    eq((found["small"], len(found.get("big", ""))), ("1", 3000))


def case_hundred_cookies_do_no_harm():
    """RFC 6265 section 6.1: at least 50 for each domain."""
    eq(len(kept(*[b"c%d=%d; Path=/" % (number, number) for number in range(50)])), 50)


def case_endless_cookies_are_bounded():
    """RFC 6265 section 6.1: the number of cookies is limited."""
    with requests.Session() as s:
        for turn in range(8):
            lines = b"".join([b"Set-Cookie: c%d=%d\r\n" % (turn * 50 + n, n) for n in range(50)])
            s.get(script(b"HTTP/1.1 200 OK\r\n" + lines + b"Content-Length: 0\r\n\r\n"))
        assert len(list(s.cookies)) <= 3000, len(list(s.cookies))
        eq(s.get(url("/status/200")).status_code, 200)


def case_quote_without_end():
    """RFC 6265 section 5.2: quotes are ordinary characters."""
    eq(kept(b'a="open; Path=/'), {"a": '"open'})


def case_control_characters_are_ignored_with_their_cookie():
    """RFC 6265 section 5.2 lets a recipient ignore them; another server may take them for the end of a line."""
    for line in (b"a=b\x19", b"\x0ea=b", b"a\x7f=b", b"a=\x1fb; Path=/"):
        eq((line, kept(line)), (line, {}))


def case_other_bytes_in_a_value_come_back():
    """RFC 6265 section 5.2: octets."""
    eq(kept("a=é; Path=/".encode()), {"a": "\xc3\xa9"})


def case_cookie_of_an_invalid_response_is_not_stored():
    """RFC 9112 section 6.3: an invalid response sets no cookies."""
    with requests.Session() as s:
        try:
            s.get(script(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nContent-Length: x\r\n\r\n", "close"))
        except requests.RequestException:
            pass
        eq(s.get(url("/cookies")).json()["cookies"], {})


def case_set_cookie_with_a_bare_cr_sets_nothing():
    """RFC 9110 section 5.5."""
    with requests.Session() as s:
        try:
            s.get(script(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\rSet-Cookie: b=2; Path=/\r\nContent-Length: 0\r\n\r\n"))
        except requests.RequestException:
            pass
        eq("b" in s.get(url("/cookies")).json()["cookies"], False)


def case_secure_cookie_is_not_sent_in_the_clear():
    """RFC 6265 section 5.4."""
    eq(kept(b"a=1; Path=/; Secure"), {})


def case_deleting_an_unknown_cookie():
    """RFC 6265 section 5.3."""
    eq(kept(b"a=; Path=/; Max-Age=0"), {})


def case_httponly_is_ignored():
    """RFC 6265 section 5.2.6: it is for scripts in browsers."""
    eq(kept(b"a=1; Path=/; HttpOnly"), {"a": "1"})
