"""Draw docs/performance.svg from the measured table: ratios of CPU time, with a bar for each client."""

from __future__ import annotations

from environments import OURS, REFERENCE, ROOT
from report import Row
from tasks import SPEED

FILE = ROOT / "docs" / "performance.svg"
CHARTED = ("get", "get_tls", "process")  # tasks
WIDTH, LABELS, BARS = 720, 150, 460  # of the picture, of its left column, and of a bar with the ratio 1
LINE, HEADING, GAP = 20, 30, 14  # heights
MOST = 1.15  # the ratio at which bars are cut
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 }
.bar { fill: #8c959f }
.ours { fill: #0969da }
.reference { fill: #bc4c00 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .bar { fill: #6e7681 }
  .ours { fill: #4493f8 }
  .reference { fill: #db6d28 }
}
"""


def ratios(row: Row) -> list[tuple[str, float]]:
    """Return (client, its CPU time divided by that of PyPI's requests), sorted; [] if that was not measured."""
    cpu = {job.client: got["cpu"] for job, got in row if "cpu" in got}
    if REFERENCE not in cpu:
        return []
    return sorted(((client, seconds / cpu[REFERENCE]) for client, seconds in cpu.items()), key=lambda pair: pair[1])


def svg(rows: dict[str, Row]) -> str:
    """Return the picture: for each charted task that was measured, its title and a bar for each client."""
    parts: list[str] = []
    y = 0
    for task in CHARTED:
        pairs = ratios(rows.get(task, []))
        if not pairs:
            continue
        parts.append(f'<text class="title" x="0" y="{y + 18}">{SPEED[task].title}</text>')
        y += HEADING
        for client, ratio in pairs:
            parts.extend(_bar(client, ratio, y))
            y += LINE
        y += GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img">'
    title = "<title>CPU time beside other clients; PyPI's requests is 1.00, less is better</title>"
    return "\n".join([head, title, f"<style>\n{STYLE}</style>", *parts, "</svg>", ""])


def _bar(client: str, ratio: float, y: int) -> list[str]:
    kind = {OURS: "bar ours", REFERENCE: "bar reference"}.get(client, "bar")
    length = round(BARS * min(ratio, MOST))
    name = "OmniRequests" if client == OURS else client
    return [
        f'<text x="{LABELS - 8}" y="{y + 14}" text-anchor="end">{name}</text>',
        f'<rect class="{kind}" x="{LABELS}" y="{y + 3}" width="{length}" height="{LINE - 6}" rx="2"/>',
        f'<text x="{LABELS + length + 6}" y="{y + 14}">{ratio:.2f}</text>',
    ]


def write(rows: dict[str, Row]) -> None:
    """Write the picture to docs/, if a charted task was measured."""
    if any(ratios(rows.get(task, [])) for task in CHARTED):
        FILE.write_text(svg(rows), encoding="utf-8")
