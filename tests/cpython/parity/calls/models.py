"""Request, PreparedRequest, Response and the structures, without a server."""

import copy
import pickle

import requests
import urllib3
from plain import attempt
from requests import codes, utils
from requests.models import PreparedRequest, Request, Response
from requests.structures import CaseInsensitiveDict, LookupDict

from ._each import each

SUBJECT = "models"
URL = "http://example.org/path?a=1"

REQUESTS = {
    "get": {"method": "GET", "url": URL},
    "lower case": {"method": "get", "url": URL},
    "params": {"method": "GET", "url": URL, "params": {"b": "2"}},
    "headers": {"method": "GET", "url": URL, "headers": {"b": "1", "a": "2"}},
    "data": {"method": "POST", "url": URL, "data": {"a": "1"}},
    "data in pairs": {"method": "POST", "url": URL, "data": [("a", "1")]},
    "json": {"method": "POST", "url": URL, "json": {"a": 1}},
    "cookies": {"method": "GET", "url": URL, "cookies": {"a": "1", "b": "2"}},
    "auth": {"method": "GET", "url": URL, "auth": ("a", "b")},
    "auth in the url": {"method": "GET", "url": "http://a:b@example.org/"},
    "generator": {"method": "POST", "url": URL, "data": iter([b"a"])},
    "text": {"method": "POST", "url": URL, "data": "text"},
    "no method": {"url": URL},
    "no url": {"method": "GET"},
    "nothing": {},
    "hooks": {"method": "GET", "url": URL, "hooks": {"response": [len]}},
    "one hook": {"method": "GET", "url": URL, "hooks": {"response": len}},
    "unknown hook": {"method": "GET", "url": URL, "hooks": {"request": len}},
    "hook that is none": {"method": "GET", "url": URL, "hooks": {"response": 5}},
}


def prepare(w, kwargs):
    """A Request, and the prepared request."""
    request = Request(**kwargs)
    return [request, repr(request), attempt(request.prepare)]


def step(w, do):
    """A method of a new PreparedRequest, called directly."""
    p = Request("POST", URL, headers={"X-A": "1"}, data="body", cookies={"c": "1"}).prepare()
    return [attempt(do, p), p]


STEPS = {
    "prepare_method": lambda p: p.prepare_method("patch"),
    "prepare_method of None": lambda p: p.prepare_method(None),
    "prepare_url": lambda p: p.prepare_url("http://example.com/ü", {"q": "1"}),
    "prepare_headers": lambda p: p.prepare_headers({"X-B": "2"}),
    "prepare_headers of None": lambda p: p.prepare_headers(None),
    "prepare_body": lambda p: p.prepare_body({"a": "1"}, None),
    "prepare_body of json": lambda p: p.prepare_body(None, None, {"a": 1}),
    "prepare_body of nothing": lambda p: p.prepare_body(None, None),
    "prepare_content_length": lambda p: p.prepare_content_length(b"12345"),
    "prepare_content_length of None": lambda p: p.prepare_content_length(None),
    "prepare_auth": lambda p: p.prepare_auth(("a", "b")),
    "prepare_auth from the url": lambda p: p.prepare_auth(None, "http://a:b@example.org/"),
    "prepare_cookies": lambda p: p.prepare_cookies({"d": "2"}),
    "prepare_cookies without the header": lambda p: [p.headers.pop("Cookie"), p.prepare_cookies({"d": "2"})],
    "prepare_hooks": lambda p: p.prepare_hooks({"response": len}),
    "register_hook": lambda p: p.register_hook("response", len),
    "register_hook of a list": lambda p: p.register_hook("response", [len, repr]),
    "register_hook unknown": lambda p: p.register_hook("request", len),
    "deregister_hook": lambda p: [p.register_hook("response", len), p.deregister_hook("response", len)],
    "deregister_hook absent": lambda p: p.deregister_hook("response", len),
    "copy": lambda p: p.copy(),
    "copy is apart": lambda p: p.copy().headers.update({"X-Z": "1"}),
    "path_url": lambda p: p.path_url,
    "repr": repr,
    "pickled": lambda p: pickle.loads(pickle.dumps(p)),
    "deep copy": copy.deepcopy,
    "prepare again": lambda p: p.prepare("GET", URL, {"H": "1"}, None, {"d": "1"}, {"q": "2"}, ("a", "b"), {}, {}),
    "body set by hand": lambda p: setattr(p, "body", b"other"),
}


