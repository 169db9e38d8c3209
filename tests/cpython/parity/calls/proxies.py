"""Proxies: explicit and from the environment, and hosts that need none."""

import requests
from plain import attempt
from requests import utils

from ._each import each

SUBJECT = "proxies"


def explicit(w, kwargs):
    """A GET with the proxies that the function makes."""
    return requests.get(w.url("/get"), proxies=kwargs(w))


def host(w):
    """The host and port of the main listener."""
    return w.url("").partition("://")[2].partition("/")[0]


EXPLICIT = {
    "for http": lambda w: {"http": w.proxy()},
    "for all": lambda w: {"all": w.proxy()},
    "for https only": lambda w: {"https": w.proxy()},
    "for the host": lambda w: {"http://127.0.0.1": w.proxy()},
    "for all of the host": lambda w: {"all://127.0.0.1": w.proxy()},
    "for another host": lambda w: {"http://example.org": w.proxy()},
    "host before scheme": lambda w: {"http": "http://127.0.0.1:1", "http://127.0.0.1": w.proxy()},
    "without a scheme": lambda w: {"http": w.proxy().partition("://")[2]},
    "with credentials": lambda w: {"http": w.proxy("proxy_auth", "proxy-user:proxy-pass")},
    "with escaped credentials": lambda w: {"http": w.proxy("proxy_auth", "proxy%2Duser:proxy-pass")},
    "with wrong credentials": lambda w: {"http": w.proxy("proxy_auth", "eve:x")},
    "with a user alone": lambda w: {"http": w.proxy("proxy_auth", "eve")},
    "without the credentials": lambda w: {"http": w.proxy("proxy_auth")},
    "refused": lambda w: {"http": w.proxy("refused")},
    "None": lambda w: {"http": None},
    "empty": lambda w: {"http": ""},
    "no host": lambda w: {"http": "http:///path"},
    "malformed": lambda w: {"http": "http://[::1"},
    "slashes only": lambda w: {"http": "//"},
    "unknown scheme": lambda w: {"http": "gopher://127.0.0.1:1"},
    "with a path": lambda w: {"http": w.proxy() + "/path"},
    "no_proxy in the dict": lambda w: {"http": w.proxy(), "no_proxy": "127.0.0.1"},
    "dead socks": lambda w: {"http": w.proxy("refused").replace("http", "socks5")},
}

ENVIRONMENT = {
    "http_proxy": lambda w: {"http_proxy": w.proxy()},
    "HTTP_PROXY": lambda w: {"HTTP_PROXY": w.proxy()},
    "all_proxy": lambda w: {"all_proxy": w.proxy()},
    "https_proxy only": lambda w: {"https_proxy": w.proxy()},
    "no_proxy star": lambda w: {"http_proxy": w.proxy(), "no_proxy": "*"},
    "no_proxy host": lambda w: {"http_proxy": w.proxy(), "no_proxy": "127.0.0.1"},
    "no_proxy host and port": lambda w: {"http_proxy": w.proxy(), "no_proxy": host(w)},
    "no_proxy other port": lambda w: {"http_proxy": w.proxy(), "no_proxy": "127.0.0.1:1"},
    "no_proxy range": lambda w: {"http_proxy": w.proxy(), "no_proxy": "127.0.0.0/8"},
    "no_proxy other range": lambda w: {"http_proxy": w.proxy(), "no_proxy": "10.0.0.0/8"},
    "no_proxy other": lambda w: {"http_proxy": w.proxy(), "no_proxy": "example.org,localhost"},
    "no_proxy with blanks": lambda w: {"http_proxy": w.proxy(), "no_proxy": " example.org , 127.0.0.1 "},
    "NO_PROXY": lambda w: {"http_proxy": w.proxy(), "NO_PROXY": "127.0.0.1"},
    "empty": lambda w: {"http_proxy": ""},
    "credentials": lambda w: {"http_proxy": w.proxy("proxy_auth", "proxy-user:proxy-pass")},
    "without scheme": lambda w: {"http_proxy": w.proxy().partition("://")[2]},
    "CGI": lambda w: {"HTTP_PROXY": w.proxy(), "REQUEST_METHOD": "GET"},
}

BYPASS = {
    "subdomain": ("http://a.example.org/", "example.org"),
    "dotted": ("http://a.example.org/", ".example.org"),
    "dotted and bare": ("http://example.org/", ".example.org"),
    "suffix only": ("http://badexample.org/", "example.org"),
    "host and port": ("http://example.org:81/", "example.org:81"),
    "other port": ("http://example.org:82/", "example.org:81"),
    "address": ("http://10.1.2.3/", "10.1.2.3"),
    "range": ("http://10.1.2.3/", "10.1.0.0/16"),
    "outside": ("http://10.2.2.3/", "10.1.0.0/16"),
    "ipv6": ("http://[::1]/", "::1"),
    "ipv6 in brackets": ("http://[::1]/", "[::1]"),
    "star": ("http://example.org/", "*"),
    "star and domain": ("http://a.example.org/", "*.example.org"),
    "trailing dot": ("http://example.org./", "example.org"),
    "upper case": ("http://example.org/", "EXAMPLE.ORG"),
    "empty": ("http://example.org/", ""),
    "blanks": ("http://example.org/", " example.org "),
    "several": ("http://example.org/", "a.example,example.org"),
}


