"""Subclasses of urllib3's pools that create our connections, and functions on the pools of a manager.

A `PoolManager` is configured with the subclasses. They have the names of their bases, which error messages and logs
show. If a program sets a connection class on urllib3's pools (as traffic recorders do), these pools use it, too.
"""

from __future__ import annotations

import ssl
import sys
from http.client import HTTPException
from queue import Empty, Full
from typing import Any

from urllib3 import BaseHTTPResponse, connectionpool
from urllib3.exceptions import EmptyPoolError, ProtocolError, ProxyError, SSLError, TimeoutError
from urllib3.poolmanager import PoolKey, PoolManager, ProxyManager, key_fn_by_scheme
from urllib3.util.retry import Retry
from urllib3.util.ssl_match_hostname import CertificateError

from .._core.http1 import DEFAULT as DEFAULT_LIMITS
from .._core.http1 import Limits
from .._core.plain_url import LEGAL
from . import tracing
from .connection import HTTPConnection, HTTPSConnection, _Plain, _Secure
from .private import RecentlyUsedContainer


class ConnectionClass:
    """A descriptor for a pool's connection class: ours, unless a program has replaced or patched urllib3's."""

    def __init__(self, pool: type[connectionpool.HTTPConnectionPool], original: type, ours: type) -> None:
        self._pool, self._original, self._ours = pool, original, ours

    def __get__(self, instance: Any, owner: type) -> Any:
        current = self._pool.ConnectionCls
        return self._ours if current is self._original and not tracing.is_replaced(current) else current


_URLOPEN = connectionpool.HTTPConnectionPool.urlopen
_CERTIFICATE_ERRORS = (ssl.SSLError, CertificateError)
_CONNECTION_ERRORS = (OSError, HTTPException)
_POOL_ERRORS = (TimeoutError, ProtocolError, SSLError, ProxyError)


class LimitedPool(connectionpool.HTTPConnectionPool):
    """A pool that sets the limits and the request's deadline on each connection."""

    limits: Limits = DEFAULT_LIMITS
    lenient_framing = False

    def sends_once(self, target: str, retries: Any) -> bool:
        """Return True if `urlopen` would send a request once, to `target` unchanged, and no program has replaced it.

        urllib3 encodes characters that are not in LEGAL, and a percent sign depending on the characters after it.
        """
        return (
            self.proxy is None
            and type(retries) is Retry
            and retries.total == 0
            and not retries.status_forcelist
            and target[:1] == "/"
            and not target.strip(LEGAL)
            and getattr(self.urlopen, "__func__", None) is _URLOPEN
        )

    def send_once(self, method: str, url: str, retries: Retry, timeout: Any, **kwargs: Any) -> BaseHTTPResponse:
        """Send a request once; the result and the errors are those of `urlopen`, which takes four times as long."""
        conn: Any = None
        try:
            conn = self._get_conn()
            conn.timeout = timeout.connect_timeout
            return self._make_request(
                conn,
                method,
                url,
                retries=retries,
                timeout=timeout,
                response_conn=conn,
                preload_content=False,
                decode_content=False,
                **kwargs,
            )
        except EmptyPoolError:
            raise
        except BaseException as error:
            if conn is not None:
                conn.close()
            self._put_conn(None)
            if isinstance(error, _CERTIFICATE_ERRORS):
                error = SSLError(error)
            elif isinstance(error, _CONNECTION_ERRORS):
                error = ProtocolError("Connection aborted.", error)
            elif not isinstance(error, _POOL_ERRORS):
                raise
            retries.increment(method, url, error=error, _pool=self, _stacktrace=sys.exc_info()[2])  # raises it
            raise

    def _make_request(self, conn: Any, method: str, url: str, *args: Any, **kwargs: Any) -> BaseHTTPResponse:
        conn.limits = self.limits
        conn.lenient_framing = self.lenient_framing
        conn.deadline = getattr(kwargs.get("timeout"), "ends", None)
        return super()._make_request(conn, method, url, *args, **kwargs)


class HTTPConnectionPool(LimitedPool):
    """A pool of plain connections."""

    ConnectionCls: Any = ConnectionClass(connectionpool.HTTPConnectionPool, _Plain, HTTPConnection)


class HTTPSConnectionPool(LimitedPool, connectionpool.HTTPSConnectionPool):
    """A pool of TLS connections."""

    ConnectionCls: Any = ConnectionClass(connectionpool.HTTPSConnectionPool, _Secure, HTTPSConnection)


POOL_CLASSES: dict[str, Any] = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
_URLLIB3S = {"http": connectionpool.HTTPConnectionPool, "https": connectionpool.HTTPSConnectionPool}


