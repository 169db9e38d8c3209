"""The suite's options and fixtures: targets, the scripted server, certificates, a clean environment."""

import datetime
import os
import ssl

import cases
import endpoints
import local_servers
import programs
import pytest
import record
import targets
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import settings
from server import Server

# Each property has so many examples, without a time limit; HYPOTHESIS_PROFILE=long is for a night.
settings.register_profile("ordinary", deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ordinary"))

DEFAULT_TARGETS = ("cpython", "micropython", "micropython-32")
FOREIGN_SETTINGS = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "netrc")
FOREIGN_SETTINGS += ("requests_ca_bundle", "curl_ca_bundle", "ssl_cert_file", "ssl_cert_dir")


def pytest_addoption(parser):
    """--target, as often as wanted."""
    parser.addoption("--target", action="append", choices=targets.NAMES, help="where conformance cases run")
    parser.addoption("--device", help="the serial device of the target `board`, such as /dev/ttyACM0")
    parser.addoption("--host", help="this machine's address in the network of the board, if not the obvious one")
    parser.addoption("--pause", type=float, default=0, help="seconds that the server waits before each half of a piece")
    parser.addoption("--hang", type=float, default=10, help="seconds that the server keeps a silent connection open")
    parser.addoption("--record", action="store_true", help="write what ran into docs/test-your-board.md")


def pytest_configure(config):
    """Remove the settings of this machine from the environment."""
    for name in list(os.environ):
        if name.lower() in FOREIGN_SETTINGS:
            del os.environ[name]
    os.environ["NETRC"] = os.devnull
    config.case_modules, config.args = cases.by_path(config.args, config.invocation_params.dir)


def pytest_generate_tests(metafunc):
    """Make the pairs of target and case."""
    if {"target_name", "case"} <= set(metafunc.fixturenames):
        names = metafunc.config.getoption("target") or DEFAULT_TARGETS
        chosen = metafunc.config.case_modules
        found = [case for case in cases.all_cases() if not chosen or case.path in chosen]
        pairs = [(name, case) for name in names for case in found if case.runs_on(name)]
        metafunc.parametrize(("target_name", "case"), [mark(name, case) for name, case in pairs])


def mark(name, case):
    """Return a pair, which is expected to fail with PyPI's Requests if a reason is recorded."""
    reason = cases.failing_on_reference().get(case.id) if name == "reference" else None
    strict = case.id not in cases.fixed_in_newer_pythons()
    marks = [pytest.mark.xfail(reason=reason, strict=strict)] if reason else []
    return pytest.param(name, case, id=f"{name}-{case.id}", marks=marks)


def pytest_terminal_summary(terminalreporter, config):
    """With --record, or with RECORD in the environment for all sessions, keep what each target ran."""
    if config.getoption("record") or "RECORD" in os.environ:
        ran = record.counted(terminalreporter.stats)
        record.write({name: record.row(name, *found) for name, found in ran.items()}, targets.NAMES)


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """A test authority, and the files that clients are given."""
    folder = tmp_path_factory.mktemp("certificates")
    return Certificates(folder)


