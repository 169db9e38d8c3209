"""SSLKEYLOGFILE is set in a running program, to look at its traffic with Wireshark."""

import os

import requests

URL, CA, CLOSE = os.environ["HTTPS"] + "/get", os.environ["CA"], {"Connection": "close"}
with requests.Session() as s:
    s.get(URL, verify=CA, headers=CLOSE)
    os.environ["SSLKEYLOGFILE"] = os.path.abspath("keys")
    s.get(URL, verify=CA, headers=CLOSE)
print(os.path.exists("keys") and os.path.getsize("keys") > 100)

# prints:
# True
