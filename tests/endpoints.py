"""The responses of the scripted server: one function for each first segment of a path.

Most are httpbin's, by name and by the shape of their JSON, with header names in lower case. /wire answers
with the exact bytes of the request, /script does what its path says, /log has what arrived.
"""

import base64
import gzip
import hashlib
import json
import re
import time
import urllib.parse
import zlib

HANG = 10.0  # seconds that a script waits for the client to close
LONGEST = 3.0  # seconds of any other wait
LOGGED_BODY = 64 << 10  # bytes of a request's body that the log keeps
ROUTES = {}


def route(function):
    """Register a route under the function's name, "_" standing for "-"."""
    ROUTES[function.__name__.strip("_").replace("_", "-")] = function
    return function


class Exchange:
    """One request as it arrived, and the means to answer it."""

    def __init__(self, server, wire, record):
        self.server = server
        self.wire = wire
        self.record = record
        self.head = head = wire.read_until(b"\r\n\r\n")
        self.entry = server.log.add(record, head)
        lines = head.decode("latin-1").split("\r\n")
        self.method, _, rest = lines[0].partition(" ")
        self.target = rest.rpartition(" ")[0]
        self.version = rest.rpartition(" ")[2]
        fields = (line.partition(":") for line in lines[1:-2])
        self.headers = [(name.strip(), value.strip()) for name, _, value in fields]
        self.raw_body = b""
        self.body = b""
        if self.target.startswith("http://"):  # absolute-form, to a proxy
            self.target = "/" + self.target[7:].partition("/")[2]
        path, _, self.query = self.target.partition("?")
        self.prefix, self.segments = self._split(path)
        self.keep = self.version == "HTTP/1.1" and self.header("connection").lower() != "close"

    @staticmethod
    def _split(path):
        segments = path.split("/")[1:]
        if segments and segments[0].startswith("@"):
            return "/" + segments[0], segments[1:]
        return "", segments

    def header(self, name):
        """The values of a header, joined; "" when there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    @property
    def args(self):
        """The query as a dict: a str for each name, a list of them where a name repeats."""
        return flatten(self.query)

    def arg(self, name, default=""):
        """The first value of a query argument."""
        return urllib.parse.parse_qs(self.query, keep_blank_values=True).get(name, [default])[0]

    def read_body(self):
        """Read the request's body, raw and decoded, unless a script asked to answer early."""
        if self.header("expect").lower() == "100-continue":
            self.wire.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        if "chunked" in self.header("transfer-encoding").lower():
            self._read_chunks()
        elif self.header("content-length").isdigit():
            self.raw_body = self.body = self.wire.read_exact(int(self.header("content-length")))
        self.entry["body"] = self.body[:LOGGED_BODY].decode("latin-1")

    def _read_chunks(self):
        raw, data, size = [], [], -1
        while size:
            line = self.wire.read_until(b"\r\n")
            size = int(line.split(b";")[0], 16)
            chunk = self.wire.read_exact(size + 2)
            self.entry.setdefault("chunks", []).append(size)
            raw += [line, chunk]
            data.append(chunk[:-2])
        self.raw_body, self.body = b"".join(raw), b"".join(data)

    def run(self):
        """Find the route and let it answer."""
        name = self.segments[0] if self.segments else ""
        if not re.fullmatch(r"HTTP/1\.[01]", self.version):
            self.keep = False
            return self.answer(b"not HTTP/1.1", status="400 Bad Request")
        if name != "script":
            self.read_body()
        return ROUTES.get(name, not_found)(self, *self.segments[1:])

    def answer(self, body=b"", status="200 OK", headers=(), kind="text/plain"):
        """Send a complete response; headers are pairs of str."""
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
        if not any(name.lower() == "content-type" for name, _ in headers) and kind:
            lines.append(f"Content-Type: {kind}")
        if not self.keep:  # else a client may use the connection again before it sees the end (RFC 9112 9.6)
            lines.append("Connection: close")
        lines += [f"Content-Length: {len(body)}", "", ""]
        head = "\r\n".join(lines).encode("latin-1")
        self.wire.send(head if self.method == "HEAD" else head + body)

    def answer_json(self, value, **options):
        """Send a value as JSON."""
        self.answer(json.dumps(value).encode(), kind="application/json", **options)

    def answer_chunks(self, chunks, headers=()):
        """Send a response in chunks."""
        lines = ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"]
        lines += [f"{name}: {value}" for name, value in headers]
        self.wire.send("\r\n".join([*lines, "", ""]).encode("latin-1"))
        for chunk in chunks if self.method != "HEAD" else ():
            self.wire.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        if self.method != "HEAD":
            self.wire.send(b"0\r\n\r\n")

    def cookies(self):
        """The cookies of the request, by name."""
        pairs = (item.strip().partition("=") for item in self.header("cookie").split(";"))
        return {name: value for name, sep, value in pairs if sep}


