"""Redirects (RFC 9110 section 15.4): is it one, where to, by which method, and what stays behind.

Differs from Requests, to keep what the caller sent: a 301 or 302 that leaves the method as it is leaves
the body too. It is dropped with the method that it belonged to. Where there is no body, fields that describe
one are dropped as Requests drops them: on all but 307 and 308, which repeat the request as it was.
"""

from .headers import latin1_bytes
from .percent import octets_text
from .uri import join_url, origin, split_url, unsplit_url
from .url import is_http, prepare_url

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from collections.abc import Callable

    from .uri import Url

REDIRECT_STATI = (301, 302, 303, 307, 308)
PERMANENT_STATI = (301, 308)

BODY_HEADERS = (  # what describes a body and goes with it
    "Content-Length",
    "Content-Type",
    "Transfer-Encoding",
    "Content-Encoding",
    "Content-Language",
    "Content-Location",
)


def is_redirect(status: int, location: str | None) -> bool:
    """Tell whether a response asks to be followed."""
    return location is not None and status in REDIRECT_STATI


def is_permanent_redirect(status: int, location: str | None) -> bool:
    """Tell whether a response says that the resource has moved for good."""
    return location is not None and status in PERMANENT_STATI


def redirect_method(method: str, status: int) -> str:
    """Return the method to follow with: GET for 303 and, as browsers do, for 302 and a POST's 301."""
    if (status in (302, 303) and method != "HEAD") or (status == 301 and method == "POST"):
        return "GET"
    return method


def drops_body(method: str, status: int, has_body: bool) -> bool:
    """Tell whether the next request goes without body and without BODY_HEADERS."""
    if status in (307, 308):
        return False
    return status == 303 or not has_body or redirect_method(method, status) != method


def location_text(location: str) -> str:
    """Read a Location, one character per octet, as UTF-8, or percent-encode its octets.

    White space around it and tabs are dropped, as browsers do.
    """
    location = location.replace("\t", "").strip(" ")
    try:
        data = latin1_bytes(location)
    except UnicodeError:  # not from the wire
        return location
    return octets_text(data)


def redirect_url(
    current: str, location: str, to_ascii: "Callable[[str], str] | None" = None, as_written: bool = False
) -> str | None:
    """Return the URL to go to, prepared; None for an empty Location, which leads nowhere.

    `location` is text, as `location_text` makes it. A fragment is inherited (section 10.2.2), unless
    there is one, even an empty one. A URL that is not http is returned as it is, for an adapter to know or refuse.
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


def strip_auth(old_url: str, new_url: str) -> bool:
    """Tell whether credentials for `old_url` must not go to `new_url`: another origin.

    http to https of the same host, both on their default ports, is no other: servers upgrade so.
    """
    return changes_origin(split_url(old_url), split_url(new_url))


def changes_origin(old_parts: "Url", new_parts: "Url") -> bool:
    """Tell the same of two URLs by their parts."""
    old, new = origin(old_parts), origin(new_parts)
    if (old[1] or "").lower() != (new[1] or "").lower():
        return True
    upgrade = old[0] == "http" and old[2] == 80 and new[0] == "https" and new[2] == 443
    return not upgrade and (old[0], old[2]) != (new[0], new[2])
