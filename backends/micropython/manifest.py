# Defines which files are frozen. The manifest of each firmware includes this file, with its own options:
#   roots   "small": the root certificates listed in roots.txt. "none": callers must pass verify=. "full": all of
#           certifi's, after `python tools/roots.py --all -o build/roots/requests/_roots.py`
#   openmv  True: `requests.get`, the other functions, and Response are those that OpenMV documents
#   without parts to leave out, such as ("digest", "multipart"); code that needs one raises ImportError with its name
#   opt     optimisation level: 0 keeps line numbers in tracebacks, 3 omits them, which saves 5 KB of flash
import os

with open("../../pyproject.toml", encoding="utf-8") as file:  # the freezer runs each manifest in its own folder
    version = next(line.split('"')[1] for line in file if line.startswith("version = "))

metadata(
    description="An HTTP client with the interface of Requests, for MicroPython.",
    version=version,
    license="MIT",
    author="the OmniRequests authors",
)
options.defaults(roots="small", openmv=False, without=(), opt=3)
ROOTS = {"small": ".", "full": "../../build/roots", "none": None}
PARTS = {
    "codes": ("_core/status_codes.py", "status_codes.py"),
    "cookies": ("_core/cookies.py", "cookies.py"),  # without it, a session does not store cookies
    "digest": ("_core/digest.py", "_digest_auth.py"),
    "gzip": ("_decoders.py",),
    "lines": ("_core/lines.py",),
    "multipart": ("_core/multipart.py",),
    "openmv": ("openmv.py",),
    "proxies": ("_core/proxies.py", "_proxy.py"),
    "tls": ("_tls.py",),
    "urequests": ("urequests.py",),  # beside the package
    "utils": ("utils.py",),
}
place = ROOTS[options.roots]
left_out = sum([PARTS[part] for part in options.without], ("_roots.py",))

# Two trees make one package; the freezer merges them, and rejects a file that is in both.
for base in ("../../shared", "."):
    top = base + "/requests"
    files = [os.path.relpath(os.path.join(folder, name), top) for folder, _, names in os.walk(top) for name in names]
    code = sorted(name for name in files if name.endswith(".py") and name not in left_out)
    package("requests", tuple(code), base_path=base, opt=options.opt)
if place:
    package("requests", ("_roots.py",), base_path=place, opt=options.opt)
if "urequests.py" not in left_out:
    module("urequests.py", opt=options.opt)
if options.openmv:
    package("requests", ("_documented.py",), base_path="openmv", opt=options.opt)
