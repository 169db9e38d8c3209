"""Where the tools look for interpreters and compilers, and their errors if there are none."""

import shlex

import micropython
import pytest
import toolchain
import webassembly


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A machine with nothing on PATH, and empty caches."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("MICROPYTHON", raising=False)
    monkeypatch.delenv("MICROPYTHON_32", raising=False)
    monkeypatch.setattr(micropython, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(toolchain, "TREE", tmp_path / "tree")


def test_the_environment_names_the_interpreter(monkeypatch):
    command = micropython.find("micropython")
    monkeypatch.setenv("MICROPYTHON", shlex.join(command))
    monkeypatch.setattr(micropython, "CACHE", None)
    assert micropython.find("micropython") == command


@pytest.mark.parametrize("named", ["/nowhere/micropython", "/bin/true", "/bin/false"])
def test_error_names_an_unusable_interpreter(bare, monkeypatch, named):
    monkeypatch.setenv("MICROPYTHON", named)
    with pytest.raises(micropython.MicroPythonMissing, match=f"MICROPYTHON={named}"):
        micropython.find("micropython")


def test_a_64_bit_interpreter_is_not_used_for_32_bits(monkeypatch):
    monkeypatch.setenv("MICROPYTHON_32", shlex.join(micropython.find("micropython")))
    if micropython._architecture_of("micropython") in ("i386", "armhf", "armel"):
        pytest.skip("this machine's own word size is 32")
    with pytest.raises(micropython.MicroPythonMissing, match="MICROPYTHON_32="):
        micropython.find("micropython-32")


def test_error_without_apt_says_what_to_install(bare):
    with pytest.raises(micropython.MicroPythonMissing, match=r"install MicroPython 1\.24 or newer") as missing:
        micropython.find("micropython")
    assert "\n" not in str(missing.value)


@pytest.mark.parametrize("target", ["wasm", "wasm-oldest"])
def test_error_without_node_says_what_to_install(bare, target):
    with pytest.raises(webassembly.WebAssemblyMissing, match="needs node") as missing:
        webassembly.find(target)
    assert "\n" not in str(missing.value)


def test_the_oldest_is_not_whatever_is_on_path(monkeypatch, tmp_path):
    command = micropython.find("micropython")
    (tmp_path / "micropython").symlink_to(command[0])
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert micropython.find("micropython-oldest")[0] != str(tmp_path / "micropython")


def test_error_without_compilers_says_what_to_install(bare):
    with pytest.raises(toolchain.ToolchainMissing, match=r"install gcc, make, .*qemu-system-arm") as missing:
        toolchain.find()
    assert "\n" not in str(missing.value)
