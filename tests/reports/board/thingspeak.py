"""Send readings to ThingSpeak, by GET and as a form, and read the number of the entry."""

import requests

KEY = "KEY1"
temperature, humidity = 21.5, 40
reading = requests.get(
    "http://api.thingspeak.com/update?api_key=" + KEY + "&field1=" + str(temperature) + "&field2=" + str(humidity)
)
print(reading.text)
reading.close()

headers = {"Content-Type": "application/x-www-form-urlencoded"}
payload = "api_key={}&field1={}".format(KEY, temperature)
r = requests.post("https://api.thingspeak.com/update", data=payload, headers=headers)
print(r.content)
r.close()
r = requests.post("https://api.thingspeak.com/update", data="api_key=KEY2&field1=1", headers=headers)
print("ok" if r.text != "0" else "rejected")
r.close()

# prints:
# 42
# b'42'
# rejected
