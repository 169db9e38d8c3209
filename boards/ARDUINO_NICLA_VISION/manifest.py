# STM32H747, 1 MB of RAM.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
