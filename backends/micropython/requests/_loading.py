"""The one lock of the package: for modules that are imported late, and for lists that threads share.

MicroPython publishes a module before it has run it, so a second thread could see half of it.  Every import inside a
function is therefore in a `with loading:` block.  The lock is re-entrant, because one module loads another.
"""

import gc

try:
    import _thread
except ImportError:  # a firmware without threads
    _thread = None  # type: ignore[assignment] # compared with None

_TIDY = 4096  # bytes between two collections while modules load, so that what stays of them lies close together


class _Lock:
    def __init__(self) -> None:
        self._lock = _thread and _thread.allocate_lock()
        self._owner = self._threshold = self._depth = 0

    def __enter__(self) -> None:
        if self._lock:
            me = _thread.get_ident()
            if self._owner != me:
                self._lock.acquire()
                self._owner = me
        if not self._depth:
            self._threshold = gc.threshold()
            gc.threshold(_TIDY)
        self._depth += 1

    def __exit__(self, *args: object) -> None:
        self._depth -= 1
        if not self._depth:
            gc.threshold(self._threshold)
            if self._lock:
                self._owner = 0
                self._lock.release()


loading = _Lock()
