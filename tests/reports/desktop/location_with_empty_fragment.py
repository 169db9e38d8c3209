"""An empty fragment in Location is one: the old fragment is not inherited (RFC 9110 10.2.2)."""

import os

import requests

BASE = os.environ["HTTP"]
for place in ("/get", "/get#", "/get#new"):
    r = requests.get(BASE + "/redirect-to", params={"url": place, "status_code": 302}, allow_redirects=False)
    with requests.Session() as s:
        r = s.get(r.url + "#old")
    print(place, "->", r.url[len(BASE) :])

# prints:
# /get -> /get#old
# /get# -> /get
# /get#new -> /get#new

# PyPI's requests prints:
# /get -> /get#old
# /get# -> /get#old
# /get#new -> /get#new