def flatten(query):
    """A parsed query or form, single values out of their lists."""
    found = urllib.parse.parse_qs(query, keep_blank_values=True)
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}


def pattern(count):
    """Test data: byte number i has the value i modulo 256."""
    return (bytes(range(256)) * (count // 256 + 1))[:count]


def not_found(exchange, *_):
    """What has no route."""
    exchange.answer(b"not found", status="404 NOT FOUND")


def describe(exchange):
    """The request in httpbin's shape; "parts" lists the parts of a multipart body."""
    kind = exchange.header("content-type")
    text = exchange.body.decode("latin-1")
    form = flatten(text) if kind.startswith("application/x-www-form-urlencoded") else {}
    parts = multipart(kind, exchange.body) if kind.startswith("multipart/form-data") else []
    return {
        "method": exchange.method,
        "target": exchange.target,
        "path": "/" + "/".join(exchange.segments),
        "query": exchange.query,
        "args": exchange.args,
        "headers": {name.lower(): exchange.header(name.lower()) for name, _ in exchange.headers},
        "data": "" if form or parts else text,
        "form": form or {part["name"]: part["data"] for part in parts if part["filename"] is None},
        "files": {part["name"]: part["data"] for part in parts if part["filename"] is not None},
        "parts": parts,
        "json": parsed(exchange.body),
    }


def parsed(body):
    """The body read as JSON, None when it is none."""
    try:
        return json.loads(body)
    except ValueError:
        return None


def multipart(kind, body):
    """The parts of a multipart body, strictly by its boundary; data is latin-1 text."""
    boundary = b"--" + kind.partition("boundary=")[2].strip('"').encode("latin-1")
    pieces = (b"\r\n" + body).split(b"\r\n" + boundary)
    assert pieces[0] == b"" and pieces[-1] in (b"--\r\n", b"--"), "not framed by its boundary"
    return [part(piece) for piece in pieces[1:-1]]


def part(piece):
    """One part: its head's fields and its data."""
    head, _, data = piece.partition(b"\r\n\r\n")
    lines = head.decode("utf-8").split("\r\n")[1:]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    fields = dict(re.findall(r'(\w+)="([^"]*)"', headers.get("content-disposition", "")))
    return {
        "name": fields.get("name"),
        "filename": fields.get("filename"),
        "type": headers.get("content-type"),
        "headers": headers,
        "data": data.decode("latin-1"),
    }


@route
def anything(exchange, *_):
    """The request, described."""
    exchange.answer_json(describe(exchange))


for _name in ("get", "post", "put", "patch", "delete", "options", "head", ""):
    ROUTES[_name] = anything


@route
def wire(exchange, *_):
    """The raw bytes of the request."""
    exchange.answer(exchange.head + exchange.raw_body, kind="application/octet-stream")


@route
def headers(exchange, *_):
    """The request's headers in order, as pairs, names as sent."""
    exchange.answer_json({"headers": exchange.headers})


@route
def status(exchange, code, *reason):
    """That status, with a body that names it."""
    phrase = urllib.parse.unquote(reason[0]) if reason else "STATUS"
    exchange.answer(b"" if code in ("204", "304") else code.encode(), status=f"{code} {phrase}")


@route
def redirect(exchange, count="1"):
    """So many relative redirects, then /get."""
    left = int(count) - 1
    location = f"{exchange.prefix}/redirect/{left}" if left > 0 else f"{exchange.prefix}/get"
    exchange.answer(b"on the way", status="302 FOUND", headers=[("Location", location)])


@route
def redirect_to(exchange, *_):
    """To ?url=, with ?status_code=, and with any ?cookie= set on the way."""
    url = exchange.arg("url")
    extra = [("Set-Cookie", exchange.arg("cookie"))] if exchange.arg("cookie") else []
    code = exchange.arg("status_code", "302")
    exchange.answer(b"on the way", status=f"{code} Redirect", headers=[("Location", url), *extra])


@route
def response_headers(exchange, *_):
    """Each query argument as a header of the response, repeats included."""
    pairs = urllib.parse.parse_qsl(exchange.query, keep_blank_values=True, encoding="latin-1")
    exchange.answer(b"headers", headers=pairs)


@route
def cookies(exchange, *_):
    """The cookies that came; /cookies/set?name=value sets some and redirects to /cookies."""
    if exchange.segments[1:2] == ["set"]:
        lines = [("Set-Cookie", f"{name}={value}; Path=/") for name, value in exchange.args.items()]
        location = [("Location", exchange.prefix + "/cookies")]
        return exchange.answer(b"", status="302 FOUND", headers=lines + location)
    return exchange.answer_json({"cookies": exchange.cookies()})


@route
def basic_auth(exchange, user, password):
    """200 to that user by Basic, 401 to others."""
    wanted = base64.b64encode(urllib.parse.unquote(f"{user}:{password}").encode()).decode()
    if exchange.header("authorization") == "Basic " + wanted:
        return exchange.answer_json({"authenticated": True, "user": urllib.parse.unquote(user)})
    return challenge(exchange, 'Basic realm="here"')


def challenge(exchange, value):
    """401 with that challenge."""
    exchange.answer(b"who?", status="401 UNAUTHORIZED", headers=[("WWW-Authenticate", value)])


@route
def bearer(exchange, token):
    """200 to that bearer token, 401 to others."""
    if exchange.header("authorization") == "Bearer " + token:
        return exchange.answer_json({"authenticated": True, "token": token})
    return challenge(exchange, "Bearer")


@route
def digest_auth(exchange, qop, user, password, algorithm="MD5"):
    """200 to a right answer by RFC 7616, 401 with the challenge to others; qop "none" leaves it out.

    Of the query: stale=1 turns the first nonce down as stale, realm= and opaque= are sent as they are.
    """
    user, password = urllib.parse.unquote(user), urllib.parse.unquote(password)
    answer = digest_fields(exchange.header("authorization"))
    nonce = "first" if exchange.arg("stale") and answer.get("nonce") != "first" else "second"
    realm = exchange.arg("realm", "here")
    right = digest_is_right(exchange, answer, user, password, realm, algorithm)
    if answer.get("nonce") == "second" and right:
        return exchange.answer_json({"authenticated": True, "user": user, "fields": answer})
    fields = [f'realm="{realm}"', f'nonce="{nonce}"', f'opaque="{exchange.arg("opaque", "o")}"']
    fields += [f'qop="{qop}"'] if qop != "none" else []
    fields += [f"algorithm={algorithm}"] if algorithm != "default" else []
    fields += ["stale=true"] if answer.get("nonce") == "first" else []
    return challenge(exchange, "Digest " + ", ".join(fields))


def digest_fields(header):
    """The fields of an Authorization header of scheme Digest."""
    if not header.startswith("Digest "):
        return {}
    found = re.findall(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))', header)
    return {name.lower(): re.sub(r"\\(.)", r"\1", quoted) or plain for name, quoted, plain in found}


HASHES = {"MD5": "md5", "DEFAULT": "md5", "SHA": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}
HASHES["SHA-512-256"] = "sha512_256"


def digest_is_right(exchange, fields, user, password, realm, algorithm):
    """Whether the response is the one of RFC 7616 section 3.4.1 for what was really requested."""
    if (fields.get("realm"), fields.get("uri")) != (realm, exchange.target):
        return False
    if fields.get("username") not in (user, user.encode().decode("latin-1")):  # in Latin-1 or in UTF-8
        return False
    name = HASHES[algorithm.upper().replace("-SESS", "")]

    def make(data):
        return hashlib.new(name, data)

    def digest(*parts):
        return make(":".join(parts).encode()).hexdigest()

    first = digest(user, realm, password)
    if algorithm.lower().endswith("-sess"):
        first = digest(first, fields.get("nonce", ""), fields.get("cnonce", ""))
    entity = [make(exchange.body).hexdigest()] if fields.get("qop") == "auth-int" else []
    second = digest(exchange.method, fields["uri"], *entity)
    used = ("nonce", "nc", "cnonce", "qop") if "qop" in fields else ("nonce",)
    middle = [fields.get(key, "") for key in used]
    return fields.get("response") == digest(first, *middle, second)


@route
def _gzip(exchange, *_):
    """A JSON response, gzipped."""
    encoded(exchange, "gzip", gzip.compress)


@route
def deflate(exchange, kind="zlib"):
    """A JSON response, deflated: with zlib's header, or "raw" as some servers do."""
    encoded(exchange, "deflate", zlib.compress if kind == "zlib" else raw_deflate)


def encoded(exchange, name, encode):
    """A JSON response under a content coding, in one piece or (?chunks=N) in chunks of N bytes."""
    body = encode(json.dumps({name: True, "method": exchange.method}).encode())
    fields = [("Content-Encoding", name), ("Content-Type", "application/json")]
    if exchange.arg("chunks"):
        size = int(exchange.arg("chunks"))
        return exchange.answer_chunks((body[at : at + size] for at in range(0, len(body), size)), fields)
    return exchange.answer(body, headers=fields)


def raw_deflate(data):
    """Deflate without a header."""
    coder = zlib.compressobj(wbits=-15)
    return coder.compress(data) + coder.flush()


@route
def _bytes(exchange, count):
    """So many bytes of the pattern; ?gzip=1 gzips them."""
    body = pattern(int(count))
    if exchange.arg("gzip"):
        return exchange.answer(gzip.compress(body), headers=[("Content-Encoding", "gzip")], kind="")
    return exchange.answer(body, kind="application/octet-stream")


@route
def chunked(exchange, count, size="100"):
    """So many bytes of the pattern, in chunks of that size."""
    body, step = pattern(int(count)), int(size)
    exchange.answer_chunks(body[at : at + step] for at in range(0, len(body), step))


@route
def stream(exchange, count):
    """So many JSON lines, a chunk each."""
    lines = (json.dumps({"id": number}).encode() + b"\n" for number in range(int(count)))
    exchange.answer_chunks(lines, [("Content-Type", "application/json")])


@route
def close_delimited(exchange, count):
    """So many bytes of the pattern, ended by closing the connection."""
    exchange.keep = False
    exchange.wire.send(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + pattern(int(count)))


@route
def drip(exchange, count, milliseconds):
    """A body of known length at a byte each so many milliseconds."""
    exchange.wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % int(count))
    for byte in pattern(int(count)):
        exchange.wire.send(bytes([byte]))
        if exchange.wire.wait_for_close(int(milliseconds) / 1000):
            exchange.keep = False
            return


