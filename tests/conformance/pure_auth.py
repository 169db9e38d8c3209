"""requests._core.basic_auth: Basic authentication (RFC 7617)."""

from requests._core.basic_auth import basic_auth
from requests.exceptions import InvalidHeader

from harness import eq, raises


def case_basic_is_written():
    for user, password, want in (
        ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("", "", "Basic Og=="),
        ("a", "", "Basic YTo="),
        ("a:b", "c", "Basic YTpiOmM="),
        (b"a", b"\xff", "Basic YTr/"),
        (1, 2, "Basic MToy"),
        ("\xe9", "\xfc", "Basic 6Tr8"),
        ("\u2603", "\xe9", "Basic 4piDOuk="),
    ):
        eq(basic_auth(user, password), want)


def case_long_credentials_stay_on_one_line():
    value = basic_auth("u" * 500, "p" * 500)
    assert "\n" not in value and len(value) == 6 + 4 * 334, value


def case_control_characters_are_refused_without_showing_the_value():
    for evil in ("a\r\nX: 1", "a\n", "a\0", "a\t", "a\x7f", "\x1f"):
        for user, password in (
            (evil, "secret"),
            ("secret", evil),
            (evil.encode(), b"secret"),
            (b"secret", evil.encode()),
        ):
            error = raises(InvalidHeader, basic_auth, user, password)
            assert "secret" not in str(error), str(error)
