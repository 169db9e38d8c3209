"""HTTPie's --chunked sets the field itself, on a body of known length."""

import os

import requests

request = requests.Request("POST", os.environ["HTTP"] + "/headers", data=b"hello")
with requests.Session() as s:
    prepared = s.prepare_request(request)
    prepared.headers["Transfer-Encoding"] = "chunked"
    prepared.headers.pop("Content-Length")
    r = s.send(prepared)
print([pair for pair in r.json()["headers"] if pair[0] in ("Transfer-Encoding", "Content-Length")])

# prints:
# [['Transfer-Encoding', 'chunked']]
