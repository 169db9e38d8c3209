"""Real handshakes: who is trusted, and what is said of who is not."""

import pytest

REFUSALS = {
    "https_wrong_name": "does not match",
    "https_expired": "expired",
    "https_future": "future",
    "https_unknown": "not correctly signed",
}


@pytest.mark.parametrize("listener", REFUSALS)
def test_an_untrusted_server_is_refused_with_its_reason(board, listener):
    script = f"""
        get = lambda: requests.get(url("/get", at={listener!r}), verify=harness.address("ca_der"))
        message = str(raises(requests.exceptions.SSLError, get))
        assert "\\n" not in message, message
        print(message)
    """
    assert REFUSALS[listener] in board.run(script)


NO_AUTHORITIES = {
    "object()": "cannot read",  # a desktop takes an SSLContext there
    "1.5": "cannot read",
    "'/no/file'": "cannot read",
    "b''": "no certificate in",
    "b'text'": "no certificate in",
    "b'0\\x03abc'": "no TLS with localhost",
    "b'-----BEGIN CERTIFICATE-----\\nMAA\\n-----END CERTIFICATE-----'": "not a CERTIFICATE in PEM",
    "b'-----BEGIN CERTIFICATE-----\\nMAA=\\n-----END CERTIFICATE-----'": "no TLS with localhost",
}
NO_CREDENTIALS = {
    "'/no/file'": "cannot read",
    "(client, key, 'password')": "takes no password",
    "client": "no private key in",
    "(key, client)": "no certificate in",
    "(client, b'0\\x03abc')": "no TLS with localhost",
}


@pytest.mark.parametrize("verify", NO_AUTHORITIES)
def test_what_is_no_authority_is_named(board, verify):
    script = f"""
        print(raises(requests.exceptions.SSLError, requests.get, url("/get", at="https"), verify={verify}))
    """
    assert NO_AUTHORITIES[verify] in board.run(script)


@pytest.mark.parametrize("cert", NO_CREDENTIALS)
def test_what_is_no_certificate_of_ours_is_named(board, cert):
    script = f"""
        client, key = harness.address("client_cert"), harness.address("client_key")
        get = lambda: requests.get(url("/get", at="https"), verify=harness.address("ca"), cert={cert})
        print(raises(requests.exceptions.SSLError, get))
    """
    assert NO_CREDENTIALS[cert] in board.run(script)


def test_a_server_behind_a_proxy_is_named(board):
    script = """
        proxies = {"https": harness.address("proxy")}
        for listener in ("https_unknown", "https_wrong_name"):
            get = lambda: requests.get(url("/", at=listener), proxies=proxies, verify=harness.address("ca"))
            assert "with localhost" in str(raises(requests.exceptions.SSLError, get))
    """
    board.run(script)


@pytest.mark.parametrize("name", ["ca", "ca_der"])
def test_a_path_and_the_bytes_in_it_are_trusted(board, name):
    script = f"""
        path = harness.address({name!r})
        eq(requests.get(url("/get", at="https"), verify=path).status_code, 200)
        with open(path, "rb") as file:
            eq(requests.get(url("/get", at="https_ip"), verify=file.read()).status_code, 200)
    """
    board.run(script)


def test_what_stands_between_certificates_is_passed_over(board):
    script = """
        with open(harness.address("bundle"), "rb") as file:
            bundle = file.read()
        bundle = bundle.replace(b"-----BEGIN", b"\\n# Label: b\\n!\\n-----BEGIN")
        told = b"# Issuer: a\\n" + bundle + b"\\n# the end\\n!"
        eq(requests.get(url("/get", at="https"), verify=told).status_code, 200)
    """
    board.run(script)


def test_verify_false_asks_nothing(board):
    board.run('eq(requests.get(url("/get", at="https_wrong_name"), verify=False).status_code, 200)')


def test_the_roots_of_the_firmware_refuse_a_private_authority(board):
    script = """
        error = raises(requests.exceptions.SSLError, requests.get, url("/get", at="https"))
        assert "none of the trusted authorities" in str(error), error
    """
    board.run(script)


def test_roots_in_the_place_of_the_firmwares_are_trusted(board, own_roots):
    script = """
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
                raises(requests.exceptions.SSLError, s.get, url("/get", at=listener))
    """
    board.run(script, tree=own_roots)


