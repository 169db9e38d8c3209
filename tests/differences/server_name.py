"""An IP address is asked for by name in the TLS handshake of MicroPython.

what: https://127.0.0.1/ names no server in the handshake on CPython, as RFC 6066 section 3 wants it. On MicroPython the
    address is sent as if it were a name. The certificate is verified against the address on both.
why: MicroPython's tls module has one parameter for the name to ask for and for the name to verify.
workaround: Use a host name where a server takes offence.
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
