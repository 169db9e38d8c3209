"""Follow redirects (RFC 9110 15.4)."""

from . import exceptions
from ._core.redirect import (
    BODY_HEADERS,
    drops_body,
    is_redirect,
    location_text,
    redirect_method,
    redirect_url,
    strip_auth,
)
from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any

MAX_DRAIN = 4096  # bytes of a redirect's body that are read to keep the connection


def resolve(session: "Any", response: "Any", yield_requests: "Any", kwargs: "dict[str, Any]") -> "Iterator[Any]":
    """Yield each further response, or with yield_requests the first request that would be sent."""
    session.complete(kwargs)
    history: "list[Any]" = []
    while True:
        try:
            following = following_request(session, response)
            if following is not None and not yield_requests:
                if len(history) >= session.max_redirects:
                    raise exceptions.TooManyRedirects(f"Exceeded {session.max_redirects} redirects.", response=response)
                history.append(response)
                response.drain(MAX_DRAIN)
                following.rewind_body()
        except BaseException:
            response.close()
            raise
        if following is None:
            return
        if yield_requests:
            yield following
            return
        response = session.send_once(following, kwargs)
        response.history = list(history)
        if not (kwargs["stream"] or response.is_redirect):
            response.settle(kwargs["stream"])
        yield response


def get_redirect_target(session: "Any", response: "Any") -> "str | None":
    """Return the Location of a redirect, None for another response."""
    location = response.headers.get("location")
    return location_text(location) if is_redirect(response.status_code, location) else None


def following_request(session: "Any", response: "Any") -> "Any":
    """Return the request that a redirect leads to, or None for a response that is not a redirect."""
    location = session.get_redirect_target(response)
    url = location and redirect_url(response.url, location)
    if not url:
        return None
    old = response.request
    request = old.copy()
    request.url = url
    request.method = redirect_method(old.method, response.status_code)
    if drops_body(old.method, response.status_code, old.body is not None):
        request.body = None
        for name in BODY_HEADERS:
            request.headers.pop(name, None)
    session.rebuild_auth(request, response)
    _rebuild_cookies(session, request, response)
    return request


def rebuild_auth(session: "Any", prepared_request: "Any", response: "Any") -> None:
    """Remove from a request that leaves its origin what was for that alone."""
    if strip_auth(response.request.url, prepared_request.url):
        for name in ("Authorization", "Proxy-Authorization", "Host"):
            prepared_request.headers.pop(name, None)


def _rebuild_cookies(session: "Any", request: "Any", response: "Any") -> None:
    """Choose the cookies again; those that were given for one request do not leave its origin."""
    request.headers.pop("Cookie", None)
    jar = session._cookies
    if request._cookies is not None and request._cookies is not jar:
        with loading:
            from .cookies import extract_cookies
        own = request._cookies.copy()
        extract_cookies(own, response)
        if strip_auth(response.request.url, request.url):
            own.clear(domain="")
        if jar is not None:
            own.update(jar)
        jar = own
    if jar is not None:
        request.prepare_cookies(jar)
