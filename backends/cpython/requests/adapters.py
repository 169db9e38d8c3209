"""Send requests to servers: HTTPAdapter uses urllib3's pools, with the connections of `_transport`.

Programs override the adapter's methods to change how they connect. So every method is called for every request and must
be cheap: pools are cached by their settings.
"""

from __future__ import annotations

import os.path
import socket as socket
import typing
import warnings
from collections.abc import Callable
from stat import S_ISDIR
from threading import RLock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlparse as urlparse

from urllib3 import HTTPConnectionPool, HTTPResponse, ProxyManager
from urllib3.exceptions import (
    ClosedPoolError as ClosedPoolError,
)
from urllib3.exceptions import (
    ConnectTimeoutError as ConnectTimeoutError,
)
from urllib3.exceptions import HTTPError as _HTTPError
from urllib3.exceptions import InvalidHeader as _InvalidHeader
from urllib3.exceptions import LocationValueError, MaxRetryError, NewConnectionError, ProtocolError, ReadTimeoutError
from urllib3.exceptions import ProxyError as _ProxyError
from urllib3.exceptions import ResponseError as ResponseError
from urllib3.exceptions import SSLError as _SSLError
from urllib3.poolmanager import PoolManager, proxy_from_url
from urllib3.util import Timeout as TimeoutSauce
from urllib3.util import parse_url
from urllib3.util.retry import Retry

from ._core.http1 import DEFAULT as DEFAULT_LIMITS
from ._core.http1 import IDEMPOTENT
from ._core.http1 import Limits as Limits
from ._core.plain_url import connect_host
from ._transport import fork
from ._transport.connection import StaleConnection
from ._transport.errors import cause_of, translated
from ._transport.fork import ProcessLock
from ._transport.pools import LimitedPool, close_idle, find_pool, renew_pools, use_our_pools
from ._transport.response import MessageHeaders, MessageResponse
from ._transport.timeouts import urllib3_timeout
from ._types import is_prepared as _is_prepared
from .auth import _basic_auth_str
from .compat import basestring as basestring
from .cookies import extract_cookies_to_jar
from .exceptions import (
    ConnectionError,
    ConnectTimeout,
    InvalidHeader,
    InvalidProxyURL,
    InvalidSchema,
    InvalidURL,
    ProxyError,
    ReadTimeout,
    RetryError,
    SSLError,
    UnrewindableBodyError,
)
from .models import Response
from .structures import CaseInsensitiveDict
from .utils import (
    DEFAULT_CA_BUNDLE_PATH,
    extract_zipped_paths,
    get_auth_from_url,
    get_encoding_from_headers,
    prepend_scheme_if_needed,
    rewind_body,
    select_proxy,
    urldefragauth,
)

try:
    from urllib3.contrib.socks import SOCKSProxyManager

    from ._transport import socks as _socks
except ImportError:
    _socks = None  # type: ignore[assignment]  # PySocks is absent

    def SOCKSProxyManager(*args: Any, **kwargs: Any) -> Any:  # type: ignore[no-redef]  # PySocks is absent
        """Raise InvalidSchema, because PySocks (the extra `socks`) is not installed."""
        raise InvalidSchema("Missing dependencies for SOCKS support.")


if TYPE_CHECKING:
    from . import _types as _t
    from .models import PreparedRequest

DEFAULT_POOLBLOCK = False
DEFAULT_POOLSIZE = 10
SMALL_POOLSIZE = 2  # for one request: its connection, and that of the request that answers an authentication challenge
DEFAULT_RETRIES = 0
DEFAULT_POOL_TIMEOUT = None


