"""The tasks that are measured: each is a function of that name in the modules of `clients/`."""

from __future__ import annotations

from typing import NamedTuple


class Task(NamedTuple):
    """One row of a table.

    Attributes:
        title: the title of the row.
        count: the number of operations in one measurement.
        budget: the largest allowed ratio of our CPU time to that of PyPI's requests, on a quiet machine: `nox -s bench`
            fails above it, and `nox -s guard`, which runs on busy machines, far above it.
        aim: the first aim; docs/performance.md says why a budget is above it.
    """

    title: str
    count: int
    budget: float
    aim: float


class Scale(NamedTuple):
    """A row of the table that shows how cost grows: measured at `size`, and for ours at half of it, too.

    Attributes:
        title: the title of the row.
        count: the number of operations in one measurement.
        size: the argument of the task's function: threads, bytes, cookies, redirects or fields of 1 KB.
        streamed: whether memory must not grow at all.
    """

    title: str
    count: int
    size: int
    streamed: bool = False


SPEED = {
    "get": Task("Session.get, small", 400, 0.26, 0.24),
    "get_tls": Task("the same over TLS", 400, 0.32, 0.26),
    "get_with_settings": Task("with params, headers, timeout", 400, 0.30, 0.26),
    "get_with_cookies": Task("with 5 cookies in the jar", 400, 0.34, 0.32),
    "one_shot": Task("requests.get", 200, 0.45, 0.42),
    "post_json": Task("post json", 400, 0.30, 0.25),
    "post_form": Task("post form", 400, 0.25, 0.25),
    "multipart": Task("post 1 MB multipart", 60, 0.45, 0.40),
    "content": Task("64 MB into .content", 4, 0.30, 0.28),
    "iter_content": Task("64 MB by iter_content(64k)", 4, 0.63, 0.50),
    "iter_lines": Task("iter_lines, 200,000 lines", 2, 0.18, 0.15),
    "gzip_json": Task("1 MB of gzipped JSON, .json()", 20, 0.98, 0.95),
    "prepare": Task("prepare a request", 1000, 0.20, 0.16),
    "redirect": Task("redirect", 200, 0.30, 0.28),
    "process": Task("whole process: import and one GET, http", 5, 0.97, 0.92),
    "process_tls": Task("whole process: import and one GET, https", 5, 0.97, 0.92),
}
PROCESSES = {"process", "process_tls"}  # measured as whole processes, the start of Python included
MEMORY = {"import": "after import", "get": "after the first GET"}  # titles of the columns of resident memory

SCALE = {
    "threads": Scale("32 threads on one Session, 20 requests each", 1, 32),
    "download": Scale("2 GB down, streamed", 1, 2 << 30, streamed=True),
    "upload": Scale("2 GB up, streamed", 1, 2 << 30, streamed=True),
    "many_cookies": Scale("10,000 cookies in the jar", 5, 10_000),
    "long_chain": Scale("a chain of 30 redirects", 10, 30),
    "wide_headers": Scale("60 KB of headers", 100, 60),
}
