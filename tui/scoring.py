"""`parley extract --score`: candidates against people's codes, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from model.extract.candidate import CONFIDENCES
from model.plain import one_line
from model.score import Tally, by_confidence, by_issue, by_stance, interval, pairs, placed, tally
from tui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from model.batch import Reading
    from model.extract.candidate import Candidate
    from model.schema import Topic
    from model.score import Code, Pair

COLUMNS = (
    *("", "codes", "candidates", "located", "precision", "recall", "F1"),
    *("with stance", "precision", "recall", "F1", "stance accuracy"),
)
"""Counts, each with the measures that follow from it: of codes located, and of those located with the right stance."""

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
        if missing := [doc for doc in self._codes if doc not in self._found]:
            yield f"codes do not count of what was not read: {_some(missing)}"
        if self._twins:
            yield f"articles do not count whose name was there before: {_some(self._twins)}"
        if self._lost:
            yield f"{counted(self._lost, 'code')} left out: the quote is not in the document"

    def table(self) -> Table:
        """Give the measures over all, and by issue, stance and confidence."""
        table = Table(*COLUMNS[:1])
        for name in COLUMNS[1:]:
            table.add_column(name, justify="right")
        for group in score_rows(self._pairs, self._topic):
            for name, *cells in group:
                table.add_row(Text(one_line(name)), *cells)
            table.add_section()
        return table

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


def score_rows(matched: Sequence[Pair], topic: Topic) -> list[list[tuple[str, ...]]]:
    """Give the rows of all measures in groups: all, issues, stances, confidences; their cells are those of COLUMNS."""
    issues = dict.fromkeys((*topic.issues, *(pair.code.issue for pair in matched if pair.code)))
    bands = by_confidence(matched, CONFIDENCES)
    return [
        [_row("all", tally(matched))],
        [_row(name, one) for name, one in by_issue(matched, issues).items()],
        [_row(name, one, located=False) for name, one in by_stance(matched, topic.scale).items()],
        [_row(f"{name} confidence", one, recall=False) for name, one in bands.items()],
    ]


def _row(name: str, one: Tally, *, located: bool = True, recall: bool = True) -> tuple[str, ...]:
    """Give one row; what means nothing for its group is left empty."""
    first = (one.precision(), one.recall() if recall else None, one.f1() if recall else None)
    second = (
        one.precision(with_stance=True),
        one.recall(with_stance=True) if recall else None,
        one.f1(with_stance=True) if recall else None,
    )
    return (
        name,
        str(one.codes) if recall else "",
        str(one.candidates),
        *((str(one.located), *map(_number, first)) if located else ("",) * 4),
        str(one.right),
        *map(_number, second),
        _number(one.stance_accuracy) if located else "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
