"""Read a stream of JSON, a line for each event, whose pieces do not end where the lines do.

heap: 128
"""

import json

import requests

total = 0
with requests.get("http://log.example.com/tail", stream=True, timeout=10) as r:
    for line in r.iter_lines():
        if not line:
            continue
        event = json.loads(line)
        total += event["n"]
        print(event["n"], event["text"])
print(total)

# prints:
# 1 Tür
# 2 auf
# 3 zu
# 6
