"""A file of a megabyte that takes no storage, for boards; keep it small: it lies in the heap that is measured."""

SIZE = 1048576


class File:
    """One that can only be read, and sought in for its length."""

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
    """One that fills a buffer too, as files of a board do."""

    def readinto(self, buffer):
        size = min(len(buffer), SIZE - self.at)
        self.at += size
        return size
