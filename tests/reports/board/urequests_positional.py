"""Call urequests by position, as micropython-lib's signature has it."""

import urequests

r = urequests.request("POST", "http://api.example.com/x", None, {"a": 1}, {"X-A": "b"})
got = r.json()
print(got["method"], got["json"], got["headers"]["x-a"], got["headers"]["content-type"])
r.close()
r = urequests.request("PUT", "http://api.example.com/x", "raw", None, {}, None, ("u", "p"), 5)
got = r.json()
print(got["method"], got["data"], got["headers"]["authorization"])
r.close()

# prints:
# POST {'a': 1} b application/json
# PUT raw Basic dTpw
