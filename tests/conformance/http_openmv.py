"""requests.openmv: scripts written for the page of OpenMV's documentation."""

import binascii
import io

import requests
from requests import openmv

from harness import eq, raises, script, url

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) + b"\xff\xd9"


def case_openmv_get_of_json():
    r = openmv.get(url("/get"))
    eq((r.status_code, r.reason, r.encoding), (200, "OK", "utf-8"))
    eq(r.json()["method"], "GET")


def case_openmv_headers_and_content_are_str():
    r = openmv.get(url("/anything"))
    assert isinstance(r.headers, str) and "Content-Type: application/json" in r.headers, r.headers
    assert isinstance(r.content, str) and '"method"' in r.content, r.content


def case_openmv_post_of_json_with_headers():
    seen = openmv.post(url("/post"), json={"id": 1, "value": 42}, headers={"X-Source": "openmv"}).json()
    eq((seen["json"], seen["headers"]["x-source"]), ({"id": 1, "value": 42}, "openmv"))
    eq(seen["headers"]["content-type"], "application/json")


def case_openmv_upload_of_an_image_with_basic_auth():
    files = {"image": ("image.jpg", io.BytesIO(JPEG))}
    seen = openmv.post(url("/post"), files=files, auth=("user", "pass")).json()
    eq((seen["parts"][0]["filename"], seen["parts"][0]["data"].encode("latin-1")), ("image.jpg", latin1(JPEG)))
    eq(seen["headers"]["authorization"], "Basic dXNlcjpwYXNz")


def latin1(data):
    """Return a character for each byte; MicroPython ignores the name of a codec."""
    return "".join([chr(byte) for byte in data]).encode("latin-1")


def case_openmv_auth_does_not_leak_into_the_next_call():
    openmv.get(url("/get"), auth=("user", "pass"))
    assert "authorization" not in openmv.get(url("/get")).json()["headers"]


def case_openmv_bearer_and_timeout():
    r = openmv.post(url("/bearer/tok"), json={"a": 1}, headers={"Authorization": "Bearer tok"}, timeout=60)
    eq(r.json(), {"authenticated": True, "token": "tok"})


def case_openmv_image_in_json():
    picture = "data:image/jpeg;base64," + binascii.b2a_base64(JPEG).decode().strip()
    seen = openmv.post(url("/post"), json={"image": picture}).json()
    eq(seen["json"]["image"], picture)


def case_openmv_data_is_the_raw_body():
    seen = openmv.put(url("/put"), data=b"raw").json()
    eq((seen["method"], seen["data"], seen["headers"]["content-length"]), ("PUT", "raw", "3"))


def case_openmv_methods():
    for name in ("get", "post", "put", "patch", "delete"):
        eq(getattr(openmv, name)(url("/anything")).json()["method"], name.upper())
    eq((openmv.head(url("/get")).status_code, openmv.head(url("/get")).content), (200, ""))


def case_openmv_stream_is_accepted():
    eq(openmv.get(url("/get"), stream=True).json()["method"], "GET")


def case_openmv_response_is_made_of_four():
    r = openmv.Response(404, "Not Found", b"A: b\r\n", b'{"c": "\xc3\xa4"}')
    eq((r.status_code, r.reason, r.headers), (404, "Not Found", "A: b\r\n"))
    eq((r.content, r.json()), ('{"c": "ä"}', {"c": "ä"}))
    eq((openmv.Response(204, "No Content").headers, openmv.Response(204, "No Content").content), ("", ""))


def case_openmv_content_is_bytes_without_an_encoding():
    r = openmv.get(url("/body/ffd8ff"))
    raises(UnicodeError, lambda: r.content)
    r.encoding = None
    eq(r.content, b"\xff\xd8\xff")


def case_openmv_chunked_response():
    eq(openmv.get(url("/chunked/5/2")).status_code, 200)


def case_openmv_redirect_is_followed():
    eq(openmv.get(url("/redirect/1")).json()["method"], "GET")


def case_openmv_errors_are_of_the_family():
    raises(requests.RequestException, openmv.get, script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "close"))
    raises(requests.RequestException, openmv.get, "ftp://example.org/")
