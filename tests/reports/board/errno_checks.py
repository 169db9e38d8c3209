"""Tell network errors by their numbers."""

import errno

import requests

try:
    requests.get("http://127.0.0.1:9/")
except OSError as e:
    print(e.errno == errno.ECONNREFUSED, e.args[0] == errno.ECONNREFUSED)
try:
    requests.get("http://www.example.org/hang", timeout=0.3)
except OSError as e:
    if e.args[0] in (errno.ETIMEDOUT, -116):
        print("timeout", e.errno == errno.ETIMEDOUT)
    else:
        raise
try:
    requests.get("http://no.such.host.invalid/")
except OSError as e:
    print("no address")

# prints:
# True True
# timeout True
# no address
