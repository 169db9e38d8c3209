"""Handshakes with the roots of a firmware, of which one has signed the server's certificates."""

import binascii
import io
import sys

import requests
from harness import eq, raises, url

TREE = "own_roots"

SSLError = requests.exceptions.SSLError


def case_the_roots_of_the_firmware_are_trusted():
    with requests.Session() as s:
        for _ in range(3):
            eq(s.get(url("/get", at="https")).status_code, 200)
        eq(s.get(url("/get", at="https_other")).status_code, 200)
        adapter = s.get_adapter("https://")
        eq([len(chosen) for chosen in adapter.signers.values()], [1, 1])
        s.close()
        eq(s.get(url("/get", at="https")).status_code, 200)
        eq(("requests._roots" in sys.modules, "_roots" in requests.__dict__), (False, False))  # nor their 21 KB
        for listener in ("https_wrong_name", "https_expired", "https_future", "https_unknown"):
            raises(SSLError, s.get, url("/get", at=listener))


def case_a_server_whose_authority_changed_is_verified_with_all_roots():
    with requests.Session() as s:
        s.headers["Connection"] = "close"
        s.get(url("/get", at="https"))
        known = s.get_adapter("https://").signers
        for upload in (None, {"file": ("name", io.BytesIO(b"from its beginning"))}):
            for origin in list(known):
                known[origin] = [next(requests._roots.roots())]  # of another authority
            r = s.post(url("/post", at="https"), files=upload)
            eq((r.status_code, r.json()["files"]), (200, {"file": "from its beginning"} if upload else {}))


def case_a_root_chosen_for_one_verify_is_not_used_for_another():
    with requests.Session() as s:
        s.get(url("/get", at="https"))
        s.get_adapter("https://").close()
        s.verify = b"".join(
            b"-----BEGIN CERTIFICATE-----\n" + binascii.b2a_base64(root) + b"-----END CERTIFICATE-----\n"
            for root in list(requests._roots.roots())[:9]
        )
        raises(SSLError, s.get, url("/get", at="https"))


def case_all_roots_are_loaded_where_tls_has_no_verify_callback():
    import tls

    class Context:
        def __init__(self, protocol):
            self.context = tls.SSLContext(protocol)
            self.load_verify_locations = self.context.load_verify_locations
            self.wrap_socket = self.context.wrap_socket

        @property
        def verify_callback(self):
            return None

    class Older:
        SSLContext = Context
        PROTOCOL_TLS_CLIENT = tls.PROTOCOL_TLS_CLIENT

    sys.modules["tls"] = Older
    eq(requests.get(url("/get", at="https")).status_code, 200)
    raises(SSLError, requests.get, url("/get", at="https_unknown"))
