"""A fake file of a megabyte, for boards; this module should be small: it is in the heap that is measured."""

SIZE = 1048576


class File:
    """A file with read() and seek()."""

    at = 0

    def tell(self):
        return self.at

    def seek(self, offset, whence=0):
        self.at = offset if whence == 0 else SIZE
        return self.at

    def read(self, size=-1):
        size = min(size if size >= 0 else SIZE, SIZE - self.at)
        self.at += size
        return bytes(size)


class BinaryFile(File):
    """A file with readinto(), too, as files of a board have."""

    def readinto(self, buffer):
        size = min(len(buffer), SIZE - self.at)
        self.at += size
        return size
