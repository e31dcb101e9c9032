"""Read many texts in a process of its own, with no more than that takes: `python -m bench.reading TOPIC FOLDER HOW`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter, process_time

from model.corpus.batch import Article, read_articles
from model.corpus.index import Index
from model.extract.vocabulary import Vocabulary
from model.file.loader import load


def read(path: Path, folder: Path, how: str) -> dict[str, float]:
    """Read the texts in a folder: seconds, seconds that the processor was busy, MB of memory before and at most."""
    topic = load(path).topic
    if topic is None:
        raise ValueError(f"{path} has errors")
    articles = [Article.at(str(path)) for path in sorted((folder / "texts").iterdir())]
    index = folder / ".parley/index.sqlite"
    if how != "again":
        index.unlink(missing_ok=True)
    base = _peak()
    began, began_busy = perf_counter(), process_time()
    found = 0
    with Index(folder) as kept:
        for reading in read_articles(articles, Vocabulary.of(topic), index=kept, jobs=2 if how == "two" else 1):
            found += len(reading.candidates)
    seconds, busy = perf_counter() - began, process_time() - began_busy
    if found < len(articles):
        raise ValueError(f"only {found} candidates")
    return {"seconds": seconds, "busy": busy, "base": base, "memory": _peak()}


def _peak() -> float:
    """Give MB; ru_maxrss would have those of the process that started this one, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(read(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
