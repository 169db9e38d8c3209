"""The same script, moved by what docs/moving-from-openmv.md says."""

import io

import requests

r = requests.get("http://api.example.com/x", headers={"X-A": "b"})
print(r.status_code, r.reason, r.headers["content-type"], type(r.content), type(r.text))
r = requests.post("http://api.example.com/x", files={"image": ("a.jpg", io.BytesIO(b"jpeg" * 3))})
print(r.json()["files"])
r = requests.post("http://api.example.com/x", data={"a": 1}, params={"b": "c d"})
print(r.json()["form"], r.json()["args"])

# prints:
# 200 OK application/json <class 'bytes'> <class 'str'>
# {'image': 'jpegjpegjpeg'}
# {'a': '1'} {'b': 'c d'}
