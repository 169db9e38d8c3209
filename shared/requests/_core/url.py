"""Bring a caller's URL to the form that is sent (RFC 3986 section 6, RFC 9110 section 4.2).

What a caller writes is read leniently. What is sent is strict: a host passes only in letters that the Host
field and the resolver can take, and to prepare a prepared URL again changes nothing, so that looking at a
URL (for a proxy, for credentials) and using it cannot disagree.
"""

from ..exceptions import InvalidURL, MissingSchema
from .headers import plain_text
from .percent import UNRESERVED, normalize, octets_text, requote_uri, unquote, unquote_unreserved
from .plain_url import LEGAL, MAX_LABEL, PLAIN_HOST, Url, default_port, plain_url
from .uri import split_authority, split_scheme, split_url, without_dots

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_DIGITS = "0123456789"
_HEX = "0123456789abcdefABCDEF"
_RARE_IN_HOST = "~!$&'()*+,;="  # the rest of a reg-name (RFC 3986 section 3.2.2), without percent-encoding
_ADDRESS_SCHEMES = ("mailto", "sip", "sips", "xmpp", "acct")
_MAX_HOST = 253


def url_text(url: str | bytes) -> str:
    """Return what the caller gave as a URL as text, without the white space around it."""
    if isinstance(url, (bytes, bytearray)):
        try:
            url = bytes(url).decode()
        except UnicodeError:
            raise InvalidURL(f"Invalid URL {url!r}: not UTF-8") from None
    return plain_text(url).strip()


def is_http(url: str) -> bool:
    """Tell whether `url` is ours to prepare; a URL of another scheme goes to its adapter as it is."""
    return ":" not in url or url[:4].lower() == "http"


def prepare_url(
    url: str, query: "Any" = "", to_ascii: "Callable[[str], str] | None" = None, as_written: bool = False
) -> Url:
    """Return the parts of an http or https URL as it is sent, with `query` (text, octets, or what str makes it) added.

    to_ascii(host) -> str encodes a host that is not ASCII (RFC 5891), UnicodeError if it cannot; without
    it such a host is refused. A scheme that only begins with "http" ("http+unix") is requoted, no more.
    %XX is brought to upper case (RFC 3986 section 6.2.2.1), unless it is to stay `as_written`.
    Raises MissingSchema, InvalidURL.
    """
    parts = plain_url(url)
    try:
        if parts is None:
            parts = split_url(url)
            _check_complete(url, parts)
            parts = _normalized(parts, to_ascii, as_written) if default_port(parts.scheme) else _requoted(parts)
        if query:
            scheme, userinfo, host, port, path, own, fragment = parts
            query = normalize(octets_text(query) if isinstance(query, bytes) else plain_text(query), LEGAL, as_written)
            parts = Url(scheme, userinfo, host, port, path, own + "&" + query if own else query, fragment)
    except UnicodeError:  # a lone surrogate
        raise InvalidURL(f"Invalid URL or params for host {parts and parts.host!r}: text without UTF-8 form") from None
    return parts


def _check_complete(url: str, parts: Url) -> None:
    if "@" in url:  # what is before it may be a secret, though it is not where one belongs
        url = shown(url).rpartition("@")[2].lstrip("/")
    if not parts.scheme:
        raise MissingSchema(f"Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?")
    if not parts.host:
        raise InvalidURL(f"Invalid URL {url!r}: No host supplied")


def _normalized(parts: Url, to_ascii: "Callable[[str], str] | None", as_written: bool) -> Url:
    scheme, userinfo, host, port, path, query, fragment = parts
    return Url(
        scheme,
        normalize(userinfo).replace("@", "%40") if userinfo else None,
        _ip_literal(host) if host[0] == "[" else _host_name(host, to_ascii),
        port,
        without_dots(normalize(_from_root(path), LEGAL, as_written)),
        normalize(query, LEGAL, as_written) if query else None,
        normalize(fragment, LEGAL, as_written) if fragment else None,
    )


def _requoted(parts: Url) -> Url:
    scheme, userinfo, host, port, path, query, fragment = parts
    userinfo, host, query, fragment = [
        requote_uri(text) if text else None for text in (userinfo, host, query, fragment)
    ]
    return Url(scheme, userinfo, host, port, requote_uri(_from_root(path)), query, fragment)


