"""Proxies, netrc and CA bundles of the environment: looked up as in Requests, in little time."""

import contextlib
import netrc as library
import os
import sys
import tempfile
from pathlib import Path
from unittest import mock

import pytest
import requests
from counting import calls
from hypothesis import given
from hypothesis import strategies as st
from requests import _environment, _windows
from requests.utils import (
    get_environ_proxies,
    get_netrc_auth,
    getproxies,
    resolve_proxies,
    select_proxy,
    set_environ,
    should_bypass_proxies,
)

NETRC = """\
machine exa.org login user password pass
machine account.org account acc password q
machine pw.org password only
machine 1.2.3.4 login i password j
machine ::1 login v6 password w
"""


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    """No proxies, no netrc, a home of its own."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name in ("NETRC", "REQUEST_METHOD"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    return monkeypatch


@pytest.mark.parametrize(
    ("variables", "proxies"),
    [
        ({}, {}),
        ({"http_proxy": "p"}, {"http": "p"}),
        ({"HTTP_PROXY": "P"}, {"http": "P"}),
        ({"Http_Proxy": "mixed"}, {"http": "mixed"}),
        ({"HTTP_PROXY": "P", "http_proxy": "p"}, {"http": "p"}),
        ({"HTTP_PROXY": "P", "http_proxy": ""}, {}),
        ({"all_proxy": "a", "https_proxy": "s"}, {"all": "a", "https": "s"}),
        ({"other_proxy": "o"}, {"other": "o"}),
        ({"HTTP_PROXY": "attacker's", "REQUEST_METHOD": "GET"}, {}),
        ({"no_proxy": "b.org", "http_proxy": "p"}, {"no": "b.org", "http": "p"}),
    ],
)
def test_proxies_of_the_environment(environment, variables, proxies):
    for name, value in variables.items():
        environment.setenv(name, value)
    assert getproxies() == get_environ_proxies("http://exa.org/") == proxies


def test_every_change_of_the_environment_is_used(environment):
    assert getproxies() == {}
    environment.setenv("http_proxy", "one")
    assert getproxies() == {"http": "one"}
    environment.setenv("http_proxy", "two")
    assert getproxies() == {"http": "two"}
    with mock.patch.dict(os.environ, {"https_proxy": "s"}, clear=True):
        assert getproxies() == {"https": "s"}
    with mock.patch("os.environ", {"ftp_proxy": "f"}):
        assert getproxies() == {"ftp": "f"}
    environment.delenv("http_proxy")
    assert getproxies() == {}


def test_result_may_be_changed_by_the_caller(environment):
    environment.setenv("http_proxy", "p")
    for ask in (getproxies, lambda: get_environ_proxies("http://exa.org/")):
        ask().clear()
        assert ask() == {"http": "p"}


def test_patched_lookup_is_used(environment):
    with mock.patch("requests.utils.getproxies", return_value={"http": "patched"}):
        assert get_environ_proxies("http://exa.org/") == {"http": "patched"}
        with mock.patch("requests.utils.should_bypass_proxies", return_value=True):
            assert get_environ_proxies("http://exa.org/") == {}


def test_system_settings_come_after_the_environment(environment):
    with (
        mock.patch("requests._environment._SYSTEM_HAS_PROXIES", True),
        mock.patch("urllib.request.getproxies", return_value={"http": "system"}),
    ):
        assert getproxies() == {"http": "system"}
        environment.setenv("http_proxy", "mine")
        assert getproxies() == {"http": "mine"}


@pytest.mark.parametrize(
    ("url", "no_proxy"),
    [
        ("http://192.168.0.1:5000/", "192.168.0.0/24,127.0.0.1"),
        ("http://172.16.1.1/", "10.0.0.0/8, 172.16.1.1"),
        ("http://exa.org/", "exa.org"),
        ("http://sub.exa.org/", "exa.org"),
        ("http://sub.exa.org/", ".exa.org"),
        ("https://EXA.org/", "exa.org"),
        ("http://exa.org:81/", "exa.org:81"),
        ("http://user:pass@exa.org/", " exa.org , b.org"),
        ("http://exa.org/", "*"),
        ("http://[::1]:80/", "::1"),
        ("file:///a/b", "elsewhere"),
    ],
)
def test_url_that_needs_no_proxy(environment, url, no_proxy):
    assert should_bypass_proxies(url, no_proxy) is True
    for name in ("no_proxy", "NO_PROXY"):
        with set_environ(name, no_proxy):
            assert should_bypass_proxies(url, None) is True
            assert get_environ_proxies(url) == {}


@pytest.mark.parametrize(
    ("url", "no_proxy"),
    [
        ("http://192.168.1.1/", "192.168.0.0/24"),
        ("http://notexa.org/", "exa.org"),
        ("http://exa.org.evil.net/", "exa.org"),
        ("http://exa.org:80/", "exa.org:81"),
        ("http://exa.org/", ""),
        ("http://exa.org/", ",,"),
    ],
)
def test_url_that_needs_a_proxy(environment, url, no_proxy):
    assert should_bypass_proxies(url, no_proxy) is False
    with set_environ("no_proxy", no_proxy):
        assert should_bypass_proxies(url, None) is False


def test_argument_replaces_the_variable(environment):
    environment.setenv("no_proxy", "exa.org")
    assert should_bypass_proxies("http://exa.org/", "b.org") is False
    assert should_bypass_proxies("http://exa.org/", "") is False
    assert os.environ["no_proxy"] == "exa.org"


@pytest.mark.parametrize(
    ("url", "host"), [("http://172.16.1.1:5000/", "172.16.1.1"), ("http://u:p@EXA.org/x", "exa.org")]
)
def test_system_lookup_gets_the_host_name_only(environment, url, host):
    with mock.patch("requests.utils.proxy_bypass", return_value=True) as asked:
        assert should_bypass_proxies(url, None) is True
    asked.assert_called_once_with(host)


def test_failing_system_lookup_means_no_bypass(environment):
    with mock.patch("requests.utils.proxy_bypass", side_effect=TypeError):
        assert should_bypass_proxies("http://exa.org/", None) is False


@pytest.mark.parametrize(
    ("url", "proxies", "proxy"),
    [
        ("http://exa.org/", {"http": "h", "all": "a"}, "h"),
        ("https://exa.org/", {"http": "h", "all": "a"}, "a"),
        ("http://exa.org/", {"http": "h", "http://exa.org": "mine"}, "mine"),
        ("http://exa.org/", {"all": "a", "all://exa.org": "mine"}, "mine"),
        ("http://EXA.org/", {"http://exa.org": "mine"}, "mine"),
        ("http://exa.org/", {"http": None, "all": "a"}, None),
        ("http://exa.org/", {"https": "s"}, None),
        ("http://exa.org/", {}, None),
        ("http://exa.org/", None, None),
        ("file:///x", {"file": "f"}, "f"),
        ("file:///x", {"all": "a"}, "a"),
        ("http://exa.org/", {"http": "h", "no_proxy": "exa.org"}, None),
        ("http://b.org/", {"http": "h", "no_proxy": "exa.org"}, "h"),
    ],
)
def test_proxy_for_a_url(url, proxies, proxy):
    assert select_proxy(url, proxies) == proxy


def test_resolving_adds_what_is_missing(environment):
    environment.setenv("http_proxy", "env")
    environment.setenv("all_proxy", "all")
    request = requests.Request("GET", "http://exa.org/")
    given = {"https": "s"}
    assert resolve_proxies(request, given) == {"https": "s", "http": "env"}
    assert given == {"https": "s"}
    assert resolve_proxies(request, {"http": "mine"}) == {"http": "mine"}
    assert resolve_proxies(request, None, trust_env=False) == {}
    assert resolve_proxies(request, {"no_proxy": "exa.org"}) == {"no_proxy": "exa.org"}
    assert resolve_proxies(requests.Request("GET", "ftp://exa.org/"), None) == {"ftp": "all"}


class Registry:
    """The part of winreg with the settings of proxies."""

    HKEY_CURRENT_USER = "user"

    def __init__(self, **values):
        self.values = values

    def OpenKey(self, root, path):
        if root != self.HKEY_CURRENT_USER or not path.endswith("Internet Settings"):
            raise FileNotFoundError(path)
        return contextlib.nullcontext(self)

    def QueryValueEx(self, key, name):
        if name not in self.values:
            raise FileNotFoundError(name)
        return self.values[name], None


@pytest.mark.parametrize(
    ("host", "rules", "without_proxy"),
    [
        ("exa.org", "exa.org", True),
        ("EXA.org", "*.net;exa.ORG", True),
        ("sub.exa.org", "*.exa.org", True),
        ("exa.org", "*.exa.org", False),
        ("10.1.2.3", "10.*", True),
        ("110.1.2.3", "10.*", False),
        ("intranet", "<local>", True),
        ("exa.org", "<local>", False),
        ("exa.org", "", False),
        ("exa.org", ";;", False),
        ("[::1]", "[::1]", True),
        ("x", "[x]", False),
    ],
)
def test_settings_of_windows(environment, host, rules, without_proxy):
    with mock.patch.dict("sys.modules", winreg=Registry(ProxyEnable=1, ProxyOverride=rules)):
        assert _windows.proxy_bypass(host) is without_proxy


@pytest.mark.parametrize(
    "registry", [Registry(), Registry(ProxyEnable=0, ProxyOverride="*"), Registry(ProxyEnable="?", ProxyOverride="*")]
)
def test_settings_of_windows_that_do_not_count(environment, registry):
    with mock.patch.dict("sys.modules", winreg=registry):
        assert _windows.proxy_bypass("exa.org") is False


def test_environment_wins_over_the_settings_of_windows(environment):
    environment.setenv("http_proxy", "p")
    with mock.patch.dict("sys.modules", winreg=Registry(ProxyEnable=1, ProxyOverride="*")):
        assert _windows.proxy_bypass("exa.org") is False


def test_ca_bundle(environment):
    environment.delenv("REQUESTS_CA_BUNDLE", raising=False)
    environment.delenv("CURL_CA_BUNDLE", raising=False)
    assert _environment.ca_bundle() is None
    environment.setenv("CURL_CA_BUNDLE", "curl.pem")
    assert _environment.ca_bundle() == "curl.pem"
    environment.setenv("REQUESTS_CA_BUNDLE", "")
    assert _environment.ca_bundle() == "curl.pem"
    environment.setenv("REQUESTS_CA_BUNDLE", "ours.pem")
    assert _environment.ca_bundle() == "ours.pem"


@pytest.fixture
def netrc(tmp_path):
    path = tmp_path / ".netrc"
    path.write_text(NETRC)
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("http://exa.org/", ("user", "pass")),
        ("https://EXA.org:8443/x", ("user", "pass")),
        (b"http://exa.org/", ("user", "pass")),
        ("http://other:creds@exa.org/", ("user", "pass")),
        ("http://account.org", ("acc", "q")),
        ("http://pw.org", ("", "only")),
        ("http://1.2.3.4:80", ("i", "j")),
        ("http://[::1]/", ("v6", "w")),
        ("http://sub.exa.org/", None),
        ("http://exa.org:80@evil.net/", None),
        ("http://exa.org:user@evil.net/", None),
        ("http://evil.net/exa.org", None),
        ("http://evil.net#@exa.org", None),
        ("http://evil.net\\@exa.org/", None),
        ("http://evil.net:80\\x@exa.org:80/", None),
        ("http://exa.org\\@evil.net/", ("user", "pass")),
        ("http://", None),
        ("relative", None),
    ],
)
def test_netrc_by_host_name_only(netrc, url, login):
    assert get_netrc_auth(url) == login


def test_netrc_default_entry(netrc):
    netrc.write_text(NETRC + "default login d password e\n")
    assert get_netrc_auth("http://elsewhere.org/") == ("d", "e")


def test_netrc_is_read_again_when_it_changes(netrc):
    assert get_netrc_auth("http://exa.org/") == ("user", "pass")
    netrc.write_text("machine exa.org login new password words\n")
    assert get_netrc_auth("http://exa.org/") == ("new", "words")
    netrc.unlink()
    assert get_netrc_auth("http://exa.org/") is None


def test_paths_of_netrc(environment, tmp_path):
    (tmp_path / "_netrc").write_text("machine exa.org login under password score\n")
    assert get_netrc_auth("http://exa.org/") == ("under", "score")
    (tmp_path / "named").write_text("machine exa.org login named password file\n")
    environment.setenv("NETRC", "~/named")
    assert get_netrc_auth("http://exa.org/") == ("named", "file")
    environment.setenv("NETRC", str(tmp_path / "absent"))
    assert get_netrc_auth("http://exa.org/") is None


def test_netrc_that_is_broken(netrc):
    netrc.write_text("machine exa.org bogus word")
    assert get_netrc_auth("http://exa.org/") is None
    with pytest.raises(Exception, match="bogus"):
        get_netrc_auth("http://exa.org/", raise_errors=True)


def test_netrc_with_an_unknown_word(netrc):
    netrc.write_text(
        "macdef init\nmachine exa.org login no password no\n\n"
        "machine first.org port 21 login a password #b\n# machine exa.org login no\n"
        'machine exa.org protocol ftp\nlogin user password "p \\" w" odd\ndefault login d password e\n'
    )
    assert get_netrc_auth("http://first.org/") == ("a", "#b")
    assert get_netrc_auth("http://exa.org/") == ("user", 'p " w')
    assert get_netrc_auth("http://other.org/") == ("d", "e")
    with pytest.raises(Exception, match="bad"):
        get_netrc_auth("http://exa.org/", raise_errors=True)


WORDS = st.text('ab#"\\ é\t', min_size=1, max_size=4)
QUOTED = WORDS.map(lambda word: '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"')
ESCAPED = WORDS.map(lambda word: "".join("\\" + char if char in '\\" \t' else char for char in word))
FIELDS = st.tuples(
    st.sampled_from([" login ", " user ", " account ", " password "]),
    st.one_of(QUOTED, ESCAPED, st.sampled_from(["machine", "default", "#a"])),
)
ENTRIES = st.tuples(st.sampled_from(["machine a", "machine b", "default"]), st.lists(FIELDS.map("".join), max_size=3))
OTHER_LINES = st.sampled_from(["", "# c login x", "macdef m\nlogin a\n"])


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.10 splits the words as a shell does")
@given(st.lists(st.one_of(ENTRIES.map(lambda entry: entry[0] + "".join(entry[1])), OTHER_LINES), max_size=5))
def test_netrc_is_read_as_the_standard_library_reads_it(lines):
    text = "\n".join([*lines, ""])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "netrc")
        path.write_text(text, encoding="utf-8")
        try:
            theirs = library.netrc(str(path)).hosts
        except library.NetrcParseError:
            return
    found = _environment._parse(text)
    assert {name or "default": tuple(entry) for name, entry in found.items()} == theirs


def test_netrc_that_is_a_folder(tmp_path):
    (tmp_path / ".netrc").mkdir()
    assert get_netrc_auth("http://exa.org/") is None
    with pytest.raises(OSError):
        get_netrc_auth("http://exa.org/", raise_errors=True)


def test_looking_up_costs_a_fraction_of_reading_the_environment(environment):
    from urllib.request import getproxies_environment

    get_environ_proxies("http://exa.org/")
    assert calls(lambda: get_environ_proxies("http://exa.org/")) < calls(getproxies_environment) / 2
