"""Split any URL, resolve a reference, and convert a caller's URL to the form that is sent.

RFC 3986, with the lenient parsing of appendix B and section 6, RFC 6874 for zone ids, RFC 9110 section 4.2. A caller's
URL is parsed leniently. The result is strict: a host has only characters that the Host field and the resolver accept,
and preparing a prepared URL again changes nothing, so that two interpretations of a URL (for a proxy, for credentials,
for the connection) cannot differ.
"""

from ..exceptions import exceptions
from .headers import DIGITS, HEX, latin1_text, plain_text
from .percent import UNRESERVED, normalize, octets_text, requote_uri, unquote, unquote_unreserved
from .plain_url import LEGAL, PLAIN_HOST, PORTS, Url, plain_url, unsplit_url

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable
        from typing import Any


def split_url(url: str) -> Url:
    """Split a URL or a relative reference; raise InvalidURL for an invalid port or bracket.

    A component that is absent is None, but the path is always str. A backslash ends the authority, as in
    browsers: the text after it must not be taken for the host. An empty port and leading zeros of a port are
    ignored.
    """
    rest, sharp, fragment = url.partition("#")
    rest, mark, query = rest.partition("?")
    scheme, rest = split_scheme(rest)
    userinfo = host = port = None
    if rest[:2] == "//":
        userinfo, place, rest = split_authority(rest[2:])
        host, colon, digits = place.partition(":")
        if place[:1] == "[":
            host, colon, digits = place.partition("]")
            host += colon
            colon, digits = digits[:1] if colon else "]", digits[1:]
        number = digits.lstrip("0")
        if (
            colon not in ("", ":")
            or number.strip(DIGITS)
            or len(number) > 5
            or (digits and not 0 < int(number or 0) < 65536)  # nothing can connect to port 0
        ):
            if "@" in rest or "@" in query or "@" in fragment:  # it may be a password with a "/" or a "#"
                place = place.partition(":")[0] + ":..."
            raise exceptions.InvalidURL(f"Invalid URL: host or port {place!r}")
        port = int(number) if digits else None
    return Url(scheme, userinfo, host, port, rest, query if mark else None, fragment if sharp else None)


def split_scheme(text: str) -> "tuple[str | None, str]":
    """Return (scheme in lower case or None, the text after its colon)."""
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if colon and scheme and scheme[0] in LEGAL[:26] and not scheme.strip(PLAIN_HOST[:38] + "+"):
        return scheme, rest
    return None, text


def split_authority(text: str) -> "tuple[str | None, str, str]":
    """Return (userinfo or None, host and port, the rest) of the text after "//"."""
    end = len(text.replace("\\", "/").replace("?", "/").partition("/")[0])
    userinfo, at, place = text[:end].rpartition("@")
    return userinfo if at else None, place, text[end:]


def join_url(url: str, location: str) -> str:
    """Resolve `location` against `url` (RFC 3986 section 5.2.2); "http:x" is relative, as in browsers."""
    if not location:
        return url
    scheme, userinfo, host, port, path, query, _ = split_url(url)
    to = split_url(location)
    if to.scheme and to.scheme != scheme:
        return location
    if to.host or to.port:  # not for "///x", which has no host
        return unsplit_url(Url(scheme, *to[1:]))
    if to.path:
        path = to.path if to.path[0] == "/" else path.rpartition("/")[0] + "/" + to.path
        path = without_dots(path)
    if to.path or to.query is not None:
        query = to.query
    return unsplit_url(Url(scheme, userinfo, host, port, path, query, to.fragment))


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


def url_text(url: str | bytes) -> str:
    """Return a caller's URL as text, without white space around it; raise InvalidURL for bytes that are not UTF-8."""
    if isinstance(url, (bytes, bytearray)):
        data = bytes(url)
        try:
            url = data.decode()
        except UnicodeError:
            raise exceptions.InvalidURL(f"Invalid URL: not UTF-8: {shown(latin1_text(data))!r}") from None
    return plain_text(url).strip()


def is_http(url: str) -> bool:
    """Return True if `url` must be prepared; a URL of another scheme is passed to its adapter unchanged."""
    return ":" not in url or url[:4].lower() == "http"


