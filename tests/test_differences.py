"""Accepted differences: the page is up to date, and each has a case for each side."""

import cases
import differences
import pytest


def test_page_is_up_to_date():
    assert differences.PAGE.read_text(encoding="utf-8") == differences.page()


@pytest.mark.parametrize("path", differences.runnable(), ids=lambda path: path.stem)
def test_difference_has_a_case_for_each_side(path):
    sides = {case.name.split("_")[1] for case in cases.in_module(path)}
    assert sides == {"cpython", "micropython"}


def test_reference_list_names_cases_once():
    listed = cases.failing_on_reference()
    known = {case.id for case in cases.all_cases() if case.runs_on("reference")}
    assert set(listed) <= known
    assert len(listed) == len(cases.with_reasons("reference.py", "FAILING"))


def test_incomplete_difference_is_refused(tmp_path):
    path = tmp_path / "odd.py"
    path.write_text('"""A title.\n\nwhat: something\nwhy: because\n"""\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.py"):
        differences.difference(path)
