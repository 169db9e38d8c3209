"""Send a message by a form with Basic authentication."""

import requests

data = {"From": "+15005550006", "To": "+4915112345678", "Body": "Tür offen & 21.5 °C"}
r = requests.post("https://api.twilio.com/Accounts/AC1/Messages.json", data=data, auth=("AC1", "t:oken"))
print(r.status_code, r.json()["body"], r.json()["to"])

# prints:
# 201 Tür offen & 21.5 °C +4915112345678
