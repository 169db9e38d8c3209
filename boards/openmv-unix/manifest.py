# The same modules as in the unix port's other firmware.
include("../unix/manifest.py")
