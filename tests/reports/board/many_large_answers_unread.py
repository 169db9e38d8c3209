"""Look at the status of one large page after the other, and read none."""

import requests

kept = []
for number in range(12):
    r = requests.get("http://www.example.org/large.html")
    kept.append(r)
    assert r.status_code == 200
print(len(kept))

# prints:
# 12
