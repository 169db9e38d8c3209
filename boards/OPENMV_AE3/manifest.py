# Alif E3 with 32 MB of flash.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
