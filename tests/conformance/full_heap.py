"""Fill the heap except for one block, to try what a task needs or how it fails.

The collector takes any word for a pointer. If an old word holds the block, it must be at another address; an old word
that holds a link of the chain that fills the heap must not hold the others.
"""

import gc


def fill(room):
    """Return what takes all of the heap except one block of so many bytes; `release` frees it."""
    shift = 0
    while True:
        gc.disable()
        held = [None, bytearray(shift)]
        block = bytearray(room)
        for size in (16384, 4096, 1024, 256, 64, 16):
            try:
                while True:
                    held = [held, bytearray(size)]
            except MemoryError:
                pass
        del block
        gc.enable()
        gc.collect()
        if gc.mem_free() >= room:
            return held
        release(held)
        gc.collect()
        shift += 64


def release(held):
    """Free what `fill` returned."""
    while held:
        held[0], held = None, held[0]
