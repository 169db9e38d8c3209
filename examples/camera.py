"""Post pictures over one kept connection; for an OpenMV camera, whose module `csi` it imports.

    mpremote run examples/camera.py        # after setting URL, or with the address as the first argument

It stops after COUNT pictures; 0 means never.
"""

import sys
import time

import csi
import requests

URL = "https://api.example.org/images"
COUNT = 3
PAUSE = 1  # seconds


def main(url):
    camera = csi.CSI()
    camera.reset()
    camera.pixformat(csi.RGB565)
    camera.framesize(csi.QVGA)
    taken = 0
    with requests.Session() as session:
        session.headers["Content-Type"] = "image/jpeg"
        session.timeout = (10, 10, 60)
        while not COUNT or taken < COUNT:
            picture = camera.snapshot().to_jpeg(quality=80)
            taken += 1
            try:
                r = session.post(url, data=picture.bytearray())
                print("picture", taken, r.status_code)
            except requests.RequestException as error:
                print("picture", taken, error)
            time.sleep(PAUSE)


main(sys.argv[1] if len(sys.argv) > 1 else URL)
