"""Fetch from several threads, whose calls are the first use of the package."""

import _thread
import time

import requests

results = []


def fetch(number):
    try:
        r = requests.get("http://api.example.com/n%d" % number)
        results.append((number, r.status_code, r.json()["path"]))
        r.close()
    except Exception as e:
        results.append((number, e))


end = time.ticks_add(time.ticks_ms(), 20000)  # no new global while threads run: without a GIL, others could vanish
_thread.stack_size(64 * 1024)
for number in range(3):
    _thread.start_new_thread(fetch, (number,))
while len(results) < 3 and time.ticks_diff(end, time.ticks_ms()) > 0:
    time.sleep_ms(20)
for result in sorted(results):
    print(*result)

# prints:
# 0 200 /api.example.com/n0
# 1 200 /api.example.com/n1
# 2 200 /api.example.com/n2
