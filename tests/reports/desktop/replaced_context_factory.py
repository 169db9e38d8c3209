"""urllib3's factory of TLS contexts is replaced after the first request, to choose ciphers."""

import os

import requests
import urllib3.connection

URL, CA = os.environ["HTTPS"] + "/get", os.environ["CA"]
original, made = urllib3.connection.create_urllib3_context, []


def create(*args, **kwargs):
    made.append(1)
    return original(*args, **kwargs)


requests.get(URL, verify=CA)
urllib3.connection.create_urllib3_context = create
for _ in "12":
    requests.get(URL, verify=CA)
print(len(made))
urllib3.connection.create_urllib3_context = original
requests.get(URL, verify=CA)
print(len(made))

# prints:
# 2
# 2
