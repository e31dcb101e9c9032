"""How fast articles are read, with how much memory, and how good what they propose is."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from bench.programs import EXAMPLE, ROOT
from bench.tables import Row, Table, middle
from model.corpus.batch import Article, read_articles
from model.corpus.index import Index
from model.corpus.score import by_confidence, interval, pairs, placed, read_codes, tally
from model.extract.candidate import CONFIDENCES
from model.extract.vocabulary import Vocabulary
from model.file.loader import load
from tui.scoring import score_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from model.corpus.score import Pair
    from model.schema import Topic

RIVER = ROOT / "tests/data/river/positions.yaml"
GOLD = ((EXAMPLE, ROOT / "tests/data/codes.jsonl"), (RIVER, RIVER.with_name("codes.jsonl")))

CODED = ROOT / "bench/coded"
SETS = {"wire": "in the manner of news agencies", "prose": "as long-form papers and interviews have it"}

_ARTICLES = 1_000
_TIMES = 3


def measure(folder: Path) -> Iterator[Table]:
    """Read a thousand articles made of the example's, each in a fresh process; then score against the codes."""
    texts = folder / "texts"
    texts.mkdir()
    size = write_articles(texts)
    runs = {
        "one job": [_elsewhere(folder, "one") for _ in range(_TIMES)],
        "two jobs": [_elsewhere(folder, "two") for _ in range(_TIMES)],
        "one job, known from before": [_elsewhere(folder, "again") for _ in range(_TIMES)],
    }
    seconds = {name: middle([run["seconds"] for run in some]) for name, some in runs.items()}
    busy = {name: middle([run["busy"] for run in some]) for name, some in runs.items()}
    memory = {name: max(run["memory"] for run in some) for name, some in runs.items()}
    speed, gain = _ARTICLES / busy["one job"], seconds["one job"] / seconds["two jobs"]
    goals = {
        "one job": f"≥ 300 articles/s {_met(speed >= 300)}; < 50 MB {_met(memory['one job'] < 50)}",
        "two jobs": f"≥ 1.6 × one job {_met(gain >= 1.6)} ({gain:.2f})",
        "one job, known from before": f"< 1 s {_met(seconds['one job, known from before'] < 1)}",
    }
    rows: list[Row] = [
        (name, f"{took:.2f}", f"{_ARTICLES / took:,.0f}", f"{busy[name]:.2f}", f"{memory[name]:.0f}", goals[name])
        for name, took in seconds.items()
    ]
    base = middle([run["base"] for run in runs["one job"]])
    yield Table(
        f"Reading {_ARTICLES:,} articles",
        ("how", "seconds", "articles/s", "seconds of a core", "peak memory, MB", "goal"),
        tuple(rows),
        f"{size / _ARTICLES / 1000:.1f} kB each; median of {_TIMES} fresh processes, most memory (VmHWM) of them. "
        "The time is that of reading, extracting and keeping, with the start of the two workers, without that of "
        "Python. Seconds of a core are what this process had of one while others were busy, too: articles/s on one "
        f"core are judged by them. Of the memory, {base:.0f} MB are Python and the imports; workers have their own.",
    )
    for path, gold in GOLD:
        yield from quality(path, gold)
    for name, manner in SETS.items():
        yield coded(name, manner)


def write_articles(folder: Path) -> int:
    """Write a thousand articles, no two the same; give their bytes."""
    sources = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    size = 0
    for number in range(_ARTICLES):
        data = f"{sources[number % len(sources)]}\nThis was article {number}.\n".encode()
        (folder / f"{number:04}.txt").write_bytes(data)
        size += len(data)
    return size


def _met(met: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "met" if met else "MISSED"


def _elsewhere(folder: Path, how: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.reading", str(EXAMPLE), str(folder), how]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _topic(path: Path) -> Topic:
    topic = load(path).topic
    if topic is None:
        raise ValueError(f"{path} has errors")
    return topic


def quality(path: Path, gold: Path) -> Iterator[Table]:
    """Hold what a topic's articles propose against the codes of people."""
    topic = _topic(path)
    matched = _matched(topic, path, gold)
    low, high = interval(matched, lambda one: one.f1(with_stance=True)) or (0.0, 0.0)
    located, right = score_tables(matched, topic)
    for scores, note in (
        (located, f"{len({pair.doc for pair in matched})} articles."),
        (right, f"95 % of F1 over all: {low:.2f} to {high:.2f}."),
    ):
        rows = tuple(row for group in scores.groups for row in group)
        yield Table(f"{topic.title}: codes {scores.heading}", ("", *scores.columns), rows, note)


def _matched(topic: Topic, path: Path, gold: Path) -> tuple[Pair, ...]:
    """Match a topic's candidates with the codes of its articles, those that have some."""
    codes = read_codes(gold.read_text(encoding="utf-8"))
    docs = dict.fromkeys(code.doc for code in codes)
    articles = [Article(doc, path.parent / "seeds", doc) for doc in docs]
    with Index(gold / "nowhere") as nothing_kept:
        readings = {one.source: one for one in read_articles(articles, Vocabulary.of(topic), index=nothing_kept)}
    there = [found for code in codes if (found := placed(code, readings[code.doc].text))]
    return pairs(there, {doc: reading.candidates for doc, reading in readings.items()})


def coded(name: str, manner: str) -> Table:
    """Score each topic of a set of coded ones, and all together."""
    each = {
        path.parent.name: _matched(_topic(path), path, path.with_name("codes.jsonl"))
        for path in sorted((CODED / name).glob("*/positions.yaml"))
    }
    every = tuple(pair for matched in each.values() for pair in matched)
    bands = by_confidence(every, CONFIDENCES)
    told = ", ".join(
        f"{_share(one.precision(with_stance=True))} of {one.candidates} {band}" for band, one in bands.items()
    )
    return Table(
        f"Coded topics, {manner}: bench/coded/{name}",
        ("topic", "codes", "candidates", "precision", "recall", "stance accuracy", "F1 with stance"),
        tuple(_scores(topic, matched) for topic, matched in (*each.items(), ("all", every))),
        f"Right with their stance: {told}.",
    )


def _scores(name: str, matched: Sequence[Pair]) -> Row:
    counts = tally(matched)
    shares = (counts.precision(), counts.recall(), counts.stance_accuracy, counts.f1(with_stance=True))
    return (name, str(counts.codes), str(counts.candidates), *(_share(share) for share in shares))


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.2f}"
