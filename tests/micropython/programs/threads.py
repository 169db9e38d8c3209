"""Threads share a session, and are the first to use the package."""

import _thread
import gc
import sys
import time

import requests
from harness import address, eq, url

HEAP = 16384  # KB
COUNT = 3
TURNS = 2000


class Work:
    """Requests by several threads at a time, which begin together."""

    def __init__(self):
        self.session = requests.Session()
        self.started = False
        self.done = []
        self.errors = []
        self.lock = _thread.allocate_lock()

    def run(self, number):
        """Make requests, and check that each response is the thread's own."""
        try:
            while not self.started:
                pass
            for turn in range(TURNS):
                self.request(number, turn)
        except BaseException as error:
            sys.print_exception(error)
            with self.lock:
                self.errors.append((number, repr(error)))
        finally:
            with self.lock:
                self.done.append(number)

    def request(self, number, turn):
        path = f"/anything/{number}-{turn}"
        get = requests.get if turn % 100 < 2 else self.session.get
        where = url(path, at=("http", "https")[turn % 2])
        params = {"n": turn} if turn % 3 else None
        r = get(where, timeout=30, verify=address("ca"), params=params)
        eq((r.status_code, r.json()["path"]), (200, path))
        if turn % 100 == 7:
            try:
                get("no-scheme")
            except requests.exceptions.MissingSchema as error:
                eq(type(error), requests.exceptions.MissingSchema)


def case_each_thread_gets_its_own_responses_with_and_without_tls():
    gc.threshold(20000)
    work = Work()
    _thread.stack_size(262144)
    for number in range(COUNT):
        _thread.start_new_thread(work.run, (number,))
    work.started = True
    while len(work.done) < COUNT:
        time.sleep_ms(50)
    work.session.close()
    eq((work.errors, gc.threshold()), ([], 20000))