def empty(w, do):
    """An attribute of a response that was not received."""
    return do(Response())


EMPTY = {
    "status": lambda r: r.status_code,
    "bool": bool,
    "repr": repr,
    "content": lambda r: r.content,
    "text": lambda r: r.text,
    "json": lambda r: r.json(),
    "headers": lambda r: r.headers,
    "links": lambda r: r.links,
    "ok": lambda r: r.ok,
    "raise": lambda r: r.raise_for_status(),
    "close": lambda r: r.close(),
    "iter": lambda r: list(r.iter_content(1)),
    "encoding": lambda r: r.encoding,
    "history": lambda r: r.history,
    "next": lambda r: r.next,
    "elapsed": lambda r: str(r.elapsed),
    "attributes": lambda r: sorted(r.__attrs__),
    "own content": lambda r: [setattr(r, "_content", b"own"), r.text, r.content],
    "state": lambda r: sorted(r.__getstate__()),
    "apparent encoding": lambda r: r.apparent_encoding,
}

CODES = (
    "ok",
    "OK",
    "not_found",
    "teapot",
    "temporary_redirect",
    "server_error",
    "unavailable_for_legal_reasons",
    "✓",
    "\\o/",
)

DICT = {
    "items": lambda d: list(d.items()),
    "get": lambda d: [d["content-TYPE"], d.get("x"), d.get("x", 5), d.get("ACCEPT")],
    "missing": lambda d: d["x"],
    "delete": lambda d: [d.__delitem__("ACCEPT"), d],
    "pop": lambda d: [d.pop("accept"), d],
    "set": lambda d: [d.__setitem__("CONTENT-type", "z"), d],
    "update": lambda d: [d.update({"ACCEPT": "1"}, b="2"), d],
    "in": lambda d: ["accept" in d, "x" in d],
    "equal": lambda d: [d == {"ACCEPT": "a", "content-type": "b"}, d == 5, d == CaseInsensitiveDict(d)],
    "not equal": lambda d: d != {"ACCEPT": "a"},
    "length": len,
    "repr": repr,
    "copy": lambda d: d.copy(),
    "lower_items": lambda d: list(d.lower_items()),
    "setdefault": lambda d: [d.setdefault("accept", "x"), d.setdefault("new", "y"), d],
    "popitem": lambda d: d.popitem(),
    "clear": lambda d: [d.clear(), d],
    "keys": lambda d: [list(d), list(d.keys()), list(d.values())],
    "views compare": lambda d: ["ACCEPT" in d.keys(), ("accept", "a") in d.items(), ("accept", "b") in d.items()],  # noqa: SIM118  # the view is meant
    "views as sets": lambda d: [d.keys() & {"ACCEPT", "x"}, d.keys() - {"ACCEPT"}, d.items() & {("ACCEPT", "a")}],
    "views by repr": lambda d: [repr(d.keys()), repr(d.items())],
    "views follow": lambda d: [keys := d.keys(), items := d.items(), d.update(n="1"), len(keys), list(items)],
    "unhashable": hash,
    "number key": lambda d: d[5],
    "pickled": lambda d: pickle.loads(pickle.dumps(d)),
    "dict": dict,
    "or": lambda d: d | {"a": "1"},
}

