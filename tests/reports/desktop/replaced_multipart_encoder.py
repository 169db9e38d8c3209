"""A program replaces the encoder of multipart bodies; here it is not called: a form is written while it is sent."""

import os
from unittest import mock

import requests

with mock.patch("requests.models.encode_multipart_formdata", return_value=(b"fake", "text/x-fake")):
    r = requests.post(os.environ["HTTP"] + "/anything", files={"f": ("a.txt", b"hello")})
print(r.json()["headers"]["content-type"].partition(";")[0])

# prints:
# multipart/form-data

# PyPI's requests prints:
# text/x-fake
