// mbedTLS as on a board (no PEM, TLS 1.2, memory from the heap), with the entropy of the host.
#define MBEDTLS_CIPHER_MODE_CTR
#define MICROPY_MBEDTLS_CONFIG_BARE_METAL (1)
#include "extmod/mbedtls/mbedtls_config_common.h"
#undef MBEDTLS_ENTROPY_HARDWARE_ALT
#undef MBEDTLS_NO_PLATFORM_ENTROPY
