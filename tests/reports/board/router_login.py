"""Log in at a router, whose cookie opens its other pages."""

import requests

with requests.Session() as s:
    s.post("http://192.168.1.1/login", data={"user": "admin", "password": "p&q"})
    print(s.get("http://192.168.1.1/clients").json())
print(requests.get("http://192.168.1.1/clients").text)

# prints:
# {'clients': 5}
# login first
