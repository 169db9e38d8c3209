# STM32N657 with 64 MB of PSRAM and 32 MB of flash.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
