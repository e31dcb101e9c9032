"""Somebody who decides candidates: what the review shows him, and what the files say then."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

from model.extract.candidate import Candidate, Evidence
from model.quotes.sentences import sentences
from tui.review import Review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader import Reader

    from model.extract.vocabulary import Vocabulary

_VERBS = {"rejected": ("oppose", "high"), "welcomed": ("support", "high"), "may welcome": ("conditional", "low")}


def read_plainly(text: str, vocabulary: Vocabulary, engine: str = "rules") -> tuple[Candidate, ...]:
    """Read sentences like "Norvia rejected the tolls.": what the rules of the day make of others is not tested here."""

    def found() -> Iterator[Candidate]:
        for span in sentences(text):
            quote = text[span.start : span.end]
            party = next((key for key, one in vocabulary.topic.parties.items() if quote.startswith(one.name)), None)
            verb = next((verb for verb in _VERBS if f" {verb} " in quote), None)
            for issue, one in vocabulary.topic.issues.items():
                term = next((term for term in one.terms if term in quote), None)
                if party and verb and term:
                    start = span.start + quote.index(verb)
                    reason = Evidence("cue", start, start + len(verb), "takes a side")
                    yield Candidate(
                        span.start, span.end, quote, party, issue, _VERBS[verb][0], "indirect", "", _VERBS[verb][1],
                        engine, (reason,), doubts=() if _VERBS[verb][1] == "high" else ("but", "pronoun"),
                    )  # fmt: skip

    return tuple(found())


def diff(before: str, path: Path) -> list[str]:
    """Give the hunks of the difference, as git shows them without context."""
    lines = difflib.unified_diff(before.splitlines(), path.read_text(encoding="utf-8").splitlines(), n=0, lineterm="")
    return "\n".join(list(lines)[2:]).split("\n@@ ")


def decided(path: Path) -> list[tuple[str, str]]:
    """Give what `decisions.jsonl` says, in its order."""
    kept = path.with_name("decisions.jsonl")
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert all(record["coder"] == "Maj" and record["time"].endswith("Z") for record in records)
    return [(record["decision"], record["quote"]) for record in records]


def review(reader: Reader) -> Review:
    screen = reader.app.screen
    assert isinstance(screen, Review)
    return screen


def under_cursor(reader: Reader) -> str:
    item = review(reader).item
    assert item is not None
    return item.candidate.quote


def marks(reader: Reader) -> str:
    agenda = review(reader).agenda
    return "".join(agenda.mark(each) for each in agenda.items)


async def opened(reader: Reader) -> None:
    await reader.until(lambda: reader.app.session.offers.is_read, "the articles to be read")
    await reader.press("2")
    await reader.on("Review")
    await reader.settle()  # on a busy machine the screen may be there before its list


async def saved(reader: Reader, *, decisions: int) -> None:
    await reader.until(lambda: "…" not in marks(reader), "the save")
    await reader.until(lambda: len(decided(reader.app.session.path)) == decisions, f"{decisions} decisions")
    await reader.settle()


async def at(reader: Reader, quote: str, why: str) -> None:
    """Wait until the cursor is on a candidate: the screen shows a save a moment after the disk has it."""
    await reader.until(lambda: under_cursor(reader) == quote, why)
    await reader.settle()
