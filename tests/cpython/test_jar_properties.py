"""The jar stores or ignores any Set-Cookie line, without another exception."""

import email.message
import pickle

import requests
from hypothesis import given
from hypothesis import strategies as st
from requests.cookies import RequestsCookieJar, cookiejar_from_dict, extract_cookies_to_jar, get_cookie_header

ATTRIBUTES = ("Path", "Domain", "Max-Age", "Expires", "Secure", "HttpOnly", "Version", "Port", "SameSite")
HOSTS = ("a.org", "localhost", "127.0.0.1", "[::1]", "sub.a.org")

junk = st.text(st.characters(min_codepoint=1, max_codepoint=255, exclude_characters="\r\n"), max_size=12)
attribute = st.builds("{}{}{}".format, st.sampled_from(ATTRIBUTES), st.sampled_from(("", "=", " = ")), junk)
line = st.lists(st.one_of(junk, attribute, st.just("a=1")), max_size=5).map(";".join)


class Answer:
    """The part of urllib3's response that cookies are read from."""

    def __init__(self, lines):
        self._original_response = self
        self.msg = email.message.Message()
        for text in lines:
            self.msg["Set-Cookie"] = text


@given(st.sampled_from(HOSTS), st.lists(line, max_size=4))
def test_any_line_is_stored_or_ignored(host, lines):
    request = requests.Request("GET", f"http://{host}/").prepare()
    jar = RequestsCookieJar()
    extract_cookies_to_jar(jar, request, Answer(lines))
    get_cookie_header(jar, request)
    for cookie in jar:
        assert cookie.domain_specified <= (cookie.domain.removeprefix(".") != host)
        assert "." in cookie.domain and (not cookie.domain_specified or host.endswith(cookie.domain.removeprefix(".")))


names = st.text("abcdefgh", min_size=1, max_size=4)


@given(st.dictionaries(names, st.text("xyz0189", max_size=8)))
def test_a_jar_made_of_a_dict_has_its_items(values):
    jar = cookiejar_from_dict(values)
    assert dict(jar) == jar.get_dict() == dict(pickle.loads(pickle.dumps(jar)).items()) == values
    assert len(jar.copy()) == len(values)
    for name in values:
        del jar[name]
    assert not jar
