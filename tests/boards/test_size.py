"""What `nox -s size` calls too much."""

import overlay
import size

COST = size.Cost(10_000, 9_000)


def page(flash, *heap):
    whole = size.Whole(flash, {"bytecode": flash // 2}, {"URLs": 5_000, size.OPTIONAL: 15_000})
    return size.page(whole, {"requests/a.py": COST}, COST, COST, [*heap, 608])


def test_a_page_says_what_was_measured():
    assert size.figures(page(40_000, 1_000, 9_000)) == {
        "flash": 40_000,
        "heap, imported": 1_000,
        "heap, ready to send": 9_000,
    }


def test_a_page_tells_what_the_flash_holds():
    assert "| bytecode | 20,000 |" in page(40_000, 1_000, 9_000)


def test_a_page_tells_what_the_parts_cost():
    assert "| URLs | 5,000 |" in page(40_000, 1_000, 9_000)
    assert "| OmniRequests without its optional parts | 25,000 |" in page(40_000, 1_000, 9_000)


def test_each_module_belongs_to_one_part():
    modules = " ".join(size.PARTS.values()).split()
    ours = [name.removeprefix("requests/").removesuffix(".py") for name in overlay.merged("micropython")]
    assert sorted([*modules, "_roots"]) == sorted(ours)


def test_what_has_a_name_of_its_own_can_be_left_out():
    manifest = (overlay.ROOT / "backends/micropython/manifest.py").read_text("utf-8")
    for part, modules in size.PARTS.items():
        if "`" in part:
            files = ", ".join(f'"{module}.py"' for module in modules.split())
            assert f'"{part.split("`")[1]}": ({files}' in manifest


def test_the_recorded_page_has_figures():
    assert all(size.figures(size.PAGE.read_text(encoding="utf-8")).values())


def test_growth_counts_from_above_three_percent():
    recorded = size.figures(page(10_000, 1_000, 9_000))
    assert size.complaints(size.figures(page(10_300, 1_030, 9_270)), recorded) == []
    grown = size.complaints(size.figures(page(10_301, 1_031, 9_271)), recorded)
    assert [line.partition(":")[0] for line in grown] == ["flash", "heap, imported", "heap, ready to send"]


def test_a_page_without_figures_makes_everything_growth():
    assert len(size.complaints(size.figures(page(1, 1, 1)), size.figures(""))) == 3


def test_budgets_are_met_exactly_and_no_further():
    assert size.over_budget(size.figures(page(size.FLASH_BUDGET, size.HEAP_BUDGET, 90_000))) == []
    over = size.over_budget(size.figures(page(size.FLASH_BUDGET + 1, size.HEAP_BUDGET + 1, 0)))
    assert [line.partition(":")[0] for line in over] == ["flash", "heap, imported"]
