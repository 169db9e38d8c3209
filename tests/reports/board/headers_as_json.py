"""Log the fields of a response as JSON."""

import json

import requests

r = requests.get("http://api.example.com/x")
fields = dict(r.headers.items())
print(json.loads(json.dumps(fields))["Content-Type"])
print("content-type" in r.headers, r.headers.get("x-none", "-"))

# prints:
# application/json
# True -
