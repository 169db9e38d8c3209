"""What `raw` is not: a socket. It cannot be polled or be given a timeout; timeout= does that."""

import requests

r = requests.get("http://events.example.com/leds", timeout=1)
print([hasattr(r.raw, name) for name in ("read", "readinto", "readline", "close")])
print([hasattr(r.raw, name) for name in ("recv", "write", "settimeout", "setblocking")])
try:
    while r.raw.readline():
        pass
except OSError as e:
    print("nothing for a second", isinstance(e, requests.exceptions.ConnectionError))
r.close()

# prints:
# [True, True, True, True]
# [False, False, False, False]
# nothing for a second True
