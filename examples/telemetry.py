"""Send readings in batches, and keep them while there is no network.

python examples/telemetry.py URL        # or: micropython examples/telemetry.py URL
"""

import sys

import requests

MOST = 100  # readings that are kept; if there are more, the oldest are dropped


class Telemetry:
    """Readings that wait to be sent."""

    def __init__(self, url):
        self.url = url
        self.session = requests.Session()
        self.session.timeout = (5, 10)
        self.waiting = []

    def add(self, **reading):
        """Keep a reading."""
        self.waiting.append(reading)
        del self.waiting[:-MOST]

    def send(self):
        """Send the waiting readings; return whether they arrived."""
        try:
            self.session.post(self.url, json=self.waiting).raise_for_status()
        except requests.RequestException:
            return False
        del self.waiting[:]
        return True


def main(url):
    telemetry = Telemetry("http://127.0.0.1:9/")  # no server listens there
    for celsius in (20, 21, 22):
        telemetry.add(celsius=celsius)
        print("sent" if telemetry.send() else "kept", len(telemetry.waiting))
    telemetry.url = url  # the network is back
    telemetry.add(celsius=23)
    print("sent" if telemetry.send() else "kept", len(telemetry.waiting))


main(sys.argv[1])
