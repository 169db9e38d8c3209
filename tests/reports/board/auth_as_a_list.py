"""Read credentials from a configuration in JSON, where a pair is a list."""

import json

import requests

config = json.loads('{"auth": ["admin", "12345"]}')
r = requests.get("http://api.example.com/x", auth=config["auth"])
print(r.json()["headers"]["authorization"])
r = requests.get("http://api.example.com/x", auth=("admin", "12345"))
print(r.json()["headers"]["authorization"])

# prints:
# Basic YWRtaW46MTIzNDU=
# Basic YWRtaW46MTIzNDU=
