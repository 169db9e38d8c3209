# The unix port with our package frozen in, and with mip, which uses it, like most firmware.
include("../../backends/micropython/manifest.py")
try:
    package("mip", base_path="$(MPY_LIB_DIR)/micropython/mip")
except FileNotFoundError:  # the place in Debian's source
    package("mip", base_path="$(MPY_LIB_DIR)/python-ecosys/mip")
