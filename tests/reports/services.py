"""The services that scripts of boards use: each replaces a host, as far as the scripts in board/ need it.

`at` turns the addresses in a script into addresses of the scripted server (tests/server.py), whose first path segment
is then the host: `https://api.thingspeak.com/update` becomes `https://localhost:PORT/api.thingspeak.com/update`. A
service responds to a correct request as the real one does; its response to another request says what is wrong.
"""

import gzip
import hashlib
import json
import re
import time
import urllib.parse

import endpoints

HOST = re.compile(r"(https?)://((?:[a-z0-9-]+\.)+(?:[a-z]+|[0-9]+))(?=[/\"'?]|$)", re.MULTILINE)
MAIN_PY = "# Größe in µm\nprint('new version')\n" + "# padding\n" * 2000
FIRMWARE = endpoints.pattern(300_000)
POLICY = "default-src 'none'; " + "https://host.example " * 238  # 5,018 bytes, as GitHub's


def at(addresses, text):
    """Return the text with the server's addresses instead of hosts; a host without a service is unchanged."""

    def address(found):
        scheme, host = found.groups()
        return f"{addresses[scheme]}/{host}" if host in endpoints.ROUTES else found.group()

    return HOST.sub(address, text)


def service(*hosts):
    """Register a function of the exchange and of the path for these hosts."""

    def register(function):
        def route(exchange, *segments):
            return function(exchange, "/".join(segments))

        for host in hosts:
            endpoints.ROUTES[host] = route
        return function

    return register


def elsewhere(exchange, path):
    """An address of the same scheme on another origin of the server."""
    scheme = "https_other" if exchange.record["listener"].startswith("https") else "other"
    return exchange.server.addresses[scheme] + path


def refuse(exchange, why):
    """Send a 400 with the reason."""
    exchange.answer(why.encode(), status="400 Bad Request")


def events(exchange, head, pieces, pause):
    """A stream without a length, piece by piece with pauses; the connection stays open for a while at the end."""
    exchange.keep = False
    exchange.wire.send(head)
    for piece in pieces:
        exchange.wire.send(piece)
        time.sleep(pause)
    exchange.wire.wait_for_close(endpoints.HANG)


@service("raw.githubusercontent.com")
def raw_github(exchange, path):
    """A repository's files: text without a charset, gzipped for clients that ask for it."""
    files = {"main.py": MAIN_PY.encode(), "version.json": b'{"version": 7}', "firmware.bin": FIRMWARE}
    data, headers = files[path.rpartition("/")[2]], []
    if "gzip" in exchange.header("accept-encoding"):
        data, headers = gzip.compress(data), [("Content-Encoding", "gzip")]
    exchange.answer(data, headers=headers)


