"""MicroPython accepts a certificate that names its server by the common name alone.

subject: TLS, proxies and the environment
what: A certificate without any subject alternative name is refused on CPython. On MicroPython its common name is
    compared with the host, after its chain has been verified like any other. If a certificate has subject alternative
    names, only these are compared.
why: The TLS library of MicroPython (mbedTLS) does so, and has no option to change it.
workaround: None is needed: no public authority has issued such certificates for years.
"""

import requests
from harness import address, eq, raises, url


def case_cpython_wants_an_alternative_name():
    where = url("/get", at="https_common_name")
    raises(requests.exceptions.SSLError, requests.get, where, verify=address("ca"))


def case_micropython_takes_the_common_name():
    where = url("/get", at="https_common_name")
    eq(requests.get(where, verify=address("ca")).status_code, 200)
    raises(requests.exceptions.SSLError, requests.get, where.replace("localhost", "127.0.0.1"), verify=address("ca"))