def prepare_url(
    url: str, query: "Any" = "", to_ascii: "Callable[[str], str] | None" = None, as_written: bool = False
) -> Url:
    """Return the parts of an http or https URL as it is sent, with `query` added (str, bytes, or another object).

    to_ascii(host) -> str encodes a host that is not ASCII (RFC 5891), or raises UnicodeError; without it such a
    host is rejected. A URL whose scheme only begins with "http" ("http+unix") is requoted, but not normalised.
    %XX is written in upper case (RFC 3986 section 6.2.2.1), unless `as_written` is true.
    Raises MissingSchema, InvalidURL.
    """
    parts = plain_url(url)
    scheme, userinfo, host, port, path, own, fragment = parts or split_url(url)
    if not scheme or not host:
        if "@" in url:  # the text before it may be a secret, although in a wrong place
            url = shown(url).rpartition("@")[2].lstrip("/")
        if not scheme:
            raise exceptions.MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
        raise exceptions.InvalidURL(f"Invalid URL {url!r}: No host supplied")
    try:
        if not parts:
            ours = scheme in PORTS
            texts: "list[Any]" = []
            for text in (path if path[:1] == "/" else "/" + path, own, fragment, userinfo):
                if text:
                    text = normalize(text, as_written) if ours else requote_uri(text)
                texts.append(text or None)
            path, own, fragment, userinfo = texts
            if ours:
                userinfo = userinfo and userinfo.replace("@", "%40")
                host = _prepared_host(host, to_ascii)
                path = without_dots(path)
            else:
                host = requote_uri(host)
        if query:
            query = normalize(octets_text(query) if isinstance(query, bytes) else plain_text(query), as_written)
            own = own + "&" + query if own else query
    except UnicodeError:  # a lone surrogate
        raise exceptions.InvalidURL(f"Invalid URL: not UTF-8: {host!r}") from None
    return Url(scheme, userinfo, host, port, path, own, fragment)


def _prepared_host(host: str, to_ascii: "Callable[[str], str] | None") -> str:
    """Return a host as it is sent; the zone id of an IPv6 address is written after "%25" (RFC 6874), not after "%"."""
    problem = "is not valid"
    if host[0] == "[":
        address, percent, zone = host[1:-1].partition("%")
        if ":" in address and address_number(address) is not None and (zone or not percent):
            if not percent:
                return host.lower()
            if zone[:2] == "25" and len(zone) > 2:
                zone = zone[2:]
            return "[" + address.lower() + "%25" + normalize(zone, False, UNRESERVED) + "]"
    else:
        name = unquote_unreserved(host)
        try:
            if len(name.encode()) != len(name):
                name = to_ascii(name) if to_ascii else ""
                problem = problem if to_ascii else "is not ASCII: use xn--"
        except UnicodeError as error:
            name = ""
            problem = f"has an invalid label. {error}"
        name = name.lower()
        bare = name[:-1] if name[-1:] == "." else name
        labels = bare.split(".")
        # RFC 3986 section 3.2.2 without percent-encoding; RFC 1035 section 2.3.4
        odd = name.strip(LEGAL[:77]) or name[:1] == "*"
        if not odd and "" not in labels and max(map(len, labels)) < 64 and len(bare) < 254:
            return name
    raise exceptions.InvalidURL(f"Invalid URL: host {host!r} {problem}")


def address_number(text: str) -> "int | None":
    """Return the number of an IPv4 or IPv6 address (RFC 3986 section 3.2.2), or None for other text.

    An octet must not have a leading zero, which some programs take for octal (section 7.4).
    """
    number = 0
    if ":" not in text:
        octets = text.split(".")
        for octet in octets:
            if octet.strip(DIGITS) or len(octet) > 3 or octet != str(int(octet or 256) & 255):
                return None
            number = number << 8 | int(octet)
        return number if len(octets) == 4 else None
    head, _, tail = text.rpartition(":")
    if "." in tail:  # the last 32 bits, written as IPv4
        low = address_number(tail)
        if low is None:
            return None
        text = f"{head}:{low >> 16:x}:{low & 65535:x}"
    head, gap, tail = text.partition("::")
    groups = head.split(":") if head else []
    last = tail.split(":") if tail else []
    missing = 8 - len(groups) - len(last)
    if missing < 0 or bool(missing) != bool(gap):
        return None
    for group in groups + ["0"] * missing + last:
        if not 0 < len(group) < 5 or group.strip(HEX):
            return None
        number = number << 16 | int(group, 16)
    return number


def get_auth_from_url(url: str) -> "tuple[str, str]":
    """Return (user, password) of a URL, unquoted, or ("", "") unless it has both."""
    rest = split_scheme(url.partition("#")[0])[1]
    userinfo = split_authority(rest[2:])[0] if rest[:2] == "//" else None
    user, colon, password = (userinfo or "").partition(":")
    return (unquote(user), unquote(password)) if colon else ("", "")


def shown(url: str) -> str:
    """Return `url` without credentials, for messages."""
    return urldefragauth(url) if "@" in url else url


def urldefragauth(url: str) -> str:
    """Return `url` without credentials and fragment; "host/path" becomes "//host/path".

    After a scheme without "//" an "@" may end a password, as in "user:password@host", or be part of an address.
    """
    scheme, rest = split_scheme(url.partition("#")[0])
    if scheme and rest[:2] != "//" and (scheme in ("mailto", "sip", "sips", "xmpp", "acct") or "@" not in rest):
        return f"{scheme}:{rest}"
    _, place, path = split_authority(rest[2:] if rest[:2] == "//" else rest)
    return (scheme + ":" if scheme else "") + ("//" + place if place else "") + path
