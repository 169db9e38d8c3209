"""requests._core.url: URLs in normal form, and text that is refused (RFC 3986, RFC 6874)."""

from requests._core.plain_url import unsplit_url
from requests._core.url import (
    address_number,
    get_auth_from_url,
    is_http,
    prepare_url,
    split_url,
    url_text,
    urldefragauth,
)
from requests.exceptions import InvalidURL, MissingSchema

from harness import eq, raises


def prepared(url, query="", to_ascii=None):
    """The text of a prepared URL."""
    return unsplit_url(prepare_url(url_text(url), query, to_ascii))


def becomes(table):
    """Compare each URL with its prepared form; preparing it again must not change it."""
    for url, want in table:
        eq((url, prepared(url)), (url, want))
        eq((url, prepared(want)), (url, want))


def case_a_url_in_normal_form_stays():
    for url in (
        "http://example.com/",
        "https://example.com/a/b.c;d=e/~f?g=h&i=j%20k",
        "http://127.0.0.1:8080/get?url=http://x/y",
        "http://[::1]:8080/",
        "http://a_b.example:65535//a//b/",
        "http://user:pa%40ss@example.com/#part",
        "http://x/.well-known/...a/..b",
    ):
        eq(prepared(url), url)


def case_scheme_and_host_in_lower_case_and_a_path():
    becomes(
        (
            ("HTTP://EXAMPLE.com", "http://example.com/"),
            ("http://example.com?A=B", "http://example.com/?A=B"),
            ("http://example.com#F", "http://example.com/#F"),
            ("http://exa%6dple.com/", "http://example.com/"),
            ("http://example.com./", "http://example.com./"),
        )
    )


def case_empty_parts_are_left_out():
    becomes(
        (
            ("http://x:/", "http://x/"),
            ("http://@x/", "http://x/"),
            ("http://x/?", "http://x/"),
            ("http://x/?#", "http://x/"),
        )
    )


def case_percent_encoding_has_one_form():
    becomes(
        (
            ("http://x/%7ea%2fb%c3%a9", "http://x/~a%2Fb%C3%A9"),
            ('http://x/a b"<>^`{|}[]', "http://x/a%20b%22%3C%3E%5E%60%7B%7C%7D%5B%5D"),
            ("http://x/é?é#é", "http://x/%C3%A9?%C3%A9#%C3%A9"),
            ("http://x/a\tb\n\x00\x7f", "http://x/a%09b%0A%00%7F"),
            ("http://x/?a=b c+d&e", "http://x/?a=b%20c+d&e"),
            ("http://x/a#b#c", "http://x/a#b%23c"),
            ("http://u ser:p@ss@x/", "http://u%20ser:p%40ss@x/"),
        )
    )


def case_percent_encoding_stays_as_written_with_as_written():
    for given, want in [
        ("http://x/%7ea%2fb%c3%a9?%c3#%C3", "http://x/~a%2fb%c3%a9?%c3#%C3"),
        ("http://x/%2f\xe9", "http://x/%2f%C3%A9"),
        ("http://x/%2f%", "http://x/%252f%25"),
    ]:
        eq((given, unsplit_url(prepare_url(given, "", None, True))), (given, want))
    eq(unsplit_url(prepare_url("http://x/", "a=%2f", None, True)), "http://x/?a=%2f")


def case_with_a_stray_percent_sign_all_percent_signs_are_encoded():
    becomes(
        (
            ("http://x/100%", "http://x/100%25"),
            ("http://x/%zz%20", "http://x/%25zz%2520"),
            ("http://x/%20?100%", "http://x/%20?100%25"),
        )
    )


def case_dot_segments_are_removed():
    becomes(
        (
            ("http://x/a/../b/./c/..", "http://x/b/"),
            ("http://x/..", "http://x/"),
            ("http://x/../a", "http://x/a"),
            ("http://x/.", "http://x/"),
            ("http://x//../a", "http://x/a"),
            ("http://x/..//a", "http://x//a"),
            ("http://x/a?b/../c#d/../e", "http://x/a?b/../c#d/../e"),
        )
    )


def case_encoded_dots_are_dots():
    becomes((("http://x/a/%2e%2E/b", "http://x/b"), ("http://x/%2e/a", "http://x/a")))


def case_ports():
    becomes(
        (
            ("http://x:80/", "http://x:80/"),
            ("http://x:00080/", "http://x:80/"),
            ("http://x:1/", "http://x:1/"),
            ("http://x:65535/", "http://x:65535/"),
            ("http://u@x:65535/", "http://u@x:65535/"),
        )
    )


