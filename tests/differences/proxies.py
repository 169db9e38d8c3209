"""A proxy is reached by plain http on MicroPython.

what: On CPython a proxy may be an http://, https:// or (with PySocks) socks5:// one. On MicroPython it is an http://
    one; another is an InvalidURL. What goes through its tunnel is encrypted all the same.
why: TLS within TLS takes two connections' worth of a board's memory, and SOCKS is a protocol of its own.
workaround: Use an http proxy, which has CONNECT for https.
"""

import requests
from harness import address, eq, raises, url


def case_cpython_talks_tls_to_a_proxy():
    proxies = {"http": address("https")}
    eq(requests.get(url("/get"), proxies=proxies, verify=address("ca")).status_code, 200)


def case_micropython_refuses_other_schemes():
    for scheme in ("https", "socks5", "socks5h"):
        proxies = {"http": address("proxy").replace("http", scheme)}
        raises(requests.exceptions.InvalidURL, requests.get, url("/get"), proxies=proxies)
