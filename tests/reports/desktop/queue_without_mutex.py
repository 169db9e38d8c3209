"""gevent and eventlet replace queue.LifoQueue by one that has the documented methods only."""

import os
import queue

import requests
from urllib3 import connectionpool


class Queue:
    def __init__(self, maxsize=0):
        self._inner = queue.LifoQueue(maxsize)

    def get(self, block=True, timeout=None):
        return self._inner.get(block, timeout)

    def put(self, item, block=True, timeout=None):
        return self._inner.put(item, block, timeout)

    def get_nowait(self):
        return self._inner.get_nowait()

    def put_nowait(self, item):
        return self._inner.put_nowait(item)

    def qsize(self):
        return self._inner.qsize()

    def empty(self):
        return self._inner.empty()

    def full(self):
        return self._inner.full()


connectionpool.HTTPConnectionPool.QueueCls = Queue
print(requests.get(os.environ["HTTP"] + "/get").status_code)

# prints:
# 200
