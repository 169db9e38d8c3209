"""cloudpickle, dill and joblib, with which PySpark, Dask and Ray send functions, sessions and responses elsewhere."""

import subprocess
import sys

import cloudpickle
import dill
import joblib
import pytest
import requests

# The functions are in `__main__`, so they are pickled by value, with the names of the modules that they use.
SENDER = """
import sys, requests, {pickler} as pickler
getattr(pickler, "settings", {{}})["recurse"] = True  # of dill: with the globals that a function uses, as cloudpickle
from requests import Session
from requests.exceptions import JSONDecodeError, Timeout

def fetch(url):
    with Session() as session:
        session.headers["X-Sent"] = "here"
        answer = session.get(url)
    try:
        answer.json()
    except (Timeout, JSONDecodeError) as error:
        return type(error).__name__, answer, requests.codes.ok
    return "json", answer, requests.codes.ok

def adapter():
    from requests.adapters import HTTPAdapter
    return HTTPAdapter(max_retries=2)

session = requests.Session()
session.cookies["a"] = "b"
session.mount("http://other/", adapter())
sys.stdout.buffer.write(pickler.dumps([fetch, adapter, session, requests, requests.get("{url}"), lambda: requests.get]))
"""
RECEIVER = """
import sys, {pickler} as pickler
fetch, adapter, session, module, answer, getter = pickler.loads(sys.stdin.buffer.read())
import requests
kind, fetched, ok = fetch("{url}")
assert (kind, fetched.status_code, ok) == ("JSONDecodeError", 200, 200)
assert module is requests and getter() is requests.get
assert type(session) is requests.Session and session.cookies["a"] == "b"
assert session.get_adapter("http://other/").max_retries.total == adapter().max_retries.total == 2
assert (answer.text, type(answer)) == (fetched.text, requests.Response)
assert session.get("{url}").text == answer.text
print("done")
"""


def python(program, data=b""):
    done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("pickler", ["cloudpickle", "dill"])
def test_functions_sessions_and_responses_reach_another_process(base, pickler):
    where = {"pickler": pickler, "url": base + "/stream/3"}
    sent = python(SENDER.format(**where))
    assert python(RECEIVER.format(**where), sent).strip() == b"done"


@pytest.mark.parametrize("pickler", [cloudpickle, dill])
def test_round_trip_in_one_process(base, pickler):
    session = requests.Session()
    session.auth = requests.auth.HTTPBasicAuth("user", "word")
    error = requests.exceptions.ReadTimeout("late", response=session.get(base + "/get"))
    kept, told = pickler.loads(pickler.dumps((session, error)))
    assert (kept.auth, type(told), told.response.json()["method"]) == (session.auth, type(error), "GET")
    assert pickler.loads(pickler.dumps(requests)) is requests


def test_joblib_runs_calls_in_other_processes(base):
    """loky, which starts its processes, uses cloudpickle if pickle fails."""
    session = requests.Session()
    session.headers["X-Sent"] = "here"

    def fetch(number):
        answer = session.get(f"{base}/get", params={"n": number})
        return requests.codes.ok, answer

    with joblib.parallel_config("loky", n_jobs=2):
        results = joblib.Parallel()(joblib.delayed(fetch)(number) for number in range(4))
    assert [code for code, _ in results] == [200] * 4
    assert [type(answer) for _, answer in results] == [requests.Response] * 4
    assert [answer.json()["headers"]["x-sent"] for _, answer in results] == ["here"] * 4


def test_joblib_keeps_a_response_in_a_file(base, tmp_path):
    joblib.dump(requests.get(base + "/get"), tmp_path / "answer")
    assert joblib.load(tmp_path / "answer").json()["method"] == "GET"
