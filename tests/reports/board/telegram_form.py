"""Send a Telegram message as a form that was written by hand."""

import requests

TOKEN = "123:ABC"
url = "https://api.telegram.org/bot" + TOKEN + "/sendMessage"
body = "chat_id=55&text=Motion+at+the+door"
response = requests.post(url, data=body, headers={"content-type": "application/x-www-form-urlencoded"})
print(response.status_code, response.reason)
print(response.json()["result"]["text"])
response.close()

# prints:
# 200 OK
# Motion at the door
