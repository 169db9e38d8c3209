"""A length of 4 GB and five bytes do not make the client set gigabytes aside."""

import os
import tracemalloc

import requests

raw = b"HTTP/1.1 200 OK\r\nContent-Length: 4294967301\r\n\r\nhello"
url = os.environ["HTTP"] + "/script/x" + raw.hex() + ".close"
requests.get(os.environ["HTTP"] + "/get")
tracemalloc.start()
try:
    requests.get(url)
except requests.RequestException as error:
    print(type(error).__name__)
print(tracemalloc.get_traced_memory()[1] < 8_000_000)

# prints:
# ChunkedEncodingError
# True
