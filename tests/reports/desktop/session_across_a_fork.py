"""A session is used before a fork and, after it, by both processes: they share no connection (psf/requests#4323)."""

import os
import warnings

import requests

warnings.simplefilter("ignore", DeprecationWarning)
TOKEN = f"forked{os.getpid()}"
PATH = f"/@{TOKEN}/get"
BASE = os.environ["HTTP"]
with requests.Session() as s:
    s.get(BASE + PATH)
    pid = os.fork()
    if pid == 0:
        s.get(BASE + PATH)
        os._exit(0)
    os.waitpid(pid, 0)
    s.get(BASE + PATH)
log = requests.get(BASE + "/log/" + TOKEN).json()
print(len(log), "connections,", sum(len(connection["requests"]) for connection in log), "requests")

# prints:
# 2 connections, 3 requests

# PyPI's requests prints:
# 1 connections, 3 requests
