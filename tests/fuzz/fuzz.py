"""Fuzz the parsers with atheris: `fuzz.py SECONDS [PARSER ...]`, the time shared out among the parsers.

Every parser runs in a process of its own, from its corpus in tests/fuzz/corpus/, which it extends.  What breaks a
promise is left there as `crash-…`, and from then on is a test (tests/test_fuzz_corpus.py).
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus"
LONGEST = 1024  # bytes of an input


def parsers():
    """{name: function}, imported so that atheris sees their branches."""
    sys.path.insert(0, str(HERE))
    import atheris

    with atheris.instrument_imports(include=["requests", "parsers"]):
        import parsers

    return {function.__name__: function for function in parsers.PARSERS}


def fuzz_here(name, options):
    """Never returns: libFuzzer ends the process."""
    import atheris

    atheris.Setup([sys.argv[0], *options], parsers()[name])
    atheris.Fuzz()


def fuzz(name, seconds):
    """Fuzz one parser in another process; (exit status, executions, the end of its output)."""
    folder = CORPUS / name
    folder.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=10", "-rss_limit_mb=1024"]
    options += ["-print_final_stats=1", "-reduce_inputs=1", f"-artifact_prefix={folder}/", str(folder)]
    command = [sys.executable, __file__, "--here", name, *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    executions = re.search(r"number_of_executed_units:\s*(\d+)", done.stdout)
    return done.returncode, int(executions[1]) if executions else 0, done.stdout[-2000:]


def main(arguments):
    seconds, chosen = int(arguments[0]), arguments[1:] or list(parsers())
    failed = []
    for name in chosen:
        status, executions, output = fuzz(name, max(1, seconds // len(chosen)))
        print(f"{name}: {executions:,} executions, {'clean' if not status else 'FAILED'}", flush=True)
        if status:
            failed.append(name)
            print(output)
    sys.exit(f"fuzz: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    if sys.argv[1] == "--here":
        fuzz_here(sys.argv[2], sys.argv[3:])
    main(sys.argv[1:])
