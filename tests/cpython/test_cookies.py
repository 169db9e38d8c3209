"""The cookie jar: a dict for programs, an http.cookiejar for the standard library."""

import copy
import email.message
import http.cookiejar
import pickle
import threading
import time
from http.cookies import SimpleCookie

import pytest
import requests
from counting import calls
from requests.adapters import Limits
from requests.cookies import (
    CookieConflictError,
    MockRequest,
    MockResponse,
    RequestsCookieJar,
    _copy_cookie_jar,
    cookiejar_from_dict,
    create_cookie,
    extract_cookies_to_jar,
    get_cookie_header,
    merge_cookies,
    morsel_to_cookie,
    remove_cookie_by_name,
)


@pytest.fixture
def jar():
    """Two cookies of one name, one for a path, one for a domain and what is below it."""
    jar = RequestsCookieJar()
    jar.set("a", "1")
    jar.set("a", "2", domain="x.org")
    jar.set("b", "3", domain="x.org", path="/p")
    jar.set("c", "4", domain=".y.org")
    return jar


def prepared(url, **headers):
    return requests.Request("GET", url, headers=headers).prepare()


class Answer:
    """The part of urllib3's response that cookies are read from."""

    def __init__(self, *lines):
        self._original_response = self
        self.msg = email.message.Message()
        for line in lines:
            self.msg["Set-Cookie"] = line


def stored(url, *lines):
    jar = RequestsCookieJar()
    extract_cookies_to_jar(jar, prepared(url), Answer(*lines))
    return jar


def test_dict_views_are_lists(jar):
    assert jar.keys() == ["a", "a", "b", "c"] == list(jar.iterkeys())
    assert jar.values() == ["1", "2", "3", "4"] == list(jar.itervalues())
    assert jar.items() == [("a", "1"), ("a", "2"), ("b", "3"), ("c", "4")] == list(jar.iteritems())
    assert [cookie.name for cookie in jar] == jar.keys()
    assert len(jar) == 4


def test_looking_up(jar):
    assert jar["b"] == jar.get("b") == "3"
    assert jar.get("a", domain="x.org") == "2"
    assert jar.get("a", domain="") == "1"
    assert jar.get("b", path="/p") == "3"
    assert jar.get("b", path="/") is None
    assert jar.get("none", "default") == "default"
    assert "b" in jar and "a" in jar and "none" not in jar


def test_unknown_name(jar):
    with pytest.raises(KeyError, match="name='none', domain=None, path=None"):
        jar["none"]
    with pytest.raises(KeyError, match="domain='d'"):
        jar._find("none", "d")


def test_ambiguous_name(jar):
    for ambiguous in (lambda: jar["a"], lambda: jar.get("a"), lambda: jar._find_no_duplicates("a"), lambda: dict(jar)):
        with pytest.raises(CookieConflictError, match="multiple cookies with name, 'a'"):
            ambiguous()
    assert jar._find("a") == "1"


def test_empty_value_and_no_value():
    jar = cookiejar_from_dict({"empty": ""})
    jar.set_cookie(create_cookie("nothing", None))
    assert jar["empty"] == ""
    assert jar.get("nothing", "default") == "default"
    assert jar.items() == [("empty", ""), ("nothing", None)]


def test_domains_paths_and_get_dict(jar):
    assert jar.list_domains() == ["", "x.org", ".y.org"]
    assert jar.list_paths() == ["/", "/p"]
    assert jar.multiple_domains() is True
    assert cookiejar_from_dict({"a": "1"}).multiple_domains() is False
    assert jar.get_dict() == {"a": "2", "b": "3", "c": "4"}
    assert jar.get_dict(domain="x.org") == {"a": "2", "b": "3"}
    assert jar.get_dict("x.org", "/p") == {"b": "3"}


def test_storing_and_removing(jar):
    assert jar.set("n", "v", secure=True, expires=5).secure is True
    assert jar.set("n", None) is None
    assert "n" not in jar
    jar["n"] = "v"
    del jar["n"]
    del jar["never there"]
    assert "n" not in jar
    jar.set("a", None, domain="x.org")
    assert jar["a"] == "1"
    remove_cookie_by_name(jar, "a", domain="elsewhere")
    assert jar["a"] == "1"
    del jar["a"]
    assert jar.keys() == ["b", "c"]


