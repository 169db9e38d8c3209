"""mock.patch of a name of the package is the first use of it, and is undone."""

import os
from unittest import mock

import requests

for name in ("sessions.Session", "api.get", "models.Response", "exceptions.Timeout"):
    with mock.patch("requests." + name) as fake:
        getattr(requests, name.split(".")[1])
    print(name, getattr(requests, name.split(".")[1]) is fake)
print(requests.Session.__module__, type(requests.get(os.environ["HTTP"] + "/get").status_code))

# prints:
# sessions.Session False
# api.get False
# models.Response False
# exceptions.Timeout False
# requests.sessions <class 'int'>
