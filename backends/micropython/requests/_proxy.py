"""Requests through a proxy: the choice of the proxy, the request target, and the tunnel for https."""

from . import exceptions
from ._core.plain_url import connect_host, host_header, origin
from ._core.proxies import select_proxy
from ._core.url import split_url
from ._loading import late
from .models import PreparedRequest

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from ._core.plain_url import Url
        from ._stream import Deadline, SocketStream


def choose(parts: "Url", proxies: "Any", target: str) -> "tuple[str | None, str, list[Any]]":
    """Return (URL of the proxy or None, request target, fields for the proxy).

    Raises InvalidURL and InvalidProxyURL.
    """
    proxy = select_proxy(parts, proxies)
    if not proxy:
        return None, target, []
    if "://" not in proxy:
        proxy = "http://" + proxy
    chosen = split_url(proxy)
    if chosen.scheme != "http":
        raise exceptions.InvalidURL(f"a proxy must be http:// here, not {chosen.scheme}://")
    if not chosen.host:
        raise exceptions.InvalidProxyURL("Please check proxy URL: it has no host.")
    if parts.scheme == "http":
        return proxy, f"http://{host_header(parts)}{target}", _credentials(proxy)
    return proxy, target, []


def _credentials(url: str) -> "list[tuple[str, str]]":
    if "@" not in url:
        return []
    return [
        ("Proxy-Authorization", late("_core.basic_auth", "basic_auth")(*late("_core.url", "get_auth_from_url")(url)))
    ]


def reach(adapter: "Any", parts: "Url", url: str, deadline: "Deadline") -> "SocketStream":
    """Return a connection to the proxy, for https with a tunnel to the origin (RFC 9110 section 9.3.6)."""
    there = split_url(url)
    try:
        stream: "SocketStream" = adapter.connect(connect_host(there), origin(there)[2], deadline)
    except exceptions.ConnectionError as error:
        text = f"cannot connect to the proxy {there.host}: {error}"
        raise exceptions.ProxyError(*error.args[:-1], text) from None
    if parts.scheme == "https":
        target = host_header(parts, True)
        request = PreparedRequest()
        request.method = "CONNECT"
        request.headers = {}
        try:
            head = late("adapters", "exchange")(
                stream, request, target, [("Host", target)] + _credentials(url), adapter.limits
            )
            if head.status // 100 != 2:
                raise exceptions.ProxyError(f"no tunnel to {target} through the proxy: {head.status} {head.reason}")
        except BaseException:
            stream.close()
            raise
    return stream