def test_mutable_mapping(jar):
    assert jar.pop("b") == "3"
    assert jar.pop("b", "gone") == "gone"
    assert jar.setdefault("c", "new") == "4"
    assert jar.setdefault("d", "new") == "new"
    jar.update({"d": "newer"})
    assert jar["d"] == "newer"
    jar.clear()
    assert not jar and jar.items() == []


def test_quoted_value_keeps_its_escaped_quotes():
    jar = cookiejar_from_dict({"a": '"x\\"y"', "b": 'x\\"y'})
    assert (jar["a"], jar["b"]) == ('"x\\"y"', 'x\\"y')


def test_foreign_cookies_are_checked_when_they_are_stored():
    class Secret(str):
        def __str__(self):
            return "***"

    library = http.cookiejar.CookieJar()
    library.set_cookie(create_cookie("a", "b"))
    next(iter(library)).value = Secret("c")
    assert (
        requests.Request("GET", "http://h/", cookies=merge_cookies(RequestsCookieJar(), library))
        .prepare()
        .headers["Cookie"]
        == "a=c"
    )
    next(iter(library)).value = "b; admin=1"
    with pytest.raises(requests.exceptions.InvalidHeader):
        merge_cookies(RequestsCookieJar(), library)


def test_copies_are_independent(jar):
    for twin in (jar.copy(), copy.deepcopy(jar), pickle.loads(pickle.dumps(jar)), _copy_cookie_jar(jar)):
        assert type(twin) is RequestsCookieJar
        assert twin.items() == jar.items()
        twin.set("new", "1")
        for cookie in twin:
            cookie.value = "changed"
        assert "new" not in jar
        assert jar["b"] == "3"
        assert twin._cookies_lock is not jar._cookies_lock


def test_copy_of_a_plain_jar():
    jar = http.cookiejar.CookieJar()
    jar.set_cookie(create_cookie("a", "1"))
    twin = _copy_cookie_jar(jar)
    assert type(twin) is http.cookiejar.CookieJar and [cookie.name for cookie in twin] == ["a"]
    twin.clear()
    assert len(jar) == 1
    assert _copy_cookie_jar(None) is None


def test_copy_of_a_custom_cookie_class():
    class Marked(http.cookiejar.Cookie):
        pass

    plain = create_cookie("a", "1")
    marked = Marked.__new__(Marked)
    vars(marked).update(vars(plain))
    jar = RequestsCookieJar()
    jar.set_cookie(marked)
    assert type(next(iter(jar.copy()))) is Marked


def test_copy_keeps_the_policy():
    policy = http.cookiejar.DefaultCookiePolicy(allowed_domains=[])
    jar = RequestsCookieJar(policy)
    assert jar.get_policy() is policy
    assert jar.copy().get_policy() is policy
    assert pickle.loads(pickle.dumps(jar)).get_policy().allowed_domains() == ()


