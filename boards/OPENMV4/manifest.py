# STM32H743; Wi-Fi on a WINC1500 shield, whose driver has sockets of its own. Its flash is nearly full
# (boards/flash.json): plain http without the optional parts is what fits. For the rest install into ROMFS.
include(
    "../../backends/micropython/manifest.py",
    roots="none",
    without=(
        "codes",
        "cookies",
        "digest",
        "gzip",
        "lines",
        "multipart",
        "openmv",
        "proxies",
        "tls",
        "urequests",
        "utils",
    ),
    openmv=False,
)
