"""Modules that replace the standard library's ssl: truststore and pyOpenSSL."""

import pytest
import requests
import truststore
from urllib3.contrib import pyopenssl


@pytest.fixture
def get(server, certificates):
    """A function that gets a long response twice on one connection, and returns the length of the second."""

    def get(**kwargs):
        with requests.Session() as session:
            session.verify = certificates.files["ca"]
            return [len(session.get(server.addresses["https"] + "/bytes/70000", **kwargs).content) for _ in "12"][1]

    return get


@pytest.mark.parametrize("timeout", [None, 5, (5, 5)])
def test_pyopenssl(get, timeout):
    get()
    pyopenssl.inject_into_urllib3()
    try:
        assert get(timeout=timeout) == 70000
        assert get(timeout=timeout) == 70000
    finally:
        pyopenssl.extract_from_urllib3()


def test_truststore_is_used_after_its_injection(get, monkeypatch):
    get()
    made = []
    monkeypatch.setattr(truststore.SSLContext, "wrap_socket", _noted(truststore.SSLContext.wrap_socket, made))
    truststore.inject_into_ssl()
    try:
        assert get(timeout=5) == 70000
        assert made
    finally:
        truststore.extract_from_ssl()


def _noted(method, calls):
    def noted(*args, **kwargs):
        calls.append(args)
        return method(*args, **kwargs)

    return noted
