"""Requests through a proxy: which one, how the target is written for it, and the tunnel for https."""

from . import exceptions
from ._connection import exchange
from ._core.plain_url import connect_host, origin
from ._core.proxies import select_proxy
from ._core.uri import absolute_form, authority, split_url
from ._loading import loading

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

        from ._core.plain_url import Url
        from ._stream import Deadline, SocketStream


class _Connect:
    """The request for a tunnel."""

    method = "CONNECT"
    headers: "dict[str, str]" = {}
    body = None


def choose(parts: "Url", proxies: "Any") -> "str | None":
    """Return the URL of the proxy to use; raises InvalidURL and InvalidProxyURL."""
    proxy = select_proxy(parts, proxies)
    if not proxy:
        return None
    if "://" not in proxy:
        proxy = "http://" + proxy
    chosen = split_url(proxy)
    if chosen.scheme != "http":
        raise exceptions.InvalidURL(f"a proxy must be http:// here, not {chosen.scheme}://")
    if not chosen.host:
        raise exceptions.InvalidProxyURL("Please check proxy URL. It is malformed and could be missing the host.")
    return proxy


def addressed(parts: "Url", proxy: str) -> "tuple[str, list[Any]]":
    """Return (target, fields) of a request that the proxy passes on."""
    return absolute_form(parts), _fields(proxy)


def _fields(proxy: str) -> "list[tuple[str, str]]":
    if "@" not in proxy:
        return []
    with loading:
        from ._core.basic_auth import basic_auth
        from ._core.url import url_auth
    return [("Proxy-Authorization", basic_auth(*url_auth(proxy)))]


def reach(adapter: "Any", parts: "Url", proxy: str, deadline: "Deadline") -> "SocketStream":
    """Return a connection to the proxy, for https to the origin through it (RFC 9110 9.3.6)."""
    there = split_url(proxy)
    try:
        stream: "SocketStream" = adapter.connect(connect_host(there), origin(there)[2], deadline)
    except exceptions.ConnectionError as error:
        text = f"cannot connect to the proxy {there.host}: {error}"
        raise exceptions.ProxyError(*(error.args[:-1] + (text,))) from None
    if parts.scheme == "https":
        try:
            target = authority(parts)
            head = exchange(stream, _Connect(), target, [("Host", target)] + _fields(proxy), adapter.limits)
            if head.status // 100 != 2:
                raise exceptions.ProxyError(f"the proxy gives no way to {target}: {head.status} {head.reason}")
        except BaseException:
            stream.close()
            raise
    return stream
