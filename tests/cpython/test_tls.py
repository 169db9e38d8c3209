"""Certificates and TLS contexts: what `verify` and `cert` accept, and when a context is shared."""

import ssl
from pathlib import Path

import pytest
import requests
import trustme
import urllib3
from cryptography.hazmat.primitives import serialization
from requests._transport import connection as our_connection
from requests._transport import tls
from requests.adapters import HTTPAdapter

E = requests.exceptions
CLOSE = {"Connection": "close"}  # the next request of a session connects anew, with the same connection object


@pytest.fixture
def session():
    with requests.Session() as s:
        yield s


@pytest.fixture
def https(server):
    return server.addresses["https"] + "/get"


@pytest.fixture
def https_client(server):
    """The URL of a server that wants a certificate of the client."""
    return server.addresses["https_client"] + "/get"


@pytest.fixture
def ca(certificates):
    return certificates.files["ca"]


@pytest.fixture
def authority(certificates):
    return certificates.authority.cert_pem.bytes()


@pytest.fixture
def own_files(certificates, tmp_path):
    """A function that writes a new client certificate of an authority to cert.pem and key.pem, or to one of them."""

    def write(issuer=None, names=("cert", "key")):
        issued = (issuer or certificates.authority).issue_cert("client@example.org")
        parts = {"cert": issued.cert_chain_pems[0].bytes(), "key": issued.private_key_pem.bytes()}
        for name in names:
            (tmp_path / f"{name}.pem").write_bytes(parts[name])
        return parts

    return write


@pytest.fixture
def pair(tmp_path):
    return str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")


def encrypted(path, password=b"secret"):
    """Return the key of a PEM file, encrypted."""
    key = serialization.load_pem_private_key(Path(path).read_bytes(), None)
    form, protection = serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(password)
    return key.private_bytes(serialization.Encoding.PEM, form, protection)


# -- what verify and cert take ------------------------------------------------------------------------------


def test_authorities_as_bytes(session, https, authority):
    assert session.get(https, verify=authority).ok
    assert session.get(https, verify=ssl.PEM_cert_to_DER_cert(authority.decode())).ok
    session.verify = authority
    assert session.get(https).ok


def test_authorities_as_a_context(session, https, ca):
    context = ssl.create_default_context(cafile=ca)
    assert session.get(https, verify=context).ok
    with pytest.raises(E.SSLError):
        session.get(https, verify=ssl.create_default_context())
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(urllib3.exceptions.InsecureRequestWarning):
        assert session.get(https, verify=trusting).ok
    with pytest.raises(E.SSLError):
        session.get(https)


@pytest.mark.parametrize("make", [str, Path], ids=["str", "Path"])
def test_verify_takes_a_path_of_either_kind(session, https, ca, make):
    assert session.get(https, verify=make(ca)).ok
    session.verify = make(ca)
    assert session.get(https).ok


@pytest.mark.parametrize("junk", ["", [], 5, {}], ids=repr)
def test_verify_is_not_off_by_mistake(session, https, junk):
    with pytest.raises(E.SSLError, match="invalid path"):
        session.get(https, verify=junk)


@pytest.mark.parametrize(
    "kwargs",
    [
        {"verify": "/none"},
        {"verify": Path("/none")},
        {"verify": False, "cert": "/none"},
        {"verify": False, "cert": ("/none", "/none")},
    ],
    ids=repr,
)
def test_file_that_does_not_exist_is_a_plain_oserror(session, https, kwargs):
    """As in Requests; google-auth expects it. It is the one exception to the family of RequestException."""
    with pytest.raises(OSError, match=r"invalid path: /none") as caught:
        session.get(https, **kwargs)
    assert not isinstance(caught.value, requests.RequestException)


# -- keys with a password -----------------------------------------------------------------------------------


def test_key_with_a_password(session, https_client, ca, own_files, pair):
    own_files()
    Path(pair[1]).write_bytes(encrypted(pair[1]))
    assert session.get(https_client, verify=ca, cert=(*pair, "secret")).ok
    with pytest.raises(E.SSLError):
        session.get(https_client, verify=ca, cert=(*pair, "wrong"))


@pytest.mark.parametrize("in_one_file", [False, True])
def test_encrypted_key_without_password_is_an_sslerror(session, https_client, ca, own_files, pair, in_one_file):
    """OpenSSL would ask for the pass phrase on the terminal."""
    parts = own_files()
    Path(pair[1]).write_bytes(encrypted(pair[1]) + (parts["cert"] if in_one_file else b""))
    with pytest.raises(E.SSLError, match="is encrypted"):
        session.get(https_client, verify=ca, cert=pair[1] if in_one_file else pair)


def test_encrypted_key_for_a_context_of_the_caller(session, https_client, ca, own_files, pair):
    own_files()
    Path(pair[1]).write_bytes(encrypted(pair[1]))
    with pytest.raises(E.SSLError, match="is encrypted"):
        session.get(https_client, verify=ssl.create_default_context(cafile=ca), cert=pair)


# -- files that are replaced --------------------------------------------------------------------------------


def test_context_is_made_once_for_its_settings(session, https, ca):
    before = set(tls._contexts)
    for _ in range(3):
        assert session.get(https, verify=ca, headers=CLOSE).ok
    made = [kept for settings, kept in tls._contexts.items() if settings not in before]
    assert session.get(https, verify=ca, headers=CLOSE).ok
    assert [kept for settings, kept in tls._contexts.items() if settings not in before] == made
    assert len(made) <= 1


