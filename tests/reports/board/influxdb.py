"""Write measurements to InfluxDB 2 in its line protocol."""

import requests

URL = "http://influx.local/api/v2/write?org=home&bucket=b%201&precision=s"
headers = {"Authorization": "Token T0ken==", "Content-Type": "text/plain; charset=utf-8", "Accept": "application/json"}
lines = []
for room, value in (("kitchen", 21.5), ("attic", -3.25)):
    lines.append("temp,room=%s value=%s 1700000000" % (room, value))
r = requests.post(URL, headers=headers, data="\n".join(lines))
print(r.status_code, repr(r.text))
r.close()
r = requests.post(URL, headers=headers, data="no line")
print(r.status_code, r.json()["code"])
r.close()

# prints:
# 204 ''
# 400 invalid
