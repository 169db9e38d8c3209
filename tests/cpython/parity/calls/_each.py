"""Rows of a table that differ in one value."""


def each(call, values, prefix=""):
    """{name: function of the World} that makes `call(world, value)` for each named value."""
    return {prefix + name: lambda world, value=value: call(world, value) for name, value in values.items()}
