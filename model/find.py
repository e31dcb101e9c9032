"""Where a text occurs in a matrix: at the heads of rows and columns first, then in its cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from model.search import pattern_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from model.arrange import Layout
    from model.matrix import Matrix


class Where(StrEnum):
    """What a text was found in, in words."""

    PARTY = "the party's name"
    ISSUE = "the issue's name"
    SUMMARY = "in the summary"
    NOTE = "in the note"
    QUOTE = "in a quote"
    SPEAKER = "the speaker of a quote"


@dataclass(frozen=True, slots=True)
class Match:
    """A (row, column) in which a text occurs, and the first thing there that has it; a name's is its first cell."""

    place: tuple[int, int]
    where: Where

    @property
    def is_name(self) -> bool:
        """Tell whether the head of a row or column has the text."""
        return self.where in (Where.PARTY, Where.ISSUE)


def find_text(matrix: Matrix, layout: Layout, text: str) -> tuple[Match, ...]:
    """Find a text, whatever its case: names first, then the cells that the filter leaves, in reading order."""
    pattern = pattern_of(text)
    if pattern is None:
        return ()
    names = tuple(_in_names(matrix, layout, pattern))
    taken = {match.place for match in names}
    places = ((row, column) for row in range(len(layout.rows)) for column in range(len(layout.columns)))
    found = ((place, _in_cell(matrix, layout.pair(*place), layout, pattern)) for place in places if place not in taken)
    return (*names, *(Match(place, where) for place, where in found if where is not None))


def _in_names(matrix: Matrix, layout: Layout, pattern: re.Pattern[str]) -> Iterator[Match]:
    topic = matrix.topic
    parties = {key: party.name for key, party in topic.parties.items()}
    issues = {key: issue.name for key, issue in topic.issues.items()}
    rows, columns = (issues, parties) if layout.transposed else (parties, issues)
    of_rows, of_columns = (Where.ISSUE, Where.PARTY) if layout.transposed else (Where.PARTY, Where.ISSUE)
    if not (layout.rows and layout.columns):
        return
    yield from (Match((row, 0), of_rows) for row, key in enumerate(layout.rows) if pattern.search(rows[key]))
    yield from (Match((0, at), of_columns) for at, key in enumerate(layout.columns) if pattern.search(columns[key]))


def _in_cell(matrix: Matrix, pair: tuple[str, str], layout: Layout, pattern: re.Pattern[str]) -> Where | None:
    position = matrix.topic.position(*pair)
    if position is None or not layout.wanted.matches(cell := matrix.cell(*pair)):
        return None
    texts = [(Where.SUMMARY, position.summary), (Where.NOTE, position.note)]
    texts += [(Where.QUOTE, item.quote.quote) for item in cell.evidence]
    texts += [(Where.SPEAKER, item.quote.speaker) for item in cell.evidence]
    return next((where for where, text in texts if pattern.search(text)), None)


def first_match(matches: Sequence[Match], place: tuple[int, int]) -> Match | None:
    """Choose where to go while a text is typed: to the first name, else to the first cell from a place on."""
    if not matches or matches[0].is_name:
        return matches[0] if matches else None
    return next((match for match in matches if match.place >= place), matches[0])


def next_match(matches: Sequence[Match], now: Match | None, place: tuple[int, int], step: int) -> Match | None:
    """Choose the match after (step 1) or before (step -1) the one of now, or after or before a place; wraps round."""
    if now is not None and now.place == place and now in matches:
        return matches[(matches.index(now) + step) % len(matches)]
    ordered = sorted(matches, key=lambda match: match.place, reverse=step < 0)
    beyond = (match for match in ordered if (match.place > place if step > 0 else match.place < place))
    return next(beyond, ordered[0] if ordered else None)
