"""Wait until a user has confirmed a code: errors come as JSON with a status of 400 to 499."""

import time

import requests

form = {"client_id": "me", "scope": "email profile"}
r = requests.post("https://oauth2.googleapis.com/device/code", data=form)
answer = r.json()
print(answer["user_code"])
form = {
    "client_id": "me",
    "device_code": answer["device_code"],
    "grant_type": "urn:ietf:params:oauth:grant-type:device_code",
}
with requests.Session() as s:
    for attempt in range(5):
        r = s.post("https://oauth2.googleapis.com/token", data=form)
        answer = r.json()
        print(r.status_code, answer.get("error") or answer["access_token"])
        if r.status_code == 200:
            break
        time.sleep(0.01)

# prints:
# GQVQ-JKEC
# 428 authorization_pending
# 428 authorization_pending
# 200 ya29
