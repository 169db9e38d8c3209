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

    def __init__(self, at):
        self.at = at
        self.verify = address("ca") if at == "https" else True
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
        get = requests.get if turn % 100 == 0 else self.session.get
        params = {"n": turn} if turn % 3 else None
        r = get(url(path, at=self.at), timeout=30, verify=self.verify, params=params)
        eq((r.status_code, r.json()["path"]), (200, path))
        if turn % 100 == 7:
            try:
                get("no-scheme")
            except requests.exceptions.MissingSchema as error:
                eq(type(error), requests.exceptions.MissingSchema)


def work(at):
    """Let the threads work, and wait for them."""
    gc.threshold(20000)
    each = Work(at)
    _thread.stack_size(262144)
    for number in range(COUNT):
        _thread.start_new_thread(each.run, (number,))
    each.started = True
    while len(each.done) < COUNT:
        time.sleep_ms(50)
    each.session.close()
    eq((each.errors, gc.threshold()), ([], 20000))


def case_each_thread_gets_its_own_responses():
    work("http")


def case_each_thread_gets_its_own_responses_over_tls():
    work("https")
