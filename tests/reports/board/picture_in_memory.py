"""Send pictures that are in memory: as a body, and as a file of a form."""

from array import array

import requests

frame = bytearray(9600)
pixels = array("H", [0x4241] * 600)
for picture in (frame, memoryview(frame)[:4800], pixels):
    r = requests.post("http://cam.example.com/raw", data=picture, headers={"Content-Type": "application/octet-stream"})
    print(r.json())
    r = requests.post("http://cam.example.com/form", files={"image": ("a.jpg", picture, "image/jpeg")})
    print(r.json())

# prints:
# {'size': 9600, 'first': 0}
# {'size': 9600, 'first': 0}
# {'size': 4800, 'first': 0}
# {'size': 4800, 'first': 0}
# {'size': 1200, 'first': 65}
# {'size': 1200, 'first': 65}
