"""Calls to tests/faults/breaking.py, on every target: each returns its response, or raises a RequestException."""

import time

import requests

GOOD = ("whole", "chunked", "split", "big", "hinted", "last", "unframed", "idle", "sleepy", "timed_out", "poisoned")
GOOD += ("redirected",)
BROKEN = ("reset", "closed", "cut_head", "reset_head", "cut_body", "reset_body", "cut_chunks", "cut_trailer")
BROKEN += ("bad_head", "bad_length", "bad_chunks")
SILENT = ("stalled", "stalled_head", "stalled_body", "late")
FAULTS = BROKEN + SILENT
EVERY = 4  # each fourth call meets a fault
SHORT = 0.05  # seconds that a call waits for a silent server
LONG = 20.0
UNLUCKY = 0.05  # the part of the good responses that may be lost to a connection that was just being closed


def kind_of(number):
    """What the server does to the call of that number."""
    return FAULTS[number // EVERY % len(FAULTS)] if number % EVERY == 0 else GOOD[number // 3 % len(GOOD)]


def call(session, base, number):
    """Make a call; return (what is wrong about its end or "", the exception or None, seconds)."""
    kind = kind_of(number)
    method = "POST" if number // 7 % 3 == 0 else "GET"
    options = {"data": b"x" * (number % 2000)} if method == "POST" else {}
    options.update(timeout=SHORT if kind in SILENT else LONG, stream=number // 13 % 2 == 0)
    started, why, error = time.time(), "", None
    try:
        with session.request(method, f"{base}/{kind}/{number}", **options) as r:
            why = wrong(r, kind, str(number), number // 11 % 5)
    except requests.RequestException as caught:
        error = caught
    except Exception as caught:
        why = f"not of the family: {caught!r}"
    return why and f"{number} {method} {kind}: {why}", error, time.time() - started


def wrong(r, kind, token, way):
    """What is wrong about a response, or ""."""
    if r.status_code == 408:  # sent before our request arrived (RFC 9110 section 15.5.9)
        r.raise_for_status()
    if r.headers.get("X-Token") != token:
        return f"the answer to {r.headers.get('X-Token')}"
    if way == 0 and kind != "late":
        got = next(r.iter_content(100))  # and no more: the connection is given up
        return "" if (token * 100).encode().startswith(got) and got else f"began with {got!r}"
    got = b"".join(r.iter_content(1000)) if way == 1 else r.content
    if got != (token * (5000 if kind == "big" else 20)).encode():
        return f"{len(got)} bytes: {got[:50]!r}"
    # On a busy machine a late response can arrive before the client looks at the clock.
    return "" if kind in GOOD or kind == "late" else f"{r.status_code}: no error"


def still_open(base):
    """Return how many connections are open at the server, after a moment for it to see them close."""
    for _ in range(50):
        count = int(requests.get(base + "/open/1").content)
        if count == 0:
            break
        time.sleep(0.05)
    return count


class Tally:
    """The outcomes of many calls, those of other tallies included."""

    def __init__(self, others=()):
        self.wrong = []
        self.slowest = 0.0
        self.ends = {}  # kind: [answers, exceptions]
        for other in others:
            self.wrong += other.wrong
            self.slowest = max(self.slowest, other.slowest)
            for kind, (answers, exceptions) in other.ends.items():
                self._count(kind, answers, exceptions)

    def _count(self, kind, answers, exceptions):
        ends = self.ends.setdefault(kind, [0, 0])
        ends[0] += answers
        ends[1] += exceptions

    def add(self, number, outcome):
        """Note the outcome of a call."""
        why, error, seconds = outcome
        if why:
            self.wrong.append(why)
        self.slowest = max(self.slowest, seconds)
        self._count(kind_of(number), error is None, error is not None)

    def unanswered(self):
        """Return the part of the calls with a good response that failed: their connection was just being closed."""
        answered = sum([self.ends[kind][0] for kind in GOOD])
        failed = sum([self.ends[kind][1] for kind in GOOD])
        return failed / (answered + failed)


def open_files():
    """Return how many descriptors this process has open; None if that is unknown."""
    import os

    try:
        return len(list(os.ilistdir("/proc/self/fd")))
    except OSError:
        return None


def run(base, count):
    """Make so many calls on one session, one after the other; print "ok", or what is wrong."""
    tally, before = Tally(), open_files()
    with requests.Session() as session:
        for number in range(count):
            tally.add(number, call(session, base, number))
    found = tally.wrong[:10]
    if tally.unanswered() > UNLUCKY or tally.slowest >= LONG:
        found.append(f"{tally.unanswered()} unanswered, {tally.slowest} s, {tally.ends}")
    if len(tally.ends) != len(GOOD) + len(FAULTS) or still_open(base) or open_files() != before:
        found.append(f"{still_open(base)} connections, {open_files()} files open; kinds: {tally.ends}")
    print(*(found or ["ok"]), sep="\n")
