# STM32H743; Wi-Fi on a WINC1500 shield, whose driver has sockets of its own. Its flash is nearly full
# (boards/flash.json): these parts and the root certificates do not fit. For TLS, pass `verify=` a file of certificates.
include(
    "../../backends/micropython/manifest.py",
    roots="none",
    without=("codes", "cookies", "gzip", "proxies"),
    openmv=False,
)
