"""Whom to trust and who we are, as DER: the only form that every firmware's TLS takes.

Certificates come one at a time, and from a file line by line, so that a bundle
of a hundred roots costs no more memory than its longest one.  TLS however parses
what it is given, 1.3 to 3 KB of heap for each root, and holds it as long as the
connection lives: 45 KB for the roots of the firmware.  So a first handshake only
asks who signed the server's certificates, and the second is given those alone.
What is trusted is not decided here: a root that is chosen wrongly verifies nothing.
"""

import binascii
import io
import sys

from . import exceptions
from ._loading import loading

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

CERTIFICATE, KEY = b"CERTIFICATE", b"PRIVATE KEY"
FEW = 3  # certificates that are not worth a handshake to choose from
VERSION = 0xA0  # the tag before it, in a certificate that is not of version 1


def authorities(verify: "Any") -> "Iterator[Any]":
    """Yield the certificates of `verify`: True for the roots of the firmware, a path, or the bytes of one or more.

    Raises SSLError when there is none, OSError when the file cannot be read.
    """
    found = False
    for certificate in _roots() if verify is True else iter_der(verify, CERTIFICATE):
        found = True
        yield certificate
    if not found:
        raise exceptions.SSLError(f"no certificate in {verify!r}")


def load_if_few(verify: "Any") -> "list[Any] | None":
    """Return the certificates of `verify`, None when there are more than a few."""
    found = []
    for certificate in authorities(verify):
        found.append(certificate)
        if len(found) > FEW:
            return None
    return found


def signers(verify: "Any", issuers: "list[bytes]") -> "list[Any]":
    """Return the certificates of `verify` that have one of these names."""
    return [certificate for certificate in authorities(verify) if subject(certificate) in issuers]


def issuer(certificate: "Any") -> bytes:
    """Return the name of who signed a certificate, in DER (RFC 5280 4.1.2.4)."""
    return _name(certificate, 2)


def subject(certificate: "Any") -> bytes:
    """Return the name of whom a certificate is about, in DER (RFC 5280 4.1.2.6)."""
    return _name(certificate, 4)


def _name(certificate: "Any", place: int) -> bytes:
    """Return a field of TBSCertificate by its place after the optional version."""
    at = _content(certificate, _content(certificate, 0)[0])[0]
    if certificate[at] == VERSION:
        place += 1
    for _ in range(place):
        at = _content(certificate, at)[1]
    return bytes(certificate[at : _content(certificate, at)[1]])


def _content(der: "Any", at: int) -> "tuple[Any, Any]":
    """Return where the content of an element of DER begins and ends (X.690 8.1.3)."""
    size = der[at + 1]
    at += 2
    if size > 127:
        octets = size - 128
        size = int.from_bytes(der[at : at + octets], "big")
        at += octets
    return at, at + size


def _roots() -> "Iterator[bytes]":
    """Yield the roots of the firmware, and forget their module: where it is not frozen, it takes 21 KB."""
    try:
        with loading:
            from ._roots import roots
    except ImportError:
        raise exceptions.SSLError(
            "this firmware has no root certificates: verify= a path or bytes of your own"
        ) from None
    yield from roots()
    package = __name__.rpartition(".")[0]
    sys.modules.pop(package + "._roots", None)
    if hasattr(sys.modules[package], "_roots"):
        del sys.modules[package]._roots


def credentials(cert: "Any") -> "tuple[Any, Any]":
    """Return the client's (certificate, key) from a pair of paths or bytes, or from one PEM file with both."""
    if not isinstance(cert, (tuple, list)):
        cert = (cert, cert)
    if len(cert) != 2:
        raise exceptions.SSLError("cert= is a path or a pair; the TLS of MicroPython takes no password for a key")
    return _first(cert[0], CERTIFICATE), _first(cert[1], KEY)


def _first(source: "Any", kind: bytes) -> bytes:
    for document in iter_der(source, kind):
        return document
    raise exceptions.SSLError(f"no {kind.decode()} in {source!r}")


def iter_der(source: "str | bytes", kind: bytes) -> "Iterator[Any]":
    """Yield each DER document in a file or in bytes; of PEM those whose label ends with `kind` (RFC 7468)."""
    try:
        file: "Any" = io.BytesIO(source) if isinstance(source, (bytes, bytearray, memoryview)) else open(source, "rb")
        head = file.read(1)
    except (OSError, TypeError) as error:
        raise exceptions.SSLError(f"cannot read {source!r}: {error}") from None
    with file:
        if head == b"\x30":  # an ASN.1 SEQUENCE: it is DER
            yield head + file.read()
        else:
            yield from _pem(file, kind)


def _pem(lines: "Any", kind: bytes) -> "Iterator[Any]":
    inside: "list[bytes] | None" = None
    for line in lines:
        if line.startswith(b"-----END ") and inside is not None:
            yield b"".join(inside)
            inside = None
        elif kind + b"-----" in line:
            inside = []
        elif inside is not None:
            try:
                inside.append(binascii.a2b_base64(line))
            except ValueError:
                raise exceptions.SSLError(f"not a {kind.decode()} in PEM: {line[:16]!r}") from None
