"""Count bytecode instructions of the interpreter, a number without noise: `instruction_count.py PROGRAM ARGUMENT...`.

As a script, it runs the text of a program in this process and prints how many instructions it took, its imports
included.
"""

import sys


def instructions(operation):
    """Return how many bytecode instructions the interpreter executes for one operation, in this thread."""
    seen = 0

    def trace(frame, event, argument):
        nonlocal seen
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        seen += event == "opcode"
        return trace

    sys._getframe().f_trace_opcodes = True  # before settrace, which counts nothing on CPython 3.12 without it
    sys.settrace(trace)
    try:
        operation()
    finally:
        sys.settrace(None)
    return seen


if __name__ == "__main__":
    program = compile(sys.argv.pop(1), "program", "exec")
    print(instructions(lambda: exec(program, {})))
