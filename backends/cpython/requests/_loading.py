"""The context manager `loading`, which guards imports inside functions on MicroPython; here it does nothing."""


class _Nothing:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *args: object) -> None:
        pass


loading = _Nothing()
