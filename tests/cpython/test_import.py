"""`import requests` is cheap, and nobody can tell from what it then offers."""

import doctest
import importlib
import inspect
import json
import modulefinder
import pickle
import subprocess
import sys
import types
import typing
from pathlib import Path
from unittest import mock

import pytest
import requests

SUBMODULES = ("adapters", "api", "auth", "certs", "compat", "cookies", "exceptions", "help", "hooks", "models")
SUBMODULES += ("packages", "sessions", "status_codes", "structures", "utils")


def run(program):
    """What a new interpreter prints for a program, warnings being errors."""
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_import_loads_nothing_that_costs():
    loaded = json.loads(run("import json, sys; before = set(sys.modules); import requests; "
                            "print(json.dumps(sorted(set(sys.modules) - before)))"))  # fmt: skip
    costly = ("urllib3", "urllib", "http", "ssl", "socket", "logging", "idna", "charset_normalizer", "certifi", "email")
    assert [name for name in loaded if name.partition(".")[0] in costly] == []
    assert [name for name in loaded if name.partition(".")[0] == "requests"] == [
        "requests",
        "requests.__version__",
        "requests._lazy",
    ]


@pytest.mark.parametrize("name", requests.__all__)
def test_public_name_is_there_in_a_new_interpreter(name):
    assert run(f"import requests; print(requests.{name} is not None, {name!r} in vars(requests))") == "True True"


@pytest.mark.parametrize("name", SUBMODULES)
def test_submodule_is_an_attribute_and_importable(name):
    if name != "help":  # as in Requests: only who imports it has it
        assert run(f"import requests; print(requests.{name}.__name__)") == f"requests.{name}"
    assert run(f"import requests.{name} as m; print(m.__name__)") == f"requests.{name}"


def test_version_is_the_text_and_not_the_module_of_that_name():
    assert requests.__version__ == "2.34.2"
    assert importlib.import_module("requests.__version__").__version__ == "2.34.2"
    assert requests.__version__ == "2.34.2"
    assert requests.__build__ == 0x023402


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'gett'"):
        requests.gett  # noqa: B018  # the look-up fails
    with pytest.raises(ImportError, match="cannot import name 'gett'"):
        from requests import gett  # noqa: F401  # the import fails


def test_star_gives_the_public_names():
    names = {}
    exec("from requests import *", names)
    assert names.keys() - {"__builtins__"} == set(requests.__all__)
    assert names["get"] is requests.get


def test_namespace_asked_for_as_a_whole_is_whole():
    assert run("import requests; print({'get', 'Session', 'codes', 'utils'} <= vars(requests).keys())") == "True"
    assert run("import requests; print({'get', 'Session', 'codes', 'utils'} <= set(dir(requests)))") == "True"
    assert run("import requests.compat as c; print({'quote', 'cookielib', 'chardet'} <= vars(c).keys())") == "True"


def test_a_module_that_cannot_be_imported_leaves_its_name_out():
    program = (
        "import sys; sys.modules['ssl'] = None; import requests\n"
        "print('ssl' in vars(requests), 'api' in vars(requests))"
    )
    assert run(program) == "False True"


@pytest.mark.parametrize(
    "statement",
    [
        "from requests.status_codes import _codes; assert _codes[404][0] == 'not_found'",
        "from requests.status_codes import codes; assert vars(codes)['OK'] == codes.ok == 200",
        "from requests.api import sessions; assert sessions.Session",
        "from unittest import mock; mock.patch('requests.api.sessions.Session').start()",
        "from requests.structures import Mapping, MutableMapping, OrderedDict",
        "from requests.hooks import Callable",
    ],
)
def test_shared_module_is_complete_whoever_imports_it_first(statement):
    assert run(f"{statement}; print('done')") == "done"


# What Requests' modules import for themselves, and other packages have imported from there since.
BESIDES = {
    "adapters": "Any urlparse",
    "auth": "Any Final b64encode cast overload re str time urlparse",
    "compat": "ModuleType importlib",
    "cookies": "Any CookiePolicy Iterator TypeVar",
    "exceptions": "Any",
    "hooks": "Any Callable Iterable",
    "models": "Any Final Iterable JSONDecodeError Literal LocationParseError Mapping RequestField UnsupportedOperation "
    "cast chardet complexjson encode_multipart_formdata encodings overload parse_url urlencode urlsplit urlunparse",
    "sessions": "Any cast urljoin urlparse",
    "structures": "Any Generic Iterable Iterator Mapping OrderedDict TypeVar overload",
    "utils": "Any Final Generator Iterable Mapping _parse_list_header bytes cast str",
    "_types": "Sequence TypeAlias",
}


@pytest.mark.parametrize("module", BESIDES)
def test_module_has_the_names_that_others_look_for_there(module):
    assert run(f"from requests.{module} import {BESIDES[module].replace(' ', ', ')}; print('done')") == "done"
    found = importlib.import_module(f"requests.{module}")
    assert set(BESIDES[module].split()) <= set(dir(found))


def test_module_is_still_a_module():
    assert isinstance(requests, types.ModuleType)
    assert inspect.getmodule(requests.get).__name__ == "requests.api"
    assert doctest.DocTestFinder().find(requests)[0].name == "requests"


def test_patched_name_is_what_callers_see_and_comes_back():
    original = requests.get
    with mock.patch("requests.get") as patched:
        assert requests.get is patched
    assert requests.get is original


def test_patch_in_a_new_interpreter_reaches_the_session():
    program = (
        "from unittest import mock; import requests\n"
        "with mock.patch('requests.sessions.Session.request', return_value=5): print(requests.get('http://x/'))\n"
        "with mock.patch('requests.post', return_value=6): print(requests.post())\n"
        "print(requests.post.__module__)"
    )
    assert run(program) == "5\n6\nrequests.api"


