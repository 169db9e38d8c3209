"""The server of the benchmarks: nginx with a few fixed responses, from PATH or from Debian's package.

Nothing is installed: if there is no nginx, Debian's package and its libraries are unpacked in .cache/nginx.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import trustme  # noqa: E402  # after sys.path is set
from aptroot import apt_root, architecture, locked, suite  # noqa: E402  # after sys.path is set
from processor import one_cpu  # noqa: E402  # after sys.path is set

CACHE = ROOT / ".cache" / "nginx"
BIG = 64 << 20  # bytes of /big
LINES = 200_000  # lines of /lines
DOCUMENT_ROWS = 20_000  # of /document: a megabyte
HUGE = (1 << 30, 2 << 30)  # bytes of /huge/SIZE, sparse files
WIDE = (30, 60)  # fields of /wide/COUNT, 1 KB each
CHAIN = 30  # redirects from /chain/CHAIN to /chain/0
START_LIMIT = 10.0  # seconds

CONFIGURATION = """\
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000; keepalive_timeout 300s; client_max_body_size 0;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  large_client_header_buffers 4 256k; client_header_buffer_size 256k;
  default_type application/octet-stream;
  server {{
    listen 127.0.0.1:{port};
    listen 127.0.0.1:{tls_port} ssl; ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.pem;
    root {folder}/files;
    location = /small {{ default_type application/json; return 200 '{{"id": 1, "name": "camera", "ok": true}}'; }}
    location = /post {{ default_type text/plain; return 200 "$content_length"; }}
    location = /document {{
      default_type application/json; add_header Content-Encoding gzip; alias {folder}/files/gzipped;
    }}
    location = /moved {{ return 302 /small; }}
    location ~ ^/chain/0$ {{ return 200 "end"; }}
    {chain}
    {wide}
    location = /cookies {{ default_type text/plain; return 200 "$http_cookie"; }}
  }}
}}
"""


def program() -> list[str]:
    """Return the command that starts nginx; raise AptError if it is not available."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found:
        return [found]
    with locked(ROOT / ".cache" / "nginx.lock"):
        if not CACHE.is_dir():
            _fetch()
    loader = next((CACHE / "lib").glob("*/ld-linux*.so.*"))
    libraries = f"{loader.parent}:{CACHE / 'usr/lib' / loader.parent.name}"
    return [str(loader), "--library-path", libraries, str(CACHE / "usr/sbin/nginx")]


def _fetch() -> None:
    with tempfile.TemporaryDirectory(dir=ROOT / ".cache") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir()
        with apt_root(suite(), architecture()) as root:
            root.unpack(["nginx-light"], tree)
        tree.rename(CACHE)


def _prepare(folder: Path, port: int, tls_port: int) -> Path:
    """Write the configuration, the certificate and the files; return the configuration's path."""
    folder.chmod(0o755)  # if root starts it, nginx reads files as the user nobody
    files = folder / "files"
    files.mkdir()
    (files / "big").write_bytes(bytes(range(256)) * (BIG // 256))
    (files / "lines").write_text("".join(f"line {number} of a log, of ordinary length\n" for number in range(LINES)))
    (files / "gzipped").write_bytes(gzip.compress(document()))
    (files / "huge").mkdir()
    for size in HUGE:
        with open(files / "huge" / str(size), "wb") as huge:
            huge.truncate(size)
    configuration = folder / "nginx.conf"
    fields = {"folder": folder, "port": port, "tls_port": tls_port, "chain": _chain(), "wide": _wide()}
    configuration.write_text(CONFIGURATION.format(**fields))
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    return configuration


def document() -> bytes:
    """Return a megabyte of JSON, an array of objects like the response of an API."""
    rows = [{"id": number, "name": f"camera {number}", "ok": number % 2 == 0} for number in range(DOCUMENT_ROWS)]
    return json.dumps(rows).encode()


def _chain() -> str:
    return "\n".join(f"    location = /chain/{n} {{ return 302 /chain/{n - 1}; }}" for n in range(1, CHAIN + 1))


def _wide() -> str:
    fields = [f'add_header X-Wide-{n} "{"w" * 985}";' for n in range(max(WIDE))]
    return "\n".join(f"    location = /wide/{n} {{ {' '.join(fields[:n])} return 200 'wide'; }}" for n in WIDE)


@contextmanager
def serving() -> Iterator[str]:
    """Run nginx on a free port of the loopback interface during the `with` block, and yield its base URL.

    In the environment of processes that are started meanwhile, BENCH_TLS is its base URL over TLS, and BENCH_CA the
    file of the certificate to trust.

    Server and clients share one CPU: otherwise it would vary whether the system uses two, and long bodies cost up to
    twice as much on one.
    """
    port, tls_port = _free_ports()
    with tempfile.TemporaryDirectory() as name, one_cpu():
        configuration = _prepare(Path(name), port, tls_port)
        os.environ.update(BENCH_TLS=f"https://127.0.0.1:{tls_port}", BENCH_CA=f"{name}/ca.pem")
        process = subprocess.Popen([*program(), "-p", name, "-c", str(configuration)])
        try:
            _await(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"nginx did not start on port {port} (exit {process.poll()})")
