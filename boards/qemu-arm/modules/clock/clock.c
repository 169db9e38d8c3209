// Ticks and delays from the counter in the FPGA of the MPS2 boards: 25 MHz, divided to microseconds.
// No 64-bit division here: the compiler's has exception tables, for which the linker script has no place.
#include "py/mphal.h"

#define COUNTER (*(volatile uint32_t *)0x40028018)
#define PRESCALE (*(volatile uint32_t *)0x4002801c)

mp_uint_t mp_hal_ticks_us(void) {
    PRESCALE = 24;
    return COUNTER;
}

mp_uint_t mp_hal_ticks_ms(void) {
    static uint32_t last, rest, total;
    uint32_t now = mp_hal_ticks_us();
    rest += now - last;
    last = now;
    total += rest / 1000;
    rest %= 1000;
    return total;
}

mp_uint_t mp_hal_ticks_cpu(void) {
    return mp_hal_ticks_us();
}

void mp_hal_delay_us(mp_uint_t us) {
    for (uint32_t start = mp_hal_ticks_us(); mp_hal_ticks_us() - start < us;) {
    }
}

void mp_hal_delay_ms(mp_uint_t ms) {
    for (uint32_t start = mp_hal_ticks_ms(); mp_hal_ticks_ms() - start < ms;) {
    }
}
