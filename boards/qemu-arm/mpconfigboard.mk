# A Cortex-M7 without network, file system or operating system, in QEMU: `make BOARD_DIR=…/boards/qemu-arm` in ports/qemu.
QEMU_ARCH = arm
QEMU_MACHINE = mps2-an500

CFLAGS += -mthumb -mcpu=cortex-m7 -mfloat-abi=soft
CFLAGS += -DQEMU_SOC_MPS2
CFLAGS += -DMICROPY_HW_MCU_NAME='"Cortex-M7"'
CFLAGS += -DMP_CONFIGFILE='"$(BOARD_DIR)/mpconfigboard.h"'

LDSCRIPT = mcu/arm/mps2.ld
SRC_BOARD_O = shared/runtime/gchelper_native.o shared/runtime/gchelper_thumb2.o
MPY_CROSS_FLAGS += -march=armv7m

MICROPY_HEAP_SIZE ?= 262144
FROZEN_MANIFEST ?= $(BOARD_DIR)/manifest.py

# MicroPython 1.28 brought this board, and a clock with it.
ifeq ($(wildcard boards/MPS2_AN500/.),)
CFLAGS += -DBOARD_NEEDS_CLOCK=1
USER_C_MODULES ?= $(BOARD_DIR)/modules
endif
