"""The programs that are measured: the empty app, and Parley on files of several sizes."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.empty_app import GREETING
from bench.terminal import Terminal
from bench.topics import write_topic
from model.corpus.index import Index
from model.extract.vocabulary import Vocabulary
from model.file.kept import FOLDER, keep
from model.file.loader import load
from model.quotes.sources import SEEDS, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "positions.yaml"
SIZES = ((50, 30, 1_000), (50, 30, 10_000), (200, 50, 10_000), (1_000, 200, 10_000))
"""Parties, issues and quotes of the invented topics."""


@dataclass(frozen=True, slots=True)
class Program:
    """What is run; its first frame is complete once `sign` stands in one of its first lines."""

    name: str
    arguments: tuple[str, ...]
    sign: str
    parties: int = 0
    issues: int = 0
    forgets: Path | None = None  # what it kept of its file, for one that is to read it each time as if never before

    def start(self) -> Terminal:
        """Start it in a terminal of its own."""
        if self.forgets is not None:
            shutil.rmtree(self.forgets, ignore_errors=True)
        return Terminal([sys.executable, *self.arguments], ROOT)

    def is_ready(self, terminal: Terminal) -> bool:
        """Tell whether the frame on show is complete."""
        return any(self.sign in line for line in terminal.lines()[:4])


def has_checked(terminal: Terminal) -> bool:
    """Tell whether Parley has checked the quotes: from then on it does nothing unasked."""
    return any("problem" in line for line in terminal.lines()[-2:])


EMPTY = Program("empty app", ("-m", "bench.empty_app"), GREETING)


def parley(path: Path) -> Program:
    """Give Parley on a file that it has read before, with its articles.

    The head of the second column is the sign: it stands nowhere else.
    """
    keep(loaded := load(path))
    topic = loaded.topic
    if topic is None:
        raise ValueError(f"{path} has errors")
    vocabulary = Vocabulary.of(topic)
    with Index(path.parent) as index:
        for source in topic.sources.values():
            index.candidates(read_source(path.parent, source.file), vocabulary)
    quotes = sum(1 for _ in topic.quotes())
    parties, issues = len(topic.parties), len(topic.issues)
    sign = list(topic.issues.values())[1].name.split()[0]
    return Program(f"{parties} × {issues} / {quotes:,}", ("-m", "tui", str(path)), sign, parties, issues)


def unread(program: Program, folder: Path) -> Program:
    """Give Parley on a copy of a program's file, which it has never read at any start."""
    path = Path(program.arguments[-1])
    shutil.copytree(path.parent / SEEDS, folder / SEEDS)
    copy = shutil.copy(path, folder)
    arguments = (*program.arguments[:-1], str(copy))
    return replace(program, name=f"{program.name}, never read", arguments=arguments, forgets=folder / FOLDER)


def topics(folder: Path) -> Iterator[Path]:
    """Write the invented topics into a folder."""
    for parties, issues, quotes in SIZES:
        yield write_topic(folder / f"{parties}-{issues}-{quotes}", parties, issues, quotes)
