"""Make a Basic credential by b2a_base64, which ends with a newline."""

from binascii import b2a_base64

import requests

token = b2a_base64(b"admin:12345")
r = requests.get("http://api.example.com/x", headers={"Authorization": b"Basic " + token})
print(r.json()["headers"]["authorization"])
r = requests.get("http://api.example.com/x", headers={"Authorization": "Basic " + token.decode()})
print(r.json()["headers"]["authorization"])
r = requests.get("http://api.example.com/x", headers={"X-Id": bytearray(b"ab12")})
print(r.json()["headers"]["x-id"])
r = requests.get("http://api.example.com/x?a=1\n")
print(r.json()["args"])

# prints:
# Basic YWRtaW46MTIzNDU=
# Basic YWRtaW46MTIzNDU=
# ab12
# {'a': '1'}
