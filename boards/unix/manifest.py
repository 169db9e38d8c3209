# The unix port with our package frozen in, and mip, which uses it, as most firmware has.
include("../../backends/micropython/manifest.py")
package("mip", base_path="$(MPY_LIB_DIR)/python-ecosys/mip")
