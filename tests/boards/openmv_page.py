"""The examples of OpenMV's page with the server's address, and each sentence of the page as an assertion.

test_options.py runs it with two addresses: of a good server, and of one whose authority is not known.
"""

import io
import sys

import requests

AT, UNKNOWN = sys.argv[1:]

# GET a JSON resource.
r = requests.get(AT + "/get")
print(r.status_code, r.reason)
assert r.json()["method"] == "GET"

# POST JSON.
r = requests.post(
    AT + "/post",
    json={"id": 1, "value": 42},
    headers={"X-Source": "openmv"},
)
seen = r.json()
assert seen["json"] == {"id": 1, "value": 42}
assert (seen["headers"]["x-source"], seen["headers"]["content-type"]) == ("openmv", "application/json")

assert isinstance(r, requests.Response) and r.encoding == "utf-8"
assert isinstance(r.headers, str) and "Content-Type: application/json" in r.headers
assert isinstance(r.content, str) and '"X-Source"' not in r.content
made = requests.Response(200, "OK", b"A: b\r\n", b'{"c": 1}')
assert (made.status_code, made.reason, made.headers, made.content) == (200, "OK", "A: b\r\n", '{"c": 1}')
assert made.json() == {"c": 1} and requests.Response(404, "Not Found").content == ""

r = requests.head(AT + "/get")
assert (r.status_code, r.content) == (200, "")
for method in ("put", "patch", "delete", "request"):
    arguments = ("OPTIONS",) if method == "request" else ()
    r = getattr(requests, method)(*arguments, AT + "/anything", data=b"raw", stream=True)
    assert r.json()["method"] == (arguments or (method.upper(),))[0]
    assert (r.json()["data"], r.json()["headers"]["content-length"]) == ("raw", "3")


image = b"\xff\xd8" + bytes(range(256))
r = requests.post(AT + "/post", files={"image": ("image.jpg", io.BytesIO(image))}, auth=("user", "pass"))
part = r.json()["parts"][0]
assert (part["name"], part["filename"], len(part["data"])) == ("image", "image.jpg", len(image))
assert r.json()["headers"]["authorization"] == "Basic dXNlcjpwYXNz"
r = requests.get(AT + "/bytes/256")
r.encoding = None
assert r.content == bytes(range(256))

# The rest of the package, which the page does not describe, is there, with the same errors.
with requests.Session() as s:
    assert s.get(AT + "/get").content[:1] == b"{"
try:
    requests.get(UNKNOWN + "/get")
except requests.exceptions.SSLError as error:
    print(error)
