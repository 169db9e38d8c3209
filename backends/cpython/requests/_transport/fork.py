"""Keep a child process from using the connections and locks of its parent after a fork.

After a fork both processes have the same connections; if both used one, they would get each other's responses. So each
connection records the number of forks that led to its process, and one from another process is closed instead of
reused. This only closes the child's descriptor and sends nothing: the parent continues the TLS session.

A lock that another thread held during the fork is never released in the child, where that thread does not exist.
"""

from __future__ import annotations

import os
from threading import RLock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Forks:
    """The number of forks between the process that imported this module and the current one."""

    __slots__ = ("count",)

    def __init__(self) -> None:
        self.count = 0


forks = Forks()


def _in_child() -> None:
    forks.count += 1


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_in_child)


class ProcessLock:
    """A re-entrant lock that is replaced by a new one in each child process.

    Args:
        lock: the lock of the current process.
    """

    __slots__ = ("_locks",)

    def __init__(self, lock: Any) -> None:
        self._locks: dict[int, Any] = {forks.count: lock}

    def _new(self) -> Any:
        return self._locks.setdefault(forks.count, RLock())

    def acquire(self) -> None:
        """Acquire the lock; wait until it is free."""
        (self._locks.get(forks.count) or self._new()).acquire()

    __enter__ = acquire

    def release(self) -> None:
        """Release the lock once."""
        (self._locks.get(forks.count) or self._new()).release()

    def __exit__(self, *_: object) -> None:
        (self._locks.get(forks.count) or self._new()).release()
