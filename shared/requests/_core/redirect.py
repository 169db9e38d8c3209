"""Redirects (RFC 9110 section 15.4): which responses are one, where to, by which method, and what is not sent on.

Differs from Requests, to keep what the caller sent: a 301 or 302 that leaves the method unchanged keeps
the body too. It is dropped with the method that it belonged to. Without a body, fields that describe
one are dropped as Requests drops them: on all but 307 and 308, which repeat the request unchanged.
"""

from .headers import latin1_bytes
from .percent import octets_text
from .plain_url import origin, unsplit_url
from .url import is_http, join_url, prepare_url, split_url

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Callable

        from .plain_url import Url

REDIRECT_STATI = (301, 302, 303, 307, 308)

BODY_HEADERS = (  # they describe a body and are dropped with it
    "Content-Length",
    "Content-Type",
    "Transfer-Encoding",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
)


def is_redirect(status: int, location: str | None, among: "tuple[int, ...]" = REDIRECT_STATI) -> bool:
    """Tell whether a response asks to be followed; `among=(301, 308)`: whether its resource has moved for good."""
    return location is not None and status in among


def redirect_method(method: str, status: int) -> str:
    """Return the method to follow with: GET for 303 and, as browsers do, for 302 and a POST's 301."""
    if (status in (302, 303) and method != "HEAD") or (status == 301 and method == "POST"):
        return "GET"
    return method


def drops_body(method: str, status: int, has_body: bool) -> bool:
    """Tell whether the next request goes without body and without BODY_HEADERS."""
    return status not in (307, 308) and (status == 303 or not has_body or redirect_method(method, status) != method)


def location_text(location: str) -> str:
    """Read a Location, one character per octet, as UTF-8, or percent-encode its octets.

    White space around it and tabs are dropped, as browsers do.
    """
    location = location.replace("\t", "").strip(" ")
    try:
        return octets_text(latin1_bytes(location))
    except UnicodeError:  # not from the wire
        return location


def redirect_url(
    current: str, location: str, to_ascii: "Callable[[str], str] | None" = None, as_written: bool = False
) -> str | None:
    """Return the URL to go to, prepared; None for an empty Location, which leads nowhere.

    `location` is text, as `location_text` makes it. A fragment is inherited (section 10.2.2), unless
    there is one, even an empty one. A URL that is not http is returned unchanged, for an adapter to accept or refuse.
    Raises InvalidURL.
    """
    if not location:
        return None
    url = join_url(current, location)
    if not is_http(url):
        return url
    if "#" not in location:
        url += current[len(current.partition("#")[0]) :]
    return unsplit_url(prepare_url(url, "", to_ascii, as_written))


def strip_auth(old: "str | Url", new: "str | Url") -> bool:
    """Tell whether credentials for one URL must not go to another: to another origin.

    http to https of the same host, both on their default ports, is no other: servers upgrade so.
    """
    origins: "list[tuple[str | None, str, int | None]]" = []
    for url in (old, new):
        scheme, host, port = origin(split_url(url) if isinstance(url, str) else url)
        origins.append((scheme, (host or "").lower(), port))
    before, after = origins
    return before != after and (before != ("http", after[1], 80) or after != ("https", before[1], 443))
