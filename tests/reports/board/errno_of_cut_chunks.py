"""Read a body in chunks whose server dies, and look at the number of the error.

heap: 128
"""

import errno

import requests

for part in ("size", "data", "end"):
    r = requests.get("http://dying.example.com/" + part)
    try:
        print(r.text)
    except OSError as e:
        print(part, e.errno == errno.ECONNRESET, e.args[0] == errno.ECONNRESET)
    r.close()

# prints:
# size True True
# data True True
# end True True
