"""Write main.py from `raw`, block by block: what comes must not be compressed."""

import requests

r = requests.get("https://raw.githubusercontent.com/me/app/main/main.py", stream=True)
buf = bytearray(512)
with open("main.py", "wb") as f:
    while True:
        n = r.raw.readinto(buf)
        if n == 0:
            break
        f.write(buf, n) if n == len(buf) else f.write(buf[:n])
r.close()
with open("main.py") as f:
    print(sum(1 for line in f))
with open("main.py") as f:
    f.readline()
    print(f.readline().strip())

# prints:
# 2002
# print('new version')