def test_threads_can_pickle_copy_and_iterate_while_others_store():
    jar = RequestsCookieJar()
    stop = threading.Event()

    def store():
        number = 0
        while not stop.is_set():
            jar.set(f"n{number % 500}", "v", domain=f"d{number % 50}.org")
            number += 1

    writers = [threading.Thread(target=store) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(10):
            pickle.dumps(jar)
            jar.copy()
            list(jar)
            merge_cookies(RequestsCookieJar(), jar)
    finally:
        stop.set()
        for writer in writers:
            writer.join()


def test_cookie_has_no_domain_by_default():
    cookie = create_cookie("n", "v")
    assert (cookie.domain, cookie.path, cookie.secure, cookie.discard, cookie.version) == ("", "/", False, True, 0)
    assert not cookie.domain_specified and cookie.path_specified
    assert create_cookie("n", "v", domain=".x").domain_initial_dot


def test_cookie_with_an_unknown_argument():
    with pytest.raises(TypeError, match=r"unexpected keyword arguments: \['bad', 'worse'\]"):
        create_cookie("n", "v", worse=1, bad=2)


def morsel(**attributes):
    morsel = SimpleCookie("k=v")["k"]
    morsel.update({name.replace("_", "-"): value for name, value in attributes.items()})
    return morsel


def test_morsel():
    cookie = morsel_to_cookie(morsel(domain="d", path="/x", secure=True, comment="c", version="1"))
    assert (cookie.name, cookie.value, cookie.domain, cookie.path) == ("k", "v", "d", "/x")
    assert cookie.secure is True and cookie.comment == "c" and cookie.version == 1
    jar = RequestsCookieJar()
    jar["k"] = morsel(path="/q")
    assert jar.list_paths() == ["/q"]


def test_morsel_that_expires():
    assert morsel_to_cookie(morsel(expires="Wed, 21-Oct-2015 07:28:00 GMT")).expires == 1445412480
    assert abs(morsel_to_cookie(morsel(max_age="10")).expires - time.time() - 10) < 2
    assert morsel_to_cookie(morsel()).expires is None


@pytest.mark.parametrize(
    ("attributes", "error"),
    [({"max_age": "soon"}, TypeError), ({"expires": "tomorrow"}, ValueError), ({"expires": 100}, TypeError)],
)
def test_morsel_with_a_bad_time(attributes, error):
    with pytest.raises(error):
        morsel_to_cookie(morsel(**attributes))


def test_jar_from_a_dict(jar):
    assert cookiejar_from_dict(None).items() == []
    assert cookiejar_from_dict({"a": "1"}).items() == [("a", "1")]
    assert cookiejar_from_dict({"a": "9", "d": "5"}, jar, overwrite=False) is jar
    assert (jar.get("a", domain=""), jar["d"]) == ("1", "5")
    cookiejar_from_dict({"a": "9"}, jar)
    assert jar.get("a", domain="") == "9"


def test_merging(jar):
    assert merge_cookies(RequestsCookieJar(), jar).items() == jar.items()
    assert merge_cookies(RequestsCookieJar(), {"a": "1"}).items() == [("a", "1")]
    assert merge_cookies(jar, {"a": "9"}).get("a", domain="") == "1"
    assert merge_cookies(jar, None) is jar
    plain = merge_cookies(http.cookiejar.CookieJar(), jar)
    assert sorted(cookie.name for cookie in plain) == ["a", "a", "b", "c"]
    with pytest.raises(ValueError, match="only merge into CookieJar"):
        merge_cookies({}, {})


def test_mock_request_follows_the_host_header():
    mock = MockRequest(prepared("http://a.org:80/p;x?q#f"))
    assert (mock.type, mock.host, mock.get_full_url()) == ("http", "a.org:80", "http://a.org:80/p;x?q#f")
    assert mock.origin_req_host == mock.get_origin_req_host() == "a.org:80"
    assert mock.unverifiable and mock.is_unverifiable() and mock.get_type() == "http"
    renamed = MockRequest(prepared("http://a.org/p;x?q", Host="b.org:81"))
    assert (renamed.get_full_url(), renamed.get_host()) == ("http://b.org:81/p;x?q", "a.org")


def test_mock_request_keeps_new_headers_apart():
    mock = MockRequest(prepared("http://a.org/", X="1"))
    mock.add_unredirected_header("Cookie", "c")
    assert mock.has_header("X") and mock.has_header("Cookie") and not mock.has_header("Y")
    assert (mock.get_header("X"), mock.get_header("Cookie"), mock.get_header("Y", "d")) == ("1", "c", "d")
    assert mock.get_new_headers() == {"Cookie": "c"}
    with pytest.raises(NotImplementedError):
        mock.add_header("a", "b")


def test_mock_response():
    class Headers(email.message.Message):
        def getheaders(self, name):
            return self.get_all(name)

    headers = Headers()
    headers["A"] = "1"
    assert MockResponse(headers).info() is headers
    assert MockResponse(headers).getheaders("A") == ["1"]


@pytest.mark.parametrize(
    ("url", "line", "domain", "sent_to", "kept_from"),
    [
        ("http://a.org/", "a=1", "a.org", "https://a.org:81/x", "http://s.a.org/"),
        ("http://a.org/", "a=1; Domain=a.org", ".a.org", "http://s.a.org/", "http://b.org/"),
        ("http://a.org/", "a=1; Domain=", "a.org", "http://a.org/", "http://s.a.org/"),
        ("http://a.org/d/e", "a=1", "a.org", "http://a.org/d/f", "http://a.org/x"),
        ("https://a.org/", "a=1; Secure", "a.org", "https://a.org/", "http://a.org/"),
        ("http://localhost/", "a=1", "localhost.local", "http://localhost:81/", "http://127.0.0.1/"),
        ("http://localhost/", "a=1; Domain=localhost", "localhost.local", "http://localhost/", "http://x.localhost/"),
        ("http://localhost/", "a=1; Domain=.localhost", "localhost.local", "http://localhost/", "http://x.org/"),
        ("http://127.0.0.1/", "a=1; Domain=127.0.0.1", "127.0.0.1", "http://127.0.0.1:8/", "http://1.127.0.0.1/"),
        ("http://[::1]/", "a=1", "[::1].local", "http://[::1]:80/", "http://[::2]/"),
        ("http://a.org/", "a=1; Max-Age=soon", "a.org", "http://a.org/", "http://b.org/"),
        ("http://a.org/", "a=1; Max-Age", "a.org", "http://a.org/", "http://b.org/"),
        ("http://a.org/", "a=1; max-age = 60 ;Path=/", "a.org", "http://a.org/", "http://b.org/"),
    ],
)
def test_cookie_that_is_kept(url, line, domain, sent_to, kept_from):
    jar = stored(url, line)
    assert [(cookie.name, cookie.value, cookie.domain) for cookie in jar] == [("a", "1", domain)]
    assert get_cookie_header(jar, prepared(sent_to)) == "a=1"
    assert get_cookie_header(jar, prepared(kept_from)) is None


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("http://a.org/", "a=1; Domain=org"),
        ("http://a.org/", "a=1; Domain=b.org"),
        ("http://a.org/", "a=1; Domain=localhost"),
        ("http://localhost/", "a=1; Domain=local"),
        ("http://localhost/", "a=1; Domain=host"),
        ("http://[::1]/", "a=1; Domain=1"),
        ("http://localhost/", "a=1; Domain=a.org"),
        ("http://127.0.0.1/", "a=1; Domain=0.0.1"),
        ("http://127.0.0.1/", "a=1; Domain=.1"),
        ("http://a.org/", "novalue"),
        ("http://a.org/", "novalue; Domain=a.org"),
        ("http://a.org/", "=1"),
        ("http://a.org/", ""),
        ("http://a.org/", "a=1; Max-Age=0"),
        ("http://a.org/", "a=1; Max-Age=-1"),
        ("http://a.org/", "a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT"),
    ],
)
def test_cookie_that_is_refused(url, line):
    assert stored(url, line).items() == []


