"""httpbin on this machine, for what documentation shows with httpbin.org."""

import contextlib
import logging
import threading

from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Keep connections, as real servers do, and the terminal clean."""

    protocol_version = "HTTP/1.1"

    def log(self, *_args):
        """Say nothing."""


@contextlib.contextmanager
def running():
    """Give its address while it runs."""
    logging.getLogger("httpbin.core").setLevel(logging.ERROR)  # it misses its own start page
    from httpbin import app

    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        server.server_close()
