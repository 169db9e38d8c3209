"""Translate a caller's timeout into urllib3's Timeout and the deadline of the whole call."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

from urllib3.util import Timeout

from .._core.timeouts import split_timeout

if TYPE_CHECKING:
    from .. import _types as _t

AN_INSTANT = 0.000_001  # seconds: urllib3 rejects a timeout of 0, and it would make a socket non-blocking


class TimeoutWithDeadline(float):
    """A connect timeout in seconds; `ends` is the `time.monotonic()` by which the whole request must end."""

    ends: float


class Unbounded(Timeout):
    """A Timeout of urllib3 without a total, which does not use the clock and need not be copied for each attempt."""

    def clone(self) -> Unbounded:
        return self

    def start_connect(self) -> float:
        return 0.0


class Deadline(Timeout):
    """A Timeout of urllib3 with a deadline: `ends` is the `time.monotonic()` by which the whole request must end."""

    ends: float

    @classmethod
    def at(cls, ends: float, connect: Any, read: Any) -> Deadline:
        """Return the timeout of a request that must end by `ends`."""
        timeout = cls(total=max(ends - monotonic(), AN_INSTANT), connect=connect, read=read)
        timeout.ends = ends
        return timeout

    @classmethod
    def after(cls, total: float, connect: Any, read: Any) -> Deadline:
        """Return the timeout of a request that starts now and may take `total` seconds."""
        return cls.at(monotonic() + total, connect, read)

    @property
    def connect_timeout(self) -> TimeoutWithDeadline:
        seconds: Any = super().connect_timeout
        timeout = TimeoutWithDeadline(seconds)
        timeout.ends = self.ends
        return timeout

    def clone(self) -> Deadline:
        """Return a copy that has not been started; urllib3 makes one for each attempt."""
        return type(self).at(self.ends, self._connect, self._read)


def with_deadline(timeout: _t.TimeoutType) -> _t.TimeoutType:
    """Convert a total timeout to a deadline, which redirects and the body share; return other timeouts unchanged."""
    if isinstance(timeout, Timeout):
        total: Any = None if isinstance(timeout, Deadline) else timeout.total
        return timeout if total is None else Deadline.after(total, timeout._connect, timeout._read)
    if isinstance(timeout, tuple) and len(timeout) == 3:
        connect, read, whole = split_timeout(timeout)
        return (connect, read) if whole is None else Deadline.after(whole, connect, read)
    return timeout


_ENDLESS = Unbounded(connect=None, read=None)


def urllib3_timeout(timeout: _t.TimeoutType) -> Timeout:
    """Return urllib3's Timeout for a caller's `timeout`; raise ValueError if that is invalid."""
    if timeout is None:
        return _ENDLESS
    if isinstance(timeout, Timeout):
        return timeout
    connect, read, total = split_timeout(_resolved(timeout))
    if total is None:
        return Unbounded(connect=connect, read=read)
    return Deadline.after(total, connect, read)


def _resolved(timeout: Any) -> Any:
    """Return a timeout; for urllib3's DEFAULT_TIMEOUT, which python-jenkins passes, return the system's default."""
    if timeout is Timeout.DEFAULT_TIMEOUT:
        return Timeout.resolve_default_timeout(timeout)
    if isinstance(timeout, tuple):
        return tuple(map(_resolved, timeout))
    return timeout
