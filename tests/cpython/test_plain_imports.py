"""`import requests` imports all modules: what other packages find in them, and the first use."""

import doctest
import importlib
import inspect
import modulefinder
import os
import pickle
import shutil
import subprocess
import sys
import types
import typing
from pathlib import Path
from unittest import mock

import pytest
import requests

SUBMODULES = ("adapters", "api", "auth", "certs", "compat", "cookies", "exceptions", "hooks", "models")
SUBMODULES += ("packages", "sessions", "status_codes", "structures", "utils")


def run(program):
    """Return what a program prints in a new interpreter, with warnings as errors."""
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_import_loads_all_of_our_modules_and_urllib3():
    loaded = set(run("import requests, sys; print(*sys.modules)").split())
    package = Path(requests.__file__).parent
    files = [path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py")]
    ours = {".".join(("requests", *parts)).removesuffix(".__init__") for parts in files}
    of_reports = {"requests.help", "requests._owners", "requests.__main__"}  # as in Requests
    assert ours - loaded == of_reports | {"requests._windows"}  # on Windows only
    assert {"urllib3", "certifi", "ssl", "http.cookiejar", "netrc"} <= loaded
    assert {"idna", "charset_normalizer", "brotli", "zstandard"} & loaded == set()


def test_public_names_and_submodules_are_attributes_in_a_new_interpreter():
    assert run(f"import requests; print({{*requests.__all__, *{SUBMODULES}}} <= vars(requests).keys())") == "True"
    assert run("import requests.help as m; print(m.__name__)") == "requests.help"  # only after it was imported


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


# Names that Requests' modules import, and other packages import from there.
BESIDES = {
    "adapters": "socket urlparse",
    "auth": "b64encode basestring re str time urlparse",
    "compat": "JSONDecodeError Morsel OrderedDict StringIO chardet cookielib getproxies json quote urlencode urlparse",
    "cookies": "Morsel calendar cookielib copy threading time urlparse",
    "exceptions": "BaseHTTPError CompatJSONDecodeError",
    "models": "Iterable JSONDecodeError LocationParseError Mapping RequestField UnsupportedOperation chardet "
    "complexjson encode_multipart_formdata encodings parse_url urlencode urlsplit urlunparse",
    "packages": "chardet idna urllib3",
    "sessions": "OrderedDict os sys time urljoin urlparse",
    "utils": "UnsupportedOperation _parse_list_header bytes getproxies_environment io proxy_bypass_environment quote "
    "str tempfile unquote zipfile",
}


def test_modules_have_the_names_that_others_look_for_there():
    program = "\n".join(f"from requests.{home} import {names.replace(' ', ', ')}" for home, names in BESIDES.items())
    assert run(program + "\nprint('done')") == "done"


def test_module_is_still_a_module():
    assert isinstance(requests, types.ModuleType)
    assert inspect.getmodule(requests.get).__name__ == "requests.api"
    assert doctest.DocTestFinder().find(requests)[0].name == "requests"


def test_patched_name_is_used_and_restored():
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


def test_reload_keeps_the_classes():
    session = requests.Session
    assert importlib.reload(requests) is requests
    assert requests.Session is session
    assert requests.__version__ == "2.34.2"


def test_functions_and_classes_pickle_by_name():
    for thing in (requests.get, requests.Session, requests.ConnectionError, requests.utils.quote):
        assert pickle.loads(pickle.dumps(thing)) is thing


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
        "import sys, requests.packages; assert 'idna.codec' not in sys.modules\n"
        "import requests.packages.idna.codec as alias, idna.codec as real\n"
        "print(alias is real, real.__name__, real.__spec__.name)"
    )
    assert run(program) == "True idna.codec idna.codec"


def test_missing_package_is_an_import_error():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("requests.packages.nothing")
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("requests.packages.urllib3.nothing")


def test_chardet_is_preferred_to_charset_normalizer():
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
def test_tested_versions_are_no_warning(versions):
    requests.check_compatibility(*versions)


@pytest.mark.parametrize(
    "versions",
    [("1.20.9", "3.0.2", None), ("dev", "3.0.2", None), ("2.0.0", "3.0.1", None), ("2.0.0", "8.0.0", None),
     ("2.0.0", None, "1.9.9"), ("2.0.0", None, "4.0.0"), ("2.0.0", "5.0", None)],
)  # fmt: skip
def test_untested_versions_are_a_warning(versions):
    with pytest.raises(AssertionError):
        requests.check_compatibility(*versions)


def test_missing_detector_is_a_warning():
    with pytest.warns(requests.RequestsDependencyWarning):
        requests.check_compatibility("2.0.0", None, None)


def test_old_cryptography_is_a_warning():
    with pytest.warns(requests.RequestsDependencyWarning):
        requests._check_cryptography("1.3.3")
    for version in ("1.3.4", "46.0", "unknown"):
        requests._check_cryptography(version)


