"""Ask a web server that runs on another board: HTTP/1.0, without a length."""

import requests

r = requests.get("http://192.168.1.50/status")
print(r.status_code, r.text)
print(r.json()["temp"])
r.close()

# prints:
# 200 {"temp": 21.5, "id": "5ccf7f01"}
# 21.5
