"""Redirects (RFC 9110 section 15.4): which responses redirect, the next URL and method, and what is not sent again.

Unlike in Requests, a 301 or 302 that does not change the method keeps the body, too, because the caller sent
it. A body is dropped with the method that it belonged to. Without a body, fields that describe one are
dropped as in Requests: except for 307 and 308, which repeat the request unchanged.
"""

from .headers import latin1_bytes
from .percent import octets_text
from .plain_url import origin, plain_url, unsplit_url
from .url import is_http, join_url, prepare_url, split_url

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable
        from typing import Any

        from .plain_url import Url

REDIRECT_STATI = (301, 302, 303, 307, 308)

BODY_FIELDS = (  # they describe a body
    "content-length",
    "content-type",
    "transfer-encoding",
    "content-encoding",
    "content-language",
    "content-location",
)


def redirect_method(method: str, status: int) -> str:
    """Return the method of the next request: GET after 303 and, as in browsers, after 302, and after 301 for POST."""
    if (301 < status < 304 and method != "HEAD") or (status == 301 and method == "POST"):
        return "GET"
    return method


def drop_parts(request: "Any", method: str, status: int, leaves: bool) -> None:
    """Remove the parts of a request that must not be sent to the target of a redirect.

    `request` is a copy of the previous one, whose method was `method`. Cookie is removed, because it is set again;
    Host, if the next request `leaves` the origin; and the body with its fields, unless the request is repeated.
    """
    dropped = ["cookie"]
    if leaves:
        dropped.append("host")
    changed = status == 303 or request.body is None or redirect_method(method, status) != method
    if changed and status < 307:  # 307 and 308 repeat the request
        dropped.extend(BODY_FIELDS)
        request.body = request._body_position = None
    headers = request.headers
    for name in list(headers):
        if name.lower() in dropped:
            del headers[name]


def location_text(location: str) -> str:
    """Decode a Location, which has one character for each octet, as UTF-8, or percent-encode its octets.

    Spaces around it, and all tabs, are removed, as by browsers.
    """
    location = location.replace("\t", "").strip(" ")
    try:
        return octets_text(latin1_bytes(location))
    except ValueError:  # not received from a server
        return location


def redirect_url(
    current: str, location: str, to_ascii: "Callable[[str], str] | None" = None, as_written: bool = False
) -> str | None:
    """Return the prepared URL of the next request, or None for an empty Location.

    `location` is text, as `location_text` returns it. The fragment of `current` is inherited (section 10.2.2),
    unless `location` has one, even an empty one. A URL that is not http is returned unchanged, for its adapter.
    Raises InvalidURL.
    """
    if not location:
        return None
    url = location if plain_url(location) else join_url(current, location)
    if not is_http(url):
        return url
    if "#" not in location:
        url += current[len(current.partition("#")[0]) :]
    return unsplit_url(prepare_url(url, "", to_ascii, as_written))


def strip_auth(old: "str | Url", new: "str | Url") -> bool:
    """Return True if credentials for one URL must not be sent to another, because its origin is different.

    From http to https on the same host, both on their default ports, they are sent: servers upgrade that way.
    """
    origins: "list[tuple[str | None, str, int | None]]" = []
    for url in (old, new):
        scheme, host, port = origin(split_url(url) if isinstance(url, str) else url)
        origins.append((scheme, (host or "").lower(), port))
    before, after = origins
    return before != after and (before != ("http", after[1], 80) or after != ("https", before[1], 443))