def case_ipv6_literals():
    becomes(
        (
            ("http://[::]/", "http://[::]/"),
            ("http://[2001:DB8::1]/", "http://[2001:db8::1]/"),
            ("http://[1:2:3:4:5:6:7:8]/", "http://[1:2:3:4:5:6:7:8]/"),
            ("http://[::ffff:1.2.3.4]:80/", "http://[::ffff:1.2.3.4]:80/"),
            ("http://[fe80::1%25eth0]/a b", "http://[fe80::1%25eth0]/a%20b"),
            ("http://[fe80::1%eth0]/", "http://[fe80::1%25eth0]/"),
            ("http://[fe80::1%2530]/", "http://[fe80::1%2530]/"),
            ("http://[fe80::1%25x]/", "http://[fe80::1%25x]/"),
            ("http://[fe80::1%25]/", "http://[fe80::1%2525]/"),
            ("http://[FE80::1%Eth0]/", "http://[fe80::1%25Eth0]/"),
            ("http://[1:2:3:4:5:6:1.2.3.4]/", "http://[1:2:3:4:5:6:1.2.3.4]/"),
            ("http://[1:2:3:4:5:6:7::]/", "http://[1:2:3:4:5:6:7::]/"),
        )
    )


def case_a_backslash_ends_the_host():
    becomes((("http://good.example\\@evil.example/", "http://good.example/%5C@evil.example/"),))
    eq(split_url("http://good.example\\@evil.example/").host, "good.example")


def case_invalid_hosts_are_refused():
    for url in (
        "http://",
        "http:",
        "http:example.com",
        "http:///path",
        "http://:80/",
        "http://u:p@",
        "http://*.example.com/",
        "http://.example.com/",
        "http://a..b/",
        "http://a b/",
        "http://a<b/",
        "http://a%20b/",
        "http://a%2fb/",
        "http://a%zz/",
        "http://a\nb/",
        "http://a\x00b/",
        "http://a\x7fb/",
        "http://" + "a" * 64 + ".com/",
        "http://aa." + "a." * 125 + "a/",
        "http://[::1",
        "http://[::1]x/",
        "http://[]/",
        "http://[zz]/",
        "http://[1:2]/",
        "http://[:1:2:3:4:5:6:7]/",
        "http://[1:2:3:4:5:6:7:8:9]/",
        "http://[1:2:3:4:5:6:7:8::]/",
        "http://[1:2:3:4:5:1.2.3.4]/",
        "http://[1:2:3:4:5:6:7:1.2.3.4]/",
        "http://[1:2:3:4:5:6:7:g]/",
        "http://[g::]/",
        "http://[1::2::3]/",
        "http://[:::]/",
        "http://[12345::]/",
        "http://[1.2.3.4::]/",
        "http://[::1.2.3]/",
        "http://[::7.00.0.1]/",
        "http://[::256.1.1.1]/",
        "http://[fe80::1%]/",
        "http://[v1.x]/",
    ):
        raises(InvalidURL, prepared, url)


def case_the_longest_labels_and_hosts_pass():
    for host in ("a" * 63, "a" * 63 + ".com", "a." * 126 + "a", "a." * 126 + "a."):
        eq(prepared("http://" + host), "http://" + host + "/")


def case_ipv4_addresses():
    """RFC 3986 section 3.2.2; section 7.4: a leading zero may be read as octal."""
    for text, want in (
        ("0.0.0.0", 0),
        ("255.255.255.255", 0xFFFFFFFF),
        ("1.2.3.256", None),
        ("1.2.3.04", None),
        ("1.2.3.-4", None),
        ("1.2.3.+4", None),
        ("1.2.a.4", None),
        ("1.2..4", None),
        ("1.2.3", None),
        ("1.2.3.4.5", None),
        ("1.2.3." + "4" * 5000, None),
        ("1.2.3.\u0664", None),
        ("", None),
    ):
        eq((text, address_number(text)), (text, want))


def case_ipv6_addresses():
    for text, want in (
        ("::", 0),
        ("::1", 1),
        ("1::", 1 << 112),
        ("1:2:3:4:5:6:7:8", 0x00010002000300040005000600070008),
        ("::255.1.2.3", 0xFF010203),
        ("1::255.1.2.3", (1 << 112) + 0xFF010203),
        ("1:2:3:4:5:6:7", None),
        ("::1.2.3", None),
        ("1.2.3.4::", None),
        (":", None),
    ):
        eq((text, address_number(text)), (text, want))


def case_invalid_ports_are_refused():
    for port in ("0", "000", "65536", "99999", "100000", "-1", "+1", "1_0", "x", "1x", " 1", "1:2", "1" * 5000):
        raises(InvalidURL, prepared, "http://x:" + port + "/")


