# STM32H743; Wi-Fi on a WINC1500 shield, whose driver has sockets of its own.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
