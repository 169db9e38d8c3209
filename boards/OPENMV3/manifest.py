# STM32F765, 50 KB of heap: too little for a TLS connection and a picture, so no roots.
include("../../backends/micropython/manifest.py", roots="none", openmv=False)
