# The unix port with our package frozen in, and mip, which uses it, as most firmware has.
include("../../backends/micropython/manifest.py")
try:
    package("mip", base_path="$(MPY_LIB_DIR)/micropython/mip")
except FileNotFoundError:  # where Debian's source has it
    package("mip", base_path="$(MPY_LIB_DIR)/python-ecosys/mip")
