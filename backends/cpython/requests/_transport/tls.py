"""TLS contexts, which connections with equal settings share: reading the CA bundle costs more than a hundred requests.

A context is not changed after it was made. For each new connection the files that its context was made from are checked
with stat; if one of them was replaced, a new context replaces the old one in the cache.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable
from typing import Any

from urllib3 import connection as urllib3_connection
from urllib3.connection import HTTPSConnection
from urllib3.util import ssl_
from urllib3.util.ssl_ import resolve_cert_reqs, resolve_ssl_version

_MOST = 64  # contexts in the cache; if there are more, the oldest is dropped
_IN_CONTEXT = ("ca_certs", "ca_cert_dir", "ca_cert_data", "cert_file", "key_file", "key_password")
_contexts: dict[tuple[Any, ...], tuple[Any, ssl.SSLContext]] = {}


def set_context(connection: HTTPSConnection) -> dict[str, Any]:
    """Set the context of a connection that is about to connect; return the attributes to restore afterwards.

    A connection that has a context is not changed, and neither is one through an HTTPS proxy, for which urllib3 makes a
    context for each of the two handshakes. While pyOpenSSL replaces the ssl module, none is: its contexts cannot be
    shared.
    """
    given = {name: getattr(connection, name) for name in ("ssl_context", *_IN_CONTEXT)}
    standard = issubclass(_context_class(), ssl.SSLContext)
    if connection.cert_file and connection.key_password is None:
        connection.key_password = _refuse_prompt if standard else ""  # type: ignore[assignment]  # load_cert_chain allows it
    proxy = connection.proxy
    if standard and connection.ssl_context is None and (proxy is None or proxy.scheme != "https"):
        connection.ssl_context = _context(connection)
        for name in _IN_CONTEXT:
            setattr(connection, name, None)
    return given


def _refuse_prompt() -> str:
    """Raise SSLError; without this function OpenSSL would prompt for a key's pass phrase on the terminal."""
    raise ssl.SSLError("The client's private key is encrypted: cert=(certificate, key, password)")


def _context_class() -> type:
    """Return the class of the contexts that urllib3 makes; truststore and pyOpenSSL replace it."""
    found: Any = ssl_.SSLContext  # pyright: ignore[reportPrivateImportUsage]  # where they replace it
    return found  # type: ignore[no-any-return]  # a class of any origin


def _context(connection: HTTPSConnection) -> ssl.SSLContext:
    """Return a context for a connection, from the cache if the files are unchanged."""
    create: Callable[..., ssl.SSLContext] = getattr(urllib3_connection, "create_urllib3_context")  # noqa: B009  # not exported
    # A replaced function may return another context each time. OpenSSL reads a folder during a handshake, and keeps
    # what it has found there in the context.
    if getattr(create, "__globals__", None) is not vars(ssl_) or connection.ca_cert_dir:
        return _make(connection, create)
    settings, files = _settings(connection), _files(connection)
    found = _contexts.get(settings)
    if found is not None and found[0] == files:
        return found[1]
    _contexts.pop(settings, None)
    context = _make(connection, create)
    for oldest in list(_contexts)[: max(len(_contexts) - _MOST + 1, 0)]:
        _contexts.pop(oldest, None)
    _contexts[settings] = (files, context)
    return context


def _settings(connection: HTTPSConnection) -> tuple[Any, ...]:
    kind: Any = _context_class()
    return (
        kind,
        kind.load_verify_locations,  # tests replace methods of the class
        kind.load_default_certs,
        kind.load_cert_chain,
        os.environ.get("SSLKEYLOGFILE"),
        connection.cert_reqs,
        connection.ssl_version,
        connection.ssl_minimum_version,
        connection.ssl_maximum_version,
        # Both disable the context's own check of the host name.
        bool(connection.assert_fingerprint),
        connection.assert_hostname is None,
        connection.ca_certs,
        connection.ca_cert_data,
        connection.cert_file,
        connection.key_file,
        connection.key_password,
    )


def _files(connection: HTTPSConnection) -> tuple[Any, ...]:
    """Return the results of stat for a context's files; they differ after a file was replaced."""
    authorities: Any = connection.ca_certs
    if not authorities and not connection.ca_cert_data:
        authorities = ssl.get_default_verify_paths().cafile
    return tuple(map(_stamp, (authorities, connection.cert_file, connection.key_file)))


def _stamp(path: str | None) -> tuple[Any, ...] | None:
    if not path:
        return None
    try:
        status = os.stat(path)
    except OSError:
        return (path,)
    return path, status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_dev


def _make(connection: HTTPSConnection, create: Callable[..., ssl.SSLContext]) -> ssl.SSLContext:
    context = create(
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
    """Return the contents of a file in DER, which OpenSSL accepts from memory only; None for PEM."""
    if not path:
        return None
    with open(path, "rb") as file:
        data = file.read(2)
        return data + file.read() if data == b"\x30\x82" else None