@route
def delay(exchange, seconds):
    """Describe the request after so many seconds, if the client is still there."""
    if exchange.wire.wait_for_close(min(float(seconds), LONGEST)):
        exchange.keep = False
        return
    anything(exchange)


@route
def body(exchange, text="", *_):
    """Those bytes (in hexadecimal) as the body, with the content type of ?type=."""
    exchange.answer(bytes.fromhex(text), kind=exchange.arg("type"))


@route
def log(exchange, token):
    """The connections that carried the token; ?closed=S waits at most S seconds until all are closed."""
    exchange.answer_json(exchange.server.log.find(token, min(float(exchange.arg("closed", "0")), HANG)))


@route
def script(exchange, *segments):
    """Do the steps of the path, joined by "." as the harness wrote them; keep the connection if none ends it.

    x<hex>: send those bytes.  r<count>x<hex>: send them so often.  w<milliseconds>: wait.  early: do not
    read the body first.  next: read the next request of this connection.  hang: wait until the client closes,
    HANG seconds at most, then close.  together: no pauses (--pause) in what follows.  half: end the sending side.
    close, truncate (no closure alert), reset: end the connection.
    """
    exchange.keep = True  # whatever the request says: the steps decide
    steps = "".join(segments).split(".")
    if "early" not in steps:
        exchange.read_body()
    for step in steps:
        STEPS[step[:1] if step[:1] in "xrw" and step != "reset" else step](exchange, step)
        if not exchange.keep:
            return


