"""Servers of the standard library and httpbin on this machine, each for the length of a `with` block.

What a client does byte by byte is for `peer.py` and `server.py`; these are for scripts that only need a response.
"""

import contextlib
import functools
import http.server
import logging
import threading


class Quiet(http.server.BaseHTTPRequestHandler):
    """The base of a handler that keeps the terminal clean."""

    def log_message(self, *_args):
        """Say nothing."""


class Files(Quiet, http.server.SimpleHTTPRequestHandler):
    """The files of a folder."""


@contextlib.contextmanager
def handling(handler):
    """Give the address of a server whose requests that handler class answers."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def files(folder):
    """Give the address of a server of a folder's files."""
    return handling(functools.partial(Files, directory=str(folder)))


@contextlib.contextmanager
def httpbin():
    """Give the address of httpbin, for what documentation shows with httpbin.org."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Kept(WSGIRequestHandler):
        """Keep connections, as real servers do, and the terminal clean."""

        protocol_version = "HTTP/1.1"

        def log(self, *_args):
            """Say nothing."""

    logging.getLogger("httpbin.core").setLevel(logging.ERROR)  # it misses its own start page
    from httpbin import app

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Kept)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        server.server_close()
