// The functions of the module time for the board; the epoch is 2000, as on most boards.
#include "shared/timeutils/timeutils.h"
#include "modules/board/board.h"

static mp_timestamp_t seconds_now(void) {
    return board_seconds() - TIMEUTILS_SECONDS_1970_TO_2000;
}

static mp_obj_t mp_time_time_get(void) {
    return timeutils_obj_from_timestamp(seconds_now());
}

#if MICROPY_VERSION >= MICROPY_MAKE_VERSION(1, 27, 0)
static void mp_time_localtime_get(timeutils_struct_time_t *now) {
    timeutils_seconds_since_epoch_to_struct_time(seconds_now(), now);
}
#else
static mp_obj_t time_localtime(size_t count, const mp_obj_t *arguments);

static mp_obj_t mp_time_localtime_get(void) {
    mp_obj_t now = mp_time_time_get();
    return time_localtime(1, &now);
}
#endif
