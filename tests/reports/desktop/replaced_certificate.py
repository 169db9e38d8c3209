"""A client certificate that is renewed on disk is used by the next connection of a living session."""

import os
import shutil

import requests

URL, CA = os.environ["HTTPS_CLIENT"] + "/get", os.environ["CA"]


def use(name):
    shutil.copy(os.environ[f"{name}_CERT"], "cert.pem")
    shutil.copy(os.environ[f"{name}_KEY"], "key.pem")


def get(session):
    try:
        return session.get(URL, verify=CA, cert=("cert.pem", "key.pem"), headers={"Connection": "close"}).status_code
    except requests.ConnectionError:
        return "refused"


with requests.Session() as s:
    use("CLIENT")
    print(get(s))
    use("STRANGER")
    print(get(s))
    use("CLIENT")
    print(get(s))
    shutil.copy(os.environ["STRANGER_KEY"], "key.pem")
    print(get(s))
    use("CLIENT")
    print(get(s))

# prints:
# 200
# refused
# 200
# refused
# 200