def test_a_server_that_changed_its_authority_is_asked_again(board, own_roots):
    script = """
        import io

        with requests.Session() as s:
            s.headers["Connection"] = "close"
            s.get(url("/get", at="https"))
            known = s.get_adapter("https://").signers
            for upload in (None, {"file": ("name", io.BytesIO(b"from its beginning"))}):
                for place in list(known):
                    known[place] = [next(requests._roots.roots())]  # of another one
                r = s.post(url("/post", at="https"), files=upload)
                eq((r.status_code, r.json()["files"]), (200, {"file": "from its beginning"} if upload else {}))
    """
    board.run(script, tree=own_roots)


def test_what_one_verify_chose_does_not_count_for_another(board, own_roots):
    script = """
        import binascii
        with requests.Session() as s:
            s.get(url("/get", at="https"))
            s.get_adapter("https://").close()
            s.verify = b"".join(
                b"-----BEGIN CERTIFICATE-----\\n" + binascii.b2a_base64(root) + b"-----END CERTIFICATE-----\\n"
                for root in list(requests._roots.roots())[:9]
            )
            raises(requests.exceptions.SSLError, s.get, url("/get", at="https"))
    """
    board.run(script, tree=own_roots)


def test_a_firmware_without_roots_says_so(board, own_roots):
    (own_roots / "requests" / "_roots.py").unlink()
    script = """
        error = raises(requests.exceptions.SSLError, requests.get, url("/get", at="https"))
        assert "no root certificates" in str(error), error
        eq(requests.get(url("/get", at="https"), verify=harness.address("ca")).status_code, 200)
    """
    board.run(script, tree=own_roots)


def test_a_client_certificate_is_shown(board):
    script = """
        ca, both = harness.address("ca"), harness.address("client_both")
        pair = harness.address("client_cert"), harness.address("client_key")
        for cert in (both, pair):
            eq(requests.get(url("/get", at="https_client"), verify=ca, cert=cert).status_code, 200)
        raises(requests.ConnectionError, requests.get, url("/get", at="https_client"), verify=ca)
        raises(requests.exceptions.SSLError, requests.get, url("/get", at="https_client"), verify=ca, cert="/no/file")
    """
    board.run(script)


@pytest.mark.parametrize(
    ("listener", "year", "named"),
    [
        ("https_future", 2015, True),
        ("https_expired", 2015, True),
        ("https_unknown", 2015, False),
        ("https_future", 2025, False),
        ("https_expired", 2026, False),
    ],
)
def test_a_clock_that_was_never_set_is_named(board, listener, year, named):
    script = f"""
        import time
        class Clock:
            def __getattr__(self, name):
                return getattr(time, name)
            def gmtime(self, *args):
                return ({year}, 1, 1, 0, 0, 0, 3, 1)
        sys.modules["time"] = Clock()
        get = lambda: requests.get(url("/get", at={listener!r}), verify=harness.address("ca"))
        error = raises(requests.exceptions.SSLError, get)
        eq("the clock is not set ({year})" in str(error), {named})
    """
    board.run(script)


def test_a_handshake_that_nobody_answers_is_a_connect_timeout(board):
    script = """
        mute = url("/", at="mute").replace("http:", "https:")
        raises(requests.ConnectTimeout, requests.get, mute, timeout=0.3, verify=harness.address("ca"))
        raises(requests.ConnectTimeout, requests.get, mute, timeout=0.3)
    """
    board.run(script)


def test_plain_http_at_a_tls_port_and_tls_at_a_plain_one(board):
    script = """
        raises(requests.ConnectionError, requests.get, url("/", at="https").replace("https:", "http:"), timeout=6)
        tls = url("/", at="http").replace("http:", "https:")
        raises(requests.exceptions.SSLError, requests.get, tls, verify=harness.address("ca"), timeout=6)
    """
    board.run(script)


def test_a_kept_connection_is_not_shared_by_other_settings(board):
    script = """
        with requests.Session() as s:
            s.get(url("/get", at="https"), verify=False)
            raises(requests.exceptions.SSLError, s.get, url("/get", at="https"), verify=True)
    """
    board.run(script)


def test_a_firmware_that_cannot_look_into_the_handshake_is_given_all_roots(board, own_roots):
    script = """
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
        raises(requests.exceptions.SSLError, requests.get, url("/get", at="https_unknown"))
    """
    board.run(script, tree=own_roots)


def test_an_adapter_that_keeps_nothing_connects(board):
    script = """
        with requests.Session() as s:
            s.mount("https://", requests.adapters.HTTPAdapter(kept=0))
            for _ in range(2):
                eq(s.get(url("/get", at="https"), verify=harness.address("ca")).status_code, 200)
            eq(s.get_adapter("https://").idle, [])
    """
    board.run(script)
