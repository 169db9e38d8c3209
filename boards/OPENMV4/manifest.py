# STM32H743; Wi-Fi on a WINC1500 shield, whose driver has sockets of its own. Its flash is nearly full
# (boards/flash.json): the core alone fits, without roots, so `verify=` names a certificate.
include(
    "../../backends/micropython/manifest.py",
    roots="none",
    without=("codes", "cookies", "digest", "multipart", "openmv", "proxies", "urequests", "utils"),
    openmv=False,
)
