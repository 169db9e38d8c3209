"""requests._core.cookies: a small jar (RFC 6265)."""

from requests._core.cookies import (
    FOREVER,
    Cookie,
    cookie_header,
    domain_match,
    parse_date,
    parse_set_cookie,
    store,
)
from requests._core.http1 import Limits

from harness import eq

NOW = 1000000


def cookie(line, host="www.example.com", path="/dir/page", **limits):
    """The cookie that a Set-Cookie line makes."""
    return parse_set_cookie(line, host, path, NOW, Limits(**limits))


def made(name="a", value="b", domain="example.com", path="/", expires=None, secure=False, host_only=False):
    """A cookie in a jar."""
    return Cookie(name, value, domain, path, expires, secure, host_only, False)


def case_plain_cookie_belongs_to_its_host_and_directory():
    eq(cookie("a=b"), Cookie("a", "b", "www.example.com", "/dir", None, False, True, False))


def case_attributes_are_read():
    eq(
        cookie("a=b; PATH=/x; domain=.Example.COM; secure; HttpOnly; max-age=10; SameSite=Lax; ; =; x=y=z"),
        Cookie("a", "b", "example.com", "/x", NOW + 10, True, False, True),
    )


def case_pairs_are_read():
    for line, want in (
        (" a = b ;x", ("a", "b")),
        ("a=", ("a", "")),
        ("a=b=c", ("a", "b=c")),
        ('a="b c"', ("a", '"b c"')),
        ('a="q;x"', ("a", '"q')),
        ("a=b,c=d", ("a", "b,c=d")),
        ("a=\xe9", ("a", "\xe9")),
        ("a=b\tc", ("a", "b\tc")),
        ("a b=c", ("a b", "c")),
    ):
        eq((cookie(line).name, cookie(line).value), want)


def case_invalid_cookies_are_ignored():
    for line in ("", ";", "novalue", "novalue; path=/", "=b", " =b", "a\x01=b", "a=b\x00", "a=b\x7f", "a=b\nc"):
        eq(cookie(line), None)


def case_size_limit_holds():
    assert cookie("a=" + "x" * 9 + "; path=/a/long/path", cookie_size=10)
    eq(cookie("a=" + "x" * 10, cookie_size=10), None)


def case_domain_must_be_the_host_or_above_it():
    for host, domain, want in (
        ("www.example.com", "example.com", ("example.com", False)),
        ("www.example.com", ".example.com", ("example.com", False)),
        ("www.example.com", "www.example.com", ("www.example.com", False)),
        ("www.example.com", "", ("www.example.com", True)),
        ("www.example.com", ".", ("www.example.com", True)),
        ("www.example.com", "com", None),
        ("www.example.com", ".com", None),
        ("www.example.com", "other.com", None),
        ("www.example.com", "ample.com", None),
        ("www.example.com", "a.www.example.com", None),
        ("www.example.com", "..example.com", None),
        ("localhost", "localhost", ("localhost", True)),
        ("a.localhost", "localhost", None),
        ("10.0.0.1", "10.0.0.1", ("10.0.0.1", False)),
        ("10.0.0.1", "0.0.1", None),
        ("::1", "::1", ("::1", False)),
    ):
        got = cookie("a=b; domain=" + domain, host)
        eq(got and (got.domain, got.host_only), want)


def case_last_attribute_of_a_name_counts():
    eq(cookie("a=b; path=/x; path=/y").path, "/y")
    eq(cookie("a=b; domain=other.com; domain=example.com").domain, "example.com")


def case_invalid_path_is_the_directory_of_the_request():
    for path in ("", "x", "x/y", "/\x01"):
        eq(cookie("a=b; path=" + path).path, "/dir")
    eq(cookie("a=b; path = /x ; secure").path, "/x")