UTILS = {
    "requote": lambda: [utils.requote_uri(u) for u in ("http://a/ b", "http://a/%7e", "http://a/%", "http://a/ü")],
    "unquote_unreserved": lambda: [utils.unquote_unreserved(u) for u in ("%41%2f%7E", "%zz", "%", "%4")],
    "get_auth_from_url": lambda: [
        utils.get_auth_from_url(u) for u in ("http://a:b@c", "http://a%40:b@c", "http://c", 5)
    ],
    "guess_filename": lambda: utils.guess_filename(open(__file__)),  # noqa: SIM115  # for its name alone
    "parse_header_links": lambda: utils.parse_header_links('<a>; rel=x; t="y", <b>;c, d'),
    "parse_dict_header": lambda: utils.parse_dict_header('a="b, c", d=e, f, g="h\\"i"'),
    "parse_list_header": lambda: utils.parse_list_header('a, "b, c", d'),
    "prepend_scheme": lambda: [
        utils.prepend_scheme_if_needed(u, "http") for u in ("a:1", "https://b", "//c/d", "e/f?g")
    ],
    "urldefragauth": lambda: utils.urldefragauth("http://u:p@h:1/p?q#f"),
    "get_encoding": lambda: [
        utils.get_encoding_from_headers({"content-type": t}) for t in ("text/x", "a/b; charset=c", "a/b")
    ],
    "guess_json_utf": lambda: [
        utils.guess_json_utf('{"a": 1}'.encode(e)) for e in ("utf-8", "utf-16", "utf-32-le", "utf-8-sig")
    ],
    "address_in_network": lambda: utils.address_in_network("192.168.1.1", "192.168.1.0/24"),
    "dotted_netmask": lambda: utils.dotted_netmask(24),
    "is_ipv4_address": lambda: [utils.is_ipv4_address(a) for a in ("8.8.8.8", "8.8.8.8.8", "localhost")],
    "is_valid_cidr": lambda: [utils.is_valid_cidr(a) for a in ("1.2.3.0/24", "1.2.3.0", "1.2.3.0/a", "1.2.3.0/99")],
    "to_key_val_list": lambda: [utils.to_key_val_list({"a": 1}), utils.to_key_val_list([("a", 1)])],
    "to_key_val_list of text": lambda: utils.to_key_val_list("text"),
    "from_key_val_list": lambda: utils.from_key_val_list([("a", 1)]),
    "from_key_val_list of text": lambda: utils.from_key_val_list("text"),
    "unquote_header_value": lambda: [utils.unquote_header_value(v) for v in ('"a\\"b"', "a", '"', '"\\\\a"')],
    "iter_slices": lambda: list(utils.iter_slices("abcdefg", 3)),
    "check_header_validity": lambda: utils.check_header_validity(("a", "b\n")),
    "get_unicode_from_response": lambda: utils.get_encodings_from_content('<meta charset="utf-8">'),
    "default_user_agent": lambda: utils.default_user_agent(),
}

CALLS = {
    **each(prepare, REQUESTS, "request with "),
    **each(step, STEPS, "prepared "),
    **each(empty, EMPTY, "empty response "),
    **each(lambda w, name: getattr(codes, name), {name: name for name in CODES}, "code "),
    **each(lambda w, do: do(CaseInsensitiveDict({"Accept": "a", "Content-Type": "b"})), DICT, "dict "),
    **each(lambda w, do: do(), UTILS, "utils "),
    "dict of urllib3's headers": lambda w: CaseInsensitiveDict(repeated()),
    "dict updated with urllib3's headers": lambda w: [d := CaseInsensitiveDict({"A": "0"}), d.update(repeated()), d],
    "dict of an object with keys": lambda w: CaseInsensitiveDict(Keyed()),
    "dict of pairs": lambda w: CaseInsensitiveDict([("A", "1"), ("a", "2")]),
    "codes by item": lambda w: [codes["ok"], codes["none"], codes.get("none", 5), attempt(lambda: codes.none)],
    "codes by what is no name": lambda w: [codes[404], codes.get(404, 5), codes[None], codes["items"], codes["name"]],
    "lookup dict of a number": lambda w: repr(LookupDict(5)),
    "lookup dict": lambda w: [repr(LookupDict("n")), LookupDict("n").get("x"), LookupDict("n")["x"]],
    "unprepared path_url": lambda w: PreparedRequest().path_url,
    "unprepared repr": lambda w: repr(PreparedRequest()),
    "exceptions": lambda w: {
        name: sorted(base.__name__ for base in kind.__mro__)
        for name, kind in sorted(vars_of(requests.exceptions).items())
        if isinstance(kind, type)
    },
    "package exceptions": lambda w: [
        getattr(requests, name).__name__ for name in dir(requests) if name.endswith(("Error", "Timeout", "Exception"))
    ],
    "error with a response": lambda w: requests.HTTPError("oh", response=Response(), request=Request("GET", URL)),
    "error pickled": lambda w: str(pickle.loads(pickle.dumps(requests.exceptions.InvalidURL("oh")))),
}

NEWER = {"InvalidBody", "BodyTimeout", "IncompleteHead", "InvalidLength", "UnwritableJSONError", "Any"}


class Keyed:
    """A minimal mapping for dict()."""

    def keys(self):
        return ["A", "B"]

    def __getitem__(self, name):
        return name * 2


def repeated():
    """urllib3's headers with a repeated field."""
    return urllib3.HTTPHeaderDict([("Set-Cookie", "a=1"), ("X", "0"), ("set-cookie", "b=2")])


def vars_of(module):
    """The public exceptions of a module that both packages have."""
    return {name: getattr(module, name) for name in dir(module) if name[0].isupper() and name not in NEWER}
