"""How long one edit takes, verified and saved, beside a round trip through ruamel.yaml in the same run."""

from __future__ import annotations

from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from bench.tables import Table, middle
from bench.topics import write_topic
from model.edit.edit import edit
from model.edit.operations import Change, SetFields, position_entry
from model.file.loader import Loaded, load
from model.save.save import save
from model.schema import Topic

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ((50, 30, 1_000, 50), (200, 50, 10_000, 300))  # parties, issues, quotes, goal in ms
_TIMES = 5


def measure(folder: Path) -> Table:
    """Set the summary of one cell, again and again; once each with ruamel.yaml, which takes long."""
    rows = []
    for parties, issues, quotes, goal in SIZES:
        path = write_topic(folder / f"editing-{quotes}", parties, issues, quotes)
        ours, theirs = middle(_edits(path)), _ruamel(path)
        missed = "" if ours <= goal else " (missed)"
        rows.append((f"{quotes:,} quotes", f"{ours:.0f}", f"{goal}{missed}", f"{theirs:.0f}", f"{theirs / ours:.0f} x"))
    return Table(
        "One edit, verified and saved, ms",
        ("size", "Parley", "goal", "ruamel.yaml", "ruamel / Parley"),
        tuple(rows),
        "Parley: the file is in memory as it is read; splice, read again, compare, save with fsync. ruamel.yaml: load, "
        "set, dump to memory; nothing is checked or saved.",
    )


def _edits(path: Path) -> list[float]:
    times = []
    loaded = load(path)
    for number in range(_TIMES):
        began = perf_counter()
        loaded = _edit(loaded, f"Summary number {number}.")
        times.append((perf_counter() - began) * 1000)
    return times


def _edit(loaded: Loaded, summary: str) -> Loaded:
    topic = loaded.topic or Topic()
    party, row = next(iter(topic.positions.items()))
    issue, position = next(iter(row.items()))
    operation = SetFields(position_entry(party, issue), (Change("summary", summary, position.summary),))
    made = []

    def change(raw: bytes) -> bytes:
        made.append(edit(raw, loaded, operation))
        return made[-1].raw

    save(loaded.path, change, loaded.digest)
    return made[-1].loaded


def _ruamel(path: Path) -> float:
    began = perf_counter()
    yaml = YAML()
    yaml.preserve_quotes = True
    data = yaml.load(path.read_bytes())
    position = next(iter(next(iter(data["positions"].values())).values()))
    position["summary"] = "Another summary."
    yaml.dump(data, BytesIO())
    return (perf_counter() - began) * 1000
