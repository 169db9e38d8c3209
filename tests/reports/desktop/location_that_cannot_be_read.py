"""A Location that is no URL is not the caller's business while redirects are not followed."""

import os

import requests

raw = b"HTTP/1.1 302 Found\r\nLocation: x://[zz]/p\r\nContent-Length: 0\r\n\r\n"
try:
    r = requests.get(os.environ["HTTP"] + "/script/x" + raw.hex(), allow_redirects=False)
    print(r.status_code, r.headers["Location"])
except requests.RequestException as error:
    print("RequestException", type(error).__name__)
except Exception as error:
    print(type(error).__name__)

# prints:
# 302 x://[zz]/p

# PyPI's requests prints:
# ValueError
