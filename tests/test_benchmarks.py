"""The checks of the benchmarks: a slower client and a wrong response must fail."""

import subprocess

import chart
import guard
import pytest
import report
import worker
from clients.payloads import run_python
from measuring import Job, summaries
from tasks import SPEED, Task


def row(task, **seconds):
    return [(Job(client, task, 1), {"cpu": cpu}) for client, cpu in seconds.items()]


def growing(task, cpu, peak):
    sizes = zip((10, 20), cpu, peak)
    return [(Job("ours", task, 1, size), {"cpu": seconds, "peak": mb}) for size, seconds, mb in sizes]


@pytest.mark.parametrize(
    ("ours", "socket", "complains"),
    [
        (1.00, 0.02, False),
        (1.01, 0.02, True),
        (1.01, 1.00, False),  # a bare socket takes as much
    ],
)
def test_budget(ours, socket, complains):
    budget = SPEED["get"].budget
    found = report.excesses({"get": row("get", ours=ours * budget, requests=1.0, socket=socket * budget)})
    assert bool(found) is complains


@pytest.mark.parametrize(("times", "complains"), [(1.9, False), (2.1, True)])
def test_guard_allows_twice_the_budget(times, complains):
    ours = SPEED["get"].budget * times
    assert bool(guard.slower({"get": row("get", ours=ours, requests=1.0)})) is complains


@pytest.mark.parametrize(
    ("task", "cpu", "peak", "complains"),
    [
        ("long_chain", (1.0, 2.1), (20.0, 60.0), False),
        ("long_chain", (1.0, 4.0), (20.0, 20.0), True),
        ("download", (1.0, 2.0), (20.0, 21.0), False),
        ("download", (1.0, 2.0), (20.0, 40.0), True),
    ],
)
def test_cost_that_grows_out_of_proportion(task, cpu, peak, complains):
    assert bool(report.excesses({task: growing(task, cpu, peak)})) is complains


@pytest.mark.parametrize(("aim", "cell"), [(0.2, "0.25 (0.20)"), (0.25, "0.25"), (0.3, "0.25")])
def test_budget_above_the_first_aim_is_shown_with_it(aim, cell):
    assert report.budget_cell(Task("a title", 1, 0.25, aim)) == cell


def test_guard_allows_a_tenth_more_instructions():
    recorded = {"get": 1000, "redirect": 1000}
    assert [line.split(":")[0] for line in guard.grown({"get": 1099, "redirect": 1101}, recorded)] == ["redirect"]


def test_one_wrong_response_in_any_round_is_the_result():
    job = Job("ours", "get", 1)
    found = summaries({job: [{"cpu": 1.0}, {"failed": "got 500, want 200"}, {"cpu": 1.0}]})
    assert report.failures(found) == ["get, ours: got 500, want 200"]
    assert "| failed |" in report.speed_table(report.by_task(found), ["ours"])[-1]


def test_figure_is_the_least_of_the_rounds():
    job = Job("ours", "get", 1)
    assert summaries({job: [{"cpu": 2.0}, {"cpu": 9.0}, {"cpu": 1.0}]}) == {job: {"cpu": 1.0}}


def test_measurement_is_the_least_of_its_series():
    ticks = iter([0.0, 9.0, 9.0, 10.0, 10.0, 12.0])
    calls = []
    found = worker.measure(lambda: calls.append(1), 3, lambda: next(ticks))
    assert found["cpu"] == 1.0 and len(calls) == 3


def test_chart_has_a_bar_for_each_client_the_least_first():
    picture = chart.svg({"get": row("get", requests=1.0, ours=0.25, urllib3=0.5)})
    assert [name for name in picture.split(">") if name.startswith(("Omni", "urllib3<", "requests<"))] == [
        "OmniRequests</text", "urllib3</text", "requests</text"
    ]  # fmt: skip
    assert ">0.25<" in picture and chart.svg({}).count("<rect") == 0


def test_resident_memory_is_a_table():
    found = {Job("ours", "memory", 1): {"import": 10.04, "get": 12.0}, Job("socket", "memory", 1): {}}
    lines = report.memory_table(found, ["ours", "socket"])
    assert lines[-2:] == ["| after import | 10.0 |  |", "| after the first GET | 12.0 |  |"]


def test_instructions_of_a_process_include_its_imports():
    alone, importing = (run_python(program, counted=True) for program in ("pass", "import fractions"))
    assert alone < 100 < importing


def test_counted_process_that_fails_is_an_error():
    with pytest.raises(subprocess.CalledProcessError):
        run_python("raise SystemExit(1)", counted=True)
