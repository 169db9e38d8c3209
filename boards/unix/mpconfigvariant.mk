# MicroPython's unix port with the TLS of a firmware: `make VARIANT_DIR=…/boards/unix` in ports/unix.
# The copy of mbedTLS in the source, configured as on a board, uses memory from MicroPython's heap.
FROZEN_MANIFEST ?= $(VARIANT_DIR)/manifest.py
MICROPY_PY_BTREE = 0
MICROPY_PY_FFI = 0
MBEDTLS_CONFIG_FILE = '"$(VARIANT_DIR)/mbedtls_config.h"'
CFLAGS_EXTRA += -DMICROPY_TRACKED_ALLOC=1
