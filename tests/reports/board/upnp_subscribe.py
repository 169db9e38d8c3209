"""Subscribe to the events of a loudspeaker, by a method that HTTP does not have."""

import requests

headers = {"CALLBACK": "<http://192.168.1.9:8000/>", "NT": "upnp:event", "TIMEOUT": "Second-300"}
r = requests.request("SUBSCRIBE", "http://192.168.1.70/event", headers=headers)
sid = r.headers["SID"]
print(r.status_code, sid, r.headers["timeout"])
r = requests.request("UNSUBSCRIBE", "http://192.168.1.70/event", headers={"SID": sid})
print(r.status_code)

# prints:
# 200 uuid:7 Second-300
# 200