def _urllib3_request_context(
    request: PreparedRequest, verify: _t.VerifyType | None, client_cert: _t.CertType, poolmanager: PoolManager
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return ({scheme, host, port}, {TLS settings}), which together identify one of urllib3's pools."""
    parts = request._parts()
    host = parts.host and connect_host(parts)
    if host and ":" in host and "%" in host:
        host = f"[{host}]"  # else urllib3 2.8 mistakes a zone id for a percent-escape
    place = {"scheme": parts.scheme, "host": host, "port": parts.port}
    tls: dict[str, Any] = {"cert_reqs": "CERT_NONE" if verify in (None, False) else "CERT_REQUIRED"}  # 0 is False
    if verify is True:
        pass
    elif isinstance(verify, (str, os.PathLike)):
        verify = os.fspath(verify)
        tls["ca_cert_dir" if os.path.isdir(verify) else "ca_certs"] = verify
    elif isinstance(verify, (bytes, bytearray)):
        tls["ca_cert_data"] = _certificates(bytes(verify))
    elif hasattr(verify, "wrap_socket"):
        tls = {"ssl_context": verify}
    if client_cert is not None:
        names = ("cert_file", "key_file", "key_password")
        files = client_cert if isinstance(client_cert, tuple) else (client_cert,)
        tls.update(zip(names, files))
    return place, tls


def _certificates(data: bytes) -> str | bytes:
    """Return CA certificates as the ssl module accepts them: PEM as str, DER as bytes."""
    return data.decode("ascii") if b"-----BEGIN" in data else data


class BaseAdapter:
    """The base class of transport adapters; a subclass implements `send` and `close`.

    Attributes:
        limits: the limits on what is read from a server, `Limits(...)`; may be set on an instance or a subclass.
        lenient_framing: whether to accept responses with invalid framing; may be set on an instance or a subclass.
    """

    limits: Limits = DEFAULT_LIMITS
    lenient_framing: bool = False

    def __init__(self) -> None:
        super().__init__()

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: _t.GivenTimeout = None,
        verify: _t.GivenVerify = True,
        cert: _t.GivenCert = None,
        proxies: _t.GivenProxies = None,
    ) -> Response:
        """Send a PreparedRequest and return its Response; a subclass implements this.

        Args:
            request: the PreparedRequest.
            stream: whether to leave the body on the connection.
            timeout: seconds to connect and to wait for each read, or (connect, read), or (connect, read, total).
            verify: whether to verify the server's certificate, or a path of CA certificates.
            cert: path of a client certificate, or (certificate, key).
            proxies: URLs of proxies by scheme.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close the connections that the adapter keeps."""
        raise NotImplementedError


