"""Look at what a server says about an error, with and without raise_for_status."""

import requests

for path in ("400", "503"):
    r = requests.get("http://errors.example.com/" + path)
    try:
        r.raise_for_status()
    except requests.exceptions.HTTPError as e:
        print(e.response.status_code, e.response.json()["detail"])
    print(bool(r), r.reason)
try:
    requests.get("http://errors.example.com/cut").json()
except requests.exceptions.RequestException as e:
    print(type(e).__name__)

# prints:
# 400 field "x" is missing
# False Bad Request
# 503 try later
# False Service Unavailable
# ChunkedEncodingError
