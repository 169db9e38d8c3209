"""A tour of what works the same on every Python.

    python examples/tour.py http://127.0.0.1:8000        # or: micropython examples/tour.py ...

The address is the one that `python tests/server.py` prints as "http".
"""

import os
import sys

import requests


def show(title, *values):
    print(title + ":", *values)


def query(base):
    r = requests.get(base + "/get", params=[("q", "pão & água"), ("page", "2")])
    args = r.json()["args"]
    show("GET with params", r.status_code, r.url[len(base) :], args["q"], args["page"])


def send_json(base):
    reading = {"sensor": "gate", "celsius": 21.5, "open": True, "labels": ["día", None]}
    r = requests.post(base + "/post", json=reading)
    show("POST JSON", r.headers["content-type"], r.json()["headers"]["content-type"], r.json()["json"] == reading)


def send_form(base):
    r = requests.post(base + "/post", data=[("name", "Ångström"), ("mark", "1"), ("mark", "2")])
    show("POST form", r.json()["form"]["name"], r.json()["form"]["mark"])


def upload(base):
    every_byte = bytes(range(256))
    with open("every-byte.bin", "wb") as f:
        f.write(every_byte)
    with open("every-byte.bin", "rb") as f:
        r = requests.post(base + "/post", data={"camera": "gate"}, files={"image": ("every-byte.bin", f)})
    os.remove("every-byte.bin")
    arrived = bytes(ord(c) for c in r.json()["files"]["image"])
    show("Upload", r.json()["form"], len(arrived), arrived == every_byte)


def basic_auth(base):
    for password in ("wrong", "secret"):
        r = requests.get(base + "/basic-auth/ana/secret", auth=("ana", password))
        show("Basic auth", r.status_code, r.ok)


def chunked(base):
    r = requests.get(base + "/chunked/1000/300", stream=True)
    sizes = [len(piece) for piece in r.iter_content(400)]
    show("Chunked response", r.headers.get("Transfer-Encoding"), sum(sizes))


def not_found(base):
    r = requests.get(base + "/status/404")
    try:
        r.raise_for_status()
    except requests.HTTPError as error:
        show("Not found", str(error).replace(base, ""), error.response.status_code)


def main(base):
    for stop in (query, send_json, send_form, upload, basic_auth, chunked, not_found):
        stop(base)


main(sys.argv[1])
