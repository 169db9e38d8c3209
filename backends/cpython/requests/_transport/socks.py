"""Connections and pools for SOCKS proxies, with the methods of the others; they need PySocks, as in urllib3."""

from __future__ import annotations

from typing import Any

from urllib3.contrib import socks

from . import connection, pools


class SOCKSConnection(connection.HTTPConnection, socks.SOCKSConnection):
    """A plain connection through a SOCKS proxy."""


class SOCKSHTTPSConnection(connection.HTTPSConnection, socks.SOCKSHTTPSConnection):
    """A TLS connection through a SOCKS proxy, encrypted from end to end."""


class SOCKSHTTPConnectionPool(pools.LimitedPool, socks.SOCKSHTTPConnectionPool):
    """A pool of plain connections through a SOCKS proxy."""

    ConnectionCls: Any = pools.ConnectionClass(socks.SOCKSHTTPConnectionPool, socks.SOCKSConnection, SOCKSConnection)


class SOCKSHTTPSConnectionPool(pools.LimitedPool, socks.SOCKSHTTPSConnectionPool):
    """A pool of TLS connections through a SOCKS proxy."""

    ConnectionCls: Any = pools.ConnectionClass(
        socks.SOCKSHTTPSConnectionPool, socks.SOCKSHTTPSConnection, SOCKSHTTPSConnection
    )


POOL_CLASSES: dict[str, Any] = {"http": SOCKSHTTPConnectionPool, "https": SOCKSHTTPSConnectionPool}
URLLIB3S = {"http": socks.SOCKSHTTPConnectionPool, "https": socks.SOCKSHTTPSConnectionPool}
