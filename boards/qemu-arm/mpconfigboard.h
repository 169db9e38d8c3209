// The port's configuration, with the `time` module that every board has.
#include "mpconfigport.h"

#if BOARD_NEEDS_CLOCK
#undef MICROPY_PY_TIME
#define MICROPY_PY_TIME (1)
#endif
