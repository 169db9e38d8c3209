"""Use a session with a server that closes each connection without saying so."""

import time

import requests

s = requests.Session()
for number in range(4):
    r = s.get("http://closing.example.com/%d" % number)
    print(r.text)
    time.sleep_ms(50)
r = s.post("http://closing.example.com/post", json={"a": 1})
print(r.text)
s.close()

# prints:
# /0
# /1
# /2
# /3
# /post
