"""Append a row to a Google Sheet by a published script, which answers with a redirect to another host."""

import requests

URL = "https://script.google.com/macros/s/ID/exec"
r = requests.get(URL + "?temp=21.5")
print(r.status_code, r.json()["row"])
r.close()
r = requests.post(URL, json={"temp": 21.5})
print(r.status_code, r.json()["result"], r.json()["row"])
r.close()

# prints:
# 200 temp=21.5
# 200 success {"temp": 21.5}
