"""A board's ROMFS partition, for mpremote: `vfs.rom_ioctl` as STM32 boards have it, which writes to FILE at the end."""

import sys


class Partition:
    data = bytearray(1 << 18)

    def rom_ioctl(self, step, part=0, offset=0, piece=b""):
        if step == 2:  # read
            return memoryview(self.data)
        if step == 4:  # write
            self.data[offset : offset + len(piece)] = piece
        if step == 5:  # complete
            with open(FILE, "wb") as file:  # noqa: F821  # a variable of the board
                file.write(self.data)
        return {1: 1, 3: 16, 4: 0, 5: 0}.get(step, -22)  # the number of partitions, the block to write, success


sys.modules["vfs"] = Partition()
