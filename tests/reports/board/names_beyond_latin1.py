"""Send a device's name as a header, in the user's language."""

import requests

r = requests.get("http://api.example.com/x", headers={"X-Device": "Kühlschrank", "X-Room": "кухня"})
fields = r.json()["headers"]
print(bytes([ord(c) for c in fields["x-room"]]).decode())

# prints:
# кухня
