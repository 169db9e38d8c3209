"""CacheControl's heuristics change the headers of urllib3's response before the adapter makes a Response of it."""

import os

import requests
from requests.adapters import HTTPAdapter


class Adapter(HTTPAdapter):
    def build_response(self, req, resp):
        resp.headers.update({"Cache-Control": "max-age=60"})
        resp.status, resp.reason = 299, "Changed"
        return super().build_response(req, resp)


with requests.Session() as s:
    s.mount("http://", Adapter())
    r = s.get(os.environ["HTTP"] + "/response-headers?Cache-Control=no-store")
    print(r.status_code, r.reason, r.headers["Cache-Control"])

# prints:
# 299 Changed max-age=60