def case_max_age_beats_expires():
    date = "; expires=Thu, 01 Jan 1970 00:01:40 GMT"
    for attributes, want in (
        ("", None),
        (date, 100),
        ("; expires=never", None),
        ("; max-age=5", NOW + 5),
        ("; max-age=5" + date, NOW + 5),
        (date + "; max-age=5", NOW + 5),
        ("; max-age=0", 0),
        ("; max-age=-5", 0),
        ("; max-age=" + "9" * 50, FOREVER),
        ("; max-age=99999999999", NOW + 99999999999),
        ("; max-age=999999999999", FOREVER),
        ("; max-age=" + "9" * 5000, FOREVER),
        ("; max-age=+5" + date, 100),
        ("; max-age=5_0", None),
        ("; max-age=5s", None),
        ("; max-age=", None),
        ("; max-age=-", None),
    ):
        eq(cookie("a=b" + attributes).expires, want)


def case_dates_are_read_however_they_are_written():
    for text, want in (
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784111777),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 784111777),
        ("Sun Nov  6 08:49:37 1994", 784111777),
        ("06 nOVember 94 8:49:37", 784111777),
        ("8:49:37x 06nd nov 1994ad", 784111777),
        ("1994 Nov 06 08:49:37 -0800", 784111777),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
        ("29 Feb 2000 00:00:00", 951782400),
        ("1 Mar 2000 00:00:00", 951868800),
        ("19 Jan 2038 03:14:08", 1 << 31),
        ("1 Jan 69 00:00:00", 3124224000),
        ("31 Dec 9999 23:59:59", FOREVER),
    ):
        eq(parse_date(text), want)


def case_invalid_dates_are_none():
    for text in (
        "",
        "never",
        "Sun, 06 Nov 1994",
        "06 Nov 08:49:37",
        "06 1994 08:49:37",
        "Nov 1994 08:49:37",
        "06 Nov 1994 24:00:00",
        "06 Nov 1994 08:60:00",
        "06 Nov 1994 08:00:60",
        "06 Nov 1994 08:49",
        "06 Nov 1994 108:49:37",
        "06 Nov 1994 :49:37",
        "06 Nov 1994 008:49:37",
        "06 Nov 1994 0a:49:37",
        "006 Nov 1994 08:49:37",
        "00 Nov 1994 08:49:37",
        "31 Nov 1994 08:49:37",
        "29 Feb 1900 08:49:37",
        "06 Nov 1600 08:49:37",
        "06 Nov 199 08:49:37",
        "06 Anf 1994 08:49:37",
    ):
        eq(parse_date(text), None)


