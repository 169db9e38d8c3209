"""The private names of urllib3 and http.client are those of one list, and the installed versions have them."""

import ast
import gzip
import http.client
import io
import sys
import zlib
from pathlib import Path

import pytest
import requests
import urllib3
from requests._transport import connection, pools, private, response
from urllib3.connection import HTTPConnection
from urllib3.response import DeflateDecoder, GzipDecoder, MultiDecoder

PACKAGE = Path(requests.__file__).parent
LISTED = {name for names in private.NAMES.values() for name in names}
# Documented in spite of the underscore: collections.namedtuple's, http.cookiejar's policy, socket.SocketIO's socket.
OTHERS = {"_replace", "_policy", "_cookies", "_cookies_lock", "_sock"}


SAMPLES = {
    http.client.HTTPConnection: lambda: http.client.HTTPConnection("a"),
    HTTPConnection: lambda: HTTPConnection("a"),
    urllib3.HTTPConnectionPool: lambda: urllib3.HTTPConnectionPool("a"),
    urllib3.HTTPResponse: lambda: urllib3.HTTPResponse(io.BytesIO(), preload_content=False),
    MultiDecoder: lambda: MultiDecoder("gzip, deflate"),
}


def sample(owner):
    """An instance of a class, or the module."""
    return SAMPLES.get(owner, owner)() if isinstance(owner, type) else owner


@pytest.mark.parametrize("owner", private.NAMES, ids=lambda owner: owner.__name__)
def test_names_are_there(owner):
    found = sample(owner)
    missing = [name for name in private.NAMES[owner] if not hasattr(found, name)]
    assert missing in ([], ["_raw_proxy_headers"] if sys.version_info < (3, 12) else [])


def test_decoders_show_whether_their_coding_has_ended():
    """A decoder that has not read the end of its coding waits for more."""
    for kind, data in ((GzipDecoder, b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"), (DeflateDecoder, zlib.compress(b"hello")[:4])):
        decoder = kind()
        decoder.decompress(data)
        assert response._is_unfinished(decoder)


def test_gzip_member_that_is_cut_at_any_byte():
    """Of two members the second one is incomplete; one byte that cannot begin a member is not a member."""
    member = gzip.compress(b"hello hello")
    for count in range(len(member) + 1):
        decoder = GzipDecoder()
        decoder.decompress(member + member[:count])
        assert response._is_unfinished(decoder) == (0 < count < len(member)), count
    for byte in range(256):
        decoder = GzipDecoder()
        decoder.decompress(member + bytes([byte]))
        assert response._is_unfinished(decoder) == (byte == 0x1F), byte


def own_and_used():
    """(names that our source defines or assigns, private names that it reads of any object, private imports)."""
    own, used, imported = set(), set(), set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                own.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(node.id)
            elif isinstance(node, ast.Attribute):
                (own if isinstance(node.ctx, ast.Store) else used).add(node.attr)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("urllib3", "http"):
                private_names = [one.name for one in node.names if one.name.startswith("_")]
                if private_names or "._" in (node.module or ""):
                    imported.add(path.name)
    return own, {name for name in used if name[:1] == "_" and name[:2] != "__"}, imported


def test_no_other_private_name_is_used():
    own, used, imported = own_and_used()
    assert imported == {"private.py"}
    assert sorted(used - own - LISTED - OTHERS) == []


@pytest.mark.parametrize(
    ("ours", "base"),
    [
        (connection.HTTPConnection, HTTPConnection),
        (pools.HTTPConnectionPool, urllib3.HTTPConnectionPool),
        (response.MessageResponse, urllib3.HTTPResponse),
        (response.MessageHeaders, urllib3.HTTPHeaderDict),
    ],
)
def test_no_other_private_name_is_overridden(ours, base):
    theirs = {name for name in dir(sample(base)) if name[:1] == "_" and name[:2] != "__"}
    mine = {name for cls in ours.__mro__ if cls.__module__.startswith("requests") for name in vars(cls)}
    assert sorted((mine & theirs) - LISTED - {"_abc_impl"}) == []
