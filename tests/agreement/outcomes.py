"""Runs on both Pythons: ask for answers one after the other, and print a line for what came of each."""

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
    """What a call ends in: all that its caller sees."""
    try:
        with requests.Session() as session:
            r = session.get(url, timeout=5, auth=auth)
            headers = sorted([(name.lower(), value) for name, value in r.headers.items()])
            links = sorted([sorted([value for name, value in link.items()]) for link in r.links.values()])
            cookies = sorted(session.cookies.get_dict().items())
            return "answer", r.status_code, r.reason, r.url, len(r.history), r.content, headers, links, cookies
    except requests.RequestException as error:
        return "error", type(error).__name__


def run(base, numbers):
    """Print the number and the outcome of each call; what is not of the family ends it all."""
    for number in numbers:
        auth = requests.auth.HTTPDigestAuth("u", "p") if number % 5 == 4 else None
        print(number, shown(outcome(f"{base}/{number}", auth)))
