"""Set a state of Home Assistant by its REST API, and read one."""

import json

import requests

URL = "http://homeassistant.local/api/states/"
HEADERS = {"Authorization": "Bearer " + "TOKEN", "Content-Type": "application/json"}
state = {"state": 21.5, "attributes": {"unit_of_measurement": "°C", "friendly_name": "Balcony"}}

r = requests.post(URL + "sensor.balcony", headers=HEADERS, data=json.dumps(state))
print(r.status_code, r.json()["attributes"]["friendly_name"])
r.close()
r = requests.get(URL + "sensor.kitchen", headers=HEADERS)
data = r.json()
print(data["entity_id"], data["state"] + data["attributes"]["unit_of_measurement"])
r.close()
r = requests.get(URL + "sensor.kitchen", headers={"Authorization": "Bearer wrong"})
print(r.status_code, r.text)

# prints:
# 201 Balcony
# sensor.kitchen 21.5°C
# 401 401: Unauthorized
