"""Read the pages of a device with a password, which another host must not get."""

import requests

with requests.Session() as s:
    r = s.get("http://nas.example.com/private")
    print(r.status_code)
    s.auth = ("admin", "p@ss")
    r = s.get("http://nas.example.com/private")
    print(r.status_code, r.json()["user"])
    r = s.get("http://nas.example.com/away")
    print(r.json()["credential"])

# prints:
# 401
# 200 admin
# none
