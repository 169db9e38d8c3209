"""Keep values in a Firebase Realtime Database by its REST API."""

import json

import requests as firebase

URL = "https://project.firebaseio.com/"


def put(path, value):
    r = firebase.put(URL + path + ".json", data=json.dumps(value))
    try:
        return r.json()
    finally:
        r.close()


print(put("led", {"on": True}))
r = firebase.patch(URL + "led.json", json={"brightness": 7})
print(r.status_code)
r.close()
r = firebase.get(URL + "led.json")
led = r.json()
print(led["on"], led["brightness"])
r.close()
r = firebase.post(URL + "log.json", json="started")
print(r.json()["name"])
r.close()
r = firebase.delete(URL + "led.json")
print(r.json())
r.close()
print(firebase.get(URL + "led.json").json())

# prints:
# {'on': True}
# 200
# True 7
# -Nx1
# None
# None
