"""A redirect to an application keeps the URL as the server wrote it."""

import os

import requests

for place in ("myapp:?code=1", "mailto:a@b.example"):
    r = requests.get(os.environ["HTTP"] + "/redirect-to", params={"url": place}, allow_redirects=False)
    print(r.headers["Location"], r.next.url)

# prints:
# myapp:?code=1 myapp:?code=1
# mailto:a@b.example mailto:a@b.example