def case_missing_scheme_is_an_error_with_a_suggestion():
    for url in ("example.com", "//example.com/x", "/path", "", "http", "1http//x", "a b/c"):
        error = raises(MissingSchema, prepared, url)
        eq(str(error), f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")


def case_no_message_shows_a_credential():
    for url in ("http://u:secret@:80", "http://u:secret@x:99999/", "http://u:secret@a b/", "http://u:secret@[z]/"):
        error = raises(InvalidURL, prepared, url)
        eq("secret" in str(error), False)
    eq("secret" in str(raises(InvalidURL, url_text, b"http://u:secret@x/\xff")), False)


def case_no_message_shows_a_password_that_was_not_quoted():
    """RFC 3986 section 3.2: its first "/" or "#" ends the authority; the text before that is where a port would be."""
    for url in (
        "http://u:secret/x@h/",
        "http://u:secret#x@h/",
        "http://u:secret?x@h/",
        "http://:secret/x@h",
        "http://u:00/secret@h",
    ):
        error = raises(InvalidURL, prepared, url)
        eq("secret" in str(error), False)
    eq("'h:x'" in str(raises(InvalidURL, prepared, "http://u:p@h:x/y")), True)


def case_the_callers_text():
    eq(url_text(b"http://x/\xc3\xa9"), "http://x/é")
    eq(url_text(" \t\nhttp://x/ \r\n"), "http://x/")
    eq(url_text(5), "5")
    raises(InvalidURL, url_text, b"http://x/\xff")


def case_urls_of_other_schemes_are_not_prepared():
    for url, want in (
        ("http://x", True),
        ("HTTPS://x", True),
        ("http+unix://x", True),
        ("example.com", True),
        ("mailto:a@b", False),
        ("ftp://x", False),
        ("localhost:8080/x", False),
    ):
        eq((url, is_http(url)), (url, want))


def case_a_scheme_like_http_is_requoted_only():
    eq(prepared("http+unix://%2Fvar%2Frun%2Fx/a b/../c?d e#f g"), "http+unix://%2Fvar%2Frun%2Fx/a%20b/../c?d%20e#f%20g")
    eq(prepared("HTTP+unix://FOO"), "http+unix://FOO/")
    raises(InvalidURL, prepared, "http+unix:///x")


def case_a_query_is_added():
    for url, query, want in (
        ("http://x", "a=b", "http://x/?a=b"),
        ("http://x/?a=1", "b=2", "http://x/?a=1&b=2"),
        ("http://x/?", "b", "http://x/?b"),
        ("http://x/#f", "a=b", "http://x/?a=b#f"),
        ("http://x/", "a b&c=é", "http://x/?a%20b&c=%C3%A9"),
        ("http://x/", "a%20b=%7e", "http://x/?a%20b=~"),
        ("http://x/", "a[]=1", "http://x/?a%5B%5D=1"),
        ("http://x/", "a#b", "http://x/?a%23b"),
        ("http://x/", "100%", "http://x/?100%25"),
        ("http://x/%20", "%zz", "http://x/%20?%25zz"),
    ):
        eq((url, query, prepared(url, query)), (url, query, want))


def case_a_host_beyond_ascii_needs_an_encoder():
    def encoder(host):
        return {"é.com": "xn--9ca.com", "É.com": "XN--9CA.com", "a／b": "a/b"}[host]

    def failing(host):
        raise UnicodeError("no such letter")

    eq(prepared("http://é.com/é", "", encoder), "http://xn--9ca.com/%C3%A9")
    eq(prepared("http://u@É.com:80", "", encoder), "http://u@xn--9ca.com:80/")
    eq("xn--" in str(raises(InvalidURL, prepared, "http://é.com/")), True)
    eq("no such letter" in str(raises(InvalidURL, prepared, "http://é.com/", "", failing)), True)
    raises(InvalidURL, prepared, "http://a／b", "", encoder)


def case_credentials_of_a_url():
    for url, want in (
        ("http://u:p@h/", ("u", "p")),
        ("http://u%41:%2fp%C3%A9@h:99999/", ("uA", "/pé")),
        ("http://u:a:b@h/", ("u", "a:b")),
        ("http://u:%e9@h/", ("u", "é")),
        ("http://u:@h/", ("u", "")),
        ("http://:p@h/", ("", "p")),
        ("http://u@h/", ("", "")),
        ("http://h/?a:b@c", ("", "")),
        ("http://h/a:b@c", ("", "")),
        ("mailto:ana:secret@h", ("", "")),
        ("", ("", "")),
    ):
        eq((url, get_auth_from_url(url)), (url, want))


def case_a_url_without_credentials_and_fragment():
    for url, want in (
        ("http://u:p@example.com/path?a=1#test", "http://example.com/path?a=1"),
        ("http://example.com/a@b", "http://example.com/a@b"),
        ("http://example.com?a@b#c@d", "http://example.com?a@b"),
        ("//u:p@example.com/path", "//example.com/path"),
        ("example.com/path", "//example.com/path"),
        ("/path#part", "/path"),
        ("", ""),
        ("scheme:u:p@example.com/path", "scheme://example.com/path"),
        ("myapp:?code=1", "myapp:?code=1"),
        ("mailto:a@b#c", "mailto:a@b"),
    ):
        eq((url, urldefragauth(url)), (url, want))
