"""Threads of three kinds use the package for the first time at once, in fresh processes."""

import subprocess
import sys

PROGRAM = """
import sys, threading
sys.setswitchinterval(1e-5)
import requests
go = threading.Barrier(6)
def get():
    go.wait(); requests.get(sys.argv[1] + "/get").raise_for_status()
def session():
    go.wait(); requests.Session().close()
def adapter():
    go.wait()
    from requests.adapters import HTTPAdapter
    HTTPAdapter().close()
threads = [threading.Thread(target=f) for f in (get, session, adapter) * 2]
for t in threads: t.start()
for t in threads: t.join()
"""
from os import environ

results = [subprocess.run([sys.executable, "-c", PROGRAM, environ["HTTP"]], capture_output=True) for _ in range(4)]
print([r.stderr.decode() for r in results if r.stderr])

# prints:
# []
