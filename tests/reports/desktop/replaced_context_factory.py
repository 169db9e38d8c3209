"""urllib3's factory of TLS contexts is replaced after the first request, to choose ciphers."""

import os

import requests
import urllib3.connection

URL, CA, CLOSE = os.environ["HTTPS"] + "/get", os.environ["CA"], {"Connection": "close"}
original, made = urllib3.connection.create_urllib3_context, []


def create(*args, **kwargs):
    made.append(1)
    return original(*args, **kwargs)


with requests.Session() as s:
    s.get(URL, verify=CA, headers=CLOSE)
    urllib3.connection.create_urllib3_context = create
    for _ in "12":
        s.get(URL, verify=CA, headers=CLOSE)
    print(len(made))
    urllib3.connection.create_urllib3_context = original
    s.get(URL, verify=CA, headers=CLOSE)
    print(len(made))

# prints:
# 2
# 2
