"""The roots of the firmware as the TLS of a board reads them."""

import requests
from harness import eq


def case_tls_accepts_every_root():
    import tls
    from requests._roots import roots

    for root in roots():
        tls.SSLContext(tls.PROTOCOL_TLS_CLIENT).load_verify_locations(root)


def case_names_are_those_that_tls_compares():
    requests.Session()  # so that the import of _tls is not a long chain of imports, for which the stack is too small
    from requests._roots import roots
    from requests._tls import name_in

    for root in roots():
        eq(name_in(root, 4), name_in(root, 2))  # a root is its own issuer
        eq(name_in(memoryview(root), 4)[0], 0x30)
    eq(len({name_in(root, 4) for root in roots()}), len(list(roots())))
