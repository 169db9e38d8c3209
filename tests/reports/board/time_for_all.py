"""Give a slow server half a second for the whole answer, though it sends a byte now and then."""

import time

import requests

start = time.ticks_ms()
try:
    requests.get("http://slow.example.com/", timeout=(2, 2, 0.5)).content
except requests.exceptions.Timeout as e:
    print("timeout", e.errno)
print(time.ticks_diff(time.ticks_ms(), start) < 5000)

# prints:
# timeout 110
# True