class Certificates:
    """Contexts for TLS listeners, good and wrong in one way each, and the files that clients need."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = trustme.CA()
        self.files = {}
        self._write("ca", "pem", self.authority.cert_pem.bytes())
        self._write("ca_der", "der", ssl.PEM_cert_to_DER_cert(self.authority.cert_pem.bytes().decode()))
        self._write("bundle", "pem", trustme.CA().cert_pem.bytes() + self.authority.cert_pem.bytes())
        client = self.authority.issue_cert("client@example.org")
        chain, key = client.cert_chain_pems[0].bytes(), client.private_key_pem.bytes()
        self._write("client_cert", "pem", chain)
        self._write("client_key", "pem", key)
        self._write("client_both", "pem", key + chain)

    def _write(self, name, suffix, data):
        path = self.folder / f"{name}.{suffix}"
        path.write_bytes(data)
        self.files[name] = str(path)

    def contexts(self, *hosts):
        """{listener: ssl.SSLContext}; good certificates name localhost, its addresses, and hosts."""
        names = ("localhost", "127.0.0.1", "::1", *hosts)
        now, day = datetime.datetime.now(datetime.timezone.utc), datetime.timedelta(days=1)
        past = {"not_before": now - 9 * day, "not_after": now - day}
        future = {"not_before": now + day, "not_after": now + 9 * day}
        demanding = self._context(self.authority, *names)
        demanding.verify_mode = ssl.CERT_REQUIRED
        self.authority.configure_trust(demanding)
        modern, older = self._context(self.authority, *names), self._context(self.authority, *names)
        modern.minimum_version = ssl.TLSVersion.TLSv1_3
        older.maximum_version = ssl.TLSVersion.TLSv1_2
        return {
            "https": self._context(self.authority, *names),
            "https_other": self._context(self.authority, *names),
            "https_wrong_name": self._context(self.authority, "elsewhere.example"),
            "https_expired": self._context(self.authority, *names, **past),
            "https_future": self._context(self.authority, *names, **future),
            "https_unknown": self._context(trustme.CA(), *names),
            "https_client": demanding,
            "https_chain": self._context(self.authority.create_child_ca(), *names),
            "https_rsa": self._context(self.authority, *names, key_type=trustme.KeyType.RSA),
            "https_13": modern,
            "https_12": older,
            "https_common_name": self._common_name_context("localhost"),
        }

    def _common_name_context(self, name):
        """A certificate with the name only in the subject, as until 2000 (RFC 2818 section 3.1)."""
        authority = x509.load_pem_x509_certificate(self.authority.cert_pem.bytes())
        signer = serialization.load_pem_private_key(self.authority.private_key_pem.bytes(), None)
        key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.timezone.utc)
        builder = x509.CertificateBuilder(
            authority.subject, x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)]), key.public_key(),
            x509.random_serial_number(), now, now + datetime.timedelta(days=1),
        )  # fmt: skip
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        public = builder.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
        self._write("common_name", "pem", private + public)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.files.pop("common_name"))
        return context

    @staticmethod
    def _context(authority, *names, **options):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(*names, **options).configure_cert(context)
        return context


@pytest.fixture(scope="session")
def server(certificates, host, pytestconfig):
    """The scripted server, for the whole run."""
    bind = "0.0.0.0" if host else "127.0.0.1"
    contexts = certificates.contexts(*([host] if host else []))
    endpoints.HANG = pytestconfig.getoption("hang")
    with Server(contexts, bind, host, pytestconfig.getoption("pause")) as running:
        yield running


@pytest.fixture(scope="session")
def trusting(tmp_path_factory, certificates):
    """A tree of the device's package whose only root has signed the server's certificates."""
    return programs.with_roots(tmp_path_factory.mktemp("trusting"), [certificates.authority])


@pytest.fixture(scope="session")
def httpbin():
    """The address of httpbin on this machine."""
    with local_servers.httpbin() as address:
        yield address


@pytest.fixture(scope="session")
def host(pytestconfig):
    """This machine's address for a board in its network; None when every target is on this machine."""
    if "board" not in (pytestconfig.getoption("target") or ()):
        return None
    return pytestconfig.getoption("host") or targets.own_address()


@pytest.fixture(scope="session")
def start_target(server, certificates, pytestconfig):
    """A function from a target's name to the started target; if its start fails, every case fails with the reason."""
    started = {}

    def start(name):
        if name not in started:
            started[name] = _start(name, {**server.addresses, **certificates.files}, pytestconfig.getoption("device"))
        if isinstance(started[name], Exception):
            raise RuntimeError(f"target {name} could not start: {started[name]!r}") from started[name]
        return started[name]

    yield start
    for target in started.values():
        if not isinstance(target, Exception):
            target.stop()


def _start(name, addresses, device):
    try:
        target = targets.make(name, device)
        target.start(addresses)
    except Exception as error:
        return error
    return target
