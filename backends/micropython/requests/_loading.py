"""The one lock of the package: for modules that are imported late, and for lists that threads share.

MicroPython publishes a module before it has run it, so a second thread could see half of it.  Every import inside a
function is therefore in a `with loading:` block.  The lock is re-entrant, because one module loads another.
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
    def __init__(self) -> None:
        self._lock = _thread and _thread.allocate_lock()
        self._owner = self.threshold = self.count = 0

    def __enter__(self) -> None:
        if self._lock:
            me = _thread.get_ident()
            if self._owner != me:
                self._lock.acquire()
                self._owner = me
        if not self.count:
            self.threshold = gc.threshold()
            gc.threshold(4096)  # so that what stays of the modules lies close together
        self.count += 1

    def __exit__(self, *args: object) -> None:
        self.count -= 1
        if not self.count:
            gc.threshold(self.threshold)
            if self._lock:
                self._owner = 0
                self._lock.release()


loading = _Lock()


def late(module: str, name: str) -> "Any":
    """Return a function or class of a module that few calls need; the first of them loads it."""
    with loading:
        return getattr(__import__(module, None, None, (name,), 1), name)
