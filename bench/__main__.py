"""Measure what Parley costs in time and memory: prints tables, with their goals, of medians on this machine."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench import editing, first_frame, leaving, loading, moving, working
from bench.programs import EXAMPLE, ROOT, parley, topics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.tables import Table

GUIDE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: `python -m bench --write` writes from here -->", "<!-- measured: to here -->"

_ROUNDS = 7


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"put the tables into {GUIDE.relative_to(ROOT)}, too")
    parser.add_argument("--long", action="store_true", help="load 100,000 quotes, too")
    wanted = parser.parse_args()
    parts = [machine()]
    print(parts[0], flush=True)
    with TemporaryDirectory(prefix="parley-bench-") as folder:
        for table in tables(Path(folder), long=wanted.long):
            parts.append(table.markdown())
            print(f"\n{parts[-1]}", flush=True)
    parts.append(f"Load average in the end: {load_average()}.")
    print(f"\n{parts[-1]}")
    if wanted.write:
        write("\n\n".join(parts))


def tables(folder: Path, *, long: bool) -> Iterator[Table]:
    """Measure one thing after the other."""
    example, small, *others = (parley(path) for path in (EXAMPLE, *topics(folder)))
    yield first_frame.measure([example, small, *others], _ROUNDS)
    yield from moving.measure([example, *others])
    yield loading.measure(folder, long=long)
    yield editing.measure(folder)
    yield working.measure([small, others[1]])  # not the example: it would be edited
    yield leaving.measure(example, others[0])


def machine() -> str:
    """Say on what, with what and when this is measured."""
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0))
    versions = f"Python {platform.python_version()}, Textual {version('textual')}, pydantic {version('pydantic')}"
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    return f"{when}; {cores} cores of {(names or [platform.machine()])[0]}; {versions}; load average {load_average()}."


def _cpuinfo() -> list[str]:
    return Path("/proc/cpuinfo").read_text().splitlines()


def load_average() -> str:
    """Say how busy the machine was in the last 1 and 5 minutes: 2.00 means two cores' worth of work."""
    return " and ".join(f"{load:.2f}" for load in os.getloadavg()[:2])


def write(measured: str) -> None:
    """Replace what stands between the marks of the guide."""
    before, begin, rest = GUIDE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"{GUIDE} has lost its marks: {BEGIN} ... {END}")
    GUIDE.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
