"""verify= in memory: an authority's certificate as bytes, PEM or DER, for programs without a file system."""

import requests

from harness import address, eq, raises, url


def contents(name):
    """The bytes of a file that the target was given."""
    with open(address(name), "rb") as file:
        return file.read()


def case_verify_bytes_of_pem():
    eq(requests.get(url("/get", at="https"), verify=contents("ca")).status_code, 200)


def case_verify_bytes_of_der():
    eq(requests.get(url("/get", at="https"), verify=contents("ca_der")).status_code, 200)


def case_verify_path_of_der():
    eq(requests.get(url("/get", at="https"), verify=address("ca_der")).status_code, 200)


def case_verify_bytes_refuse_another_authority():
    raises(requests.exceptions.SSLError, requests.get, url("/get", at="https_unknown"), verify=contents("ca"))