@service("ota.example.com")
def updates(exchange, path):
    """The server of an updater: a version, and files with their SHA-256."""
    files = {"app.py": MAIN_PY.encode(), "data.bin": FIRMWARE[:120_000]}
    if path == "manifest.json":
        entries = [{"path": name, "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()]
        return exchange.answer_json({"version": "1.4.0", "files": entries})
    return exchange.answer(files[path], kind="application/octet-stream")


@service("pkg.example.org")
def packages(exchange, path):
    """An index of packages as mip reads it."""
    if path.endswith(".json"):
        urls = [
            ["hello/__init__.py", "http://pkg.example.org/file/init"],
            ["hello/big.bin", "http://pkg.example.org/file/big"],
        ]
        text = at(exchange.server.addresses, json.dumps({"v": 1, "urls": urls, "version": "0.3"}))
        return exchange.answer(text.encode(), kind="application/json")
    return exchange.answer(b"VERSION = 3\n" if path == "file/init" else FIRMWARE[:120_000])


@service("api.telegram.org")
def telegram(exchange, path):
    """A bot's API: a long poll that the server holds, and a message sent."""
    method = path.rpartition("/")[2]
    if not path.startswith("bot123:ABC/"):
        return exchange.answer_json({"ok": False, "error_code": 401}, status="401 Unauthorized")
    if method == "getUpdates":
        offset = int(exchange.arg("offset", "0"))
        time.sleep(0.3)
        text = {0: "Grüße 👋", 8: "/stop"}.get(offset, "")
        update = {"update_id": max(offset, 7), "message": {"chat": {"id": 55}, "text": text}}
        return exchange.answer_json({"ok": True, "result": [update] if text else []})
    sent = endpoints.parsed(exchange.body) or endpoints.flatten(exchange.body.decode())
    return exchange.answer_json({"ok": True, "result": {"chat": {"id": int(sent["chat_id"])}, "text": sent["text"]}})


@service("api.thingspeak.com")
def thingspeak(exchange, path):
    """The number of the entry for an update, by GET or as a form; 0 for a wrong key."""
    fields = {**exchange.args, **endpoints.flatten(exchange.body.decode())}
    right = path == "update" and fields.get("api_key") == "KEY1" and "field1" in fields
    exchange.answer(b"42" if right else b"0")


@service("homeassistant.local")
def home_assistant(exchange, path):
    """The REST API: a state is set with a bearer's token and JSON, and read."""
    if exchange.header("authorization") != "Bearer TOKEN":
        return exchange.answer(b"401: Unauthorized", status="401 Unauthorized")
    entity = path.rpartition("/")[2]
    if exchange.method == "POST":
        if exchange.header("content-type") != "application/json":
            return exchange.answer_json({"message": "Invalid JSON specified."}, status="400 Bad Request")
        state = json.loads(exchange.body)
        return exchange.answer_json({"entity_id": entity, **state}, status="201 Created")
    return exchange.answer_json({"entity_id": entity, "state": "21.5", "attributes": {"unit_of_measurement": "°C"}})


@service("influx.local")
def influxdb(exchange, path):
    """Lines are written: 204 without a body."""
    if (path, exchange.header("authorization")) != ("api/v2/write", "Token T0ken=="):
        return exchange.answer_json({"code": "unauthorized"}, status="401 Unauthorized")
    if exchange.args != {"org": "home", "bucket": "b 1", "precision": "s"}:
        return refuse(exchange, f"wrong query {exchange.args}")
    if not re.fullmatch(rb"(\w+,\w+=\w+ \w+=[-\d.]+( \d+)?\n?)+", exchange.body):
        return exchange.answer_json({"code": "invalid"}, status="400 Bad Request")
    return exchange.answer(status="204 No Content", kind="")


@service("project.firebaseio.com")
def firebase(exchange, path):
    """A tree of JSON, by method: PUT and PATCH give back what they got, POST the name, DELETE null."""
    store = exchange.server.__dict__.setdefault("firebase", {})
    if exchange.method == "POST":
        store[path.replace(".json", "/-Nx1")] = endpoints.parsed(exchange.body)
        return exchange.answer_json({"name": "-Nx1"})
    if exchange.method == "DELETE":
        return exchange.answer_json(store.pop(path, None) and None)
    if exchange.method == "GET":
        return exchange.answer_json(store.get(path))
    value = endpoints.parsed(exchange.body)
    store[path] = {**store.get(path, {}), **value} if exchange.method == "PATCH" else value
    return exchange.answer_json(value)


@service("script.google.com")
def google_script(exchange, path):
    """A published script: what it returns is on another host, where a redirect leads by GET."""
    row = urllib.parse.quote(exchange.body.decode() or exchange.query)
    location = elsewhere(exchange, f"/script.googleusercontent.com/macros/echo?row={row}")
    exchange.answer(b"<HTML>Moved</HTML>", status="302 Moved Temporarily", headers=[("Location", location)])


@service("script.googleusercontent.com")
def google_content(exchange, path):
    """The result, to a GET alone."""
    if exchange.method != "GET":
        return exchange.answer(b"", status="405 Method Not Allowed")
    return exchange.answer_json({"result": "success", "row": exchange.arg("row")})


@service("api.github.com")
def github(exchange, path):
    """The latest release, with a field of more than 4 KB; a client without a User-Agent is refused."""
    if not exchange.header("user-agent"):
        return exchange.answer(b"no User-Agent", status="403 Forbidden")
    asset = at(exchange.server.addresses, "https://github.com/me/app/releases/download/v1.2.3/firmware.bin")
    release = {"tag_name": "v1.2.3", "assets": [{"name": "firmware.bin", "browser_download_url": asset}]}
    return exchange.answer_json(release, headers=[("Content-Security-Policy", POLICY), ("X-GitHub-Media-Type", "v3")])


@service("github.com")
def github_assets(exchange, path):
    """An asset is on another host, under a long address."""
    location = elsewhere(exchange, "/objects.githubusercontent.com/asset?X-Amz-Signature=" + "f" * 600)
    exchange.answer(b"", status="302 Found", headers=[("Location", location), ("Content-Security-Policy", POLICY)])


@service("objects.githubusercontent.com")
def github_objects(exchange, path):
    """The asset; a credential of another host is refused, as the real one does."""
    if exchange.header("authorization"):
        return refuse(exchange, "Only one auth mechanism allowed")
    return exchange.answer(FIRMWARE, kind="application/octet-stream")


@service("192.168.1.64")
def ip_camera(exchange, path):
    """A camera: a snapshot behind Digest, a stream of JPEGs behind Basic."""
    if path.startswith("ISAPI/"):
        fields = endpoints.digest_fields(exchange.header("authorization"))
        if fields and endpoints.digest_is_right(exchange, fields, "admin", "12345", "IP Camera", "MD5"):
            return exchange.answer(b"\xff\xd8" + endpoints.pattern(8000) + b"\xff\xd9", kind="image/jpeg")
        return endpoints.challenge(exchange, 'Digest realm="IP Camera", qop="auth", nonce="6f7a", stale=FALSE')
    if exchange.header("authorization") != "Basic YWRtaW46MTIzNDU=":
        return endpoints.challenge(exchange, 'Basic realm="IP Camera"')
    frames = [endpoints.pattern(count) for count in (3000, 5000, 1)]
    part = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n"
    return events(exchange, head, [part % (len(frame), frame) for frame in frames], 0.05)


@service("events.example.com")
def sse(exchange, path):
    """Events as a server sends them, each after a pause."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n\r\n"
    event = b'event: led\ndata: {"on": %s}\n\n'
    events(exchange, head, [b": hi\n\n", event % b"true", event % b"false"], 0.2)


@service("radio.example.com")
def radio(exchange, path):
    """An old SHOUTcast server, with its ICY status line."""
    head = b"ICY 200 OK\r\nicy-name: Radio\r\nicy-metaint: 4096\r\n\r\n"
    events(exchange, head, [endpoints.pattern(4096), b"\x01StreamTitle='x';", endpoints.pattern(4096)], 0)


@service("192.168.1.50")
def microcontroller(exchange, path):
    """Another board's web server: HTTP/1.0, no length; the body ends with the connection."""
    exchange.keep = False
    exchange.wire.send(
        b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + b'{"temp": 21.5, "id": "5ccf7f01"}'
    )


@service("www.example.org")
def pages(exchange, path):
    """Pages of a site: a large one, one in chunks, one that is not there."""
    if path == "large.html":
        return exchange.answer(b"<html>" + b"x" * 150_000, kind="text/html; charset=utf-8")
    if path == "chunked.json":
        text = json.dumps({"items": list(range(500))}).encode()
        return exchange.answer_chunks(
            (text[start : start + 100] for start in range(0, len(text), 100)), [("Content-Type", "application/json")]
        )
    if path == "hang":
        return exchange.wire.wait_for_close(endpoints.HANG)
    if path == "broken.json":
        return exchange.answer(b'<html>{"a": 1', kind="application/json")
    return exchange.answer(b"<h1>Not Found</h1>", status="404 Not Found", kind="text/html")


@service("api.openweathermap.org")
def weather(exchange, path):
    """Weather as JSON, for a query that was written by hand."""
    if exchange.args != {"q": "Köln,DE", "units": "metric", "appid": "ID"}:
        return exchange.answer_json({"cod": 401, "message": f"Invalid {exchange.args}"}, status="401 Unauthorized")
    report = {"name": "Köln", "main": {"temp": 11.3, "humidity": 87}, "weather": [{"description": "Regen"}]}
    return exchange.answer_json(report)


@service("api.example.com")
def telemetry(exchange, path):
    """The request, in httpbin's shape."""
    exchange.answer_json(endpoints.describe(exchange))


@service("io.adafruit.com")
def adafruit(exchange, path):
    """A feed's new value, for a key in a field of its own."""
    if exchange.header("x-aio-key") != "aio_KEY":
        return exchange.answer_json({"error": "unauthorized"}, status="401 Unauthorized")
    return exchange.answer_json({"id": "0F1", "value": str(json.loads(exchange.body)["value"])})


@service("discord.com")
def webhook(exchange, path):
    """A webhook: JSON, or a form with a file; the response to JSON has no content."""
    kind = exchange.header("content-type")
    if kind.startswith("multipart/form-data"):
        part = endpoints.multipart(kind, exchange.body)[0]
        return exchange.answer_json({"attachments": [{"filename": part["filename"], "size": len(part["data"])}]})
    if not (endpoints.parsed(exchange.body) or {}).get("content"):
        return exchange.answer_json({"message": "Cannot send an empty message"}, status="400 Bad Request")
    return exchange.answer(status="204 No Content", kind="")


@service("192.168.1.1")
def router(exchange, path):
    """A router's pages: the login sets a cookie, which the other pages require."""
    if path == "login":
        return exchange.answer(b"ok", headers=[("Set-Cookie", "SID=a1b2; Path=/; HttpOnly")])
    if exchange.cookies().get("SID") != "a1b2":
        return exchange.answer(b"login first", status="403 Forbidden")
    return exchange.answer_json({"clients": 5})


@service("api.openai.com")
def vision(exchange, path):
    """A vision model, with a picture in base64."""
    sent = endpoints.parsed(exchange.body)
    size = len(sent["image_url"].partition("base64,")[2])
    exchange.answer_json({"choices": [{"message": {"content": f"{sent['model']} saw {size} characters"}}]})


@service("dl.example.com")
def downloads(exchange, path):
    """A file, whose first connection is lost; a range of it."""
    data = FIRMWARE[:7000]
    start = re.match(r"bytes=(\d+)-$", exchange.header("range"))
    if start:
        first = int(start[1])
        fields = [("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")]
        return exchange.answer(data[first:], status="206 Partial Content", headers=fields)
    exchange.keep = False
    return exchange.wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(data), data[:3000]))


