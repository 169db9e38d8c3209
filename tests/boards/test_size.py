"""What `nox -s size` writes, and which modules are a part."""

import overlay
import size

COST = size.Cost(10_000, 9_000)
MEASURED = {"flash, core": 25_000, "flash, all but the roots": 40_000}


def page():
    parts = {"`digest`": 5_000, size.OPTIONAL: 15_000}
    whole = size.Whole(40_000, 25_000, {"bytecode": 20_000}, {"redirects": 30_000}, parts)
    return size.page(whole, {"requests/a.py": COST}, COST, COST, MEASURED)


def test_a_page_shows_the_budgets():
    assert "| flash, core | 25,000 bytes |" in page()


def test_a_page_shows_the_contents_of_the_flash():
    assert "| bytecode | 20,000 |" in page()


def test_a_page_shows_the_size_of_each_part():
    assert "| `digest` | 5,000 |" in page()


def test_a_page_tells_what_the_abilities_cost():
    assert "| redirects | 30,000 |" in page()


def test_each_module_is_of_one_ability_or_part():
    listed = [f"requests/{name}.py" for names in size.ABILITIES.values() for name in names]
    listed += [name for names in size.parts().values() for name in names if name not in listed]
    assert sorted(listed) == sorted(overlay.merged("micropython").keys() - {size.ROOTS})


def test_each_part_has_modules_of_the_package():
    modules = overlay.merged("micropython").keys()
    parts = size.parts()
    assert {"codes", "cookies", "digest", "multipart", "openmv", "proxies", "utils"} <= parts.keys()
    assert [name for names in parts.values() for name in names if name not in modules] == []


def test_the_page_was_written_by_this_tool():
    recorded = size.PAGE.read_text(encoding="utf-8").partition(size.BY_HAND)[0]
    assert [line for line in page().splitlines() if line.startswith("#") and line not in recorded] == []
