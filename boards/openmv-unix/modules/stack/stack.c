// Twice the C stack that the unix port allows: x86's frames are larger than a board's, and imports within imports take many.
#include <stddef.h>

void __real_mp_cstack_init_with_sp_here(size_t size);

void __wrap_mp_cstack_init_with_sp_here(size_t size) {
    __real_mp_cstack_init_with_sp_here(2 * size);
}
