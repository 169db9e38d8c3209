"""Connections: opened, kept, and given to one exchange after the other."""

import gc
import time

from ._core.charset import encoding_from_content_type
from ._core.http1 import says_close
from ._core.limits import Limits as Limits  # for callers, beside what uses it
from ._core.timeouts import split_timeout
from ._core.uri import absolute_form, authority, connect_host, host_header, origin, request_target, split_url
from ._exchange import exchange, may_repeat
from ._net import LIMITS, Patience, connect
from ._raw import Body, is_roomy
from .exceptions import ConnectionError, InvalidProxyURL, InvalidURL, ProxyError, SSLError
from .models import Elapsed, Response
from .structures import CaseInsensitiveDict

TYPE_CHECKING = False
if __debug__ and TYPE_CHECKING:
    from typing import Any

    from ._core.http1 import HeadParser
    from ._core.uri import Url
    from ._net import Wire
    from .models import PreparedRequest

DEFAULT_TIMEOUT = 30  # seconds; a camera in a field must not hang
KEPT = 2  # idle connections in all, the longest idle closed first; TLS takes 23 KB each
REMEMBERED = 8  # places whose authorities are known


def patience(timeout: "Any") -> Patience:
    """Return the Patience for a timeout as callers give it: None, seconds, (connect, read), (connect, read, total)."""
    if isinstance(timeout, Patience):
        return timeout
    if timeout is None:
        timeout = DEFAULT_TIMEOUT
    return Patience(*split_timeout(timeout))


class BaseAdapter:
    """What a session can mount."""

    def send(
        self, request: "PreparedRequest", stream: "Any" = False, timeout: "Any" = None, verify: "Any" = True,
        cert: "Any" = None, proxies: "Any" = None,
    ) -> "Response":  # fmt: skip
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


