"""Download the latest release's asset; GitHub's answers have a field of more than 5,000 bytes.

heap: 160
"""

import requests

headers = {"User-Agent": "my-board", "Accept": "application/vnd.github+json", "Authorization": "Bearer ghp_x"}
r = requests.get("https://api.github.com/repos/me/app/releases/latest", headers=headers)
print(r.status_code)
release = r.json()
r.close()
print(release["tag_name"])
for asset in release["assets"]:
    r = requests.get(asset["browser_download_url"], headers=headers)
    buf = bytearray(4096)
    total = 0
    while True:
        n = r.raw.readinto(buf)
        if not n:
            break
        total += n
    r.close()
    print(asset["name"], r.status_code, total)

# prints:
# 200
# v1.2.3
# firmware.bin 200 300000
