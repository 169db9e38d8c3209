# MicroPython's unix port, 32 bits, configured as nearly all OpenMV boards are: `make VARIANT_DIR=…/boards/openmv-unix`.
FROZEN_MANIFEST ?= $(VARIANT_DIR)/manifest.py
MICROPY_PY_BTREE = 0
MICROPY_PY_FFI = 0
MICROPY_PY_THREAD = 0
MBEDTLS_CONFIG_FILE = '"$(VARIANT_DIR)/../unix/mbedtls_config.h"'
CFLAGS_EXTRA += -DMICROPY_TRACKED_ALLOC=1
