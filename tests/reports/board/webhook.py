"""Post to a Discord webhook: a message, then a file in a form that was built by hand, then by files=."""

import requests

URL = "https://discord.com/api/webhooks/1/x"
r = requests.post(URL, json={"content": "Door open"})
print(r.status_code)
r.close()
boundary = "----board"
body = (
    "--" + boundary + '\r\nContent-Disposition: form-data; name="file"; filename="log.txt"\r\n'
    "Content-Type: text/plain\r\n\r\n" + "line\n" * 20 + "\r\n--" + boundary + "--\r\n"
)
r = requests.post(URL, data=body.encode(), headers={"Content-Type": "multipart/form-data; boundary=" + boundary})
print(r.json()["attachments"][0])
r.close()
r = requests.post(URL, files={"file": ("a.jpg", b"\xff\xd8" * 1000)})
print(r.json()["attachments"][0]["size"])
r.close()

# prints:
# 204
# {'filename': 'log.txt', 'size': 100}
# 2000
