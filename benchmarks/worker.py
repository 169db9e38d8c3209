"""Measure one task of one client in this process: `worker.py CLIENT TASK COUNT BASE [SIZE]`; prints a line of JSON.

CPU time is that of this process, user and system (`time.process_time`), over COUNT operations after one that is not
counted: connections are open then, and modules that are imported on first use are loaded. A whole process is a child of
this one, whose CPU time the system reports. The task `memory` is the resident memory after the import and after a
first GET. With a COUNT of 0, the instructions that the interpreter executes for one operation are counted, a number
without noise.
"""

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path

from instruction_count import instructions
from tasks import PROCESSES

SERIES = 8  # a measurement is made in so many parts: other programs on the machine disturb some of them only

# Client: its module in clients/, and the package that is imported.
CLIENTS = {
    "ours": ("requests_api", "requests"),
    "requests": ("requests_api", "requests"),
    "niquests": ("requests_api", "niquests"),
    "httpx": ("httpx_client", "httpx"),
    "httpx2": ("httpx_client", "httpx2"),
    "aiohttp": ("aiohttp_client", "aiohttp"),
    "urllib3": ("urllib3_client", "urllib3"),
    "curl_cffi": ("curl_cffi_client", "curl_cffi.requests"),
    "geventhttpclient": ("gevent_client", "geventhttpclient"),
    "pycurl": ("pycurl_client", "pycurl"),
    "http.client": ("http_client", "http.client"),
    "socket": ("bare_socket", "socket"),
}


def measure(operation, count, clock=time.process_time):
    """Return CPU seconds and wall seconds per operation, the least of SERIES, and the process's peak memory in MB."""
    size = max(1, count // SERIES)
    taken = [timed(operation, size, clock) for _ in range(count // size)]
    cpu, wall = map(min, zip(*taken))
    return {"cpu": cpu, "wall": wall, "peak": memory("VmHWM")}


def timed(operation, count, clock):
    """Return CPU seconds and wall seconds per operation."""
    cpu, wall = clock(), time.perf_counter()
    for _ in range(count):
        operation()
    return (clock() - cpu) / count, (time.perf_counter() - wall) / count


def children_time():
    """Return the CPU seconds, user and system, of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(package, module, base):
    """Return the resident memory in MB, in addition to Python's, after the package's import and after a first GET."""
    before = memory("VmRSS")
    importlib.import_module(package)
    imported = memory("VmRSS")
    make = getattr(importlib.import_module(f"clients.{module}"), "one_shot", None)
    if make is None:
        return {}
    make(base)()
    return {"import": imported - before, "get": memory("VmRSS") - before}


def memory(field):
    """Return this process's resident memory in MB: VmRSS is the current value, VmHWM the peak."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # may be that of the process that started us
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields[field].split()[0]) / 1024


def main(client, task, count, base, *sizes):
    """Return the measurement, or {} for a task that the client does not have."""
    module, package = CLIENTS[client]
    os.environ["BENCH_MODULE"] = package
    if task == "memory":
        return resident(package, module, base)
    make = getattr(importlib.import_module(f"clients.{module}"), task, None)
    if make is None:
        return {}
    operation = make(base, *map(int, sizes))
    operation()
    if int(count):
        return measure(operation, int(count), children_time if task in PROCESSES else time.process_time)
    if task in PROCESSES:
        return {"instructions": operation(counted=True)}
    instructions(operation)  # since Python 3.12 a function is counted completely only from its second call on
    return {"instructions": instructions(operation)}


if __name__ == "__main__":
    try:
        answer = main(*sys.argv[1:])
    except Exception as error:
        answer = {"failed": f"{type(error).__name__}: {error}"[:200]}
    print(json.dumps(answer))
