"""The private names of urllib3 and http.client that this package relies on.

Any release of the two may change them. tests/cpython/test_private_names.py looks each of them up in the installed
versions, and looks for others in our source; it runs with the oldest and with the newest urllib3.
"""

from __future__ import annotations

import http.client
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPHeaderDict, Timeout
from urllib3._collections import RecentlyUsedContainer as RecentlyUsedContainer
from urllib3.connection import HTTPConnection
from urllib3.response import DeflateDecoder, GzipDecoder, HTTPResponse
from urllib3.response import GzipDecoderState as GzipDecoderState
from urllib3.response import MultiDecoder as MultiDecoder
from urllib3.response import _get_decoder as _get_decoder
from urllib3.util.connection import allowed_gai_family as allowed_gai_family

# {module or class: its private names that are used or overridden}
NAMES: dict[Any, tuple[str, ...]] = {
    http.client: ("_MAXHEADERS",),
    http.client.HTTPConnection: (
        "_buffer",  # the lines of a head before they are sent
        "_http_vsn_str",
        "_method",
        "_raw_proxy_headers",  # of the response to CONNECT; Python 3.12
        "_tunnel",
        "_tunnel_headers",
        "_tunnel_host",
        "_tunnel_port",
    ),
    HTTPConnection: ("_dns_host", "_new_conn"),
    HTTPConnectionPool: ("_get_conn", "_make_request", "_put_conn"),
    HTTPResponse: (
        "_body",
        "_connection",
        "_decode",
        "_decoded_buffer",
        "_decoder",
        "_error_catcher",
        "_flush_decoder",
        "_fp",
        "_fp_bytes_read",
        "_handle_chunk",
        "_init_decoder",
        "_original_response",
        "_pool",
        "_raw_read",
        "_request_url",
        "_sock_shutdown",
        "_update_chunk_length",
    ),
    MultiDecoder: ("_decoders",),
    GzipDecoder: ("_obj", "_state"),
    DeflateDecoder: ("_obj",),
    HTTPHeaderDict: ("_container",),
    Timeout: ("_connect", "_read"),
    RecentlyUsedContainer: ("_container", "_maxsize"),
}
