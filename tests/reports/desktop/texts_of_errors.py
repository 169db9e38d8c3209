"""Programs look for these words in the text of an error."""

import os

import requests

BASE = os.environ["HTTP"]
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
KEPT = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def look(words, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except requests.RequestException as error:
        print(type(error).__name__, {word: word in str(error) for word in words})


def script(*steps):
    return BASE + "/script/" + ".".join(step if isinstance(step, str) else "x" + step.hex() for step in steps)


look(["InvalidChunkLength"], requests.get, script(CHUNKED + b"zz\r\n"))
look(["Response ended prematurely"], requests.get, script(CHUNKED, "close"))
look(["IncompleteRead"], requests.get, script(CHUNKED + b"a\r\nhello", "close"))
look(["IncompleteRead"], requests.get, script(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", "close"))
look(["Connection aborted", "RemoteDisconnected"], requests.get, script("close"))
with requests.Session() as s:
    s.get(script(KEPT, "next", "close"))
    look(["Connection aborted", "RemoteDisconnected"], s.post, BASE + "/get", data="x")

# prints:
# ChunkedEncodingError {'InvalidChunkLength': True}
# ChunkedEncodingError {'Response ended prematurely': True}
# ChunkedEncodingError {'IncompleteRead': True}
# ChunkedEncodingError {'IncompleteRead': True}
# ConnectionError {'Connection aborted': True, 'RemoteDisconnected': True}
# ConnectionError {'Connection aborted': True, 'RemoteDisconnected': True}