def use_our_pools(manager: PoolManager, urllib3s: Any = _URLLIB3S, ours: Any = POOL_CLASSES) -> None:
    """Make a manager create our pools instead of urllib3's; a manager with other pool classes keeps them."""
    if getattr(manager, "pool_classes_by_scheme", None) == urllib3s:
        manager.pool_classes_by_scheme = ours


def _known_pools(manager: PoolManager) -> list[tuple[PoolKey, Any]]:
    """Return a manager's (key, pool) pairs; [] for a manager that does not store its pools as urllib3's does."""
    store = getattr(manager, "pools", None)
    if not isinstance(store, RecentlyUsedContainer):
        return []
    with store.lock:
        return list(store._container.items())


def close_idle(manager: PoolManager) -> None:
    """Remove a manager's pools and close their idle connections.

    If they were only removed, connections would stay open as long as a response refers to their pool. Connections in
    use are not closed.
    """
    pools = _known_pools(manager)
    manager.clear()
    for _, pool in pools:
        places = getattr(pool, "pool", None)
        if places is not None:  # it is None once the pool was closed
            _close_queue(places, getattr(pool, "block", True))


def _close_queue(places: Any, leave_places: bool = True) -> None:
    """Close the connections in a pool's queue, and put back empty slots, for which a blocking pool waits.

    A pool that does not block opens a new connection if its queue is empty.

    Only documented methods of `queue` are used, because gevent and eventlet install queues of their own.
    """
    take, taken = places.get_nowait, []
    try:
        while True:
            taken.append(take())
    except Empty:
        pass
    for waiting in [place for place in taken if place is not None]:
        waiting.close()
    for _ in taken if leave_places else ():
        try:
            places.put_nowait(None)
        except Full:  # a connection was returned in the meantime
            break


def renew_pools(manager: Any) -> None:
    """Replace what a pool manager inherited from the parent process: locks, and slots of connections in use there."""
    known: Any = getattr(manager, "pools", None)
    if not isinstance(known, RecentlyUsedContainer):
        return
    pools = list(known._container.values())  # without its lock, which may never be released
    manager.pools = RecentlyUsedContainer(known._maxsize)
    for pool in pools:
        places: Any = pool.pool
        if hasattr(places, "mutex"):  # when the pool is collected, urllib3 closes the connections in this queue
            idle = [connection for connection in places.queue if connection is not None]
            places.__init__(places.maxsize)
            for connection in idle:
                connection.close()


MOST_KEYS = 256
_MANAGERS = (PoolManager, ProxyManager)
_SIZES = frozenset(["maxsize", "block"])
_PUBLIC_SETTINGS = frozenset(["cert_reqs", "ca_certs", "ca_cert_dir"])  # they hold no secrets
# {settings: (those of the manager, urllib3's key, the settings of the pool)}, for the managers of all sessions
_shared_keys: dict[Any, tuple[dict[str, Any], PoolKey, dict[str, Any]]] = {}


def find_pool(
    manager: PoolManager, place: dict[str, Any], settings: dict[str, Any]
) -> connectionpool.HTTPConnectionPool:
    """Return the pool for {scheme, host, port} and {TLS settings}; raise urllib3's errors.

    urllib3 builds the long key of a pool for each request. Here it is kept as long as the manager's own settings are
    unchanged: for all sessions, or, if it may hold a secret or belongs to this manager only, with the manager. The pool
    itself is requested from the manager each time, so that the manager knows which pools were used least recently.
    """
    use_our_pools(manager)  # adapters that override init_poolmanager create urllib3's managers
    if type(manager) not in _MANAGERS:
        return manager.connection_from_host(**place, pool_kwargs=settings)
    own = manager.connection_pool_kw
    usual = type(manager) is PoolManager and own.keys() <= _SIZES and manager.key_fn_by_scheme == key_fn_by_scheme
    shared = usual and settings.keys() <= _PUBLIC_SETTINGS
    keys = _shared_keys if shared else vars(manager).setdefault("_kept_keys", {})
    question = (own.get("maxsize"), *place.values(), *settings.items())
    try:
        known = keys.get(question)
    except TypeError:  # a setting is not hashable
        return manager.connection_from_host(**place, pool_kwargs=settings)
    if known is not None and known[0] == own:
        return manager.connection_from_pool_key(known[1], known[2].copy())
    pool = manager.connection_from_host(**place, pool_kwargs=settings)
    for key, found in _known_pools(manager):
        if found is pool:
            if len(keys) >= MOST_KEYS:
                keys.clear()  # costs only time
            context = {**own, **settings, "scheme": key.key_scheme, "host": key.key_host, "port": key.key_port}
            keys[question] = (dict(own), key, context)
    return pool
