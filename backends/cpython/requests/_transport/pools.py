"""Subclasses of urllib3's pools, which make our connections, and what is done with the pools of a manager.

A `PoolManager` is told to use the subclasses. They have the names of their bases, which error messages and logs show.
If a program sets a connection class on urllib3's pools (as recorders of traffic do), these pools use it, too.
"""

from __future__ import annotations

from queue import Empty, Full
from typing import TYPE_CHECKING, Any

from urllib3 import connectionpool
from urllib3.poolmanager import PoolKey, PoolManager, ProxyManager

from .._core.http1 import DEFAULT as DEFAULT_LIMITS
from .._core.http1 import Limits
from . import tracing
from .connection import HTTPConnection, HTTPSConnection, _Plain, _Secure
from .private import RecentlyUsedContainer

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse


class ConnectionClass:
    """A pool's connection class: ours, unless urllib3's pool was given another one, or its own was changed inside."""

    def __init__(self, pool: type[connectionpool.HTTPConnectionPool], original: type, ours: type) -> None:
        self._pool, self._original, self._ours = pool, original, ours

    def __get__(self, instance: Any, owner: type) -> Any:
        current = self._pool.ConnectionCls
        return self._ours if current is self._original and not tracing.is_replaced(current) else current


class LimitedPool(connectionpool.HTTPConnectionPool):
    """What both pools add: each connection hears of the limits and of the deadline of its request."""

    limits: Limits = DEFAULT_LIMITS
    lenient_framing = False

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
    """Let a manager make our pools where it would make urllib3's; one that was given other classes keeps them."""
    if getattr(manager, "pool_classes_by_scheme", None) == urllib3s:
        manager.pool_classes_by_scheme = ours


def _known_pools(manager: PoolManager) -> list[tuple[PoolKey, Any]]:
    """Return a manager's pools with their keys; none of a manager of another make, which may keep them elsewhere."""
    store = getattr(manager, "pools", None)
    if not isinstance(store, RecentlyUsedContainer):
        return []
    with store.lock:
        return list(store._container.items())


def close_idle(manager: PoolManager) -> None:
    """Forget a manager's pools and close their idle connections.

    Forgetting alone would leave them open as long as a response, which refers to its pool, is referenced. Connections
    in use are not closed.
    """
    pools = _known_pools(manager)
    manager.clear()
    for _, pool in pools:
        places = getattr(pool, "pool", None)
        if places is not None:  # it is None once the pool was closed
            _close_queue(places, getattr(pool, "block", True))


def _close_queue(places: Any, leave_places: bool = True) -> None:
    """Close the connections in a pool's queue, and leave as many free places, which a pool that blocks waits for.

    A pool that does not block connects anew when its queue is empty, too.

    Only what the `queue` module documents is used: gevent and eventlet put queues of their own there.
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
        except Full:  # a connection has come back meanwhile
            break


def renew_pools(manager: Any) -> None:
    """Replace what a manager of pools has from the parent process: locks, and places of connections in use there."""
    known: Any = getattr(manager, "pools", None)
    if not isinstance(known, RecentlyUsedContainer):
        return
    pools = list(known._container.values())  # without its lock
    manager.pools = RecentlyUsedContainer(known._maxsize)
    for pool in pools:
        places: Any = pool.pool
        if hasattr(places, "mutex"):  # urllib3 gets connections from this very queue once its pool is collected
            idle = [connection for connection in places.queue if connection is not None]
            places.__init__(places.maxsize)
            for connection in idle:
                connection.close()


class PoolCache:
    """Finds a manager's pool again without building its long key again.

    What urllib3 would make of the same settings is kept, as long as the manager's own settings stay what they were.
    The pool itself is asked of the manager each time: it counts on that to know which pools are in use.
    """

    _MOST = 256  # keys; beyond that all are forgotten, which costs time and nothing else

    def __init__(self) -> None:
        self._keys: dict[Any, tuple[PoolManager, dict[str, Any], PoolKey, dict[str, Any]]] = {}

    def find(
        self, manager: PoolManager, place: dict[str, Any], settings: dict[str, Any]
    ) -> connectionpool.HTTPConnectionPool:
        """Return the pool for {scheme, host, port} and {TLS settings}; errors are those of urllib3."""
        use_our_pools(manager)  # adapters that override init_poolmanager make managers of urllib3's
        if type(manager) not in (PoolManager, ProxyManager):
            return manager.connection_from_host(**place, pool_kwargs=settings)
        question = (id(manager), *place.values(), *settings.items())
        try:
            known = self._keys.get(question)
        except TypeError:  # a setting that cannot be hashed
            return manager.connection_from_host(**place, pool_kwargs=settings)
        if known is not None and known[0] is manager and known[1] == manager.connection_pool_kw:
            return manager.connection_from_pool_key(known[2], known[3].copy())
        return self._learn(question, manager, place, settings)

    def _learn(
        self, question: Any, manager: PoolManager, place: dict[str, Any], settings: dict[str, Any]
    ) -> connectionpool.HTTPConnectionPool:
        pool = manager.connection_from_host(**place, pool_kwargs=settings)
        for key, known in _known_pools(manager):
            if known is pool:
                if len(self._keys) >= self._MOST:
                    self._keys.clear()
                context = {**manager.connection_pool_kw, **settings}
                context.update(scheme=key.key_scheme, host=key.key_host, port=key.key_port)
                self._keys[question] = (manager, dict(manager.connection_pool_kw), key, context)
                break
        return pool
