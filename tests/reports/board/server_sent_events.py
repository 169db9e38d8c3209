"""Follow server-sent events, line by line, as they come."""

import json
import time

import requests

start = time.ticks_ms()
r = requests.get("http://events.example.com/leds", headers={"Accept": "text/event-stream"})
while True:
    line = r.raw.readline()
    if not line:
        break
    if line.startswith(b"data:"):
        led = json.loads(line[5:])
        print("led", led["on"])
        if not led["on"]:
            break
r.close()
print(time.ticks_diff(time.ticks_ms(), start) < 5000)

# prints:
# led True
# led False
# True
