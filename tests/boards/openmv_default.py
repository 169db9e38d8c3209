"""With the option openmv=True the package's functions and Response are those of requests.openmv."""

import requests
from requests import openmv

assert requests.get is openmv.get and requests.Response is openmv.Response
assert issubclass(requests.Timeout, requests.RequestException) and requests.Session