class HTTPAdapter(BaseAdapter):
    """Sends http and https requests through urllib3's connection pools.

    Args:
        pool_connections: the number of pools to keep, one for each host and its settings.
        pool_maxsize: the number of connections that each pool keeps.
        max_retries: how often to retry a request that did not reach the server, or a urllib3.util.Retry.
        pool_block: whether to wait for a free connection instead of opening more than `pool_maxsize`.
        lenient_framing: whether to accept responses with invalid framing: a Content-Length that is empty, not a number,
            or repeated with another number, invalid chunks, a missing last CRLF.

    Attributes:
        limits: the limits on what is read from a server, `Limits(...)`; may be set on an instance or a subclass.
        lenient_framing: whether to accept responses with invalid framing; may be set on an instance or a subclass.
    """

    __attrs__: list[str] = ["max_retries", "config", "_pool_connections", "_pool_maxsize", "_pool_block"]

    max_retries: Retry
    config: dict[str, Any]
    proxy_manager: dict[str, ProxyManager]
    poolmanager: PoolManager

    def __init__(
        self,
        pool_connections: int = DEFAULT_POOLSIZE,
        pool_maxsize: int = DEFAULT_POOLSIZE,
        max_retries: int | Retry = DEFAULT_RETRIES,
        pool_block: bool = DEFAULT_POOLBLOCK,
        *,
        lenient_framing: bool = False,
    ) -> None:
        if lenient_framing:
            self.lenient_framing = True
        if max_retries == DEFAULT_RETRIES:
            self.max_retries = Retry(0, read=False)
        else:
            self.max_retries = Retry.from_int(max_retries)
        self.config = {}
        self.proxy_manager = {}
        super().__init__()
        self._pool_connections = pool_connections
        self._pool_maxsize = pool_maxsize
        self._pool_block = pool_block
        self.init_poolmanager(pool_connections, pool_maxsize, block=pool_block)

    def __getstate__(self) -> dict[str, Any]:
        state = {attr: getattr(self, attr, None) for attr in self.__attrs__}
        state.update((name, self.__dict__[name]) for name in ("limits", "lenient_framing") if name in self.__dict__)
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.proxy_manager = {}
        self.config = {}
        for name, value in state.items():
            setattr(self, name, value)
        self.init_poolmanager(self._pool_connections, self._pool_maxsize, block=self._pool_block)

    # -- pools ------------------------------------------------------------------------------------------

    _forks = 0  # fork.count of the process that made the pools
    _fork_lock = ProcessLock(RLock())

    def _renew_after_fork(self) -> None:
        with self._fork_lock:
            if self._forks != fork.count:
                for manager in (self.poolmanager, *self.proxy_manager.values()):
                    renew_pools(manager)
                self._forks = fork.count

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = DEFAULT_POOLBLOCK, **pool_kwargs: Any
    ) -> None:
        """Create `poolmanager`.

        Args:
            connections: the number of pools to keep, `pool_connections` of the adapter.
            maxsize: the number of connections that each pool keeps.
            block: whether to wait for a free connection instead of opening more than `maxsize`.
            pool_kwargs: further settings of urllib3's PoolManager, which a subclass can pass.
        """
        self._pool_connections = connections
        self._pool_maxsize = maxsize
        self._pool_block = block
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **pool_kwargs)
        use_our_pools(self.poolmanager)

    def _use_small_pools(self) -> None:
        """Make new pools small: urllib3 fills all slots of a new pool, and closing it empties all of them."""
        settings = getattr(self.poolmanager, "connection_pool_kw", None)
        if isinstance(settings, dict):
            self._pool_maxsize = settings["maxsize"] = SMALL_POOLSIZE

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> ProxyManager:
        """Return the pool manager of a proxy, created on first use.

        `proxy` is the proxy's URL; `proxy_kwargs` are further settings of urllib3's ProxyManager. Raises InvalidSchema
        for a SOCKS proxy if PySocks is not installed.
        """
        manager: Any = self.proxy_manager.get(proxy)
        if manager is None:
            sizes: dict[str, Any] = {
                "num_pools": self._pool_connections,
                "maxsize": self._pool_maxsize,
                "block": self._pool_block,
            }
            if proxy.lower().startswith("socks"):
                username, password = get_auth_from_url(proxy)
                manager = SOCKSProxyManager(proxy, username=username, password=password, **sizes, **proxy_kwargs)
                _use_our_socks(manager)
            else:
                headers = self.proxy_headers(proxy)
                manager = proxy_from_url(proxy, proxy_headers=headers, **sizes, **proxy_kwargs)
                use_our_pools(manager)
            self.proxy_manager[proxy] = manager
        return manager  # type: ignore[no-any-return]  # the dict holds Any, as in Requests

    def cert_verify(self, conn: HTTPConnectionPool, url: str, verify: _t.GivenVerify, cert: _t.GivenCert) -> None:
        """Set a pool's CA certificates and client certificate.

        The peer of the TLS connection is verified: the origin, or the proxy that forwards a plain request.

        Args:
            conn: the pool, as `get_connection_with_tls_context` returns it.
            url: the URL of the request; for one without TLS nothing is verified.
            verify: True for the default bundle, a path of CA certificates, or False.
            cert: the client certificate: a path, (certificate, key) or (certificate, key, password).

        Raises SSLError for a `verify` that is not a path, OSError for a file that does not exist, as Requests does.
        """
        pool: Any = conn
        over_tls = url.lower().startswith("https") or getattr(pool, "scheme", "") == "https"
        if not over_tls or verify in (None, False):  # an empty path is an error
            pool.cert_reqs, pool.ca_certs, pool.ca_cert_dir = "CERT_NONE", None, None
        elif not isinstance(verify, (bytes, bytearray)) and not hasattr(verify, "wrap_socket"):
            path: Any = extract_zipped_paths(DEFAULT_CA_BUNDLE_PATH) if verify is True else verify
            is_path = isinstance(path, (str, os.PathLike))
            try:
                mode = os.stat(path).st_mode if is_path else 0
            except (OSError, ValueError):
                mode = 0
            if not mode:
                fault = OSError if path and is_path else SSLError
                raise fault(f"Could not find a suitable TLS CA certificate bundle, invalid path: {path}")
            pool.cert_reqs = "CERT_REQUIRED"
            if S_ISDIR(mode):
                pool.ca_cert_dir = os.fspath(path)
            else:
                pool.ca_certs = os.fspath(path)
        if cert:
            _show_certificate(pool, cert)

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: _t.GivenVerify,
        proxies: _t.GivenProxies = None,
        cert: _t.GivenCert = None,
    ) -> HTTPConnectionPool:
        """Return the pool for a request's host, proxy and TLS settings.

        The arguments `verify`, `proxies` and `cert` are those of `send`. Raises InvalidURL, InvalidProxyURL.
        """
        proxy = select_proxy(request.url or "", proxies) if proxies else None
        try:
            place, settings = self.build_connection_pool_key_attributes(request, verify, cert)
        except ValueError as error:
            raise InvalidURL(error, request=request) from error
        manager: PoolManager = self.proxy_manager_for(_proxy_url(proxy, request)) if proxy else self.poolmanager
        return find_pool(manager, place, settings)

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: _t.GivenVerify, cert: _t.GivenCert = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return ({scheme, host, port}, {TLS settings}), which together identify the pool for a request.

        A subclass that sets something else on a connection depending on the request must add it here: requests that
        differ in it must not share connections. The arguments `verify` and `cert` are those of `send`.
        """
        return _urllib3_request_context(request, verify, cert, self.poolmanager)

    def get_connection(self, url: str, proxies: _t.GivenProxies = None) -> HTTPConnectionPool:
        """Return the pool for `url`, or for its proxy in `proxies`, without TLS settings.

        Deprecated: use `get_connection_with_tls_context`.
        """
        warnings.warn(
            "`get_connection` has been deprecated in favor of `get_connection_with_tls_context`. Custom HTTPAdapter "
            "subclasses will need to migrate for Requests>=2.32.2. Please see "
            "https://github.com/psf/requests/pull/6710 for more details.",
            DeprecationWarning,
            stacklevel=2,
        )
        proxy = select_proxy(url, proxies)
        if not proxy:
            return self.poolmanager.connection_from_url(url)
        return self.proxy_manager_for(_proxy_url(proxy)).connection_from_url(url)

    def close(self) -> None:
        """Close the connections on which no response is being read."""
        if self._forks != fork.count:
            self._renew_after_fork()
        for manager in (self.poolmanager, *self.proxy_manager.values()):
            close_idle(manager)

    # -- one request ------------------------------------------------------------------------------------

    def request_url(self, request: PreparedRequest, proxies: _t.GivenProxies) -> str:
        """Return the request's target: the path, or the whole URL if `proxies` has a proxy that forwards it.

        RFC 9112 section 3.2.
        """
        proxy = select_proxy(request.url or "", proxies) if proxies else None
        if proxy and request._parts().scheme != "https" and not proxy.lower().startswith("socks"):
            return urldefragauth(request.url or "")
        return request.path_url

    def add_headers(self, request: PreparedRequest, **kwargs: Any) -> None:
        """Add headers to `request` before it is sent; this class adds none.

        `kwargs` are the other arguments of `send`.
        """

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """Return the headers for a proxy: Proxy-Authorization if its URL has a user."""
        username, password = get_auth_from_url(proxy)
        return {"Proxy-Authorization": _basic_auth_str(username, password)} if username else {}

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: _t.GivenTimeout = None,
        verify: _t.GivenVerify = True,
        cert: _t.GivenCert = None,
        proxies: _t.GivenProxies = None,
    ) -> Response:
        """Send a PreparedRequest and return its Response, the body still on the connection.

        The arguments `timeout`, `verify`, `cert` and `proxies`, and the errors, are those of `Session.request`.
        `stream` is ignored: the session reads the body. Raises InvalidURL for a URL without a host.
        """
        if self._forks != fork.count:
            self._renew_after_fork()
        verify = True if verify is None else verify  # None must not disable verification
        try:
            pool = self.get_connection_with_tls_context(request, verify, proxies=proxies, cert=cert)
        except LocationValueError as error:
            raise InvalidURL(error, request=request) from error
        self.cert_verify(pool, request.url or "", verify, cert)
        url = self.request_url(request, proxies)
        self.add_headers(request, stream=stream, timeout=timeout, verify=verify, cert=cert, proxies=proxies)
        pool.limits = self.limits  # type: ignore[attr-defined]  # our pools use it, others ignore it
        pool.lenient_framing = self.lenient_framing  # type: ignore[attr-defined]  # as on the line before
        try:
            answer = self._exchange(pool, request, url, urllib3_timeout(timeout))
        except (_HTTPError, OSError) as error:
            raise translated(error, request, getattr(pool, "proxy", None) is not None) from error
        return self.build_response(request, answer)

    def _exchange(self, pool: HTTPConnectionPool, request: PreparedRequest, url: str, timeout: TimeoutSauce) -> Any:
        """Send a request, and send it again if a kept connection was stale."""
        kwargs: dict[str, Any] = {
            "method": request.method,
            "url": url,
            "body": request.body,
            "headers": request.headers,
            "retries": self.max_retries,
            "timeout": timeout,
            "chunked": not (request.body is None or "Content-Length" in request.headers),
        }
        if request._body_position == 0 and hasattr(request.body, "rewind"):
            request.body.rewind()  # pyright: ignore[reportOptionalMemberAccess]  # only a body is rewound
        send: Callable[..., Any] = pool.urlopen
        if isinstance(pool, LimitedPool) and pool.sends_once(url, self.max_retries):
            send = pool.send_once
        else:
            kwargs.update(redirect=False, assert_same_host=False, preload_content=False, decode_content=False)
        try:
            return send(**kwargs)
        except ProtocolError as error:
            if not _may_repeat(request, cause_of(error)):
                raise
        return send(**kwargs)

    def build_response(self, req: PreparedRequest, resp: HTTPResponse) -> Response:
        """Return the Response for `resp`, urllib3's response to `req`, a PreparedRequest."""
        response = Response()
        response.status_code = getattr(resp, "status", None)  # type: ignore[assignment]  # None from other adapters
        own = type(resp) is MessageResponse
        if own and type(resp.headers) is MessageHeaders:  # CacheControl changes them before it calls this
            response.headers.update(resp.headers.folded())
        else:
            response.headers = CaseInsensitiveDict(getattr(resp, "headers", {}))
        response.encoding = get_encoding_from_headers(response.headers)
        response.raw = resp
        response.reason = resp.reason  # type: ignore[assignment]  # None from HTTP/2
        url: Any = req.url
        response.url = url.decode("utf-8") if isinstance(url, bytes) else url
        if not own or "set-cookie" in response.headers:
            extract_cookies_to_jar(response.cookies, req, resp)
        response.request = req
        response.connection = self
        return response


