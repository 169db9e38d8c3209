"""Call an old server that keeps a connection open unless it is told to close it, and sends no length."""

import requests

r = requests.get("http://api.example.com/x")
print(r.json()["headers"]["connection"])
with requests.Session() as s:
    print(s.get("http://api.example.com/x").json()["headers"]["connection"])

# prints:
# close
# keep-alive
