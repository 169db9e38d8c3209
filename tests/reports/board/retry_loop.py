"""Try again after a failure, and reboot after too many, as sketches do."""

import requests

failures = 0
for url in ("http://127.0.0.1:9/", "http://www.example.org/hang", "http://api.example.com/x"):
    try:
        r = requests.get(url, timeout=1)
        print("ok", r.status_code)
        r.close()
        failures = 0
    except Exception as e:
        failures += 1
        print("failed", failures, isinstance(e, OSError))

# prints:
# failed 1 True
# failed 2 True
# ok 200
