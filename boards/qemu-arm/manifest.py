# A bare-metal Cortex-M7 with our package frozen in.
include("../../backends/micropython/manifest.py")
