"""Bad servers and bad addresses: micropython-lib raised a ValueError, a NotImplementedError or an IndexError."""

import requests

for url in ("ftp://api.example.com/x", "nonsense", "http://api.example.com:port/"):
    try:
        requests.get(url)
    except requests.RequestException as e:
        print(type(e).__name__, isinstance(e, OSError), isinstance(e, ValueError))

# prints:
# InvalidSchema True False
# MissingSchema True False
# InvalidURL True False
