"""How long a file takes to load, whole and by stage, in a process of its own: `python -m bench.loading FILE`."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from bench.programs import ROOT
from bench.tables import Row, Table, middle
from bench.topics import write_topic
from model import matrix
from model.file import composer, judging, loader, references
from model.quotes import sources, verify

SIZES = ((50, 30, 1_000), (200, 50, 10_000))
LONG_SIZE = (200, 50, 100_000)
_TIMES = 5


def measure(folder: Path, *, long: bool) -> Table:
    """Load topics of several sizes, each several times in fresh processes."""
    columns: dict[str, list[dict[str, float]]] = {}
    for parties, issues, quotes in (*SIZES, *([LONG_SIZE] if long else [])):
        path = write_topic(folder / f"loading-{quotes}", parties, issues, quotes)
        size = f"{quotes:,} quotes, {path.stat().st_size / 1e6:.1f} MB"
        columns[size] = [_load_elsewhere(path) for _ in range(1 if quotes > 10_000 else _TIMES)]
    stages = list(next(iter(columns.values()))[0])
    rows: list[Row] = [
        (stage, *(f"{middle([run[stage] for run in runs]):.1f}" for runs in columns.values())) for stage in stages
    ]
    return Table(
        "Loading, ms", ("stage", *columns), tuple(rows), "Median of fresh processes; parts of `load` indented."
    )


def _load_elsewhere(path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.loading", str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    times: dict[str, float] = json.loads(done.stdout)
    return times


def stages(path: Path) -> dict[str, float]:
    """Load a file whole, then once more by stage, and check its quotes; give the milliseconds of each."""
    gc.disable()  # as the app does until its first frame
    times: dict[str, float] = {}
    began = perf_counter()

    def lap(name: str) -> None:
        nonlocal began
        times[name] = (perf_counter() - began) * 1000
        began = perf_counter()

    loaded = loader.load(path)
    lap("load, whole")
    raw = loader.read_bytes(path)
    lap("- bytes")
    document, _ = composer.read(raw.decode(), str(path))
    data = document.data()
    lap("- values from YAML")
    references.reference_problems(document)
    lap("- references")
    topic = judging.judged(data)
    lap("- schema (pydantic)")
    cells = matrix.Matrix(topic)
    total = len(cells.contradictions) + cells.gap_count + cells.quote_count
    lap("all positions as cells")
    problems = verify.quote_problems(loaded, topic, sources.Library(path.parent, topic))
    lap("all quotes checked")
    if loaded.problems or problems or not total:
        raise ValueError(f"{path} was meant to be without problems: {[*loaded.problems, *problems][:3]}")
    return times


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
