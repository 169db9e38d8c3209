"""TLS over a connection, with the firmware's module `tls`, and the certificates for it, in DER.

DER is the only format that every firmware's TLS accepts. Certificates are read one at a time, and from a file line by
line, so that a bundle of a hundred roots takes no more memory than its longest one. But TLS parses each root into 1.3
to 3 KB of heap, and keeps it as long as the connection exists: 45 KB for the roots of the firmware. So a first
handshake only finds out which authorities signed the server's certificates, and the second one gets only their roots.
The choice does not affect trust: a wrongly chosen root verifies nothing.
"""

import binascii
import gc
import io
import sys

from . import exceptions
from ._core.plain_url import connect_host
from ._loading import late, loading
from ._network_errors import reason
from ._response_body import close_unread

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

        from ._core.plain_url import Url
        from ._stream import Deadline, SocketStream


def open_secure(adapter: "Any", parts: "Url", route: "Any", deadline: "Deadline") -> "SocketStream":
    """Return a new connection with TLS; the handshake happens in the first write."""
    adapter.make_room(adapter.kept - 1)  # TLS takes 23 KB
    if gc.mem_free() < 32768:  # a handshake may fail for lack of memory
        close_unread(0)
    authorities = None if route[2] == 0 else _choose_authorities(adapter, parts, route, deadline)  # 0 or False
    stream: "SocketStream" = adapter.reach(parts, route, deadline)
    secure(stream, connect_host(parts), authorities, route[3])
    return stream


def secure(stream: "SocketStream", host: str, authorities: "Any", cert: "Any", callback: "Any" = None) -> None:
    """Put TLS on the connection, or close it and raise SSLError.

    `authorities` are certificates in DER, None disables verification; `callback(certificate, index)` is called with
    each certificate of the server, and must return 0.
    """
    stream.name = host
    try:
        with loading:
            import tls

        context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
        if authorities is None:
            context.verify_mode = tls.CERT_NONE  # type: ignore[attr-defined] # the stubs lack it
        for certificate in authorities or ():
            context.load_verify_locations(certificate)
        if cert:
            cert = cert if isinstance(cert, (tuple, list)) else (cert, cert)
            if len(cert) != 2:
                raise exceptions.SSLError("cert= is a path or a pair; TLS here takes no password")
            (certificate, *_), (key, *_) = iter_der(cert[0], b"CERTIFICATE"), iter_der(cert[1], b"PRIVATE KEY")
            context.load_cert_chain(certificate, key)
        if callback:
            context.verify_callback = callback  # type: ignore[attr-defined] # the stubs lack it
        stream.driver = context.wrap_socket(stream.socket, server_hostname=host, do_handshake_on_connect=False)
    except BaseException as error:
        stream.close()
        if isinstance(error, exceptions.RequestException) or not isinstance(error, (OSError, ValueError)):
            raise
        raise exceptions.SSLError(f"no TLS with {host}: {reason(error)}") from None
    stream.connecting = True
    stream.polling = None  # it was made for the plain socket


def _choose_authorities(adapter: "Any", parts: "Url", route: "Any", deadline: "Deadline") -> "Any":
    """Return the certificates to verify a server with: as few as possible, as each takes memory."""
    verify = route[2]
    key = (route[0], verify)
    chosen = adapter.signers.get(key)
    if chosen is not None:
        return chosen
    chosen = []
    for certificate in authorities(verify):
        chosen.append(certificate)
        if len(chosen) > 3:  # for so many, an extra handshake to choose some is worth while
            break
    else:
        return chosen
    names: "list[bytes]" = []

    def note(cert: bytes, index: int) -> int:
        names.append(name_in(cert, 2))
        return 0

    stream = adapter.reach(parts, route, deadline)
    try:  # without authorities a handshake fails as soon as the certificates arrive, before a secret is sent
        secure(stream, connect_host(parts), (), None, note)
        stream.write(b"\0")
    except AttributeError:  # this firmware has no verify_callback
        return authorities(verify)
    except exceptions.ConnectionError:
        if not names:
            raise
    finally:
        stream.close()
    chosen = []
    for certificate in authorities(verify):
        if name_in(certificate, 4) in names:
            chosen.append(certificate)
    if not chosen:
        raise exceptions.SSLError(f"{parts.host}: signed by none of the trusted authorities")
    with loading:
        if len(adapter.signers) >= 8:
            adapter.signers.clear()
        adapter.signers[key] = chosen
    return chosen


def authorities(verify: "Any") -> "Iterator[Any]":
    """Yield the certificates of `verify`: True for the roots of the firmware, a path, or the bytes of one or more.

    Raises SSLError if there is none or the file cannot be read.
    """
    if verify is not True:
        yield from iter_der(verify, b"CERTIFICATE")
        return
    try:
        roots = late("_roots", "roots")
    except ImportError:
        raise exceptions.SSLError("this firmware has no root certificates: pass verify=") from None
    yield from roots()
    package = __name__.rpartition(".")[0]
    sys.modules.pop(package + "._roots", None)  # if it is not frozen, it takes 21 KB
    if hasattr(sys.modules[package], "_roots"):
        del sys.modules[package]._roots


def iter_der(source: "str | bytes", kind: bytes) -> "Iterator[Any]":
    """Yield each DER structure in a file or in bytes; from PEM, those whose label ends with `kind` (RFC 7468)."""
    try:
        file: "Any" = io.BytesIO(source) if isinstance(source, (bytes, bytearray, memoryview)) else open(source, "rb")
        head = file.read(1)
    except (OSError, TypeError) as error:
        raise exceptions.SSLError(f"cannot read {source!r}: {error}") from None
    found = head == b"\x30"  # an ASN.1 SEQUENCE: it is DER
    with file:
        if found:
            yield head + file.read()
        inside: "Any" = None
        for line in file:
            if line.startswith(b"-----END ") and inside is not None:
                found = True
                yield b"".join(inside)
                inside = None
            elif kind + b"-----" in line:
                inside = []
            elif inside is not None:
                try:
                    inside.append(binascii.a2b_base64(line))
                except ValueError:
                    raise exceptions.SSLError(f"not a {kind.decode()} in PEM: {line[:16]!r}") from None
    if not found:
        raise exceptions.SSLError(f"no {kind.decode().lower()} in {source!r}")


def name_in(cert: "Any", index: int) -> bytes:
    """Return the name of a certificate's issuer (`index` is 2) or subject (4), in DER (RFC 5280 section 4.1)."""
    at = _content(cert, _content(cert, 0)[0])[0]
    if cert[at] == 0xA0:  # the tag of the version, which version 1 omits
        index += 1
    for _ in range(index):
        at = _content(cert, at)[1]
    return bytes(cert[at : _content(cert, at)[1]])


def _content(data: "Any", start: int) -> "tuple[Any, Any]":
    """Return (start, end) of the content of the DER element at an index (X.690 section 8.1.3)."""
    size = data[start + 1]
    start += 2
    if size > 127:
        octets = size - 128
        size = int.from_bytes(data[start : start + octets], "big")
        start += octets
    return start, start + size
