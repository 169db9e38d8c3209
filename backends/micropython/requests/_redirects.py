"""Follow redirects (RFC 9110 section 15.4)."""

from . import exceptions
from ._core.redirect import (
    REDIRECT_STATI,
    drop_parts,
    location_text,
    redirect_method,
    redirect_url,
    strip_auth,
)
from ._loading import late

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from collections.abc import Iterator
        from typing import Any


def resolve_redirects(
    session: "Any", response: "Any", yield_requests: "Any", kwargs: "dict[str, Any]"
) -> "Iterator[Any]":
    """Yield each further response, or, if `yield_requests` is true, the first request instead of sending it."""
    session.complete(kwargs)
    history: "list[Any]" = []
    while True:
        try:
            following = prepare_request(session, response)
            if following is not None and not yield_requests:
                if len(history) >= session.max_redirects:
                    raise exceptions.TooManyRedirects(f"Exceeded {session.max_redirects} redirects.", response=response)
                history.append(response)
                drain(response)
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
        if not (kwargs["stream"] or get_redirect_target(response)):
            response.settle(kwargs["stream"])
        yield response


def drain(response: "Any") -> None:
    """Read an unwanted body to keep its connection, which is closed if the body is longer than 4096 bytes."""
    if response._content is False:
        content = False
        try:
            content = response._stream().read(4096)
            if len(content) == 4096:
                content = False
        except OSError:
            pass
        response._finish(content)


def get_redirect_target(response: "Any") -> "str | None":
    """Return the Location of a redirect, or None for other responses."""
    location = response.headers.get("location")
    return None if location is None or response.status_code not in REDIRECT_STATI else location_text(location)


def prepare_request(session: "Any", response: "Any") -> "Any":
    """Return the request that a redirect leads to, or None for a response that is not a redirect."""
    location = session.get_redirect_target(response)
    url = location and redirect_url(response.url, location)
    if not url:
        return None
    old = response.request
    request = old.copy()
    request.url = url
    request.method = redirect_method(old.method, response.status_code)
    leaves = strip_auth(old.url, url)
    drop_parts(request, old.method, response.status_code, leaves)
    session.rebuild_auth(request, response)
    jar = session._cookies
    if request._cookies is not None and request._cookies is not jar:
        own = request._cookies.copy()
        late("cookies", "extract_cookies")(own, response)
        if leaves:  # cookies of one request are not sent to another origin
            own.clear(domain="")
        if jar is not None:
            own.update(jar)
        jar = own
    if jar is not None:
        request.prepare_cookies(jar)
    return request


def next_request(session: "Any", response: "Any") -> "Any":
    """Return the request that follows a redirect, or None if there is none or its body cannot be sent again."""
    try:
        following = prepare_request(session, response)
        if following:
            following.rewind_body()
        return following
    except (exceptions.InvalidURL, exceptions.UnrewindableBodyError):
        return None
