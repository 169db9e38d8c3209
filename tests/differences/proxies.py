"""On MicroPython the address of a proxy must begin with http://.

subject: TLS, proxies and the environment
what: On CPython a proxy may be http://, https:// or (with PySocks) socks5://. On MicroPython another scheme than
    http:// raises InvalidURL. Traffic to https:// servers is encrypted through the proxy's tunnel on both.
why: TLS within TLS needs the memory of two TLS connections, and SOCKS is another protocol.
workaround: Use an http proxy that supports CONNECT for https.
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