def test_old_urllib3_warns_once():
    program = (
        "import urllib3, warnings; urllib3.__version__ = '1.20'\n"
        "with warnings.catch_warnings(record=True) as seen:\n"
        "    warnings.simplefilter('always'); import requests\n"
        "print([w.category.__name__ for w in seen if '1.20' in str(w.message)])"
    )
    assert run(program) == "['RequestsDependencyWarning']"


def test_logger_has_a_null_handler():
    program = "import requests, logging; requests.utils; print(logging.getLogger('requests').handlers)"
    assert run(program) == "[<NullHandler (NOTSET)>]"


def test_codes_show_every_name():
    assert vars(requests.codes)["not_found"] == vars(requests.codes)["NOT_FOUND"] == 404
    assert requests.status_codes._codes[200][0] == "ok"
    copy = pickle.loads(pickle.dumps(requests.codes))
    assert (copy.ok, copy["not_found"], copy["no_such_name"]) == (200, 404, None)


def test_frozen_program_has_every_module(tmp_path):
    """PyInstaller and similar tools read a program's imports without running it."""
    program = tmp_path / "program.py"
    program.write_text("import requests; requests.get")
    finder = modulefinder.ModuleFinder(sys.path)
    finder.run_script(str(program))
    ours = {f"requests.{path.stem}" for path in Path(requests.__file__).parent.glob("*.py")}
    optional = {"requests.__init__", "requests.__main__", "requests._owners", "requests.help", "requests._windows"}
    needed = (ours - optional) | {"requests.packages", "charset_normalizer", "idna", "certifi", "urllib3.contrib.socks"}
    assert needed <= set(finder.modules)


def test_headers_may_be_annotated_with_what_they_hold():
    headers = requests.structures.CaseInsensitiveDict
    assert issubclass(headers, typing.Generic)
    assert headers[str](a="b") == {"A": "b"}
    assert typing.get_args(headers[str]) == (str,)


# The leaf libraries are looked up each time, so that one that is installed or replaced later is used.
def test_character_detector_is_not_kept():
    program = (
        "import sys, types, requests; assert requests.compat.chardet.__name__ == 'charset_normalizer'\n"
        "fake = sys.modules['chardet'] = types.ModuleType('chardet'); fake.__version__ = '5.2.0'\n"
        "print(requests.compat.chardet.__name__, requests.models.chardet is fake, requests.packages.chardet is fake)"
    )
    assert run(program) == "chardet True True"


# -- first use --------------------------------------------------------------------------------------------------------

FROM_THREADS = """
import sys, threading
start, failures = threading.Barrier(12), []
def get():
    import requests
    try:
        requests.get("http://127.0.0.1:1/")
    except requests.ConnectionError:
        pass
def session():
    import requests
    requests.Session().headers["a"] = "b"
def adapter():
    import requests  # first: CPython 3.12 and later may raise _DeadlockError, in any package, if another thread imports
    from requests.adapters import HTTPAdapter  # the package at the moment in which this one begins with its module
    HTTPAdapter()
def run(kind):
    start.wait()
    try:
        kind()
    except BaseException as error:
        failures.append(repr(error))
threads = [threading.Thread(target=run, args=(kind,)) for kind in (get, session, adapter) * 4]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failures)
"""


def test_first_use_by_threads_of_three_kinds_in_many_processes():
    for _ in range(4):
        processes = [start(FROM_THREADS) for _ in range(5)]
        assert [process.communicate(timeout=300)[0].strip() for process in processes] == ["[]"] * 5


def start(program):
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.parametrize(
    "targets",
    [
        "requests.get requests.Session requests.sessions.Session requests.sessions.Session.request requests.api.get "
        "requests.api.sessions requests.api.request",
        "requests.models.Response requests.Response.json requests.adapters.HTTPAdapter.send requests.codes "
        "requests.exceptions.Timeout requests.exceptions.JSONDecodeError requests.RequestException",
        "certifi.where requests.certs.where requests.utils.getproxies requests.compat.chardet requests.chardet_version "
        "requests.models.chardet requests.packages.idna requests.auth.time requests.hooks.dispatch_hook",
    ],
)
def test_patch_that_is_the_first_use_is_undone(targets):
    program = (
        "import pkgutil, requests\nfrom unittest import mock\n"
        "def find(name): return getattr(pkgutil.resolve_name(name.rpartition('.')[0]), name.rpartition('.')[2])\n"
        f"for target in {targets.split()}:\n"
        "    with mock.patch(target) as stand_in:\n"
        "        assert find(target) is stand_in, target\n"
        "    assert not isinstance(find(target), mock.Mock), target\n"
        "session = requests.Session(); kept = [session, requests.Response(), requests.adapters.HTTPAdapter()]\n"
        "mocks = [f'{m.__name__}.{n}' for m in vars(requests).values() if type(m) is type(requests)\n"
        "         for n, value in vars(m).items() if isinstance(value, mock.Mock)]\n"
        "print(mocks, requests.get.__module__, isinstance(session, requests.sessions.Session))"
    )
    assert run(program) == "[] requests.api True"


