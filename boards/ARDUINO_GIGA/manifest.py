# STM32H747 with 8 MB of SDRAM.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
