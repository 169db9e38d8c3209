"""Two threads share a session: a sensor's loop and a watchdog's."""

import _thread
import time

import requests

s = requests.Session()
done = []


def loop(name):
    right = 0
    for number in range(15):
        r = s.get("http://api.example.com/%s%d" % (name, number))
        right += r.json()["path"].endswith("/%s%d" % (name, number))
    done.append((name, right))


_thread.stack_size(64 * 1024)
for name in ("sensor", "watchdog"):
    _thread.start_new_thread(loop, (name,))
end = time.ticks_add(time.ticks_ms(), 20000)
while len(done) < 2 and time.ticks_diff(end, time.ticks_ms()) > 0:
    time.sleep_ms(20)
print(sorted(done))

# prints:
# [('sensor', 15), ('watchdog', 15)]
