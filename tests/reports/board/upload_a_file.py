"""Send a file from the board's storage, and a body that is made while it is sent.

heap: 160
"""

import requests

with open("log.csv", "w") as f:
    for number in range(20000):
        f.write("%d,21.5\n" % number)
with open("log.csv", "rb") as f:
    r = requests.put("http://api.example.com/upload", data=f, stream=True)
print(r.status_code, r.request.headers["Content-Length"])
r.close()


def rows():
    for number in range(100):
        yield "%d;x\n" % number


r = requests.post("http://api.example.com/rows", data=rows(), headers={"Content-Type": "text/csv"})
print(len(r.json()["data"]))
r.close()

# prints:
# 200 208890
# 490
