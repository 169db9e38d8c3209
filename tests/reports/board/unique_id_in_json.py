"""Send the board's id, which hexlify gives as bytes, and what the firmware's json writes besides."""

import json
from binascii import hexlify

import requests

uid = hexlify(b"\x01\xab\xff")
r = requests.post("http://api.example.com/devices", json={"id": uid, "ok": True, "none": None, "values": (1, 2.5)})
got = r.json()["json"]
print(got["id"], got["ok"], got["none"], got["values"])
r = requests.post("http://api.example.com/devices", json={1: "one"})
print(r.status_code, r.json()["data"] == json.dumps({1: "one"}))

# prints:
# 01abff True None [1, 2.5]
# 200 True
