# i.MX RT1062 with 32 MB of SDRAM and 16 MB of flash.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