def _from_root(path: str) -> str:
    return path if path[:1] == "/" else "/" + path


def _host_name(host: str, to_ascii: "Callable[[str], str] | None") -> str:
    name = unquote_unreserved(host)
    if len(name.encode()) != len(name):
        name = _encoded(name, to_ascii)
    name = name.lower()
    if name.strip(PLAIN_HOST + _RARE_IN_HOST):
        raise InvalidURL(f"Invalid URL: host {host!r} contains a character that no host has")
    labels = (name[:-1] if name[-1:] == "." else name).split(".")
    if name[0] == "*" or not all([0 < len(label) <= MAX_LABEL for label in labels]):
        raise InvalidURL(f"Invalid URL: host {host!r} has an invalid label.")
    if len(name) > _MAX_HOST + (name[-1:] == "."):
        raise InvalidURL(f"Invalid URL: host {host!r} is longer than {_MAX_HOST} characters")
    return name


def _encoded(name: str, to_ascii: "Callable[[str], str] | None") -> str:
    if to_ascii is None:
        raise InvalidURL(f"Invalid URL: host {name!r} is not ASCII; write it in Punycode (xn--...)")
    try:
        return to_ascii(name)
    except UnicodeError as error:
        raise InvalidURL(f"Invalid URL: host {name!r} has an invalid label. {error}") from None


def _ip_literal(host: str) -> str:
    """Return an IPv6 address in its brackets, its zone id after "%25" (RFC 6874), also if given after "%"."""
    address, percent, zone = host[1:-1].partition("%")
    if not is_ipv6(address) or (percent and not zone):
        raise InvalidURL(f"Invalid URL: {host!r} is not a valid IPv6 address")
    if not percent:
        return host.lower()
    if zone[:2] == "25" and len(zone) > 2:
        zone = zone[2:]
    return "[" + address.lower() + "%25" + normalize(zone, UNRESERVED) + "]"


def is_ipv6(text: str) -> bool:
    """Tell whether `text` is an IPv6 address (RFC 3986 section 3.2.2)."""
    head, gap, tail = text.partition("::")
    groups = (head.split(":") if head else []) + (tail.split(":") if tail else [])
    places = len(groups)
    if groups and "." in groups[-1] and text.endswith(groups[-1]):
        if not is_ipv4(groups.pop()):
            return False
        places += 1
    for group in groups:
        if not 0 < len(group) <= 4 or group.strip(_HEX):
            return False
    return places < 8 if gap else places == 8


def is_ipv4(text: str) -> bool:
    """Tell whether `text` is four decimal octets; none has a leading zero, which some read as octal (RFC 3986 7.4)."""
    octets = text.split(".")
    return len(octets) == 4 and all([_is_octet(octet) for octet in octets])


def _is_octet(text: str) -> bool:
    return bool(text) and not text.strip(_DIGITS) and len(text) <= 3 and str(int(text)) == text and int(text) < 256


def url_auth(url: str) -> "tuple[str, str]":
    """Return (user, password) of the userinfo, unquoted; ("", "") unless both are there."""
    rest = split_scheme(url.partition("#")[0])[1]
    userinfo = split_authority(rest[2:])[0] if rest[:2] == "//" else None
    user, colon, password = (userinfo or "").partition(":")
    return (unquote(user), unquote(password)) if colon else ("", "")


def shown(url: str) -> str:
    """Return `url` as a message may show it: without credentials."""
    return strip_userinfo_and_fragment(url) if "@" in url else url


def strip_userinfo_and_fragment(url: str) -> str:
    """Return `url` without credentials and fragment; "host/path" becomes "//host/path".

    After a scheme without "//" an "@" may end a password, as in "user:password@host", or be part of an address.
    """
    scheme, rest = split_scheme(url.partition("#")[0])
    if scheme and rest[:2] != "//" and (scheme in _ADDRESS_SCHEMES or "@" not in rest):
        return f"{scheme}:{rest}"
    _, place, path = split_authority(rest[2:] if rest[:2] == "//" else rest)
    return (scheme + ":" if scheme else "") + ("//" + place if place else "") + path
