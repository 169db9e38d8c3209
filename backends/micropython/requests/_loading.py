"""The locks of the package: `loading` for modules that are imported late, `sharing` for lists that threads share.

MicroPython publishes a module before it has run it, so a second thread could see half of it.  Every import inside a
function is therefore in a `with loading:` block.  The lock is re-entrant, because one module loads another.  While
it is held, garbage is collected often, so that the objects of the modules are allocated close together.  A request
that loads nothing acquires only `sharing`.  No `with loading:` block acquires `sharing`, so there is no deadlock.
"""

import gc

if __debug__:
    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import Any

try:
    import _thread
except ImportError:  # a firmware without threads
    _thread = None  # type: ignore[assignment] # compared with None


class _Lock:
    def __init__(self, tidy: int) -> None:
        self.tidy = tidy  # bytes between two collections while it is held; 0 for the program's threshold
        self._lock = _thread and _thread.allocate_lock()
        self._owner = self.threshold = self.count = 0

    def __enter__(self) -> None:
        if self._lock:
            me = _thread.get_ident()
            if self._owner != me:
                self._lock.acquire()
                self._owner = me
        if self.tidy and not self.count:
            self.threshold = gc.threshold()
            gc.threshold(self.tidy)
        self.count += 1

    def __exit__(self, kind: object, error: object, trace: object) -> None:  # *args would allocate, without memory too
        self.count -= 1
        if not self.count:
            if self.tidy:
                gc.threshold(self.threshold)
            if self._lock:
                self._owner = 0
                self._lock.release()


loading = _Lock(4096)
sharing = _Lock(0)


def late(module: str, name: str) -> "Any":
    """Return a function or class of a module that few calls need, and load the module on first use."""
    with loading:
        return getattr(__import__(module, None, None, ("",), 1), name)
