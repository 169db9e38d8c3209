"""Save an image to a card, with a limit for the whole transfer.

heap: 160
"""

import os

import requests

with requests.Session() as s:
    s.timeout = (10, 10, 60)
    r = s.get("http://raw.githubusercontent.com/me/app/main/firmware.bin", stream=True)
    print(r.save("firmware.bin"), os.stat("firmware.bin")[6])

# prints:
# 300000 300000
