"""Measure what Parley costs in time and memory, and how good it reads: prints tables, with their goals."""

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

from bench import editing, extraction, first_frame, leaving, loading, moving, working
from bench.programs import EXAMPLE, ROOT, parley, topics, unread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.tables import Table

GUIDE = ROOT / "docs" / "performance.md"
EXTRACTION_GUIDE = ROOT / "docs" / "extraction.md"
BEGIN, END = "<!-- measured: `python -m bench --write` writes from here -->", "<!-- measured: to here -->"

_ROUNDS = 7


def main() -> None:
    """Run all benchmarks."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the tables into the guides under docs, too")
    parser.add_argument("--long", action="store_true", help="load 100,000 quotes, too")
    parser.add_argument("--extraction", action="store_true", help="measure extraction only")
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="parley-bench-") as folder:
        os.environ["XDG_STATE_HOME"] = folder  # else it asks about what was typed into some form of the example
        guides = {EXTRACTION_GUIDE: extraction.measure(Path(folder))}
        if not wanted.extraction:
            guides = {GUIDE: tables(Path(folder), long=wanted.long), **guides}
        for guide, measured in guides.items():
            shown = _run(measured)
            if wanted.write:
                write(guide, shown)


def _run(measured: Iterator[Table]) -> str:
    """Print tables as they come; give all that was printed."""
    parts = [machine()]
    print(parts[0], flush=True)
    for table in measured:
        parts.append(table.markdown())
        print(f"\n{parts[-1]}", flush=True)
    parts.append(f"Load average in the end: {load_average()}.")
    print(f"\n{parts[-1]}\n")
    return "\n\n".join(parts)


def tables(folder: Path, *, long: bool) -> Iterator[Table]:
    """Measure one thing after the other."""
    example, small, *others = (parley(path) for path in (EXAMPLE, *topics(folder)))
    yield first_frame.measure([example, unread(example, folder / "unread"), small, *others], _ROUNDS)
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


def write(guide: Path, measured: str) -> None:
    """Replace what stands between the marks of a guide."""
    before, begin, rest = guide.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"{guide} has lost its marks: {BEGIN} ... {END}")
    guide.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
