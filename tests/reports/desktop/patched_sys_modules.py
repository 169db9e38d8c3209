"""The first use is inside mock.patch.dict(sys.modules), as in tests that fake an optional package."""

import os
import pickle
import sys
from unittest import mock

import requests

with mock.patch.dict(sys.modules, {"something": mock.Mock()}):
    try:
        requests.get("http://127.0.0.1:1/")
    except requests.ConnectionError as error:
        caught = error
print(isinstance(caught, requests.exceptions.ConnectionError))
r = requests.get(os.environ["HTTP"] + "/get")
print(isinstance(r, requests.models.Response), pickle.loads(pickle.dumps(r)).status_code)

# prints:
# True
# True 200
