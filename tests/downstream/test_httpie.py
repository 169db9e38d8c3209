"""HTTPie with its options --max-headers and --chunked."""

import subprocess
import sys


def http(*arguments, home):
    """Run HTTPie; return its output and its status."""
    command = [sys.executable, "-m", "httpie", "--ignore-stdin", "--pretty=none", *arguments]
    env = {"HOME": str(home), "PATH": "", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=env, check=False)
    return done.stdout + done.stderr, done.returncode


def test_a_request(base, tmp_path):
    output, status = http("--check-status", base + "/get", "X-A:1", home=tmp_path)
    assert status == 0, output
    assert '"x-a": "1"' in output


def test_max_headers_is_a_limit(base, tmp_path):
    fields = "".join(f"X-{n}: 1\r\n" for n in range(20))
    address = f"{base}/script/x" + f"HTTP/1.1 200 OK\r\n{fields}Content-Length: 2\r\n\r\nok".encode().hex()
    assert http("--max-headers=100", address, home=tmp_path)[1] == 0
    output, status = http("--max-headers=10", address, home=tmp_path)
    assert status == 1
    assert "got more than 10 headers" in output


def test_chunked_is_sent_in_chunks(base, tmp_path):
    offline, status = http("--offline", "--chunked", "POST", base + "/wire", "a=b", home=tmp_path)
    assert status == 0, offline
    assert "Transfer-Encoding: chunked" in offline
    assert "Content-Length" not in offline
    sent, status = http("--body", "--chunked", "POST", base + "/wire", "a=b", home=tmp_path)
    assert status == 0, sent
    assert "Transfer-Encoding: chunked" in sent
    assert "Content-Length" not in sent
    assert '{"a": "b"}' in sent
    assert sent.rstrip().endswith("\n0") or "\n0\n" in sent
