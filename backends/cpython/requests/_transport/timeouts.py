"""Translate a caller's timeout into urllib3's Timeout and the deadline of the whole call."""

from __future__ import annotations

from time import monotonic

from urllib3.util import Timeout

from .._core.timeouts import split_timeout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .. import _types as _t

AN_INSTANT = 0.000_001  # seconds: urllib3 takes no timeout of 0, and a socket would not wait at all


class TimeoutWithDeadline(float):
    """Seconds to connect, with the moment, of `time.monotonic()`, when everything has to be over."""

    ends: float


class Unbounded(Timeout):
    """urllib3's timeout without a total, which needs no clock, and so no copy for each attempt."""

    def clone(self) -> Unbounded:
        return self

    def start_connect(self) -> float:
        return 0.0


class Deadline(Timeout):
    """urllib3's timeout with a moment, of `time.monotonic()`, when all has to be over."""

    ends: float

    @classmethod
    def at(cls, ends: float, connect: Any, read: Any) -> Deadline:
        """Return the timeout of a request that has until `ends`."""
        timeout = cls(total=max(ends - monotonic(), AN_INSTANT), connect=connect, read=read)
        timeout.ends = ends
        return timeout

    @classmethod
    def after(cls, total: float, connect: Any, read: Any) -> Deadline:
        """Return the timeout of a request that begins now and has `total` seconds."""
        return cls.at(monotonic() + total, connect, read)

    @property
    def connect_timeout(self) -> TimeoutWithDeadline:
        seconds: Any = super().connect_timeout
        timeout = TimeoutWithDeadline(seconds)
        timeout.ends = self.ends
        return timeout

    def clone(self) -> Deadline:
        """Return a copy that was not started; urllib3 makes one for each attempt."""
        return type(self).at(self.ends, self._connect, self._read)


def with_deadline(timeout: _t.TimeoutType) -> _t.TimeoutType:
    """Turn a total into a moment, so that redirects and the body share it; other timeouts stay as they are."""
    if timeout is None or isinstance(timeout, Deadline):
        return timeout
    if isinstance(timeout, Timeout):
        total: Any = timeout.total
        return timeout if total is None else Deadline.after(total, timeout._connect, timeout._read)
    if isinstance(timeout, tuple) and len(timeout) == 3:
        connect, read, whole = split_timeout(timeout)
        return (connect, read) if whole is None else Deadline.after(whole, connect, read)
    return timeout


_ENDLESS = Unbounded(connect=None, read=None)


def urllib3_timeout(timeout: _t.TimeoutType) -> Timeout:
    """Return urllib3's Timeout for what callers pass, or raise ValueError."""
    if timeout is None:
        return _ENDLESS
    if isinstance(timeout, Timeout):
        return timeout
    connect, read, total = split_timeout(_resolved(timeout))
    if total is None:
        return Unbounded(connect=connect, read=read)
    return Deadline.after(total, connect, read)


def _resolved(timeout: Any) -> Any:
    """Return a timeout, or the system's default for urllib3's marker, which some programs pass (python-jenkins)."""
    if timeout is Timeout.DEFAULT_TIMEOUT:
        return Timeout.resolve_default_timeout(timeout)
    if isinstance(timeout, tuple):
        return tuple(map(_resolved, timeout))
    return timeout