def case_the_last_day_of_each_month():
    """RFC 6265 section 5.1.1 step 6: a day that the month does not have makes no date."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    ends = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    start = parse_date("1 Jan 2023 00:00:00")
    for month, end in zip(months, ends):
        eq((month, parse_date(f"1 {month} 2023 00:00:00")), (month, start))
        start += end * 86400
        eq((month, parse_date(f"{end} {month} 2023 00:00:00")), (month, start - 86400))
        eq((month, parse_date(f"{end + 1} {month} 2023 00:00:00")), (month, None))


def case_leap_years():
    for year, leap in ((1900, False), (2000, True), (2023, False), (2024, True), (2025, False), (2100, False)):
        eq((year, parse_date(f"29 Feb {year} 00:00:00") is not None), (year, leap))
        eq((year, parse_date(f"30 Feb {year} 00:00:00")), (year, None))


def case_the_first_of_each_part_of_a_date_is_used():
    eq(parse_date("6 Nov 1994 08:49:37 Dec 7 1995 09:00:00"), 784111777)


def case_years_at_their_bounds():
    """RFC 6265 section 5.1.1: 70 to 99 are of the last century, 0 to 69 of this one, nothing is before 1601."""
    for year, want in (
        ("69", 2069),
        ("70", 1970),
        ("99", 1999),
        ("00", 2000),
        ("1601", 1601),
        ("1600", None),
        ("0100", None),
    ):
        got = parse_date("Sat, 01-Jan-" + year + " 00:00:00 GMT")
        eq((year, got), (year, want and parse_date("01 Jan %d 00:00:00" % want)))
        eq(got is None, want is None)
    eq(parse_date("01 Jan 1970 00:00:00"), 0)
    eq(parse_date("01 Jan 2069 00:00:00"), 3124224000)


def case_months_need_three_letters():
    eq((parse_date("01 ja 1970 00:00:00"), parse_date("01 january 1970 00:00:00")), (None, 0))


def case_domains_match_at_labels():
    for host, domain, want in (
        ("example.com", "example.com", True),
        ("a.example.com", "example.com", True),
        ("aexample.com", "example.com", False),
        ("example.com", "a.example.com", False),
        ("1.2.3.4", "3.4", False),
        ("1.2.3.4", "1.2.3.4", True),
        ("::1.2.3.4", "3.4", False),
        ("a1.2", "2", True),
    ):
        eq(domain_match(host, domain), want)


def case_paths_match_at_slashes():
    for path, cookie_path, want in (
        ("/", "/", True),
        ("/a", "/", True),
        ("/a", "/a", True),
        ("/a/b", "/a", True),
        ("/a/b", "/a/", True),
        ("/ab", "/a", False),
        ("/a", "/a/", False),
        ("/b", "/a", False),
    ):
        eq(cookie_header([made(path=cookie_path)], "example.com", path, False, NOW), "a=b" if want else "")


def case_default_path_is_the_directory():
    for path, want in (("/", "/"), ("/a", "/"), ("/a/", "/a"), ("/a/b/c", "/a/b"), ("", "/"), ("a/b", "/")):
        eq(cookie("a=b", path=path).path, want)


def case_cookie_replaces_another_and_keeps_its_position():
    jar = []
    for one in (made("a", "1"), made("b", "2"), made("a", "3"), made("a", "4", path="/x"), made("a", "5", "other.com")):
        store(jar, one, NOW, Limits())
    eq([one.value for one in jar], ["3", "2", "4", "5"])


def case_expired_cookie_deletes_its_like():
    jar = [made("a"), made("b", expires=NOW + 1)]
    store(jar, made("a", expires=0), NOW, Limits())
    eq([one.name for one in jar], ["b"])
    store(jar, made("c"), NOW + 1, Limits())
    eq([one.name for one in jar], ["c"])


def case_oldest_cookie_is_removed_beyond_the_limit():
    jar = []
    for n in range(5):
        store(jar, made(str(n)), NOW, Limits(cookies=3))
    eq([one.name for one in jar], ["2", "3", "4"])


def case_cookies_are_sent_to_the_host_and_path_that_set_them():
    for one, host, path, secure, want in (
        (made(), "example.com", "/", False, True),
        (made(), "www.example.com", "/", False, True),
        (made(), "example.org", "/", False, False),
        (made(), "badexample.com", "/", False, False),
        (made(host_only=True), "example.com", "/", False, True),
        (made(host_only=True), "www.example.com", "/", False, False),
        (made(path="/a"), "example.com", "/a/b", False, True),
        (made(path="/a"), "example.com", "/", False, False),
        (made(secure=True), "example.com", "/", False, False),
        (made(secure=True), "example.com", "/", True, True),
        (made(expires=NOW + 1), "example.com", "/", False, True),
        (made(expires=NOW), "example.com", "/", False, False),
        (made(domain=""), "any.host", "/", False, True),
    ):
        eq(cookie_header([one], host, path, secure, NOW), "a=b" if want else "")


def case_longer_paths_then_older_cookies_come_first():
    jar = [made("a"), made("b", path="/x/y"), made("c"), made("d", path="/x"), made("e", path="/x/y")]
    eq(cookie_header(jar, "example.com", "/x/y/z", False, NOW), "b=b; e=b; d=b; a=b; c=b")
    eq(cookie_header(jar, "other.com", "/", False, NOW), "")
