"""A script written for the page of OpenMV's documentation, by the one line that keeps it as it was."""

import io

from requests import openmv as requests

r = requests.get("http://api.example.com/x", headers={"X-A": "b"}, stream=True)
print(r.status_code, r.reason, type(r.headers), type(r.content), r.encoding)
print(r.json()["headers"]["x-a"])
r = requests.post("http://api.example.com/x", files={"image": ("a.jpg", io.BytesIO(b"jpeg" * 3))})
print(r.json()["files"])
r = requests.post("http://api.example.com/x", json={"a": [1, 2]}, auth=("u", "p"))
print(r.json()["json"], r.json()["headers"]["authorization"])
r = requests.put("http://api.example.com/x", data="raw")
print(r.json()["data"])

# prints:
# 200 OK <class 'str'> <class 'str'> utf-8
# b
# {'image': 'jpegjpegjpeg'}
# {'a': [1, 2]} Basic dTpw
# raw