def session_proxies(w):
    """Proxies of the session."""
    with requests.Session() as s:
        s.proxies = {"http": w.proxy()}
        return [s.get(w.url()), s.get(w.url(), proxies={"http": None})]


def tunnel(w, at="proxy", user=""):
    """https through CONNECT."""
    return requests.get(w.url(at="https"), proxies={"https": w.proxy(at, user)}, verify=w.path("ca"))


def distrusted(w):
    """A session that does not read the environment."""
    with requests.Session() as s:
        s.trust_env = False
        return w.under(lambda: s.get(w.url()), http_proxy=w.proxy("refused"))


def rebuilt(w, proxies):
    """rebuild_proxies, called directly."""
    request = requests.Request("GET", "http://example.org/", headers={"Proxy-Authorization": "old"}).prepare()
    return [requests.Session().rebuild_proxies(request, proxies), request]


def hung_up(w, session):
    """A proxy that closes a kept connection."""
    session.proxies = {"http": w.proxy()}
    return [session.get(w.url()), attempt(session.post, w.script("close"), data="x")]


def redirected_by_proxy(w):
    """A redirect is followed through the proxy, with credentials for it."""
    proxies = {"http": w.proxy("proxy_auth", "proxy-user:proxy-pass")}
    return requests.get(w.url("/redirect/1"), proxies=proxies)


CALLS = {
    **each(explicit, EXPLICIT),
    **each(lambda w, make: w.under(lambda: requests.get(w.url()), **make(w)), ENVIRONMENT, "environment "),
    **each(lambda w, pair: utils.should_bypass_proxies(*pair), BYPASS, "bypass "),
    **each(
        lambda w, pair: w.under(lambda: utils.get_environ_proxies(*pair), http_proxy="http://p.example:1"),
        BYPASS,
        "environ proxies ",
    ),
    **each(
        rebuilt,
        {"none": None, "plain": {"http": "http://p.example:1"}, "with user": {"http": "http://u:p@p.example:1"}},
        "rebuilt ",
    ),
    "of the session": session_proxies,
    "explicit wins over the environment": lambda w: w.under(
        lambda: requests.get(w.url(), proxies={"http": w.proxy()}), http_proxy=w.proxy("refused")
    ),
    "environment wins over the session": lambda w: w.under(lambda: session_proxies(w), http_proxy=w.proxy()),
    "distrusted environment": distrusted,
    "post": lambda w: requests.post(w.url("/post"), data={"a": "1"}, proxies={"http": w.proxy()}),
    "stream": lambda w: requests.post(w.url("/post"), data=iter([b"a"]), proxies={"http": w.proxy()}),
    "auth for the origin": lambda w: requests.get(
        w.url("/basic-auth/ana/secret"), auth=("ana", "secret"), proxies={"http": w.proxy()}
    ),
    "fragment and user are not sent": lambda w: requests.get(
        w.url("/get#part").replace("://", "://ana:secret@"), proxies={"http": w.proxy()}
    ),
    "proxy header by hand": lambda w: requests.get(
        w.url(), headers={"Proxy-Authorization": "Basic eA=="}, proxies={"http": w.proxy()}
    ),
    "redirect": redirected_by_proxy,
    "proxy that hangs up": lambda w: requests.get(w.script("close"), proxies={"http": w.proxy()}),
    "proxy that resets": lambda w: requests.get(w.script("reset"), proxies={"http": w.proxy()}),
    "proxy that hangs up later": lambda w: hung_up(w, requests.Session()),
    "tunnel": tunnel,
    "tunnel with credentials": lambda w: tunnel(w, "proxy_auth", "proxy-user:proxy-pass"),
    "tunnel without credentials": lambda w: tunnel(w, "proxy_auth"),
    "tunnel that is refused": lambda w: tunnel(w, "refused"),
    "tunnel to nowhere": lambda w: requests.get("https://127.0.0.1:1/", proxies={"https": w.proxy()}),
    "bypass with a host of no_proxy": lambda w: utils.should_bypass_proxies(w.url(), no_proxy="127.0.0.1"),
    "select": lambda w: [
        utils.select_proxy("http://a.example/x", {"http://a.example": "1", "http": "2", "all": "3"}),
        utils.select_proxy("http://b.example/x", {"http://a.example": "1", "http": "2", "all": "3"}),
        utils.select_proxy("https://b.example/x", {"http": "2", "all://b.example": "4", "all": "3"}),
        utils.select_proxy("file:///x", {"all": "3"}),
        utils.select_proxy("http://b.example/x", None),
    ],
    "no proxies in the environment": lambda w: utils.getproxies(),
}
