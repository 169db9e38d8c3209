"""For both Pythons: get responses, or prepare requests, one after the other, and print a line for each."""

import requests


def shown(value):
    """Write strings, bytes and tuples of them alike on every Python, in ASCII."""
    if isinstance(value, (list, tuple)):
        return "(" + " ".join([shown(item) for item in value]) + ")"
    if isinstance(value, bytes):
        return "b" + shown("".join([chr(octet) for octet in value]))
    if isinstance(value, str):
        return "'" + "".join([c if " " <= c <= "~" and c not in "'\\" else f"\\{ord(c)};" for c in value]) + "'"
    return repr(value)


def outcome(url, auth):
    """Return the outcome of a call: all that its caller can read."""
    try:
        with requests.Session() as session:
            r = session.get(url, timeout=5, auth=auth)
            headers = sorted([(name.lower(), value) for name, value in r.headers.items()])
            links = sorted([sorted([value for name, value in link.items()]) for link in r.links.values()])
            cookies = sorted(session.cookies.get_dict().items())
            return "answer", r.status_code, r.reason, r.url, len(r.history), r.content, headers, links, cookies
    except requests.RequestException as error:
        return "error", type(error).__name__


def prepared(arguments):
    """Return what a request with these arguments would send."""
    try:
        r = requests.Request(**arguments).prepare()
    except requests.RequestException as error:
        return "error", type(error).__name__
    headers = sorted([(name.lower(), value) for name, value in r.headers.items()])
    body = r.body.read() if hasattr(r.body, "read") else r.body
    kind = r.headers.get("Content-Type")
    boundary = kind.partition("boundary=")[2] if isinstance(kind, str) else ""
    if boundary:
        headers = [(name, value.replace(boundary, "B") if name == "content-type" else value) for name, value in headers]
        body = body.replace(boundary.encode(), b"B")
    return "request", r.method, r.url, headers, body.encode() if isinstance(body, str) else body


def get_all(base, numbers):
    """Print the number and the outcome of each call; an exception of another family ends the program."""
    for number in numbers:
        auth = requests.auth.HTTPDigestAuth("u", "p") if number % 5 == 4 else None
        print(number, shown(outcome(f"{base}/{number}", auth)))


def prepare_all(path):
    """Print the number of each line of a file and the request prepared with its arguments; as above."""
    with open(path) as lines:
        for number, line in enumerate(lines):
            print(number, shown(prepared(eval(line))))
