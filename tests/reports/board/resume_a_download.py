"""Continue a download with Range after the connection was lost."""

import requests

url = "http://dl.example.com/big.bin"
done = 0
total = None
for attempt in range(5):
    headers = {"Range": "bytes=%d-" % done} if done else {}
    try:
        r = requests.get(url, headers=headers, stream=True, timeout=5)
        print(r.status_code, r.headers.get("Content-Range"))
        if total is None:
            total = int(r.headers["Content-Length"])
        buffer = bytearray(500)
        while done < total:
            got = r.raw.readinto(buffer)
            if not got:
                break
            done += got
        r.close()
        if done == total:
            break
    except OSError as e:
        print("lost after", done, e.errno)
print(done, total)

# prints:
# 200 None
# lost after 3000 104
# 206 bytes 3000-6999/7000
# 7000 7000