def send_step(exchange, step):
    """x<hex>: send those bytes."""
    exchange.wire.send(bytes.fromhex(step[1:]))


def repeat_step(exchange, step):
    """r<count>x<hex>: send them so often, in blocks of moderate size."""
    count, _, text = step[1:].partition("x")
    data = bytes.fromhex(text)
    each = max((64 << 10) // max(len(data), 1), 1)
    for done in range(0, int(count), each):
        exchange.wire.send(data * min(each, int(count) - done))


def wait_step(exchange, step):
    """w<milliseconds>: wait, without reading what the client may send meanwhile."""
    time.sleep(min(int(step[1:]) / 1000, LONGEST))


def next_step(exchange, step):
    """next: read the next request of this connection."""
    Exchange(exchange.server, exchange.wire, exchange.record).read_body()


def ending(method):
    """A step that ends the connection by a method of the wire."""

    def step(exchange, _):
        exchange.keep = False
        method(exchange.wire)

    return step


def hang_step(exchange, step):
    """hang: wait until the client closes."""
    exchange.keep = False
    exchange.wire.wait_for_close(HANG)


STEPS = {
    "x": send_step,
    "r": repeat_step,
    "w": wait_step,
    "early": lambda exchange, step: None,
    "next": next_step,
    "hang": hang_step,
    "together": lambda exchange, step: setattr(exchange.wire, "pause", 0),
    "half": lambda exchange, step: exchange.wire.half_close(),
    "close": ending(lambda wire: None),
    "truncate": ending(lambda wire: wire.truncate()),
    "reset": ending(lambda wire: wire.reset()),
}
