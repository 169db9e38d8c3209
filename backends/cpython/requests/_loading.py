"""The context manager `loading`, which guards imports inside functions on MicroPython; here it does nothing."""

from contextlib import nullcontext

loading = nullcontext()
