// Ticks and delays from the counter in the FPGA of the MPS2 boards: 25 MHz, divided to microseconds.
// SysTick polls the network each millisecond; while its timer runs, QEMU does not sleep longer.
#include "py/mphal.h"
#include "py/runtime.h"
#include "board.h"

#define COUNTER (*(volatile uint32_t *)0x40028018)
#define PRESCALE (*(volatile uint32_t *)0x4002801c)
#define SYSTICK ((volatile uint32_t *)0xe000e010) // control, reload, current
#define INTERRUPT_CONTROL (*(volatile uint32_t *)0xe000ed04)
#define PRIORITIES (*(volatile uint32_t *)0xe000ed20) // PendSV's and SysTick's in the upper half
#define PEND_SV (1 << 28)
#define ENABLE (*(volatile uint32_t *)0xe000e100) // external interrupts, each one bit
#define DISABLE (*(volatile uint32_t *)0xe000e180)
#define FORGET (*(volatile uint32_t *)0xe000e280)
#define LINE (1 << 0) // the serial line's interrupt
#define LINE_CONTROL (*(volatile uint32_t *)0x40004008)
#define LINE_STATUS (*(volatile uint32_t *)0x4000400c)
#define BYTE_CAME_CONTROL (1 << 3)
#define BYTE_CAME (1 << 1)
#define CYCLES_A_MILLISECOND 25000

int __real_uart_rx_chr(void);

void clock_start(void) {
    PRESCALE = 24;
    LINE_CONTROL |= BYTE_CAME_CONTROL;
    PRIORITIES |= 0xffff0000;
    SYSTICK[1] = CYCLES_A_MILLISECOND - 1;
    SYSTICK[2] = 0;
    SYSTICK[0] = 7; // of the processor's clock, with an interrupt, running
}

void board_attend(void) {
    INTERRUPT_CONTROL = PEND_SV;
}

void __wrap_SysTick_Handler(void) {
    board_attend();
}

void __wrap_PendSV_Handler(void) {
    network_attend();
}

// Returns a byte of the serial line, or -1 after sleeping until an event: an idle machine uses no CPU of its host.
// The line's interrupt wakes the processor but is never handled: the port's vector table has no entry for it.
int __wrap_uart_rx_chr(void) {
    int byte = __real_uart_rx_chr();
    if (byte < 0) {
        unsigned long lock = board_lock();
        ENABLE = LINE;
        board_sleep();
        DISABLE = LINE;
        LINE_STATUS = BYTE_CAME;
        FORGET = LINE;
        board_unlock(lock);
    }
    return byte;
}

mp_uint_t __wrap_mp_hal_ticks_us(void) {
    return COUNTER;
}

mp_uint_t __wrap_mp_hal_ticks_cpu(void) {
    return COUNTER;
}

mp_uint_t __wrap_mp_hal_ticks_ms(void) {
    static uint32_t last, rest, total;
    unsigned long lock = board_lock();
    uint32_t now = COUNTER;
    rest += now - last;
    last = now;
    total += rest / 1000;
    rest %= 1000;
    uint32_t ms = total;
    board_unlock(lock);
    return ms;
}

void __wrap_mp_hal_delay_us(mp_uint_t us) {
    for (uint32_t start = COUNTER; COUNTER - start < us;) {
    }
}

void __wrap_mp_hal_delay_ms(mp_uint_t ms) {
    uint32_t start = mp_hal_ticks_ms();
    do {
        mp_event_handle_nowait();
        if (ms) {
            board_sleep();
        }
    } while (mp_hal_ticks_ms() - start < ms);
}
