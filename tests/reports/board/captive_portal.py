"""Find out whether the network wants a login."""

import requests

r = requests.get("http://connectivitycheck.gstatic.com/generate_204", allow_redirects=False, timeout=5)
if r.status_code == 204:
    print("online")
elif r.status_code in (302, 307, 511):
    print("portal", r.headers["location"].rpartition("/")[2])
r.close()

# prints:
# portal login?from=gstatic
