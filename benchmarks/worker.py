"""Measure one task of one client in this process: `worker.py CLIENT TASK COUNT BASE [SIZE]`; prints a line of JSON.

CPU time is this process's own, user and system (`time.process_time`), over COUNT operations after one that is not
counted: connections are open, and what is imported on first use is there. Imports are measured once, from nothing.
A COUNT of 0 asks for the instructions that the interpreter runs for one operation, a number without any noise.
"""

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path

# Client: its module in clients/, the package that is imported, and what keeps connections in it.
CLIENTS = {
    "ours": ("requests_api", "requests", "Session"),
    "requests": ("requests_api", "requests", "Session"),
    "niquests": ("requests_api", "niquests", "Session"),
    "httpx": ("httpx_client", "httpx", "Client"),
    "urllib3": ("urllib3_client", "urllib3", "PoolManager"),
    "http.client": ("http_client", "http.client", None),
    "socket": ("bare_socket", "socket", None),
}


def measure(operation, count):
    """Return CPU seconds and wall seconds per operation, and the process's peak of memory in MB."""
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(count):
        operation()
    cpu, wall = (time.process_time() - cpu) / count, (time.perf_counter() - wall) / count
    return {"cpu": cpu, "wall": wall, "peak": peak()}


def instructions(operation):
    """Return how many instructions of its bytecode the interpreter runs for one operation, in this thread."""
    seen = 0

    def trace(frame, event, argument):
        nonlocal seen
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        seen += event == "opcode"
        return trace

    for _ in range(2):  # since Python 3.12 a function is counted in full from its second call on
        seen = 0
        sys.settrace(trace)
        try:
            operation()
        finally:
            sys.settrace(None)
    return {"instructions": seen}


def peak():
    """Return the peak of this process's resident memory in MB."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # may be that of the process that started us
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields["VmHWM"].split()[0]) / 1024


def main(client, task, count, base, *sizes):
    """Return the measurement, {} for a task that the client does not have."""
    module, package, session = CLIENTS[client]
    if task == "import_package":
        return measure(lambda: importlib.import_module(package), 1)
    if task == "first_session":
        return measure(lambda: getattr(importlib.import_module(package), session)(), 1) if session else {}
    os.environ["BENCH_MODULE"] = package
    make = getattr(importlib.import_module(f"clients.{module}"), task, None)
    if make is None:
        return {}
    operation = make(base, *map(int, sizes))
    operation()
    return measure(operation, int(count)) if int(count) else instructions(operation)


if __name__ == "__main__":
    try:
        answer = main(*sys.argv[1:])
    except Exception as error:
        answer = {"failed": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(answer))
