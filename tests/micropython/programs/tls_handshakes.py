"""Real handshakes: which servers are trusted, and how an error says why another one is not."""

import sys
import time

import requests
from harness import address, eq, raises, url

SSLError = requests.exceptions.SSLError


def get(at, **kwargs):
    """Return the status of a GET from a listener of the server."""
    return requests.get(url("/get", at=at), **kwargs).status_code


def refusal(at, **kwargs):
    """Return the text of the SSLError that a GET from a listener raises."""
    return str(raises(SSLError, get, at, **kwargs))


def contents(path):
    with open(path, "rb") as file:
        return file.read()


class Clock:
    """The module `time` in a year that a case chooses."""

    year = 2000

    def __getattr__(self, name):
        return getattr(time, name)

    def gmtime(self, *args):
        return (self.year, 1, 1, 0, 0, 0, 3, 1)


def case_the_error_says_why_a_certificate_is_refused():
    table = (
        ("https_wrong_name", "does not match"),
        ("https_expired", "expired"),
        ("https_future", "future"),
        ("https_unknown", "not correctly signed"),
    )
    for at, reason in table:
        text = refusal(at, verify=address("ca_der"))
        eq((at, reason in text, "\n" in text), (at, True, False))


def case_the_error_says_what_is_wrong_with_verify():
    table = (
        (object(), "cannot read"),  # an SSLContext, on CPython
        (1.5, "cannot read"),
        ("/no/file", "cannot read"),
        (b"", "no certificate in"),
        (b"text", "no certificate in"),
        (b"0\x03abc", "no TLS with localhost"),
        (b"-----BEGIN CERTIFICATE-----\nMAA\n-----END CERTIFICATE-----", "not a CERTIFICATE in PEM"),
        (b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----", "no TLS with localhost"),
    )
    for verify, reason in table:
        text = refusal("https", verify=verify)
        assert reason in text, (verify, text)


def case_the_error_says_what_is_wrong_with_cert():
    certificate, key = address("client_cert"), address("client_key")
    table = (
        ("/no/file", "cannot read"),
        ((certificate, key, "password"), "takes no password"),
        (certificate, "no private key in"),
        ((key, certificate), "no certificate in"),
        ((certificate, b"0\x03abc"), "no TLS with localhost"),
    )
    for cert, reason in table:
        text = refusal("https", verify=address("ca"), cert=cert)
        assert reason in text, (cert, text)


def case_the_error_names_the_server_behind_a_proxy():
    proxies = {"https": address("proxy")}
    for at in ("https_unknown", "https_wrong_name"):
        text = refusal(at, proxies=proxies, verify=address("ca"))
        assert "with localhost" in text, text


def case_verify_takes_a_path_or_the_bytes_of_the_file():
    for name in ("ca", "ca_der"):
        eq(get("https", verify=address(name)), 200)
        eq(get("https_ip", verify=contents(address(name))), 200)


def case_text_between_certificates_is_skipped():
    bundle = contents(address("bundle")).replace(b"-----BEGIN", b"\n# Label: b\n!\n-----BEGIN")
    eq(get("https", verify=b"# Issuer: a\n" + bundle + b"\n# the end\n!"), 200)


def case_verify_false_accepts_any_certificate():
    eq(get("https_wrong_name", verify=False), 200)


def case_a_private_authority_is_not_among_the_roots_of_the_firmware():
    text = refusal("https")
    assert "none of the trusted authorities" in text, text


def case_a_client_certificate_is_sent():
    pair = (address("client_cert"), address("client_key"))
    for cert in (address("client_both"), pair):
        eq(get("https_client", verify=address("ca"), cert=cert), 200)
    raises(requests.ConnectionError, get, "https_client", verify=address("ca"))
    refusal("https_client", verify=address("ca"), cert="/no/file")


def case_the_error_says_that_the_clock_is_not_set():
    sys.modules["time"] = clock = Clock()
    table = (
        ("https_future", 2015, True),
        ("https_expired", 2015, True),
        ("https_unknown", 2015, False),
        ("https_future", 2025, False),
        ("https_expired", 2026, False),
    )
    for at, clock.year, named in table:
        text = refusal(at, verify=address("ca"))
        eq((at, clock.year, f"the clock is not set ({clock.year})" in text), (at, clock.year, named))


def case_a_handshake_without_an_answer_is_a_connect_timeout():
    mute = url("/", at="mute").replace("http:", "https:")
    for verify in (address("ca"), True):
        raises(requests.ConnectTimeout, requests.get, mute, timeout=0.3, verify=verify)


def case_http_to_a_tls_port_and_tls_to_an_http_port_are_errors():
    raises(requests.ConnectionError, requests.get, url("/", at="https").replace("https:", "http:"), timeout=6)
    tls = url("/", at="http").replace("http:", "https:")
    raises(SSLError, requests.get, tls, verify=address("ca"), timeout=6)


def case_a_kept_connection_is_not_used_with_another_verify():
    with requests.Session() as s:
        s.get(url("/get", at="https"), verify=False)
        raises(SSLError, s.get, url("/get", at="https"), verify=True)


def case_an_adapter_that_keeps_no_connections_connects():
    with requests.Session() as s:
        s.mount("https://", requests.adapters.HTTPAdapter(kept=0))
        for _ in range(2):
            eq(s.get(url("/get", at="https"), verify=address("ca")).status_code, 200)
        eq(s.get_adapter("https://").idle, [])
