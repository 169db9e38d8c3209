"""Fetch a snapshot of an IP camera that wants Digest authentication."""

import requests
from requests.auth import HTTPDigestAuth

URL = "http://192.168.1.64/ISAPI/Streaming/channels/101/picture"
auth = HTTPDigestAuth("admin", "12345")
for attempt in range(2):
    r = requests.get(URL, auth=auth, timeout=5)
    print(r.status_code, r.headers["content-type"], len(r.content), r.content[:2])
r = requests.get(URL, auth=HTTPDigestAuth("admin", "wrong"))
print(r.status_code)

# prints:
# 200 image/jpeg 8004 b'\xff\xd8'
# 200 image/jpeg 8004 b'\xff\xd8'
# 401
