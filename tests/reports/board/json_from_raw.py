"""Parse JSON straight from `raw`, which is a stream as the firmware's modules take it."""

import json

import requests

r = requests.get("http://www.example.org/chunked.json")
print(sum(json.load(r.raw)["items"]))
r.close()
r = requests.get("https://api.example.com/lines")
print(r.raw.read(1), r.raw.readline()[:10])
r.close()
r = requests.get("http://raw.githubusercontent.com/me/app/main/main.py")
print(sum(1 for line in r.raw))
r.close()

# prints:
# 124750
# b'{' b'"method": '
# 2002
