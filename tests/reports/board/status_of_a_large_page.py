"""Look at the status of a page that is larger than the heap.

heap: 128
"""

import requests

r = requests.get("http://www.example.org/large.html")
print(r.status_code, r.headers["Content-Type"])
r.close()
r = requests.head("http://www.example.org/large.html")
print(r.status_code, r.headers["content-length"], r.content)

# prints:
# 200 text/html; charset=utf-8
# 200 150006 b''
