"""Switch a plug by an address with spaces and umlauts, as it is written in the manual."""

import requests

r = requests.get("http://plug.local/cm?cmnd=Power1 On&user=jörg")
print(r.json()["cmnd"], r.json()["user"])
r = requests.get("http://plug.local/cm", params={"cmnd": "Backlog Power1 Off;Delay 20", "user": "jörg"})
print(r.json()["cmnd"], r.json()["user"])

# prints:
# Power1 On jörg
# Backlog Power1 Off;Delay 20 jörg