@service("cache.example.com")
def cached(exchange, path):
    """A file with an entity tag; a 304 has the length of the file, but no content."""
    data, fields = b'{"interval": 60}', 'ETag: "v2"\r\nContent-Length: 16\r\n\r\n'
    if exchange.header("if-none-match") == '"v2"':
        return exchange.wire.send(f"HTTP/1.1 304 Not Modified\r\n{fields}".encode())
    return exchange.wire.send(f"HTTP/1.1 200 OK\r\n{fields}".encode() + data)


@service("connectivitycheck.gstatic.com")
def portal(exchange, path):
    """A network that wants a login: each request is redirected."""
    exchange.answer(status="302 Found", headers=[("Location", "https://portal.invalid/login?from=gstatic")])


@service("oauth2.googleapis.com")
def oauth(exchange, path):
    """The flow of a device without a browser: the third request for a token gets one."""
    form = endpoints.flatten(exchange.body.decode())
    if path == "device/code":
        wanted = {"client_id": "me", "scope": "email profile"}
        code = {"device_code": "d", "user_code": "GQVQ-JKEC", "interval": 5}
        return exchange.answer_json(code) if form == wanted else refuse(exchange, f"wrong form {form}")
    polls = len(exchange.record["requests"])
    if form.get("grant_type") != "urn:ietf:params:oauth:grant-type:device_code" or form.get("device_code") != "d":
        return exchange.answer_json({"error": "invalid_request"}, status="400 Bad Request")
    if polls < 3:
        return exchange.answer_json({"error": "authorization_pending"}, status="428 Precondition Required")
    return exchange.answer_json({"access_token": "ya29", "expires_in": 3600})


