"""A test replaces Response.iter_content, and expects `content` to be what it yields."""

import os
from unittest import mock

import requests

with mock.patch.object(requests.Response, "iter_content", lambda *args, **kwargs: iter([b"fake"])):
    print(requests.get(os.environ["HTTP"] + "/get").content)
    print(requests.get(os.environ["HTTP"] + "/get", stream=True).content)

# prints:
# b'fake'
# b'fake'
