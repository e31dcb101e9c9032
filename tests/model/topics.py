"""Small topics for tests of the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from model.file.judging import judged
from model.schema import Topic

ROOT = Path(__file__).parents[2]
GOOD = [  # files without an error, each written in a way of its own
    ROOT / "positions.yaml",
    ROOT / "tui/starter/positions.yaml",
    ROOT / "tests/data/good.yaml",
    ROOT / "tests/data/harbour/positions.yaml",
    *sorted((ROOT / "tests/data/styles").glob("*.yaml")),
]

Quotes = list[tuple[str, str]]  # stance, date ("" for the source's)


def topic_of(cells: dict[tuple[str, str], Quotes | dict[str, Any]], **more: Any) -> Topic:
    """Make a topic of cells (party, issue): quotes as (stance, date), or a whole position."""
    positions: dict[str, dict[str, Any]] = {}
    for (party, issue), given in cells.items():
        position = given if isinstance(given, dict) else {"quotes": quotes_of(given)}
        positions.setdefault(party, {})[issue] = position
    parties = {party: {"name": party.title()} for party in ["ada", "bob", "cleo"]}
    issues = {issue: {"name": issue.title(), "proposition": f"{issue} now"} for issue in ["tolls", "dredging"]}
    sources = {"daily": {"file": "a.txt", "published": "2025-05-10"}, "weekly": {"file": "b.txt"}}
    data = {"parties": parties, "issues": issues, "sources": sources, "positions": positions}
    return judged(data | more)


def quotes_of(given: Quotes, source: str = "daily") -> list[dict[str, str]]:
    """Make quotes; each has words of its own."""
    return [
        {"quote": f"words {number}", "source": source, "stance": stance} | ({"date": date} if date else {})
        for number, (stance, date) in enumerate(given)
    ]
