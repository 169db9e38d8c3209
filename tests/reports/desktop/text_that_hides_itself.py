"""A secret or an enum member is a str whose str() is something else: its characters are what is sent."""

import enum
import os

import requests

BASE = os.environ["HTTP"]


class Secret(str):
    def __str__(self):
        return "***"

    __repr__ = __str__

    def __format__(self, spec):
        return "***"


class Name(str, enum.Enum):
    TOKEN = "X-Token"


def sent(**kwargs):
    r = requests.get(BASE + "/headers", **kwargs)
    return [pair for pair in r.json()["headers"] if pair[0] in ("X-Token", "Authorization", "Cookie")]


print(sent(headers={"X-Token": Secret("abc")}))
print(sent(headers={Name.TOKEN: "abc"}))
print(sent(headers={"X-Token": Name.TOKEN}))
print(sent(auth=(Secret("user"), Secret("pass"))))
print(sent(cookies={"a": Secret("b")}))
print(requests.get(BASE + "/anything", params={"key": Secret("abc")}).json()["args"])
print(requests.post(BASE + "/anything", data={"key": Secret("abc")}).json()["form"])
print(requests.request(Secret("PUT"), BASE + "/anything").json()["method"])
with requests.Session() as s:
    s.headers["X-Token"] = Secret("abc")
    print([pair for pair in s.get(BASE + "/headers").json()["headers"] if pair[0] == "X-Token"])

# prints:
# [['X-Token', 'abc']]
# [['X-Token', 'abc']]
# [['X-Token', 'X-Token']]
# [['Authorization', 'Basic dXNlcjpwYXNz']]
# [['Cookie', 'a=b']]
# {'key': 'abc'}
# {'key': 'abc'}
# PUT
# [['X-Token', 'abc']]

# PyPI's requests prints:
# [['X-Token', 'abc']]
# [['X-Token', 'abc']]
# [['X-Token', 'X-Token']]
# [['Authorization', 'Basic dXNlcjpwYXNz']]
# [['Cookie', 'a=***']]
# {'key': 'abc'}
# {'key': 'abc'}
# PUT
# [['X-Token', 'abc']]