def test_patch_before_the_import_is_undone():
    program = (
        "from unittest import mock\n"
        "with mock.patch('requests.sessions.Session') as stand_in: import requests; requests.get('http://h/')\n"
        "assert stand_in.called\n"
        "print(requests.Session, requests.sessions.Session is requests.Session, requests.Session().headers is not None)"
    )
    assert run(program) == "<class 'requests.sessions.Session'> True True"


def test_modules_that_are_put_back_keep_the_classes():
    """mock.patch.dict(sys.modules) removes modules that were imported within; a session must still have its classes."""
    program = (
        "import pickle, sys\nfrom unittest import mock\nimport requests\n"
        "with mock.patch.dict(sys.modules, {'unheard_of': mock.Mock()}):\n"
        "    session = requests.Session()\n"
        "    try: session.get('http://127.0.0.1:1/')\n"
        "    except requests.ConnectionError as error: first = error\n"
        "    assert requests.utils.get_encodings_from_content and requests.Response().headers == {}\n"
        "try: requests.Session().get('http://127.0.0.1:1/')\n"
        "except requests.exceptions.ConnectionError as error: second = error\n"
        "from requests.exceptions import ConnectionError\nfrom requests.sessions import Session\n"
        "assert type(first) is type(second) is ConnectionError and type(session) is Session\n"
        "print(type(pickle.loads(pickle.dumps(session))) is Session)"
    )
    assert run(program) == "True"


def test_removed_modules_are_all_imported_again():
    """If the import itself is within, the package is imported again afterwards, as a whole."""
    program = (
        "import pickle, sys\nfrom unittest import mock\n"
        "with mock.patch.dict(sys.modules):\n"
        "    import requests; requests.Session()\n"
        "import requests\n"
        "from requests.exceptions import ConnectionError\n"
        "try: requests.get('http://127.0.0.1:1/')\n"
        "except ConnectionError: print(requests.Session is requests.sessions.Session, "
        "type(pickle.loads(pickle.dumps(requests.Session()))) is requests.Session)"
    )
    assert run(program) == "True True"


# -- the files are gone ------------------------------------------------------------------------------------------------

# A request that uses many parts: a redirect, cookies, a netrc, a form with a file, JSON, an invalid coding.
MUCH = """
def much(url):
    with requests.Session() as session:
        session.get(url + "/redirect/1").raise_for_status()
        session.get(url + "/cookies/set?a=b")
        session.post(url + "/post", files={"a": b"b"}, auth=("user", "word")).json()
        assert session.post(url + "/post", json={"a": "b"}).json()["json"] == {"a": "b"}
        assert session.get(url + "/gzip").json()["gzip"] is True
        for kind in (requests.exceptions.InvalidURL, requests.ConnectionError, requests.exceptions.JSONDecodeError):
            try:
                wrong(session, kind, url)
            except kind:
                continue
            raise AssertionError(kind)
    print("done")

def wrong(session, kind, url):
    if kind is requests.ConnectionError:
        session.get("http://127.0.0.1:1/")
    session.get(url + "/stream/3" if issubclass(kind, requests.exceptions.InvalidJSONError) else "http://").json()
"""


@pytest.fixture
def package(tmp_path):
    """A folder with our package, as a folder and as a zip file."""
    shutil.copytree(Path(requests.__file__).parent, tmp_path / "folder" / "requests")
    shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "folder")
    return tmp_path


def much_from(place, before, url, folder):
    """Run a program that imports the package from a path, changes the files, and then uses the package."""
    program = f"import sys; sys.path.insert(0, {place!r})\nimport requests\nassert {place!r} in requests.__file__\n"
    program += f"import os, shutil\n{before}\n{MUCH}\nmuch({url!r})"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, cwd=folder, timeout=300
    )
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_first_request_after_the_folder_was_deleted(package, server):
    folder = str(package / "folder")
    much_from(folder, f"shutil.rmtree({folder!r})", server.addresses["http"], package)


def test_first_request_after_chdir_with_a_relative_zip(package, server):
    much_from("packed.zip", "os.chdir('/')", server.addresses["http"], package)


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root may change the root directory")
def test_first_request_after_chroot(package, server):
    (package / "root").mkdir()
    enter = f"os.chroot({str(package / 'root')!r}); os.chdir('/')"
    much_from(str(package / "folder"), enter, server.addresses["http"], package)
