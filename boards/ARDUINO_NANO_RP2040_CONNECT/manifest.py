# RP2040, 264 KB of RAM; Wi-Fi by a NINA-W102.
include("../../backends/micropython/manifest.py", roots="small", openmv=False)