class HTTPAdapter(BaseAdapter):
    """Sends requests over http and https; keeps one idle connection for each place, `kept` in all.

    `connect(host, port, patience)` returns a Wire: a test puts its script there.
    """

    limits = LIMITS
    lenient_framing = False  # whether to accept answers whose end is in doubt

    def __init__(self, kept: int = KEPT, connect: "Any" = connect, lenient_framing: bool = False) -> None:
        self.lenient_framing = lenient_framing
        self._kept = kept
        self._connect = connect
        self._idle: "list[Any]" = []  # (route, wire), the longest idle first
        self._signers: "dict[Any, Any]" = {}  # (origin, verify) -> the few authorities that its certificates need
        self._age = 0

    def send(
        self, request: "PreparedRequest", stream: "Any" = False, timeout: "Any" = None, verify: "Any" = True,
        cert: "Any" = None, proxies: "Any" = None,
    ) -> Response:  # fmt: skip
        """Return the response, its body unread; raises a RequestException."""
        started = time.ticks_ms()
        parts = request.parts()
        proxy = _proxy(parts, proxies)
        route = (origin(parts), proxy, True if verify in (None, True) else verify, cert)
        target, extra = _addressed(parts, proxy)
        if "Host" not in request.headers:
            extra.insert(0, ("Host", host_header(parts)))
        if not is_roomy():
            gc.collect()  # what lives as long as the response shall lie together, and leave room in one piece
        wire, head = self._talk(request, parts, route, patience(timeout), target, extra)
        try:
            body = self._body(request, route, wire, head)
        except BaseException:
            wire.close()
            raise
        response = self.build_response(request, head, body)
        response.elapsed = Elapsed(time.ticks_diff(time.ticks_ms(), started))
        return response

    def close(self) -> None:
        """Close the idle connections; those in use close when their response is read."""
        self._age += 1
        while self._idle:
            self._idle.pop()[1].close()

    def build_response(self, request: "PreparedRequest", head: "HeadParser", body: "Any") -> Response:
        """Make a Response of a response's head and its body."""
        response = Response()
        response.status_code = head.status
        response.reason = head.reason
        response.headers = CaseInsensitiveDict.from_pairs(head.headers)
        response.encoding = encoding_from_content_type(response.headers.get("content-type"))
        response.raw = body
        response.url = request.url
        response.request = request
        response.connection = self
        return response

    def _talk(
        self, request: "PreparedRequest", parts: "Url", route: "Any", patience: "Patience", target: "Any", extra: "Any",
    ) -> "tuple[Wire, HeadParser]":  # fmt: skip
        """Return (wire, head), over a kept connection if there is a live one."""
        while True:
            wire = self._take(route)
            kept = wire is not None
            remembered = (route[0], route[2]) in self._signers
            try:
                if wire is None:
                    wire = self._open(parts, route, patience)
                wire.patience = patience
                return wire, exchange(wire, request, target, extra, self.limits, self.lenient_framing)
            except BaseException as error:
                if wire is not None:
                    wire.close()
                again = kept and type(error) is ConnectionError
                if isinstance(error, SSLError):
                    self._signers.pop((route[0], route[2]), None)
                    again = remembered and not kept  # the server may have changed its authority
                if not again or (wire is not None and not may_repeat(request, wire)):
                    raise

    def _take(self, route: "Any") -> "Wire | None":
        """Return the idle connection of that route, which is idle no more, if it is alive."""
        for pair in self._idle:
            if pair[0] == route:
                self._idle.remove(pair)
                if not pair[1].is_stale():
                    return pair[1]
                pair[1].close()
                break
        return None

    def _keep(self, route: "Any", wire: "Wire") -> None:
        """Keep an idle connection, in the place of the one that is idle longest."""
        earlier = self._take(route)
        if earlier is not None:
            earlier.close()
        self._idle.append((route, wire))
        while len(self._idle) > self._kept:
            self._idle.pop(0)[1].close()

    def _open(self, parts: "Url", route: "Any", patience: "Patience") -> "Wire":
        """Return a new connection to the place."""
        if route[0][0] == "http":
            return self._reach(parts, route, patience)
        while self._idle and len(self._idle) >= self._kept:  # make room for its 23 KB first
            self._idle.pop(0)[1].close()
        authorities = self._authorities(parts, route, patience)
        wire = self._reach(parts, route, patience)
        try:
            wire.secure(connect_host(parts), authorities, route[3])
        except BaseException:
            wire.close()
            raise
        return wire

    def _authorities(self, parts: "Url", route: "Any", patience: "Patience") -> "Any":
        """Return the certificates to verify a server with: as few as will do, as each takes memory."""
        verify = route[2]
        if verify == 0:  # or False
            return None
        from ._trust import authorities, few, signers

        chosen = self._signers.get((route[0], verify))
        if chosen is None:
            chosen = few(verify)
        if chosen is None:
            issuers = self._reach(parts, route, patience).issuers(connect_host(parts))
            if issuers is None:
                return authorities(verify)
            chosen = signers(verify, issuers)
            if not chosen:
                raise SSLError(f"the certificate of {parts.host} is signed by none of the trusted authorities")
            if len(self._signers) >= REMEMBERED:
                self._signers.clear()
            self._signers[(route[0], verify)] = chosen
        return chosen

    def _reach(self, parts: "Url", route: "Any", patience: "Patience") -> "Wire":
        """Return a connection without TLS, through the proxy if there is one."""
        (scheme, _, port), proxy = route[:2]
        if proxy is None:
            return self._connect(connect_host(parts), port, patience)
        wire = self._connect_proxy(proxy, patience)
        if scheme == "https":
            try:
                self._tunnel(wire, authority(parts), proxy)
            except BaseException:
                wire.close()
                raise
        return wire

    def _connect_proxy(self, proxy: str, patience: "Patience") -> "Wire":
        parts = split_url(proxy)
        try:
            return self._connect(connect_host(parts), origin(parts)[2], patience)
        except ConnectionError as error:
            raise ProxyError(f"cannot connect to the proxy {parts.host}: {error}") from None

    def _tunnel(self, wire: "Wire", target: str, proxy: str) -> None:
        """Ask the proxy for a way through (RFC 9110 9.3.6)."""
        head = exchange(wire, _Connect(), target, [("Host", target)] + _proxy_fields(proxy), self.limits)
        if head.status // 100 != 2:
            raise ProxyError(f"the proxy gives no way to {target}: {head.status} {head.reason}")

    def _body(self, request: "PreparedRequest", route: "Any", wire: "Wire", head: "HeadParser") -> Body:
        kind, length, reusable = head.framing(request.method)
        whole: bool = head.unbroken  # type: ignore[attr-defined] # the note of `exchange`
        if says_close(request.headers.get("Connection") or "") or not whole:
            reusable = False
        age = self._age

        def release(wire: "Wire") -> None:
            if wire is not None:
                if self._age == age:
                    self._keep(route, wire)
                else:
                    wire.close()

        return Body(wire, kind, length, reusable, self.limits, release, self.lenient_framing)


class _Connect:
    """The request for a tunnel."""

    method = "CONNECT"
    headers: "dict[str, str]" = {}
    body = None


def _proxy(parts: "Url", proxies: "Any") -> "str | None":
    if not proxies:
        return None
    from ._core.proxies import select_proxy

    proxy = select_proxy(parts, proxies)
    if not proxy:
        return None
    if "://" not in proxy:
        proxy = "http://" + proxy
    chosen = split_url(proxy)
    if chosen.scheme != "http":
        raise InvalidURL(f"a proxy must be http:// here, not {chosen.scheme}://")
    if not chosen.host:
        raise InvalidProxyURL("Please check proxy URL. It is malformed and could be missing the host.")
    return proxy


def _addressed(parts: "Url", proxy: "str | None") -> "tuple[str, list[Any]]":
    """Return (target, fields) by which the next hop knows the way."""
    if proxy is None or parts.scheme == "https":
        return request_target(parts), []
    return absolute_form(parts), _proxy_fields(proxy)


def _proxy_fields(proxy: str) -> "list[tuple[str, str]]":
    if "@" not in proxy:
        return []
    from ._core.basic_auth import basic_auth
    from ._core.url import url_auth

    return [("Proxy-Authorization", basic_auth(*url_auth(proxy)))]
