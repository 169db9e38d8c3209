"""The parts of a URL: split, put together, resolve a reference, and say what goes where in a request.

RFC 3986 in its lenient reading (appendix B), RFC 6874 for zone ids, RFC 9112 section 3.2 for the forms of
a request's target. A host keeps its brackets and its zone id ("[fe80::1%25eth0]") up to the socket.
"""

from ..exceptions import exceptions
from .plain_url import MAX_PORT as MAX_PORT
from .plain_url import Url as Url
from .plain_url import connect_host as connect_host
from .plain_url import default_port as default_port
from .plain_url import host_header as host_header
from .plain_url import origin as origin
from .plain_url import request_target as request_target
from .plain_url import unsplit_url as unsplit_url

_DIGITS = "0123456789"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def split_url(url: str) -> Url:
    """Split a URL or a relative reference; InvalidURL for a bad port or bracket.

    A component that is absent is None, but the path is always str. A backslash ends the authority, as
    browsers have it: what is behind it must not be taken for the host.
    """
    rest, sharp, fragment = url.partition("#")
    rest, mark, query = rest.partition("?")
    scheme, rest = split_scheme(rest)
    behind = (query if mark else None, fragment if sharp else None)
    if rest[:2] != "//":
        return Url(scheme, None, None, None, rest, *behind)
    userinfo, place, path = split_authority(rest[2:])
    host, port = _split_port(place, "@" in path or "@" in query or "@" in fragment)
    return Url(scheme, userinfo, host, port, path, *behind)


def split_scheme(text: str) -> "tuple[str | None, str]":
    """Return (scheme in lower case or None, what follows its colon)."""
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if colon and scheme and scheme[0] in _LETTERS and not scheme.strip(_LETTERS + _DIGITS + "+-."):
        return scheme, rest
    return None, text


def split_authority(text: str) -> "tuple[str | None, str, str]":
    """Return (userinfo or None, host and port, what follows) of the text behind the "//"."""
    end = len(text.replace("\\", "/").replace("?", "/").partition("/")[0])
    userinfo, at, place = text[:end].rpartition("@")
    return userinfo if at else None, place, text[end:]


def _split_port(place: str, at_behind: bool) -> "tuple[str, int | None]":
    """Return (host, port or None); a port that is empty is none, leading zeros mean nothing.

    With an "@" behind it, what is no port may be a password that has a "/" or a "#", and is not shown.
    """
    if place[:1] == "[":
        host, bracket, port = place.partition("]")
        host += bracket
        well_formed = bracket and port[:1] in ("", ":")
        port = port[1:]
    else:
        host, _, port = place.partition(":")
        well_formed = True
    digits = port.lstrip("0")
    shown = place.partition(":")[0] + ":..." if at_behind else place
    if not well_formed or digits.strip(_DIGITS) or len(digits) > 5 or int(digits or 0) > MAX_PORT:
        raise exceptions.InvalidURL(f"Invalid URL: {shown!r} is not a valid host or port")
    if port and not digits:
        raise exceptions.InvalidURL(f"Invalid URL: {shown!r} has port 0, to which nothing can connect")
    return host, int(digits) if digits else None


def join_url(base: str, ref: str) -> str:
    """Resolve `ref` against `base` (RFC 3986 section 5.2.2); "http:x" counts as relative, as everywhere."""
    if not ref:
        return base
    start, to = split_url(base), split_url(ref)
    if to.scheme and to.scheme != start.scheme:
        return ref
    if to.host or to.port:  # "///x" names no other host
        return unsplit_url(Url(start.scheme, to.auth, to.host, to.port, to.path, to.query, to.fragment))
    path, query = to.path, to.query
    if not path:
        path = start.path
        query = start.query if query is None else query
    elif path[:1] != "/":
        path = without_dots(start.path.rpartition("/")[0] + "/" + path)
    else:
        path = without_dots(path)
    return unsplit_url(Url(start.scheme, start.auth, start.host, start.port, path, query, to.fragment))


def without_dots(path: str) -> str:
    """Remove the segments "." and ".." of an absolute path (RFC 3986 section 5.2.4)."""
    if "/." not in path:
        return path
    kept: "list[str]" = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def authority(parts: Url) -> str:
    """Return "host:port", the target of a CONNECT (RFC 9110 section 9.3.6)."""
    host: str = parts.host
    if host[:1] == "[" and "%" in host:
        host = host.partition("%")[0] + "]"
    return f"{host}:{parts.port or default_port(parts.scheme)}"


def absolute_form(parts: Url) -> str:
    """Return the target of a request through an http proxy: no userinfo, no fragment (RFC 9110 4.2.4)."""
    return f"{parts.scheme}://{host_header(parts)}{request_target(parts)}"
