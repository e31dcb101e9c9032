"""`parley extract --score`: candidates against people's codes, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from model.corpus.score import Tally, by_confidence, by_issue, by_stance, interval, pairs, placed, tally
from model.extract.candidate import CONFIDENCES
from model.plain import one_line
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from model.corpus.batch import Reading
    from model.corpus.score import Code, Pair
    from model.extract.candidate import Candidate
    from model.schema import Topic

_NAMED = 3  # documents named in a sentence


class Scoring:
    """Codes, and what was found in the articles that they are of; articles without codes do not count."""

    def __init__(self, topic: Topic, codes: Iterable[Code]) -> None:
        self._topic = topic
        self._codes: dict[str, list[Code]] = {}
        for code in codes:
            self._codes.setdefault(code.doc, []).append(code)
        self._placed: list[Code] = []
        self._found: dict[str, Sequence[Candidate]] = {}
        self._twins: list[str] = []
        self._lost = 0

    def add(self, reading: Reading) -> None:
        """Take in an article; codes name it by the base name of its file."""
        doc = Path(reading.source).name
        codes = self._codes.get(doc)
        if doc in self._found:
            self._twins.append(reading.source)
        if codes is None or doc in self._found:
            return
        self._found[doc] = reading.candidates
        there = [found for code in codes if (found := placed(code, reading.text))]
        self._lost += len(codes) - len(there)
        self._placed += there

    def doubts(self) -> Iterator[str]:
        """Say what could not be compared."""
        if not self._codes:
            yield "there is no code in the file: nothing was compared"
        if unknown := self._unknown():
            yield f"codes of what the topic does not have count as missed: {_some(unknown)}"
        if missing := [doc for doc in self._codes if doc not in self._found]:
            yield f"codes do not count of what was not read: {_some(missing)}"
        if self._twins:
            yield f"articles do not count whose name was there before: {_some(self._twins)}"
        if self._lost:
            yield f"{counted(self._lost, 'code')} left out: the quote is not in the document"

    def _unknown(self) -> list[str]:
        """Give the parties, issues and stances of codes that are none of the topic's, with what they are."""
        codes = [code for some in self._codes.values() for code in some]
        known = (("party", self._topic.parties), ("issue", self._topic.issues), ("stance", self._topic.scale))
        found = (
            f"{what} {getattr(code, what)}" for code in codes for what, ids in known if getattr(code, what) not in ids
        )
        return list(dict.fromkeys(found))

    def tables(self) -> Iterator[Table]:
        """Give the measures of located codes, and of those with the right stance."""
        for scores in score_tables(self._pairs, self._topic):
            table = Table()
            table.add_column(scores.heading, no_wrap=True)
            for name in scores.columns:
                table.add_column(name, justify="right")
            for group in scores.groups:
                for name, *cells in group:
                    table.add_row(Text(one_line(name)), *cells)
                table.add_section()
            yield table

    def sentence(self) -> str:
        """Say how far the F1 with the right stance may be from the truth."""
        bounds = interval(self._pairs, lambda one: one.f1(with_stance=True))
        if bounds is None:
            return "One document: too few to say how far these numbers may be from the truth."
        low, high = (f"{bound:.2f}" for bound in bounds)
        return f"F1 with the right stance lies between {low} and {high} (95 %, documents drawn anew)."

    @property
    def _pairs(self) -> tuple[Pair, ...]:
        return pairs(self._placed, self._found)


@dataclass(frozen=True, slots=True)
class Scores:
    """A table: what stands over the names of its rows, its other columns, and its rows in groups."""

    heading: str
    columns: tuple[str, ...]
    groups: tuple[tuple[tuple[str, ...], ...], ...]


def score_tables(matched: Sequence[Pair], topic: Topic) -> tuple[Scores, Scores]:
    """Give the measures of located codes, and of those with the right stance: over all and by group."""
    issues = dict.fromkeys((*topic.issues, *(pair.code.issue for pair in matched if pair.code)))
    groups = (
        {"all": tally(matched)},
        by_issue(matched, issues),
        by_stance(matched, topic.scale),
        {f"{band} confidence": one for band, one in by_confidence(matched, CONFIDENCES).items()},
    )
    whole, of_issues, of_stances, of_bands = (tuple(group.items()) for group in groups)
    measures = ("precision", "recall", "F1")
    located = Scores(
        "located",
        ("codes", "candidates", "hits", *measures),
        tuple(
            tuple(_row(name, one, one.located, with_stance=False, recall=group is not of_bands) for name, one in group)
            for group in (whole, of_issues, of_bands)
        ),
    )
    right = Scores(
        "with the right stance",
        ("codes", "candidates", "hits", *measures, "stance accuracy"),
        tuple(
            tuple(
                (
                    *_row(name, one, one.right, with_stance=True, recall=group is not of_bands),
                    "" if group is of_stances else _number(one.stance_accuracy),
                )
                for name, one in group
            )
            for group in (whole, of_issues, of_stances, of_bands)
        ),
    )
    return located, right


def _row(name: str, one: Tally, hits: int, *, with_stance: bool, recall: bool) -> tuple[str, ...]:
    """Give one row; a confidence has no recall, for codes that were missed have no confidence."""
    return (
        name,
        str(one.codes) if recall else "",
        str(one.candidates),
        str(hits),
        _number(one.precision(with_stance=with_stance)),
        _number(one.recall(with_stance=with_stance)) if recall else "",
        _number(one.f1(with_stance=with_stance)) if recall else "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
