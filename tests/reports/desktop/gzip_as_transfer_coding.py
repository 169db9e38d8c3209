"""gzip as a transfer coding is decoded or refused, and never the content."""

import gzip
import os

import requests

body = gzip.compress(b"hello", mtime=0)
raw = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
try:
    print(requests.get(os.environ["HTTP"] + "/script/x" + raw.hex()).content[:5])
except requests.RequestException:
    print("RequestException")

# prints:
# RequestException

# PyPI's requests prints:
# b'\x1f\x8b\x08\x00\x00'
