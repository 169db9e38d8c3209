"""Show the weather; the query is written by hand."""

import requests

url = "https://api.openweathermap.org/data/2.5/weather?q=K%C3%B6ln,DE&units=metric&appid=ID"
res = requests.get(url)
data = res.json()
print(data["name"], data["main"]["temp"], data["weather"][0]["description"])
res.close()
res = requests.get(
    "https://api.openweathermap.org/data/2.5/weather", params={"q": "Köln,DE", "units": "metric", "appid": "ID"}
)
print(res.json()["main"]["humidity"])

# prints:
# Köln 11.3 Regen
# 87
