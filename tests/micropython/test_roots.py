"""The bundle of roots: the chosen ones, as certifi has them."""

import ast
import subprocess
import sys

import pytest
import roots
import trustme
from cryptography.hazmat.primitives.serialization import Encoding


def test_every_chosen_root_is_in_certifi_and_in_the_module():
    _, known = roots.bundle()
    written = roots.certificates_in(roots.MODULE.read_text("utf-8"))
    assert len(written) == len(roots.chosen())
    assert set(written) <= set(known.values())


def test_the_list_names_each_root_once():
    labels = roots.chosen()
    assert len(labels) == len(set(labels)) > 10


def test_every_label_of_certifi_is_found():
    import certifi

    assert len(roots.bundle()[1]) == certifi.contents().count("-----BEGIN CERTIFICATE-----")


def test_a_module_yields_its_certificates():
    certificates = {"first": b"\x30\x00'\"\\\n", "second": bytes(range(256))}
    source = roots.module(certificates, "0")
    assert roots.certificates_in(source) == list(certificates.values())
    names = {}
    exec(compile(source, "_roots.py", "exec"), names)
    assert list(names["roots"]()) == list(certificates.values())


def test_a_module_without_certificates_yields_none():
    names = {}
    exec(compile(roots.module({}, "0"), "_roots.py", "exec"), names)
    assert list(names["roots"]()) == []


def test_a_label_that_certifi_dropped_is_named():
    with pytest.raises(SystemExit, match="Gone Root"):
        roots.select({}, ["Gone Root"])


def test_the_folder_of_the_output_is_made(tmp_path):
    path = tmp_path / "build" / "roots" / "_roots.py"
    subprocess.run([sys.executable, roots.__file__, "--all", "-o", str(path)], check=True, capture_output=True)
    assert len(roots.certificates_in(path.read_text("utf-8"))) == len(roots.bundle()[1])


def test_error_without_certifi_is_one_sentence(tmp_path):
    options = ["-o", str(tmp_path / "_roots.py")]
    argv = [sys.executable, "-I", "-S", roots.__file__, *options]  # -S: none of what is installed
    done = subprocess.run(argv, check=False, capture_output=True, text=True)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "pip install certifi" in done.stderr


def test_an_anchor_is_the_certificate_without_its_signature():
    from cryptography import x509

    for authority in (trustme.CA(), trustme.CA(key_type=trustme.KeyType.RSA)):
        certificate = x509.load_pem_x509_certificate(authority.cert_pem.bytes())
        anchor = roots.anchor(certificate.public_bytes(Encoding.DER))
        assert anchor[4 : 4 + len(certificate.tbs_certificate_bytes)] == certificate.tbs_certificate_bytes
        assert anchor.endswith(b"\x03\x01\x00")
        start, end = roots.element(anchor, 0)
        assert (start, end) == (4, len(anchor))


def test_the_module_is_plain_ascii():
    assert roots.MODULE.read_bytes().isascii()
    ast.parse(roots.MODULE.read_text("ascii"))
