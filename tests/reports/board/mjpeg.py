"""Read frames from a camera's MJPEG stream, which never ends."""

import requests

r = requests.get("http://192.168.1.64/video.mjpg", auth=("admin", "12345"))
print(r.status_code, r.headers["Content-Type"])
for frame in range(2):
    length = 0
    while True:
        line = r.raw.readline()
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
        if line == b"\r\n" and length:
            break
    jpeg = r.raw.read(length)
    r.raw.readline()
    print("frame", len(jpeg), jpeg[:3])
r.close()

# prints:
# 200 multipart/x-mixed-replace; boundary=frame
# frame 3000 b'\x00\x01\x02'
# frame 5000 b'\x00\x01\x02'
