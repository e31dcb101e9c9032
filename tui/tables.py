"""The matrix and its cells as `parley show` prints them: a table, plain text in a pipe, or JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from model.matrix import Matrix
from model.plain import one_line
from model.problem import known_words
from model.quotes.sources import SourceError
from tui.sheet import face_of
from tui.wording import attribution, counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from model.cell import Cell, Evidence
    from model.quotes.sources import Library
    from model.schema import Topic

_IN_A_PIPE = 100_000  # cells: nothing is wrapped or cut for a program

# Blue for, orange against: the sixteen colours that every terminal has, whatever its theme.
COLOURS = {"for": "blue", "lean-for": "cyan", "lean-against": "yellow", "against": "yellow", "mixed": "magenta"}


class UnknownNameError(Exception):
    """A party or issue that the topic does not have; the sentence says which it has."""


class _Named(Protocol):
    @property
    def name(self) -> str: ...


def choose(given: str | None, known: Mapping[str, _Named], word: str, words: str) -> Sequence[str]:
    """Give the id that is meant by an id or a name, whatever its case; all ids if nothing is given."""
    if given is None:
        return tuple(known)
    wanted = given.casefold()
    for key, item in known.items():
        if wanted in (key, item.name.casefold()):
            return (key,)
    raise UnknownNameError(f'unknown {word} "{one_line(given)}": {known_words(wanted, known, words)}')


def as_json(topic: Topic, library: Library, parties: Sequence[str], issues: Sequence[str]) -> str:
    """Give one cell as an object, several as a list of them."""
    matrix = Matrix(topic)
    cells = [_cell_object(matrix.cell(party, issue), topic, library) for party in parties for issue in issues]
    one = len(parties) == 1 and len(issues) == 1 and len(cells) == 1
    return json.dumps(cells[0] if one else cells, ensure_ascii=False, indent=2)


def _cell_object(cell: Cell, topic: Topic, library: Library) -> dict[str, Any]:
    position = topic.position(cell.party, cell.issue)
    return {
        "party": cell.party,
        "issue": cell.issue,
        "stance": cell.stance,
        "verdict": cell.verdict,
        "derived": cell.derived.stance,
        "mixed": cell.derived.mixed,
        "rule": cell.derived.rule,
        "contradiction": cell.contradiction is not None,
        "gap": cell.gap,
        "summary": position.summary if position else "",
        "quotes": [_quote_object(item, library) for item in cell.evidence],
    }


def _quote_object(item: Evidence, library: Library) -> dict[str, Any]:
    quote = item.quote
    try:
        anchor = library.anchor(quote)
        anchoring, span = anchor.anchoring.value, anchor.span
    except SourceError:
        anchoring, span = "missing", None
    given = quote.model_dump(exclude={"date"}, exclude_defaults=True)
    where = {"anchoring": anchoring, "start": span.start if span else None, "end": span.end if span else None}
    return {**given, "quote": quote.quote.strip(), "date": str(item.date) if item.date else None, **where}


def print_cells(
    topic: Topic, library: Library, parties: Sequence[str], issues: Sequence[str], *, to_terminal: bool
) -> None:
    """Print a cell with its quotes if it is one, else a table."""
    console = Console(file=sys.stdout, highlight=False, width=None if to_terminal else _IN_A_PIPE)
    matrix = Matrix(topic)
    if len(parties) == 1 and len(issues) == 1:
        for line in _cell_lines(matrix.cell(parties[0], issues[0]), matrix, library):
            console.print(line, soft_wrap=not to_terminal)
        return
    print_table(_table(matrix, parties, issues, to_terminal=to_terminal), sys.stdout, to_terminal=to_terminal)


def print_table(table: Table, stream: TextIO, *, to_terminal: bool) -> None:
    """Print a table: as wide as the terminal, but in a pipe without lines, and nothing wrapped or cut."""
    console = Console(file=stream, highlight=False, width=None if to_terminal else _IN_A_PIPE)
    if to_terminal:
        console.print(table)
        return
    table.box, table.pad_edge = None, False
    with console.capture() as capture:
        console.print(table)
    stream.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def _table(matrix: Matrix, parties: Sequence[str], issues: Sequence[str], *, to_terminal: bool) -> Table:
    topic = matrix.topic
    table = Table(title=Text(topic.title) if to_terminal and topic.title else None)
    across = len(parties) > 1 or len(issues) == 1
    table.add_column(Text("party" if across else "issue"))
    names = [topic.issues[issue].name for issue in issues] if across else ["stance", "summary"]
    for name in names:
        table.add_column(Text(one_line(name)))
    if across:
        for party in parties:
            row = [_face(matrix.cell(party, issue), topic) for issue in issues]
            table.add_row(Text(one_line(topic.parties[party].name)), *row)
        return table
    for issue in issues:
        position = topic.position(parties[0], issue)
        summary = Text(one_line(position.summary) if position else "")
        table.add_row(Text(one_line(topic.issues[issue].name)), _face(matrix.cell(parties[0], issue), topic), summary)
    return table


def _face(cell: Cell, topic: Topic) -> Text:
    face = face_of(cell, topic)
    parts = (face.glyph, face.word, str(face.count or ""), face.marks)
    return Text(" ".join(part for part in parts if part), style=COLOURS.get(face.tone, ""))


def _cell_lines(cell: Cell, matrix: Matrix, library: Library) -> list[Text]:
    topic = matrix.topic
    issue, position = topic.issues[cell.issue], topic.position(cell.party, cell.issue)
    lines = [Text(f"{one_line(topic.parties[cell.party].name)} on {one_line(issue.name)}", style="bold")]
    lines += [Text(one_line(issue.proposition), style="italic")] if issue.proposition else []
    lines.append(_face(cell, topic))
    derived = cell.derived.stance or ("mixed" if cell.derived.mixed else "silent")
    lines.append(Text(f"verdict: {cell.verdict or 'none'}; by the quotes alone: {derived} ({cell.derived.rule})"))
    lines += [Text(position.summary)] if position and position.summary else []
    lines.append(Text(counts(cell, matrix)))
    for item in cell.evidence:
        try:
            anchoring = library.anchor(item.quote).anchoring.value
        except SourceError as error:
            anchoring = str(error)
        stance = topic.scale[item.quote.stance].label
        lines += [Text(""), Text(f"{stance}: {attribution(item, topic)} ({anchoring})"), Text(item.quote.quote.strip())]
    return lines
