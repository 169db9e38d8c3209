"""The board's part of tests/board.py: a folder in RAM for what the cases need, the network, the clock.

Sent as text through the raw REPL at the start of each module's run; nothing is written to the board's storage.
"""

import io
import json
import os
import sys
import time

FOLDER = "/suite"
PATIENCE = 30  # seconds until the Wi-Fi must be up


class Ram:
    """A file system of names and bytes for os.mount: enough to import from and to read."""

    def __init__(self):
        self.files = {}

    def mount(self, readonly, mkfs):
        pass

    def umount(self):
        pass

    def ilistdir(self, path):
        return [(name, 0x8000, 0, len(data)) for name, data in self.files.items()]

    def stat(self, path):
        return (0x8000, 0, 0, 0, 0, 0, len(self._find(path)), 0, 0, 0)

    def open(self, path, mode):
        data = self._find(path)
        if path.endswith(".mpy"):  # imported once: its bytes are not needed again
            del self.files[path.lstrip("/")]
        return io.BytesIO(data) if "b" in mode else io.StringIO(str(data, "utf-8"))

    def _find(self, path):
        if path.lstrip("/") not in self.files:
            raise OSError(2)
        return self.files[path.lstrip("/")]


def set_clock(year, month, day, weekday, hour, minute, second):
    """Set the clock to the host's time: certificates have dates."""
    try:
        from machine import RTC
    except ImportError:  # no clock to set: the host's own, or none at all
        return
    RTC().datetime((year, month, day, weekday, hour, minute, second, 0))


def go_online():
    """Join the Wi-Fi of /secrets.json ({"ssid": …, "key": …}), unless boot.py has brought a network up."""
    try:
        import network
    except ImportError:  # none, or a host's
        return
    if not hasattr(network, "WLAN"):  # by cable
        return
    wlan = network.WLAN(network.STA_IF)
    if wlan.isconnected():
        return
    with open("/secrets.json") as file:
        secrets = json.load(file)
    wlan.active(True)
    wlan.connect(secrets["ssid"], secrets["key"])
    end = time.ticks_add(time.ticks_ms(), PATIENCE * 1000)
    while not wlan.isconnected():
        if time.ticks_diff(end, time.ticks_ms()) < 0:
            raise OSError("no Wi-Fi " + secrets["ssid"])
        time.sleep_ms(100)


ram = Ram()
os.mount(ram, FOLDER)
sys.path.insert(0, FOLDER)
