// The port's configuration, with the features of a board with a network: sockets, TLS, a clock, random numbers.
#ifndef MPCONFIGBOARD_H
#define MPCONFIGBOARD_H

#include "mpconfigport.h"

#undef MICROPY_PY_TIME
#define MICROPY_PY_TIME (1)
#define MICROPY_PY_TIME_GMTIME_LOCALTIME_MKTIME (1)
#define MICROPY_PY_TIME_TIME_TIME_NS (1)
#define MICROPY_PY_TIME_INCLUDEFILE "modules/board/modtime_board.h"
#undef MICROPY_PY_SELECT
#define MICROPY_PY_SELECT (1)
#define MICROPY_PY_OS_INCLUDEFILE "modules/board/modos_board.h"
#define MICROPY_PY_OS_URANDOM (1)
#define MICROPY_PY_RANDOM_SEED_INIT_FUNC (board_random_number())
#define MICROPY_PY_NETWORK (1)
#define MICROPY_PY_NETWORK_HOSTNAME_DEFAULT "mps2-an500"
#define MICROPY_PORT_NETWORK_INTERFACES { MP_ROM_QSTR(MP_QSTR_LAN), MP_ROM_PTR(&board_lan_type) },
#define MICROPY_PY_HASHLIB_MD5 (1)
#define MICROPY_PY_HASHLIB_SHA1 (1)
#define MICROPY_TRACKED_ALLOC (1) // mbedTLS's memory is from the heap
#define MICROPY_USE_INTERNAL_ERRNO (1)

#define MICROPY_PORT_INIT_FUNC board_init()
#define MICROPY_INTERNAL_EVENT_HOOK board_attend()
#define MICROPY_INTERNAL_WFE(ms) board_sleep()

// An interrupt calls lwIP: programs that call it must disable interrupts meanwhile.
#define MICROPY_BEGIN_ATOMIC_SECTION() board_lock()
#define MICROPY_END_ATOMIC_SECTION(state) board_unlock(state)
#define MICROPY_PY_LWIP_ENTER unsigned long lwip_lock = board_lock();
#define MICROPY_PY_LWIP_REENTER lwip_lock = board_lock();
#define MICROPY_PY_LWIP_EXIT board_unlock(lwip_lock);

static inline unsigned long board_lock(void) {
    unsigned long before;
    __asm volatile ("mrs %0, primask\n cpsid i" : "=r" (before) :: "memory");
    return before;
}

static inline void board_unlock(unsigned long before) {
    __asm volatile ("msr primask, %0" :: "r" (before) : "memory");
}

static inline void board_sleep(void) {
    __asm volatile ("wfi" ::: "memory");
}

extern const struct _mp_obj_type_t board_lan_type;
void board_init(void);
void board_attend(void);
unsigned long board_random_number(void);
void board_stop(const char *text); // stop the machine and print the text

#endif
