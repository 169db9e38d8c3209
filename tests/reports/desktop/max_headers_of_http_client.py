"""HTTPie's --max-headers sets http.client's own limit."""

import http.client
import os

import requests

fields = b"".join(b"X-%d: 1\r\n" % n for n in range(20))
raw = b"HTTP/1.1 200 OK\r\n" + fields + b"Content-Length: 0\r\n\r\n"
for http.client._MAXHEADERS in (100, 10):
    try:
        print(requests.get(os.environ["HTTP"] + "/script/x" + raw.hex()).status_code)
    except requests.ConnectionError as error:
        print("ConnectionError", "10 headers" in str(error))

# prints:
# 200
# ConnectionError True
