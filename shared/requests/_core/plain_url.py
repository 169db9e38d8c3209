"""Split a URL that is in its normal form, and derive the parts of a request from it (RFC 9112 section 3.2).

Most URLs are in their normal form. `url` splits, resolves and normalises all others; it is loaded only when it is
needed. A host has its brackets and its zone id ("[fe80::1%25eth0]") until it is passed to the resolver.
"""

from collections import namedtuple

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any, NamedTuple

    class Url(NamedTuple):
        """The components of a URL; some that are str or None are Any here, for callers that have checked them."""

        scheme: Any
        auth: "str | None"
        host: Any
        port: "int | None"
        path: str
        query: "str | None"
        fragment: "str | None"
else:
    Url = namedtuple("Url", ("scheme", "auth", "host", "port", "path", "query", "fragment"))  # type: ignore[no-redef]  # at run time

# The characters of a path, query or fragment, apart from its delimiters. The first 66 are unreserved, the first 77
# legal in a host name (RFC 3986 section 3.2.2).
LEGAL = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!$&'()*+,;=:@/?"
PLAIN_HOST = "abcdefghijklmnopqrstuvwxyz0123456789-._"
PORTS = {"http": 80, "https": 443}


def plain_url(url: str) -> Url | None:
    """Return the parts of an http or https URL that is in its normal form, or None for any other.

    The path of a URL without one is "/", with which its normal form ends.
    """
    scheme, _, rest = url.partition("://")
    place, _, rest = rest.partition("/")
    host, colon, digits = place.partition(":")
    if scheme not in PORTS or "/." in url or ".." in url:  # a dot segment, an empty label
        return None
    if not 0 < len(host) < 64 or host.strip(PLAIN_HOST) or rest.strip(LEGAL):  # 63: RFC 1035 section 2.3.4
        return None
    port = None
    if colon:
        if not 0 < len(digits) < 6 or digits.strip("0123456789") or digits.startswith("0"):
            return None
        port = int(digits)
        if not 0 < port < 65536:
            return None
    path, mark, query = rest.partition("?")
    if mark and not query:
        return None
    return Url(scheme, None, host, port, "/" + path, query or None, None)


def unsplit_url(parts: Url) -> str:
    """Return the text of a URL; an empty query or fragment is left out, as Requests does."""
    scheme, userinfo, host, port, path, query, fragment = parts
    text: str = scheme + ":" if scheme else ""
    if host is not None:
        text += "//" if userinfo is None else "//" + userinfo + "@"
        text += host if port is None else f"{host}:{port}"
    text += path
    if query:
        text += "?" + query
    if fragment:
        text += "#" + fragment
    return text


def origin(parts: Url) -> "tuple[Any, Any, int | None]":
    """Return (scheme, host, port), with the default port if there is none (RFC 9110 section 4.3.1)."""
    return parts.scheme, parts.host, parts.port or PORTS.get(parts.scheme)


def host_header(parts: Url, connect: bool = False) -> str:
    """Return the value of the Host field, without a zone id, which is valid only locally (RFC 6874), or default port.

    With `connect`, the port is included in any case, as in the target of CONNECT (RFC 9110 section 9.3.6).
    """
    scheme, host, port = origin(parts)
    if host[:1] == "[" and "%" in host:
        host = host.partition("%")[0] + "]"
    return f"{host}:{port}" if connect or port != PORTS.get(scheme) else str(host)


def connect_host(parts: Url) -> str:
    """Return the host for the resolver: without brackets, and with a zone id after a bare percent sign."""
    host: str = parts.host
    return host[1:-1].replace("%25", "%", 1) if host[:1] == "[" else host


def request_target(parts: Url) -> str:
    """Return path and query, the target of a request to the origin server."""
    path: str = parts.path
    return f"{path}?{parts.query}" if parts.query else path
