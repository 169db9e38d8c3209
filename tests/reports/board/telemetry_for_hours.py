"""Send a reading every few seconds, for hours, and close nothing."""

import gc

import requests

for number in range(60):
    r = requests.post("http://api.example.com/t", json={"n": number})
    assert r.json()["json"]["n"] == number
    if number == 20:
        gc.collect()
        before = gc.mem_free()
gc.collect()
print("leak" if before - gc.mem_free() > 2048 else "fine")

# prints:
# fine
