// Time and random numbers from the host, by Arm's semihosting calls.
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "py/mphal.h"
#include "shared/runtime/semihosting_arm.h"
#include "shared/timeutils/timeutils.h"
#include "mbedtls/entropy.h"
#include "mbedtls/platform_time.h"
#include "mbedtls/platform_util.h"
#include "board.h"

#define SYS_OPEN 0x01
#define SYS_READ 0x06
#define SYS_TIME 0x11
#define MODE_RB 1

static uint32_t call(uint32_t operation, const void *arguments) {
    register uint32_t result __asm__ ("r0") = operation;
    register const void *values __asm__ ("r1") = arguments;
    __asm__ volatile ("bkpt 0xab" : "+r" (result) : "r" (values) : "memory");
    return result;
}

uint32_t board_seconds(void) {
    return call(SYS_TIME, NULL);
}

void board_random(void *buffer, size_t size) {
    static const char name[] = "/dev/urandom";
    static uint32_t file;
    if (!file) {
        file = call(SYS_OPEN, (uint32_t[]) {(uint32_t)name, MODE_RB, sizeof(name) - 1});
    }
    if (call(SYS_READ, (uint32_t[]) {file, (uint32_t)buffer, size})) {
        board_stop("no /dev/urandom");
    }
}

unsigned long board_random_number(void) {
    unsigned long number;
    board_random(&number, sizeof(number));
    return number;
}

void board_stop(const char *text) {
    mp_hal_stdout_tx_strn(text, strlen(text));
    mp_semihosting_exit(1);
    for (;;) {
    }
}

uint64_t mp_hal_time_ns(void) {
    return board_seconds() * 1000000000ull;
}

time_t board_time(time_t *seconds) {
    return board_seconds();
}

mbedtls_ms_time_t mbedtls_ms_time(void) {
    return mp_hal_ticks_ms();
}

struct tm *mbedtls_platform_gmtime_r(const mbedtls_time_t *seconds, struct tm *into) {
    timeutils_struct_time_t now;
    timeutils_seconds_since_epoch_to_struct_time(*seconds - TIMEUTILS_SECONDS_1970_TO_2000, &now);
    *into = (struct tm) {
        .tm_year = now.tm_year - 1900, .tm_mon = now.tm_mon - 1, .tm_mday = now.tm_mday,
        .tm_hour = now.tm_hour, .tm_min = now.tm_min, .tm_sec = now.tm_sec,
    };
    return into;
}

int mbedtls_hardware_poll(void *data, unsigned char *output, size_t size, size_t *got) {
    board_random(output, size);
    *got = size;
    return 0;
}
