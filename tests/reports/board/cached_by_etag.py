"""Ask for a file again only if it has changed."""

import requests

url = "http://cache.example.com/config.json"
r = requests.get(url)
config, tag = r.json(), r.headers["ETag"]
print(r.status_code, config, tag)
for known in (tag, '"old"'):
    r = requests.get(url, headers={"If-None-Match": known})
    print(r.status_code, len(r.content), r.ok)
    r.close()

# prints:
# 200 {'interval': 60} "v2"
# 304 0 True
# 200 16 True
