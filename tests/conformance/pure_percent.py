"""requests._core.percent: percent-encoding and decoding (RFC 3986 section 2)."""

from requests._core import percent
from requests.exceptions import InvalidURL

from harness import eq, raises


def case_quoting():
    eq(percent.quote("a b/ü~&"), "a%20b/%C3%BC~%26")
    eq(percent.quote("a/b", ""), "a%2Fb")
    eq(percent.quote(b"\x00\xff%25"), "%00%FF%2525")
    eq(percent.quote_plus("a b+c=d/é"), "a+b%2Bc%3Dd%2F%C3%A9")
    eq(percent.quote_plus(b"\xff x"), "%FF+x")
    eq(percent.quote(""), "")


def case_unquoting():
    for text, want in (
        ("", ""),
        ("a+b", "a+b"),
        ("%C3%A9%2F", "é/"),
        ("%e9", "é"),
        ("é%e9", "Ã©é"),
        ("%", "%"),
        ("%4", "%4"),
        ("%zz%41", "%zzA"),
        ("%+1%-1% 1", "%+1%-1% 1"),
    ):
        eq((text, percent.unquote(text)), (text, want))


def case_requoting_a_whole_uri():
    for uri, want in (
        ("http://x/a b?c%20d#e", "http://x/a%20b?c%20d#e"),
        ("http://x/%7Ea%41%2f", "http://x/~aA%2f"),
        ("http://x/%zz%20", "http://x/%25zz%2520"),
        ("http://x/50%", "http://x/50%"),
        ("http://x/%-1% 5", "http://x/%-1%%205"),
        ("http://x/%9g", "http://x/%259g"),
        ("http://x/[é]", "http://x/[%C3%A9]"),
    ):
        eq((uri, percent.requote_uri(uri)), (uri, want))
    raises(InvalidURL, percent.unquote_unreserved, "http://x/%zz")


def case_unreserved_characters_and_delimiters_need_no_encoding():
    eq(percent.LEGAL, percent.UNRESERVED + "!$&'()*+,;=" + ":@/?")
