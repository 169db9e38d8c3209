"""TLS contexts, made once for each set of settings: reading the CA bundle costs more than a hundred requests.

A context made here is never changed afterwards and never leaves here, so threads and pools can share it. The files it
was made from are part of its key, by their time and size: a bundle that is replaced is read again.
"""

from __future__ import annotations

import os
import ssl
from typing import TYPE_CHECKING, Any

from urllib3.util import ssl_
from urllib3.util.ssl_ import create_urllib3_context, resolve_cert_reqs, resolve_ssl_version

if TYPE_CHECKING:
    from urllib3.connection import HTTPSConnection

_MOST = 64  # contexts kept; beyond that the oldest goes
_contexts: dict[tuple[Any, ...], ssl.SSLContext] = {}


def share_context(connection: HTTPSConnection) -> None:
    """Give a connection that has none a context for its settings.

    Left alone are connections with a context of their own, and those to an HTTPS proxy, whose handshake uses the
    settings by themselves. So are all while pyOpenSSL stands in for the ssl module: its contexts cannot be shared.
    """
    proxy = connection.proxy
    if connection.ssl_context is not None or (proxy is not None and proxy.scheme == "https"):
        return
    if not issubclass(_context_class(), ssl.SSLContext):
        return
    key = _settings(connection)
    context = _contexts.get(key)
    if context is None:
        context = _make(connection)
        while len(_contexts) >= _MOST:
            _contexts.pop(next(iter(_contexts)), None)
        _contexts[key] = context
    connection.ssl_context = context
    connection.ca_certs = connection.ca_cert_dir = connection.ca_cert_data = None
    connection.cert_file = connection.key_file = connection.key_password = None


def _context_class() -> type:
    """Return the class of the contexts that urllib3 makes; truststore and pyOpenSSL put others there."""
    found: Any = ssl_.SSLContext  # pyright: ignore[reportPrivateImportUsage]  # where they put theirs
    return found  # type: ignore[no-any-return]  # a class of any origin


def _settings(connection: HTTPSConnection) -> tuple[Any, ...]:
    return (
        _context_class(),
        connection.cert_reqs,
        connection.ssl_version,
        connection.ssl_minimum_version,
        connection.ssl_maximum_version,
        # Both switch the context's own check of the host name off.
        bool(connection.assert_fingerprint),
        connection.assert_hostname is None,
        connection.ca_cert_data,
        connection.key_password,
        *map(_stamp, (connection.ca_certs, connection.ca_cert_dir, connection.cert_file, connection.key_file)),
    )


def _stamp(path: str | None) -> tuple[Any, ...] | None:
    if not path:
        return None
    try:
        status = os.stat(path)
    except OSError:
        return (path,)
    return path, status.st_mtime_ns, status.st_size, status.st_ino


def _make(connection: HTTPSConnection) -> ssl.SSLContext:
    context = create_urllib3_context(
        ssl_version=resolve_ssl_version(connection.ssl_version),
        ssl_minimum_version=connection.ssl_minimum_version,
        ssl_maximum_version=connection.ssl_maximum_version,
        cert_reqs=resolve_cert_reqs(connection.cert_reqs),
    )
    if connection.ca_certs or connection.ca_cert_dir or connection.ca_cert_data:
        in_der = _der(connection.ca_certs)
        path = None if in_der else connection.ca_certs
        context.load_verify_locations(path, connection.ca_cert_dir, in_der or connection.ca_cert_data)
    else:
        context.load_default_certs()
    if connection.cert_file:
        context.load_cert_chain(connection.cert_file, connection.key_file, connection.key_password)
    return context


def _der(path: str | None) -> bytes | None:
    """Return a certificate that a file holds in DER, which OpenSSL takes from memory only; None for PEM."""
    if not path:
        return None
    with open(path, "rb") as file:
        data = file.read(2)
        return data + file.read() if data == b"\x30\x82" else None