def test_deleted_name_is_found_again(monkeypatch):
    original = requests.put
    monkeypatch.delattr("requests.put")
    assert requests.put is original


def test_reload_keeps_the_classes():
    session = requests.Session
    assert importlib.reload(requests) is requests
    assert requests.Session is session
    assert requests.__version__ == "2.34.2"


def test_functions_and_classes_pickle_by_name():
    for thing in (requests.get, requests.Session, requests.ConnectionError, requests.utils.quote):
        assert pickle.loads(pickle.dumps(thing)) is thing


def test_first_use_in_many_threads():
    program = (
        "import requests, threading; seen = []\n"
        "threads = [threading.Thread(target=lambda: seen.append(requests.Session)) for _ in range(16)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]; print(len(seen), len(set(seen)))"
    )
    assert run(program) == "16 1"


def test_packages_are_the_packages():
    import idna
    import urllib3

    assert requests.packages.urllib3 is urllib3
    assert requests.packages.idna is idna
    assert requests.packages.chardet is requests.compat.chardet
    assert importlib.import_module("requests.packages.urllib3.util.retry") is urllib3.util.retry
    from requests.packages.urllib3.exceptions import MaxRetryError

    assert MaxRetryError is urllib3.exceptions.MaxRetryError


def test_package_imported_late_is_the_same_module_and_keeps_its_name():
    program = (
        "import sys, requests.packages; assert 'urllib3.contrib.socks' not in sys.modules\n"
        "import requests.packages.urllib3.contrib.socks as alias, urllib3.contrib.socks as real\n"
        "print(alias is real, real.__name__, real.__spec__.name)"
    )
    assert run(program) == "True urllib3.contrib.socks urllib3.contrib.socks"


def test_package_that_is_not_there_is_an_import_error():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("requests.packages.nothing")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("requests.packages.urllib3.nothing")


def test_chardet_goes_before_charset_normalizer():
    program = (
        "import sys, types; fake = sys.modules['chardet'] = types.ModuleType('chardet'); fake.__version__ = '5.2.0'\n"
        "import requests; print(requests.compat.chardet.__name__, requests.chardet_version)"
    )
    assert run(program) == "chardet 5.2.0"


def test_without_a_detector():
    program = (
        "import sys; sys.modules['chardet'] = sys.modules['charset_normalizer'] = None\n"
        "import requests, requests.packages; print(requests.compat.chardet, requests.charset_normalizer_version)"
    )
    assert run(program) == "None None"


@pytest.mark.parametrize(
    "versions",
    [("1.21.1", "3.0.2", None), ("2.8.0", "7.9.9", None), ("3.0.0", None, "2.0.0"), ("2.5", None, "3.5.2")],
)
def test_versions_that_work(versions):
    requests.check_compatibility(*versions)


@pytest.mark.parametrize(
    "versions",
    [("1.20.9", "3.0.2", None), ("dev", "3.0.2", None), ("2.0.0", "3.0.1", None), ("2.0.0", "8.0.0", None),
     ("2.0.0", None, "1.9.9"), ("2.0.0", None, "4.0.0"), ("2.0.0", "5.0", None)],
)  # fmt: skip
def test_versions_that_nobody_has_tried(versions):
    with pytest.raises(AssertionError):
        requests.check_compatibility(*versions)


def test_no_detector_is_worth_a_warning():
    with pytest.warns(requests.RequestsDependencyWarning):
        requests.check_compatibility("2.0.0", None, None)


def test_old_cryptography_is_worth_a_warning():
    with pytest.warns(requests.RequestsDependencyWarning):
        requests._check_cryptography("1.3.3")
    for version in ("1.3.4", "46.0", "unknown"):
        requests._check_cryptography(version)


def test_old_urllib3_warns_once_it_is_needed():
    program = (
        "import urllib3, warnings; urllib3.__version__ = '1.20'; import requests\n"
        "with warnings.catch_warnings(record=True) as seen:\n"
        "    warnings.simplefilter('always'); requests.utils\n"
        "print([w.category.__name__ for w in seen if '1.20' in str(w.message)])"
    )
    assert run(program) == "['RequestsDependencyWarning']"


def test_logger_has_a_null_handler():
    program = "import requests, logging; requests.utils; print(logging.getLogger('requests').handlers)"
    assert run(program) == "[<NullHandler (NOTSET)>]"


def test_codes_show_every_name():
    assert vars(requests.codes)["not_found"] == vars(requests.codes)["NOT_FOUND"] == 404
    assert requests.status_codes._codes[200][0] == "ok"


def test_frozen_program_has_every_module(tmp_path):
    """PyInstaller and its like read a program's imports; they run nothing."""
    program = tmp_path / "program.py"
    program.write_text("import requests; requests.get")
    finder = modulefinder.ModuleFinder(sys.path)
    finder.run_script(str(program))
    ours = {f"requests.{path.stem}" for path in Path(requests.__file__).parent.glob("*.py")}
    optional = {"requests.__init__", "requests.help", "requests.openmv", "requests._windows"}
    needed = (ours - optional) | {"requests.packages", "charset_normalizer", "idna", "certifi", "urllib3.contrib.socks"}
    assert needed <= set(finder.modules)


def test_headers_may_be_annotated_with_what_they_hold():
    headers = requests.structures.CaseInsensitiveDict
    assert issubclass(headers, typing.Generic)
    assert headers[str](a="b") == {"A": "b"}
    assert typing.get_args(headers[str]) == (str,)
