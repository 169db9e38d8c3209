"""Share a session between threads, each of which closes it now and then.

heap: 128
"""

import _thread
import time

import requests

s = requests.Session()
right = []


def work(name):
    for number in range(12):
        path = "/%s/%d" % (name, number)
        try:
            r = s.post("http://api.example.com" + path, json={"n": number})
            answer = r.json()
            right.append((answer["path"].endswith(path), answer["json"]["n"] == number))
        except Exception as e:
            right.append(repr(e))
        if number % 5 == 4:
            s.close()


_thread.stack_size(64 * 1024)
for name in "abc":
    _thread.start_new_thread(work, (name,))
end = time.ticks_add(time.ticks_ms(), 30000)
while len(right) < 36 and time.ticks_diff(end, time.ticks_ms()) > 0:
    time.sleep_ms(10)
print(len(right), [result for result in right if result != (True, True)])

# prints:
# 36 []