def test_replaced_bundle_is_used_by_the_next_connection(session, https, authority, tmp_path):
    bundle = tmp_path / "ca.pem"
    stranger = trustme.CA().cert_pem.bytes()
    session.verify = str(bundle)
    for pem, trusted in [(authority, True), (stranger, False), (authority, True)]:
        bundle.write_bytes(pem)
        if trusted:
            assert session.get(https, headers=CLOSE).ok
        else:
            with pytest.raises(E.SSLError):
                session.get(https, headers=CLOSE)


def test_old_context_leaves_the_cache(session, https, authority, tmp_path):
    bundle = tmp_path / "ca.pem"
    counts = []
    for extra in (b"", b"\n", b"\n\n"):
        bundle.write_bytes(authority + extra)
        assert session.get(https, verify=str(bundle), headers=CLOSE).ok
        counts.append(len(tls._contexts))
    assert counts == [counts[0]] * 3


def test_replaced_certificate_is_used_by_the_next_connection(session, https_client, ca, own_files, pair):
    session.verify, session.cert = ca, pair
    own_files()
    assert session.get(https_client, headers=CLOSE).ok
    own_files(trustme.CA())
    with pytest.raises(requests.ConnectionError):
        session.get(https_client, headers=CLOSE)
    own_files()
    assert session.get(https_client, headers=CLOSE).ok


def test_half_replaced_pair_is_an_sslerror_until_it_is_complete(session, https_client, ca, own_files, pair):
    session.verify, session.cert = ca, pair
    own_files()
    assert session.get(https_client, headers=CLOSE).ok
    parts = own_files(names=["cert"])
    for _ in range(2):
        with pytest.raises(E.SSLError, match=r"(?i)key.values.mismatch"):
            session.get(https_client)
    Path(pair[1]).write_bytes(parts["key"])
    assert session.get(https_client).ok


def test_kept_connection_is_used_after_the_bundle_was_replaced(session, https, authority, tmp_path):
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(authority)
    assert session.get(https, verify=str(bundle)).ok
    bundle.write_bytes(trustme.CA().cert_pem.bytes())
    assert session.get(https, verify=str(bundle)).ok


def test_context_of_a_folder_is_not_shared(tmp_path):
    """OpenSSL reads the folder during handshakes, and keeps the certificates in the context."""
    connection, made = our_connection.HTTPSConnection("example.org", ca_cert_dir=str(tmp_path)), []
    for _ in range(2):
        given = tls.set_context(connection)
        made.append(connection.ssl_context)
        vars(connection).update(given)
    assert made[0] is not made[1]
    assert connection.ca_cert_dir == str(tmp_path)


# -- whose context ------------------------------------------------------------------------------------------


def test_context_of_an_adapter_is_unchanged(https, ca):
    own = ssl.create_default_context(cafile=ca)

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args, **kwargs):
            super().init_poolmanager(*args, **kwargs, ssl_context=own)

    with requests.Session() as s:
        s.mount("https://", Adapter())
        r = s.get(https, stream=True)
        assert r.raw.connection.ssl_context is own
        assert r.raw.connection.sock.context is own
        r.close()


def test_replaced_factory_makes_a_context_for_each_connection(session, https, ca, monkeypatch):
    assert session.get(https, verify=ca, headers=CLOSE).ok
    original, made = urllib3.connection.create_urllib3_context, []

    def create(*args, **kwargs):
        made.append(original(*args, **kwargs))
        return made[-1]

    monkeypatch.setattr(urllib3.connection, "create_urllib3_context", create)
    for _ in range(2):
        with session.get(https, verify=ca, headers=CLOSE, stream=True) as r:
            assert r.raw.connection.sock.context is made[-1]
    assert len(made) == 2
    monkeypatch.undo()
    assert session.get(https, verify=ca, headers=CLOSE).ok
    assert len(made) == 2


def test_replaced_method_of_the_context_is_called(session, https, ca, monkeypatch):
    assert session.get(https, verify=ca, headers=CLOSE).ok
    loaded, original = [], ssl.SSLContext.load_verify_locations

    def load(self, *args, **kwargs):
        loaded.append(args)
        return original(self, *args, **kwargs)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", load)
    assert session.get(https, verify=ca, headers=CLOSE).ok
    assert loaded


def test_sslkeylogfile_set_between_two_connections(session, https, ca, monkeypatch, tmp_path):
    log = tmp_path / "keys"
    assert session.get(https, verify=ca, headers=CLOSE).ok
    monkeypatch.setenv("SSLKEYLOGFILE", str(log))
    assert session.get(https, verify=ca, headers=CLOSE).ok
    assert "SECRET" in log.read_text() or "CLIENT_RANDOM" in log.read_text()
    size = log.stat().st_size
    monkeypatch.delenv("SSLKEYLOGFILE")
    assert session.get(https, verify=ca, headers=CLOSE).ok
    assert log.stat().st_size == size


def test_contexts_are_not_kept_without_end(monkeypatch):
    monkeypatch.setattr(tls, "_contexts", dict.fromkeys(("old", n) for n in range(tls._MOST)))
    connection = our_connection.HTTPSConnection("example.org")
    tls.set_context(connection)
    assert len(tls._contexts) == tls._MOST
    assert connection.ssl_context in [kept and kept[1] for kept in tls._contexts.values()]
