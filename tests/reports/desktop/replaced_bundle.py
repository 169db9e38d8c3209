"""A bundle of authorities that is replaced on disk is used by the next connection of a living session."""

import os
import shutil

import requests


def get(session):
    try:
        return session.get(os.environ["HTTPS"] + "/get", headers={"Connection": "close"}).status_code
    except requests.exceptions.SSLError:
        return "not trusted"


with requests.Session() as s:
    s.verify = "ca.pem"
    for name in ("STRANGER_CERT", "CA", "STRANGER_CERT"):
        shutil.copy(os.environ[name], "ca.pem")
        print(get(s))

# prints:
# not trusted
# 200
# not trusted
