// mbedTLS as on a board: no PEM, TLS 1.2, memory from the heap; time and entropy are those of the board.
#ifndef MBEDTLS_CONFIG_PORT_H
#define MBEDTLS_CONFIG_PORT_H

#include <time.h>

time_t board_time(time_t *seconds);

#define MBEDTLS_PLATFORM_TIME_MACRO board_time
#define MBEDTLS_PLATFORM_MS_TIME_ALT
#define MBEDTLS_PLATFORM_GMTIME_R_ALT
#define MICROPY_MBEDTLS_CONFIG_BARE_METAL (1)
#include "extmod/mbedtls/mbedtls_config_common.h"

// An emulated processor has a tenth of the speed of a real one: these options make a handshake six times as fast.
#define MBEDTLS_HAVE_ASM
#define MBEDTLS_ECP_NIST_OPTIM

#endif
