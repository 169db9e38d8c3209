# A Cortex-M7 with Ethernet, in QEMU, without file system or operating system: `make BOARD_DIR=…/boards/qemu-arm` in ports/qemu.
# The network is lwIP over the board's own driver (modules/board), TLS is mbedTLS as on a board: memory from MicroPython's heap.
QEMU_ARCH = arm
QEMU_MACHINE = mps2-an500

CFLAGS += -mthumb -mcpu=cortex-m7 -mfloat-abi=soft
CFLAGS += -DQEMU_SOC_MPS2
CFLAGS += -DMICROPY_HW_MCU_NAME='"Cortex-M7"'
CFLAGS += -DMP_CONFIGFILE='"$(BOARD_DIR)/mpconfigboard.h"'
INC += -I$(BOARD_DIR)

MICROPY_PY_LWIP = 1
MICROPY_PY_SSL = 1
MICROPY_SSL_MBEDTLS = 1
MBEDTLS_CONFIG_FILE = '"$(BOARD_DIR)/mbedtls_config_port.h"'
$(BUILD)/lib/mbedtls/%.o: CFLAGS += -O2
SRC_C += shared/timeutils/timeutils.c
USER_C_MODULES ?= $(BOARD_DIR)/modules

# The clock, the two interrupts and the wait for a byte are the board's, in place of those of the port.
REPLACED = mp_hal_ticks_ms mp_hal_ticks_us mp_hal_ticks_cpu mp_hal_delay_ms mp_hal_delay_us
REPLACED += SysTick_Handler PendSV_Handler uart_rx_chr
LDFLAGS += $(REPLACED:%=-Wl,--wrap=%)

LDSCRIPT = $(BOARD_DIR)/memory.ld
SRC_BOARD_O = shared/runtime/gchelper_native.o shared/runtime/gchelper_thumb2.o
MPY_CROSS_FLAGS += -march=armv7m

MICROPY_HEAP_SIZE ?= 262144
FROZEN_MANIFEST ?= $(BOARD_DIR)/manifest.py
