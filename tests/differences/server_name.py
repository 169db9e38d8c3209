"""MicroPython sends an IP address as a server name in the TLS handshake.

subject: TLS, proxies and the environment
what: For https://127.0.0.1/ CPython sends no server name in the handshake, as RFC 6066 section 3 requires. MicroPython
    sends the address as if it were a name. The certificate is verified against the address on both.
why: MicroPython's tls module has one parameter for the name to send and the name to verify.
workaround: Use a host name if a server refuses the handshake.
"""

import requests
from harness import address, eq, log, token, url


def asked_for():
    """The server names that a request to an address asks for."""
    mark = token()
    requests.get(url("/get", mark, at="https_ip"), verify=address("ca"))
    return [seen["name"] for seen in log(mark)]


def case_cpython_names_no_server():
    eq(asked_for(), [""])


def case_micropython_names_the_address():
    eq(len(asked_for()[0]) > 0, True)
