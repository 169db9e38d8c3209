"""What is different about https: the certificate is verified, unless verify=False says otherwise."""

import requests

r = requests.get("https://api.example.com/x")
print(r.status_code)
r.close()
wrong = requests.get("https://api.example.com/x", verify=False)
print(wrong.status_code)
wrong.close()
try:
    requests.get("https://api.example.com/x", verify="other.der")
except requests.exceptions.RequestException as e:
    print("not without the file")

# prints:
# 200
# 200
# not without the file
