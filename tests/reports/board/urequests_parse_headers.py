"""Choose what to keep of the header by parse_headers=."""

import urequests


def keep_type(line, fields):
    name, value = line.split(b":", 1)
    if name.lower() == b"content-type":
        fields["type"] = value.strip().decode()


r = urequests.get("http://api.example.com/x", parse_headers=keep_type)
print(r.headers, r.json()["method"])
r = urequests.get("http://api.example.com/x", parse_headers=False)
print(r.status_code, len(r.content) > 10)

# prints:
# {'type': 'application/json'} GET
# 200 True