def test_response_without_cookies_is_not_parsed():
    jar = RequestsCookieJar()
    for nothing in (None, object(), Answer()):
        extract_cookies_to_jar(jar, prepared("http://a.org/"), nothing)
    assert jar.items() == []


def test_headers_are_read_as_http_cookiejar_does():
    class Headers:  # as requests_testadapter's
        def get_all(self, name, default):
            return ["a=1"] if name == "Set-Cookie" else default

    answer = Answer()
    answer._original_response.msg = Headers()
    jar = RequestsCookieJar()
    extract_cookies_to_jar(jar, prepared("http://a.org/"), answer)
    assert jar.get_dict() == {"a": "1"}


def test_longer_paths_first_and_the_callers_own_header_wins(jar):
    assert get_cookie_header(jar, prepared("http://x.org/p")) == "b=3; a=1; a=2"
    assert get_cookie_header(jar, prepared("http://x.org/p", Cookie="mine=1")) is None
    assert get_cookie_header(jar, prepared("http://z.org/", Host="x.org")) == "a=1; a=2"
    assert get_cookie_header(RequestsCookieJar(), prepared("http://x.org/")) is None


def test_cookie_set_by_hand_for_localhost():
    jar = RequestsCookieJar()
    jar.set("a", "1", domain="localhost")
    assert get_cookie_header(jar, prepared("http://localhost:8080/")) == "a=1"
    assert get_cookie_header(jar, prepared("http://other/")) is None


def test_custom_policy_is_called():
    jar = RequestsCookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=["b.org"]))
    for url in ("http://a.org/", "http://b.org/"):
        extract_cookies_to_jar(jar, prepared(url), Answer("a=1"))
    assert jar.list_domains() == ["b.org"]


def test_policy_of_a_jar_has_the_settings_of_the_library_s_and_its_own_changes_only():
    library, changed, other = http.cookiejar.DefaultCookiePolicy(), RequestsCookieJar(), RequestsCookieJar()
    changed.get_policy().set_blocked_domains(["b.org"])
    changed.get_policy().strict_ns_unverifiable = True
    assert {name: getattr(other.get_policy(), name) for name in vars(library)} == vars(library)
    assert changed.copy().get_policy().is_blocked("b.org")


