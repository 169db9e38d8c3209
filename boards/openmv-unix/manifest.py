# The same modules as in the other firmware for the unix port.
include("../unix/manifest.py")
