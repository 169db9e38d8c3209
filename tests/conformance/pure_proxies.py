"""requests._core.proxies: the choice of a proxy, and the hosts that need none."""

from requests._core.proxies import proxy_bypassed, select_proxy
from requests._core.url import prepare_url, split_url

from harness import eq


def case_hosts_that_no_proxy_names():
    for host, port, no_proxy in (
        ("h", 80, "h"),
        ("h", 80, " a, h ,b"),
        ("h", 80, "*"),
        ("a.h.com", 80, "h.com"),
        ("a.h.com", 80, ".h.com"),
        ("a.h.com", 80, "*.h.com"),
        ("h.com", 80, ".h.com"),
        ("h.com", 80, "H.COM"),
        ("H.com", 80, "h.com"),
        ("h.com.", 80, "h.com"),
        ("h.com", 80, "h.com."),
        ("h", 81, "h:81"),
        ("a.h.com", 81, ".h.com:81"),
        ("1.2.3.4", 80, "1.2.3.4"),
        ("1.2.3.4", 80, "1.2.3.4:80"),
        ("1.2.3.4", 80, "1.2.3.0/24"),
        ("1.2.3.4", 80, "1.2.3.4/32"),
        ("1.2.3.4", 80, "0.0.0.0/0"),
        ("1.2.255.4", None, "x,1.2.128.0/17"),
        ("[::1]", 80, "::1"),
        ("[::1]", 80, "[::1]"),
        ("::1", 80, "[::1]:80"),
    ):
        eq((host, port, no_proxy, proxy_bypassed(host, port, no_proxy)), (host, port, no_proxy, True))


def case_ipv6_networks_that_no_proxy_names():
    for host, no_proxy in (
        ("[fd00::1]", "fd00::/8"),
        ("[fdff:1:2:3:4:5:6:7]", "x,FD00::/8"),
        ("[fe80::1%25eth0]", "fe80::/10"),
        ("[2001:db8::1]", "[2001:db8::]/32"),
        ("[2001:db8::ffff:ffff:ffff:ffff]", "2001:db8:0:0:8000::/65,2001:db8::/64"),
        ("[::1]", "::1/128"),
        ("[::ffff:10.1.2.3]", "::ffff:10.0.0.0/104"),
        ("[::1]", "::/0"),
    ):
        eq((host, no_proxy, proxy_bypassed(host, 80, no_proxy)), (host, no_proxy, True))


def case_hosts_that_no_proxy_does_not_name():
    for host, port, no_proxy in (
        ("h", 80, ""),
        ("h", 80, None),
        ("h", 80, " , ,"),
        ("ah.com", 80, "h.com"),
        ("ah.com", 80, ".h.com"),
        ("h.com.evil", 80, "h.com"),
        ("h", 80, "h:81"),
        ("h", None, "h:80"),
        ("h", 80, "h:x"),
        ("h", 80, ":80"),
        ("h", 80, "."),
        ("h", 80, "http://h"),
        ("1.2.3.4", 80, "2.3.4"),
        ("1.2.3.4", 80, ".4"),
        ("1.2.3.4", 80, "1.2.4.0/24"),
        ("1.2.3.4", 80, "1.2.3.0/33"),
        ("11.0.0.1", 80, "10.0.0.0/8"),
        ("1.2.3.4", 80, "1.2.3.0/024"),
        ("1.2.3.4", 80, "a.b.c.d/8"),
        ("[::ffff:1.2.3.4]", 80, "3.4"),
        ("1.2.3.4", 80, "1.2.3.0/000900"),
        ("1.2.3.4", 80, "1.2.3.0/-8"),
        ("1.2.3.4", 80, "1.2.3.0/"),
        ("1.2.3.4", 80, "1.2.3/24"),
        ("1.2.3.4", 80, "/"),
        ("1.2.3.999", 80, "1.2.3.0/24"),
        ("h", 80, "0.0.0.0/0"),
        ("[::1]", 80, "[::1]:81"),
        ("[fe00::1]", 80, "fd00::/8"),
        ("[fd00::1]", 80, "fd00::/129"),
        ("[fd00::1]", 80, "fd00::/"),
        ("[fd00::1]", 80, "fd00:::/8"),
        ("[::1]", 80, "0.0.0.0/0"),
        ("1.2.3.4", 80, "::/0"),
        ("[2001:db8:0:1::]", 80, "2001:db8::/64"),
        ("[::1]", 80, "1"),
    ):
        eq((host, port, no_proxy, proxy_bypassed(host, port, no_proxy)), (host, port, no_proxy, False))


def case_the_most_specific_key_decides():
    for url, proxies, want in (
        ("http://h/", {"http": "a"}, "a"),
        ("https://h/", {"http": "a"}, None),
        ("http://h/", {"http": "a", "http://h": "b"}, "b"),
        ("http://H:81/", {"http": "a", "http://h": "b"}, "b"),
        ("http://x/", {"http": "a", "http://h": "b"}, "a"),
        ("http://h/", {"all://h": "c", "all": "d"}, "c"),
        ("http://x/", {"all://h": "c", "all": "d"}, "d"),
        ("http://h/", {"http": None, "all": "d"}, None),
        ("http://h/", {"http": "", "all": "d"}, ""),
        ("http://[::1]/", {"http://[::1]": "e"}, "e"),
        ("http://[::1]/", {"http://::1": "e"}, "e"),
        ("http://h/", {}, None),
        ("http://h/", None, None),
    ):
        eq((url, proxies, select_proxy(prepare_url(url), proxies)), (url, proxies, want))


def case_key_no_of_proxies_excludes_hosts():
    proxies = {"http": "p", "no_proxy": "h,10.0.0.0/8"}
    eq(select_proxy(prepare_url("http://h/"), proxies), None)
    eq(select_proxy(prepare_url("http://10.1.2.3/"), proxies), None)
    eq(select_proxy(prepare_url("http://o/"), proxies), "p")


def case_a_url_without_host_has_a_proxy_by_its_scheme():
    proxies = {"all": "p", "all://h": "q", "no_proxy": "*"}
    eq(select_proxy(split_url("mailto:a@b"), proxies), "p")
    eq(select_proxy(split_url("file:///x"), proxies), "p")
