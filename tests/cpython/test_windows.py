"""What can be checked of Windows on another system: the package works without what it lacks; names of files are valid.

The proxies in its settings are in test_environment.py.
"""

import ntpath
import re
import subprocess
import sys

import overlay

WITHOUT = """
import os, socket, sys
for name in ("fork", "register_at_fork", "getuid", "geteuid", "getpgid", "uname", "O_NONBLOCK", "O_CLOEXEC"):
    vars(os).pop(name, None)
for name in ("AF_UNIX", "MSG_DONTWAIT", "SO_REUSEPORT"):
    vars(socket).pop(name, None)
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None  # importing it raises ImportError
"""
PROGRAM = """
import pickle, threading
import requests
import requests.help
base, secure, ca = sys.argv[1:]
with requests.Session() as s:
    threads = [threading.Thread(target=s.get, args=(base + "/get",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(s.get(secure + "/get", verify=ca).status_code)
    with open("report.txt", "wb") as f:
        f.write(b"rows")
    with open("report.txt", "rb") as f:
        print(s.post(base + "/post", files={"report": f}).status_code)
    with s.get(base + "/bytes/9000", stream=True) as r:
        print(r.save("image.jpg"))
    print(pickle.loads(pickle.dumps(s)).get(base + "/get", timeout=(5, 5, 30)).status_code)
"""
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?|.*[<>:\"|?*\\].*|.*[. ]")


def test_package_needs_nothing_that_windows_lacks(server, certificates, tmp_path):
    addresses = (server.addresses["http"], server.addresses["https"], certificates.files["ca"])
    command = [sys.executable, "-I", "-c", WITHOUT + PROGRAM, *addresses]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout.split(), done.stderr) == (["200", "200", "9000", "200"], "")


def test_names_of_files_are_valid():
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=overlay.ROOT, capture_output=True, text=True, check=False).stdout
    names = [name for name in listed.split("\0") if name]
    assert len({name.lower() for name in names}) == len(names)
    assert [name for name in names if any(map(RESERVED.fullmatch, name.split("/")))] == []
    assert [name for name in names if len(ntpath.join(r"C:\Users\somebody\projects\omnirequests", name)) > 259] == []


def test_name_that_is_not_valid_is_found():
    invalid = ("aux.py", "a:b", "what?.md", "end.", "NUL")
    assert all(map(RESERVED.fullmatch, invalid))
    assert not any(map(RESERVED.fullmatch, ("auxiliary.py", ".gitignore", "a-b.c")))
