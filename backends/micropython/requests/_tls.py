"""TLS over a connection (`tls`, the firmware's module)."""

import gc

from . import exceptions
from ._core.plain_url import connect_host
from ._loading import loading
from ._network_errors import reason
from ._response_body import close_unread

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from ._core.plain_url import Url
        from ._stream import Deadline, SocketStream

REMEMBERED = 8  # origins whose authorities are known
ROOM = 32768  # bytes of free heap, with less of which a handshake may fail


def secure(stream: "SocketStream", host: str, authorities: "Any", cert: "Any", watch: "Any" = None) -> None:
    """Put TLS on the connection; the handshake happens with the first write.

    `authorities` are certificates in DER, None for no verification; `watch(certificate, depth)` is shown those
    of the server, and returns 0. Raises SSLError.
    """
    stream.name = host
    try:
        context = _context(authorities, cert)
        if watch:
            context.verify_callback = watch
        stream.driver = context.wrap_socket(stream.socket, server_hostname=host, do_handshake_on_connect=False)
    except (OSError, ValueError) as error:
        raise exceptions.SSLError(f"no TLS with {host}: {reason(error)}") from None
    stream.connecting = True
    stream.polling = None  # what was polled is beneath TLS now


def _context(authorities: "Any", cert: "Any") -> "Any":
    """Return a context that holds the authorities, parsed, as long as a connection needs it; None is no check."""
    with loading:
        import tls

    context = tls.SSLContext(tls.PROTOCOL_TLS_CLIENT)
    if authorities is None:
        context.verify_mode = tls.CERT_NONE  # type: ignore[attr-defined] # the stubs lack it
    for certificate in authorities or ():
        context.load_verify_locations(certificate)
    if cert:
        with loading:
            from ._certificates import credentials
        context.load_cert_chain(*credentials(cert))
    return context


def issuers(stream: "SocketStream", host: str) -> "list[bytes] | None":
    """Return who signed the certificates that the server shows, as names in DER, and close the connection.

    A handshake without any authority fails as soon as the certificates are there, before any secret.
    None is from a firmware that cannot look into the handshake.
    """
    with loading:
        from ._certificates import issuer

    names = []

    def note(certificate: bytes, depth: int) -> int:
        names.append(issuer(certificate))
        return 0

    try:
        secure(stream, host, (), None, note)
        stream.write(b"\0")
    except AttributeError:
        return None
    except exceptions.ConnectionError:
        if not names:
            raise
    finally:
        stream.close()
    return names


def open_secure(adapter: "Any", parts: "Url", route: "Any", deadline: "Deadline") -> "SocketStream":
    """Return a new connection with TLS, whose handshake comes with the first write."""
    adapter.make_room(max(0, adapter.kept - 1))  # for its 23 KB
    if gc.mem_free() < ROOM:
        close_unread(0)
    authorities = _authorities(adapter, parts, route, deadline)
    stream: "SocketStream" = adapter.reach(parts, route, deadline)
    try:
        secure(stream, connect_host(parts), authorities, route[3])
    except BaseException:
        stream.close()
        raise
    return stream


def _authorities(adapter: "Any", parts: "Url", route: "Any", deadline: "Deadline") -> "Any":
    """Return the certificates to verify a server with: as few as will do, as each takes memory."""
    verify = route[2]
    if verify == 0:  # or False
        return None
    with loading:
        from ._certificates import authorities, load_if_few, signers
    key = (route[0], verify)
    chosen = adapter.signers.get(key)
    if chosen is None:
        chosen = load_if_few(verify)
    if chosen is None:
        names = issuers(adapter.reach(parts, route, deadline), connect_host(parts))
        if names is None:
            return authorities(verify)
        chosen = signers(verify, names)
        if not chosen:
            raise exceptions.SSLError(f"the certificate of {parts.host} is signed by none of the trusted authorities")
        with loading:
            if len(adapter.signers) >= REMEMBERED:
                adapter.signers.clear()
            adapter.signers[key] = chosen
    return chosen