@service("bucket.s3.amazonaws.com")
def bucket(exchange, path):
    """A bucket: it refuses a body without a length, and an address that was changed after it was signed."""
    if exchange.header("transfer-encoding") or exchange.method != "PUT":
        return exchange.answer(b"<Error/>", status="411 Length Required", kind="application/xml")
    if not exchange.target.endswith("/cam/1%2F2.jpg?X-Amz-Signature=ab%2Bcd&X-Amz-Date=20261129T000000Z"):
        return exchange.answer(b"<Error/>", status="403 Forbidden", kind="application/xml")
    return exchange.answer(headers=[("ETag", f'"{len(exchange.body)}"')], kind="")


@service("192.168.1.70")
def loudspeaker(exchange, path):
    """A device of UPnP: SOAP, and the methods of its events."""
    if path == "control":
        right = (
            exchange.header("soapaction") == '"urn:RenderingControl:1#GetVolume"' and "Größe".encode() in exchange.body
        )
        text = "<s:Envelope><s:Body><CurrentVolume>23</CurrentVolume></s:Body></s:Envelope>"
        return exchange.answer(text.encode(), kind="text/xml") if right else refuse(exchange, "wrong action")
    if exchange.method == "SUBSCRIBE" and exchange.header("callback") == "<http://192.168.1.9:8000/>":
        return exchange.answer(headers=[("SID", "uuid:7"), ("TIMEOUT", "Second-300")], kind="")
    right = exchange.method == "UNSUBSCRIBE" and exchange.header("sid") == "uuid:7"
    return exchange.answer(status="200 OK" if right else "412 Precondition Failed", kind="")