def test_policy_that_is_strict_sends_no_cookie_to_a_third_party():
    jar = RequestsCookieJar()
    jar.set("a", "1", domain="x.org")
    request = requests.Request("GET", "http://x.org/").prepare()
    asked = MockRequest(request)
    asked.__class__ = type("ThirdParty", (MockRequest,), {"origin_req_host": "other.example"})
    jar.add_cookie_header(asked)
    assert asked.get_new_headers() == {"Cookie": "a=1"}
    jar.get_policy().strict_ns_unverifiable = True
    asked.get_new_headers().clear()
    jar.add_cookie_header(asked)
    assert asked.get_new_headers() == {}


def test_replaced_default_policy_is_used_by_new_jars(monkeypatch):
    """HTTPie lets cookies that are Secure go to localhost without TLS."""

    class Lenient(http.cookiejar.DefaultCookiePolicy):
        def return_ok_secure(self, cookie, request):
            return True

    monkeypatch.setattr(http.cookiejar, "DefaultCookiePolicy", Lenient)
    jar = RequestsCookieJar()
    jar.set("a", "1", domain="a.org", secure=True)
    assert get_cookie_header(jar, prepared("http://a.org/")) == "a=1"


def test_overridden_set_cookie_sees_every_cookie():
    class Watched(RequestsCookieJar):
        def set_cookie(self, cookie, *args, **kwargs):
            seen.append(cookie.name)
            super().set_cookie(cookie, *args, **kwargs)

    seen = []
    jar = Watched()
    jar["a"] = "1"
    jar.update(cookiejar_from_dict({"b": "2"}))
    merge_cookies(jar, {"c": "3"})
    extract_cookies_to_jar(jar, prepared("http://a.org/"), Answer("d=4"))
    assert seen == ["a", "b", "c", "d"]


def test_ten_thousand_cookies_cost_in_proportion():
    def cost(count):
        jar = RequestsCookieJar()
        for number in range(count):
            jar.set(f"n{number}", "v", domain=f"d{number % 20}.org")
        return calls(lambda: (dict(jar), get_cookie_header(jar, prepared("http://d1.org/")), jar.copy()))

    assert cost(10000) < 11 * cost(1000)


def test_cookie_of_a_server_is_one_of_the_library():
    jar = stored("http://www.a.org/d/e", "a=1; Domain=.a.org; Path=/d; Max-Age=60; HttpOnly; SameSite=Lax; Version=1")
    cookie = next(iter(jar))
    assert (cookie.domain, cookie.domain_specified, cookie.domain_initial_dot) == (".a.org", True, True)
    assert (cookie.path, cookie.path_specified, cookie.port, cookie.version) == ("/d", True, None, 0)
    assert (cookie.discard, cookie.secure) == (False, False)
    assert 50 < cookie.expires - time.time() <= 60
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"


@pytest.mark.parametrize("name", ["extract_cookies", "make_cookies"])
def test_overridden_cookie_methods_of_a_jar_are_called(name):
    called = []

    def own(self, response, request):
        called.append(response.info().get_all("Set-Cookie"))
        return getattr(super(jar_class, self), name)(response, request)

    jar_class = type("Jar", (RequestsCookieJar,), {name: own})
    jar = jar_class()
    extract_cookies_to_jar(jar, prepared("http://a.org/"), Answer("a=1"))
    assert (called, jar.get_dict()) == ([["a=1"]], {"a": "1"})


@pytest.mark.parametrize(("line", "kept"), [("a=1; Max-Age=soon; Domain", 1), ("a=123456789", 1), ("a=1234567890", 0)])
def test_jar_with_a_method_of_its_own_is_given_valid_cookies_within_the_limit(line, kept):
    class Jar(RequestsCookieJar):
        limits = Limits(cookie_size=10)

        def extract_cookies(self, response, request):
            super().extract_cookies(response, request)

    jar = Jar()
    extract_cookies_to_jar(jar, prepared("http://a.org/"), Answer(line))
    assert len(jar) == kept


def test_policy_that_refuses_netscape_cookies_is_called():
    jar = RequestsCookieJar(http.cookiejar.DefaultCookiePolicy(netscape=False))
    extract_cookies_to_jar(jar, prepared("http://a.org/"), Answer("a=1"))
    assert jar.items() == []
