"""Meet a page of HTML where JSON was expected."""

import requests

r = requests.get("http://www.example.org/nowhere")
print(r.status_code)
try:
    r.json()
except (ValueError, OSError) as e:
    print("no JSON")
try:
    requests.get("http://www.example.org/broken.json").json()
except requests.exceptions.JSONDecodeError as e:
    print("broken")
try:
    r.raise_for_status()
except requests.HTTPError as e:
    print(e.response.status_code)

# prints:
# 404
# no JSON
# broken
# 404