@service("api.twilio.com")
def sms(exchange, path):
    """A message by a form, with Basic authentication."""
    if exchange.header("authorization") != "Basic QUMxOnQ6b2tlbg==":
        return exchange.answer_json({"code": 20003}, status="401 Unauthorized")
    form = endpoints.flatten(exchange.body.decode())
    return exchange.answer_json({"body": form["Body"], "to": form["To"]}, status="201 Created")


@service("cam.example.com")
def pictures(exchange, path):
    """The size of a picture, and its first byte."""
    data, kind = exchange.body, exchange.header("content-type")
    if path == "form":
        data = endpoints.multipart(kind, data)[0]["data"].encode("latin-1")
    return exchange.answer_json({"size": len(data), "first": data[0]})


@service("time.example.com")
def clock(exchange, path):
    """The time of the server."""
    exchange.answer(headers=[("Date", "Sun, 29 Nov 2026 10:30:00 GMT")])


@service("log.example.com")
def tail(exchange, path):
    """Lines of JSON, in pieces that end within a character and within a line end."""
    text = '{"n": 1, "text": "Tür"}\r\n\r\n{"n": 2, "text": "auf"}\n{"n": 3, "text": "zu"}'.encode()
    pieces = (text[:19], text[19:25], text[25:40], text[40:])
    exchange.answer_chunks(pieces, [("Content-Type", "application/x-ndjson")])


@service("plug.local")
def plug(exchange, path):
    """The command of a plug, as it understands it."""
    exchange.answer_json(exchange.args)


@service("closing.example.com")
def closing(exchange, path):
    """The path; then the connection is closed, of which the response says nothing."""
    exchange.answer(f"/{path}".encode())
    exchange.keep = False


@service("dying.example.com")
def dying(exchange, path):
    """A body in chunks that ends within the size of a chunk, within its data, or before the last chunk."""
    exchange.keep = False
    rest = {"size": b"5", "data": b"5\r\nab", "end": b"2\r\nab\r\n"}[path]
    exchange.wire.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + rest)


@service("slow.example.com")
def slow(exchange, path):
    """A byte each 0.1 s."""
    endpoints.drip(exchange, "100", "100")


@service("errors.example.com")
def failures(exchange, path):
    """Errors with JSON; one whose body is cut."""
    if path == "cut":
        exchange.keep = False
        return exchange.wire.send(b'HTTP/1.1 500 Oops\r\nContent-Length: 30\r\n\r\n{"detail": "')
    status, detail = {
        "400": ("400 Bad Request", 'field "x" is missing'),
        "503": ("503 Service Unavailable", "try later"),
    }[path]
    return exchange.answer_json({"detail": detail}, status=status, headers=[("Retry-After", "2")])


@service("nas.example.com")
def nas(exchange, path):
    """A page for a user, and a redirect to another host."""
    if path == "away":
        location = elsewhere(exchange, "/elsewhere.example.com/")
        return exchange.answer(status="302 Found", headers=[("Location", location)])
    if exchange.header("authorization") != "Basic YWRtaW46cEBzcw==":
        return endpoints.challenge(exchange, 'Basic realm="nas"')
    return exchange.answer_json({"user": "admin"})


@service("elsewhere.example.com")
def other_host(exchange, path):
    """What credential came."""
    exchange.answer_json({"credential": exchange.header("authorization") or "none"})