def _use_our_socks(manager: Any) -> None:
    """Make urllib3's SOCKS manager create our pools; a program's own manager, such as yt-dlp's, is not changed."""
    if _socks is not None:
        use_our_pools(manager, _socks.URLLIB3S, _socks.POOL_CLASSES)


def _proxy_url(proxy: str, request: PreparedRequest | None = None) -> str:
    """Return a proxy's URL with a scheme; raise InvalidURL, without showing a password, if it is invalid."""
    fault: type[InvalidURL] = InvalidProxyURL
    try:
        url = prepend_scheme_if_needed(proxy, "http")
        if parse_url(url).host:
            return url
    except LocationValueError:
        fault = InvalidURL  # as in Requests
    raise fault("Please check proxy URL. It is malformed and could be missing the host.", request=request)


def _show_certificate(pool: Any, cert: _t.CertType) -> None:
    """Set a pool's client certificate; raise OSError if a file does not exist."""
    files = cert if isinstance(cert, tuple) else (cert, None)
    pool.cert_file, pool.key_file = files[:2]
    if len(files) > 2:
        pool.key_password = files[2]
    if pool.cert_file and not os.path.exists(pool.cert_file):
        raise OSError(f"Could not find the TLS certificate file, invalid path: {pool.cert_file}")
    if pool.key_file and not os.path.exists(pool.key_file):
        raise OSError(f"Could not find the TLS key file, invalid path: {pool.key_file}")


def _may_repeat(request: PreparedRequest, error: object) -> bool:
    """Rewind the body and return True if a request may be repeated after an error (RFC 9110 9.2.2, RFC 9112 9.3.1)."""
    if not isinstance(error, StaleConnection) or (error.request_sent and request.method not in IDEMPOTENT):
        return False
    try:
        if request._body_position is not None:
            rewind_body(request)
    except UnrewindableBodyError:
        return False
    return True
