"""Each board's manifest freezes the package; it is read by MicroPython's freezer."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import firmware
import micropython
import overlay
import programs
import pytest
import size
import toolchain

ROOT = overlay.ROOT
BOARDS = sorted(path.parent.name for path in (ROOT / "boards").glob("*/manifest.py"))
OPENMV_BOARDS = [name for name in BOARDS if name.isupper()]
FLASH = json.loads((ROOT / "boards" / "flash.json").read_text("utf-8"))["boards"]
DOCUMENTED = ROOT / "backends/micropython/openmv/requests/_documented.py"
WITHOUT_PARTS, OPENMV_DEFAULT = (Path(__file__).with_name(f"{name}.py") for name in ("without_parts", "openmv_default"))
LEFT_OUT = {"OPENMV4": ("codes", "cookies", "gzip", "proxies")}  # parts that do not fit
REPLACED = 'freeze ("$(OMV_LIB_DIR)/", "requests.py")'
OPENMV_MANIFEST = f"""\
freeze ("$(OMV_LIB_DIR)/", "mutex.py")
{REPLACED}
"""


@pytest.fixture(scope="session")
def manifestfile():
    """The freezer's own module."""
    source = firmware.source(toolchain.find())
    return programs.load(source / "tools" / "manifestfile.py")


@pytest.fixture
def frozen(manifestfile, tmp_path):
    """A function from the text of a manifest, or the path to one, to {name in the firmware: source file}."""

    def read(manifest):
        variables = {"MPY_LIB_DIR": str(firmware.SOURCE / "lib/micropython-lib"), "OMV_LIB_DIR": str(tmp_path)}
        reader = manifestfile.ManifestFile(manifestfile.MODE_FREEZE, variables)
        reader.execute(str(manifest))
        pairs = [(file.target_path, file.full_path) for file in reader.files()]
        assert len(pairs) == len(dict(pairs))
        return dict(pairs)

    return read


def package(roots=True):
    wanted = {name: str(path) for name, path in overlay.merged("micropython").items()}
    return {name: path for name, path in wanted.items() if roots or name != "requests/_roots.py"}


def board_package(name):
    """Return the modules that a board freezes."""
    parts = size.parts()
    optional = {module for part in LEFT_OUT.get(name, ()) for module in parts[part]}
    modules = package(roots=name not in ("OPENMV3", "OPENMV4"))
    return {target: path for target, path in modules.items() if target not in optional}


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_freezes_the_package(frozen, name):
    files = frozen(ROOT / "boards" / name / "manifest.py")
    ours = {target: path for target, path in files.items() if not target.startswith("mip/")}
    assert ours == board_package(name)
    assert files.keys() - ours.keys() == ({"mip/__init__.py"} if name in ("unix", "openmv-unix") else set())


@pytest.fixture(scope="session")
def scales(tmp_path_factory):
    """The tool that measures modules as they are frozen for a Cortex-M7."""
    genhdr = firmware.build("cortex-m").parent / "genhdr"
    return size.Scales(toolchain.find(), genhdr, tmp_path_factory.mktemp("scales"))


@pytest.mark.parametrize("name", [name for name, board in FLASH.items() if "free" in board])
def test_what_a_board_freezes_fits_its_flash(frozen, scales, name):
    modules = frozen(ROOT / "boards" / name / "manifest.py")
    taken = scales.flash([scales.mpy(target, Path(source)) for target, source in modules.items()])
    assert taken <= FLASH[name]["free"], f"{name}: {taken} bytes of {FLASH[name]['free']} that are free"


def test_the_table_of_flash_has_every_board_and_says_what_was_not_measured():
    assert sorted(FLASH) == OPENMV_BOARDS
    assert all(board.keys() in ({"flash", "free"}, {"not measured"}) for board in FLASH.values())


@pytest.mark.parametrize("place", ["micropython/mip", "python-ecosys/mip"])
def test_mip_is_found_where_upstream_and_debian_have_it(manifestfile, tmp_path, place):
    module = tmp_path / place / "mip" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.touch()
    reader = manifestfile.ManifestFile(manifestfile.MODE_FREEZE, {"MPY_LIB_DIR": str(tmp_path)})
    reader.execute(str(ROOT / "boards" / "unix" / "manifest.py"))
    assert [file.full_path for file in reader.files() if file.target_path == "mip/__init__.py"] == [str(module)]


def test_every_openmv_board_with_a_network_is_here():
    assert len(OPENMV_BOARDS) == 11


@pytest.mark.parametrize("name", OPENMV_BOARDS)
def test_it_replaces_a_line_in_openmvs_manifest(frozen, tmp_path, name):
    for module in ("mutex.py", "requests.py"):
        (tmp_path / module).touch()
    theirs = tmp_path / "manifest.py"
    theirs.write_text(OPENMV_MANIFEST)
    assert frozen(theirs).keys() == {"mutex.py", "requests.py"}
    theirs.write_text(OPENMV_MANIFEST.replace(REPLACED, f'include("{ROOT}/boards/{name}/manifest.py")'))
    assert frozen(theirs).keys() == {"mutex.py"} | board_package(name).keys()


def test_lines_of_the_page_include_the_package_without_and_with_options(frozen, tmp_path):
    page = (ROOT / "docs" / "firmware.md").read_text("utf-8")
    found = []
    for line in re.findall(r"^include\(.*\)$", page, re.MULTILINE):
        manifest = tmp_path / "manifest.py"
        manifest.write_text(line.replace("/path/to/omnirequests", str(ROOT)))
        found.append(frozen(manifest))
    assert found == [package(), {**package(roots=False), "requests/_documented.py": str(DOCUMENTED)}]


def test_parts_can_be_left_out(frozen, tmp_path):
    manifest = tmp_path / "manifest.py"
    manifest.write_text(f'include("{ROOT}/backends/micropython/manifest.py", without=("cookies", "digest"))')
    gone = {"_core/cookies.py", "cookies.py", "_core/digest.py", "_digest_auth.py"}
    assert package().keys() - frozen(manifest).keys() == {f"requests/{name}" for name in gone}


def test_an_unknown_part_is_an_error(frozen, tmp_path, manifestfile):
    manifest = tmp_path / "manifest.py"
    manifest.write_text(f'include("{ROOT}/backends/micropython/manifest.py", without=("sockets",))')
    with pytest.raises(manifestfile.ManifestFileError, match="sockets"):
        frozen(manifest)


def test_error_names_a_part_that_was_left_out(frozen, tmp_path):
    manifest = tmp_path / "manifest.py"
    parts = tuple(size.parts())
    manifest.write_text(f'include("{ROOT}/backends/micropython/manifest.py", without={parts})')
    for name, source in frozen(manifest).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, tmp_path / name)
    command = [*micropython.find("micropython"), str(WITHOUT_PARTS)]
    subprocess.run(command, env=programs.device_path(tmp_path), check=True)


def test_an_unknown_bundle_is_an_error(frozen, tmp_path, manifestfile):
    manifest = tmp_path / "manifest.py"
    manifest.write_text(f'include("{ROOT}/backends/micropython/manifest.py", roots="huge")')
    with pytest.raises(manifestfile.ManifestFileError, match="huge"):
        frozen(manifest)


def test_openmvs_types_are_the_default_where_they_are_chosen(tmp_path):
    overlay.copy("micropython", tmp_path)
    shutil.copy(DOCUMENTED, tmp_path / "requests")
    command = [*micropython.find("micropython"), str(OPENMV_DEFAULT)]
    subprocess.run(command, env=programs.device_path(tmp_path), check=True)
