"""Ask a model about a picture, in base64 within JSON."""

from binascii import b2a_base64

import requests

picture = bytes(range(256)) * 12
payload = {"model": "eye", "image_url": "data:image/jpeg;base64," + b2a_base64(picture)[:-1].decode()}
headers = {"Content-Type": "application/json", "Authorization": "Bearer sk"}
r = requests.post("https://api.openai.com/v1/chat", headers=headers, json=payload)
print(r.json()["choices"][0]["message"]["content"])
r.close()

# prints:
# eye saw 4096 characters
