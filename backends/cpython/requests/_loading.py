"""What MicroPython needs around a late import, and CPython does not: `with loading:` does nothing here."""


class _Nothing:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *args: object) -> None:
        pass


loading = _Nothing()
