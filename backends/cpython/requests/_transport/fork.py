"""Keep a child process from using the connections and locks of its parent after a fork.

After a fork both processes have the same connections; if both used one, they would get each other's responses. So each
connection records the number of forks that led to its process, and one from another process is closed instead of
reused. This only closes the child's descriptor and sends nothing: the parent continues the TLS session.

A lock that another thread held during the fork is never released in the child, where that thread does not exist.
"""

from __future__ import annotations

import os
from threading import RLock
from typing import Any

count = 0  # forks between the process that imported this module and the current one


def _in_child() -> None:
    global count
    count += 1


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_in_child)


class ProcessLock:
    """A re-entrant lock that is replaced by a new one in each child process.

    Args:
        lock: the lock of the current process.
    """

    __slots__ = ("_locks",)

    def __init__(self, lock: Any) -> None:
        self._locks: dict[int, Any] = {count: lock}

    def _current(self) -> Any:
        return self._locks.get(count) or self._locks.setdefault(count, RLock())

    def acquire(self) -> None:
        """Acquire the lock; wait until it is free."""
        self._current().acquire()

    def release(self, *_: object) -> None:
        """Release the lock once."""
        self._current().release()

    __enter__ = acquire
    __exit__ = release
