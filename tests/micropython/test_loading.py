"""Which modules a request loads on a board, and that threads may be the first to load them."""

import ast

import overlay
import pytest

GET = {
    "requests", "requests._base", "requests._core", "requests._core.headers", "requests._core.http1",
    "requests._core.plain_url", "requests._loading", "requests._mapping",
    "requests._response_body", "requests._stream", "requests.adapters", "requests.api",
    "requests.exceptions", "requests.models", "requests.sessions", "requests.structures",
}  # fmt: skip
JSON = GET | {"requests._core.body", "requests._request_methods"}

LOADED = """
        print(sorted([name for name in sys.modules if name.startswith("requests")]))
"""
DEVICE = sorted(path for name, path in overlay.merged("micropython").items() if path.suffix == ".py")


def loaded(board, script):
    return set(ast.literal_eval(board.run(script + LOADED)))


def test_a_get_loads_what_it_runs_and_no_more(board):
    script = """
        eq(requests.get(url("/get")).json()["method"], "GET")
    """
    assert loaded(board, script) == GET


def test_a_post_of_json_loads_what_it_runs_and_no_more(board):
    script = """
        eq(requests.post(url("/post"), json={"a": 1}).json()["json"], {"a": 1})
    """
    assert loaded(board, script) == JSON


@pytest.mark.parametrize("path", DEVICE, ids=lambda path: path.relative_to(overlay.ROOT).as_posix())
def test_every_import_in_a_function_holds_the_lock(path):
    """MicroPython publishes a module before it has run it: a second thread would see half of it."""
    outside = []

    def walk(node, deep, locked):
        if isinstance(node, (ast.FunctionDef, ast.Lambda)):
            deep = True
        if isinstance(node, ast.With):
            locked = locked or any("loading" in ast.unparse(item) for item in node.items)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and deep and not locked:
            outside.append(node.lineno)
        for child in ast.iter_child_nodes(node):
            walk(child, deep, locked)

    walk(ast.parse(path.read_text("utf-8")), False, False)
    assert outside == []


def test_what_is_loaded_late_by_name_is_there():
    """`late("_module", "name")` is not checked by type checkers."""
    modules = overlay.merged("micropython")
    missing = []
    for path in DEVICE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "late":
                module, name = [getattr(argument, "value", None) for argument in node.args]
                if not (isinstance(module, str) and isinstance(name, str)):  # utils has a table, auth the name itself
                    continue
                tree = ast.parse(modules[f"requests/{module.replace('.', '/')}.py"].read_text("utf-8"))
                found = {getattr(part, "name", None) for part in tree.body}
                found |= {
                    ast.unparse(target) for part in tree.body if isinstance(part, ast.Assign) for target in part.targets
                }
                if name not in found:
                    missing.append((path.name, module, name))
    assert missing == []


THREADS = """
        import _thread, gc, time
        gc.threshold(20000)
        start, done, errors = [], [], []
        lock = _thread.allocate_lock()
        session = []

        def work(number):
            try:
                while not start:
                    pass
                for turn in range({turns}):
                    path = "/anything/%d-%d" % (number, turn)
                    get = requests.get if turn % 100 == 0 else session[0].get
                    r = get(url(path, at={at!r}), timeout=30, verify=verify, params={{"n": turn}} if turn % 3 else None)
                    eq((r.status_code, r.json()["path"]), (200, path))
                    if turn % 100 == 7:
                        try:
                            get("no-scheme")
                        except requests.exceptions.MissingSchema as error:
                            eq(type(error), requests.exceptions.MissingSchema)
            except BaseException as error:
                sys.print_exception(error)
                with lock:
                    errors.append((number, repr(error)))
            finally:
                with lock:
                    done.append(number)

        verify = harness.address("ca") if {at!r} == "https" else True
        _thread.stack_size(262144)
        for number in range(3):
            _thread.start_new_thread(work, (number,))
        session.append(requests.Session())
        start.append(True)
        while len(done) < 3:
            time.sleep_ms(50)
        session[0].close()
        eq((errors, gc.threshold()), ([], 20000))
"""


@pytest.mark.parametrize(("at", "turns"), [("http", 2000), ("https", 2000)])
def test_three_threads_get_their_own_answers_from_the_first_use_on(board, at, turns):
    board.run(THREADS.format(at=at, turns=turns), 16384)
