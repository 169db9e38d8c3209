"""Import whichever name the firmware has."""

try:
    import urequests as requests
except ImportError:
    import requests
try:
    import ujson as json
except ImportError:
    import json

post_data = json.dumps({"value": 21.5})
r = requests.post(
    "https://io.adafruit.com/api/v2/me/feeds/t/data",
    headers={"X-AIO-Key": "aio_KEY", "content-type": "application/json"},
    data=post_data,
)
print(r.status_code, r.json()["value"])
r.close()
response = requests.get("http://api.example.com/a")
print(type(response.content), response.encoding, response.reason)
response.close()

# prints:
# 200 21.5
# <class 'bytes'> utf-8 OK
