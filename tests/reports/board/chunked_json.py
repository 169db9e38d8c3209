"""Read JSON that comes in chunks, as from Node.js."""

import requests

r = requests.get("http://www.example.org/chunked.json")
print(sum(r.json()["items"]))
r.close()
r = requests.get("http://www.example.org/chunked.json", stream=True)
print(sum(len(block) for block in r.iter_content(64)))

# prints:
# 124750
# 2401
