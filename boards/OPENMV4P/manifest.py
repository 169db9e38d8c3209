# STM32H743 with 32 MB of SDRAM.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
