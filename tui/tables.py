"""The matrix and its cells as `parley show` prints them: tables, plain text in a pipe, or JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from model.matrix import Matrix
from model.plain import one_line
from model.quotes.sources import SourceError
from model.quotes.verify import doubt
from model.schema import KIND_NAMES
from tui.chart import IN_A_PIPE, Chart, blocks, breaks_cells, chart_of, tables
from tui.faces import in_lines
from tui.sheet import face_of, legend, stance_look
from tui.stand_ins import spelt, spelt_text
from tui.wording import anchoring, attribution, counts_and_share, extras, outlet, warnings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.cell import Cell, Evidence
    from model.quotes.sources import Library
    from model.schema import Topic
    from tui.faces import Face

_UNWRAPPED = 100_000  # cells: nothing is wrapped or cut in a pipe
_SUMMARY_FROM = 30  # cells; in fewer a summary is hard to read
_ROW_EDGES = 10  # cells of the edges of three columns
_QUOTES_FROM = 70  # cells of a table of quotes; in fewer they are paragraphs
_WHO_AT_LEAST = 10  # cells of the column that says whose words they are
_OTHER_COLUMNS = 40  # cells, about, of the columns that are not wrapped

# Blue for, orange against: the sixteen colours that every terminal has, whatever its theme.
COLOURS = {"for": "blue", "lean-for": "cyan", "lean-against": "yellow", "against": "yellow", "mixed": "magenta"}


def as_json(topic: Topic, library: Library, party: str | None, issue: str | None) -> str:
    """Give the cell that was asked for as an object, those of a party or of all as a list of them."""
    matrix = Matrix(topic)
    parties, issues = [party] if party else list(topic.parties), [issue] if issue else list(topic.issues)
    cells = [_cell_object(matrix.cell(party, issue), topic, library) for party in parties for issue in issues]
    return json.dumps(cells[0] if party and issue else cells, ensure_ascii=False, indent=2)


def _cell_object(cell: Cell, topic: Topic, library: Library) -> dict[str, Any]:
    position = topic.position(cell.party, cell.issue)
    return {
        "party": cell.party,
        "issue": cell.issue,
        "stance": cell.stance,
        "verdict": cell.verdict,
        "since": str(position.since) if position and position.since else None,
        "differs": cell.differs,
        "derived": cell.derived.stance,
        "mixed": cell.derived.mixed,
        "rule": cell.derived.rule,
        "contradiction": cell.contradiction is not None,
        "gap": cell.gap,
        "summary": position.summary if position else "",
        "note": position.note if position else "",
        "quotes": [_quote_object(item, library) for item in cell.evidence],
    }


def _quote_object(item: Evidence, library: Library) -> dict[str, Any]:
    quote = item.quote
    try:
        anchor = library.anchor(quote)
        anchoring, span = anchor.anchoring.value, anchor.span
    except SourceError:
        anchoring, span = "missing", None
    said = {each.name: getattr(quote, each.name) for each in fields(quote) if each.name != "date"}
    given = {name: value for name, value in said.items() if value}
    where = {"anchoring": anchoring, "start": span.start if span else None, "end": span.end if span else None}
    return {**given, "quote": quote.quote.strip(), "date": str(item.date) if item.date else None, **where}


def print_cells(topic: Topic, library: Library, party: str | None, issue: str | None, *, to_terminal: bool) -> None:
    """Print a cell with its quotes, a party's row with its summaries, or the matrix, as was asked for.

    Of a bloc it says where its members stand, too.
    """
    matrix = Matrix(topic)
    if party and issue:
        _print_cell(matrix.cell(party, issue), matrix, library, to_terminal=to_terminal)
    elif party:
        name = Text(one_line(topic.parties[party].name), style="bold")  # it may have been asked for by another
        _print_lines([name], to_terminal=to_terminal)
        _print_row([matrix.cell(party, each) for each in topic.issues], topic, library, to_terminal=to_terminal)
        if members := topic.parties[party].members:  # the bloc does not speak for them, nor they for it
            _print_lines([Text(), Text("its members:")], to_terminal=to_terminal)
            _print_matrix(matrix, library, members, tuple(topic.issues), to_terminal=to_terminal)
    else:
        head = [Text(one_line(topic.title), style="bold")] if topic.title else []
        head += [Text(f"as of {matrix.as_of}"), *([] if to_terminal else [Text()])]
        _print_lines([spelt_text(line, sys.stdout.encoding) for line in head], to_terminal=to_terminal)
        _print_matrix(matrix, library, tuple(topic.parties), tuple(topic.issues), to_terminal=to_terminal)


def _print_lines(lines: Sequence[Text], *, to_terminal: bool) -> None:
    console = Console(file=sys.stdout, highlight=False)
    for line in lines:
        console.print(line, soft_wrap=not to_terminal)


def print_table(table: Table, stream: TextIO, *, to_terminal: bool) -> None:
    """Print a table: as wide as the terminal, but in a pipe without lines, and nothing wrapped or cut."""
    console = Console(file=stream, highlight=False, width=None if to_terminal else _UNWRAPPED)
    if to_terminal:
        console.print(table)
        return
    table.box, table.pad_edge = None, False
    with console.capture() as capture:
        console.print(table)
    stream.write("".join(f"{line.rstrip()}\n" for line in capture.get().splitlines()))


def print_chart(chart: Chart, stream: TextIO, *, to_terminal: bool) -> None:
    """Print parties against issues; what does not fit side by side stands below, after an empty line."""
    for number, table in enumerate(tables(chart, _width(stream, to_terminal=to_terminal), boxed=to_terminal)):
        if number:
            stream.write("\n")
        print_table(table, stream, to_terminal=to_terminal)


def _width(stream: TextIO, *, to_terminal: bool) -> int:
    return Console(file=stream).width if to_terminal else IN_A_PIPE


def _print_matrix(
    matrix: Matrix, library: Library, parties: Sequence[str], issues: Sequence[str], *, to_terminal: bool
) -> None:
    """Print the cells in words; on a terminal without, if more of them then stand side by side; and what signs mean."""
    chart = _chart(matrix, library, parties, issues, in_words=True)
    width, in_words = _width(sys.stdout, to_terminal=to_terminal), True
    if to_terminal:
        bare = _chart(matrix, library, parties, issues, in_words=False)
        saves_blocks = len(blocks(bare, width, boxed=True)) < len(blocks(chart, width, boxed=True))
        if saves_blocks or breaks_cells(chart, width):
            chart, in_words = bare, False
    print_chart(chart, sys.stdout, to_terminal=to_terminal)
    faces = [_face_of(matrix.cell(party, issue), matrix.topic, library) for party in parties for issue in issues]
    meanings = [spelt(each, sys.stdout.encoding) for each in legend(faces, in_words=in_words)]
    lines = in_lines(meanings, width, len(meanings))
    _print_lines([*[Text()] * bool(lines and not to_terminal), *map(Text, lines)], to_terminal=to_terminal)


def _chart(matrix: Matrix, library: Library, parties: Sequence[str], issues: Sequence[str], *, in_words: bool) -> Chart:
    topic = matrix.topic
    return chart_of(
        [one_line(topic.parties[party].name) for party in parties],
        [one_line(topic.issues[issue].name) for issue in issues],
        [
            [_face(matrix.cell(party, issue), topic, library, in_words=in_words) for issue in issues]
            for party in parties
        ],
        sys.stdout.encoding,
    )


def _face(cell: Cell, topic: Topic, library: Library, *, in_words: bool = True) -> Text:
    face = _face_of(cell, topic, library)
    parts = (face.glyph, face.word if in_words else "", str(face.count or ""), face.marks)
    said = " ".join(part for part in parts if part)
    return Text(f"({said})" if face.faded else said, style=COLOURS.get(face.tone, ""))


def _face_of(cell: Cell, topic: Topic, library: Library) -> Face:
    return face_of(cell, topic, is_doubtful=any(doubt(item.quote, library) for item in cell.evidence))


def _print_row(cells: Sequence[Cell], topic: Topic, library: Library, *, to_terminal: bool) -> None:
    """Print a party's cells with their summaries; on a narrow terminal each summary below its cell."""
    rows = []
    for cell in cells:
        position = topic.position(cell.party, cell.issue)
        texts = (
            Text(topic.issues[cell.issue].name),
            _face(cell, topic, library),
            Text(position.summary if position else ""),
        )
        rows.append([spelt_text(Text(one_line(text.plain), style=text.style), sys.stdout.encoding) for text in texts])
    issues, faces = (max((row[column].cell_len for row in rows), default=0) for column in (0, 1))
    if to_terminal and _width(sys.stdout, to_terminal=True) - issues - faces - _ROW_EDGES < _SUMMARY_FROM:
        for issue, face, summary in rows:
            _print_lines([Text.assemble(issue, "  ", face), *([summary] if summary else []), Text()], to_terminal=True)
        return
    table = Table()
    for head, least in (("issue", issues), ("stance", faces), ("summary", None)):
        table.add_column(Text(head), min_width=least, no_wrap=least is not None and to_terminal)
    for row in rows:
        table.add_row(*row)
    print_table(table, sys.stdout, to_terminal=to_terminal)


def _print_cell(cell: Cell, matrix: Matrix, library: Library, *, to_terminal: bool) -> None:
    """Print what is known of a cell, then its quotes: as a table on a terminal that is wide enough."""
    _print_lines(_cell_lines(cell, matrix, library), to_terminal=to_terminal)
    width = _width(sys.stdout, to_terminal=to_terminal)
    if to_terminal and cell.evidence and width >= _QUOTES_FROM:
        print_table(_quote_table(cell, matrix.topic, library, width), sys.stdout, to_terminal=True)
    else:
        _print_lines(_quote_lines(cell, matrix.topic, library), to_terminal=to_terminal)


def _cell_lines(cell: Cell, matrix: Matrix, library: Library) -> list[Text]:
    topic = matrix.topic
    issue, position = topic.issues[cell.issue], topic.position(cell.party, cell.issue)
    lines = [Text(f"{one_line(topic.parties[cell.party].name)} on {one_line(issue.name)}", style="bold")]
    lines += [Text(one_line(issue.proposition), style="italic")] if issue.proposition else []
    lines.append(_face(cell, topic, library))
    derived = cell.derived.stance or ("mixed" if cell.derived.mixed else "silent")
    since = f" since {position.since}" if cell.verdict and position and position.since else ""
    verdict = f"{cell.verdict or 'none'}{since}"
    lines.append(Text(f"verdict: {verdict}; by the quotes alone: {derived} ({cell.derived.rule})"))
    if position is not None:
        lines += [Text(position.summary)] if position.summary else []
        lines += [Text(f"note: {position.note}")] if position.note else []
    lines += [Text(counts_and_share(cell, matrix)), *(Text(warning) for warning in warnings(cell))]
    members = [(member, matrix.cell(member, cell.issue)) for member in topic.parties[cell.party].members]
    said = [f"{one_line(topic.parties[member].name)} {_face(theirs, topic, library)}" for member, theirs in members]
    return [*lines, *([Text(f"its members: {', '.join(said)}")] if said else [])]


def _quote_lines(cell: Cell, topic: Topic, library: Library) -> list[Text]:
    lines = []
    for item in cell.evidence:
        stance, found = topic.scale[item.quote.stance].label, anchoring(item.quote, library)
        lines += [Text(""), Text(f"{stance}: {attribution(item, topic)} ({found})"), Text(item.quote.quote.strip())]
        lines += [Text(line) for line in extras(item.quote)]
    return lines


def _quote_table(cell: Cell, topic: Topic, library: Library, width: int) -> Table:
    """Give the quotes as a table; under the words stands whether the source has them, and what an analyst noted."""
    table = Table(show_lines=True)
    for head in ("date", "stance", "kind"):
        table.add_column(head, no_wrap=head != "stance")  # a scale may have long names
    table.add_column("who", max_width=max(_WHO_AT_LEAST, (width - _OTHER_COLUMNS) // 3))
    table.add_column("quote")
    for item in cell.evidence:
        table.add_row(*(spelt_text(text, sys.stdout.encoding) for text in _quote_row(item, topic, library)))
    return table


def _quote_row(item: Evidence, topic: Topic, library: Library) -> list[Text]:
    quote = item.quote
    who = (
        quote.speaker,
        f"told by {quote.via}" if quote.via else "",
        outlet(topic.sources[quote.source], quote.source),
    )
    words = (quote.quote.strip(), f"({anchoring(quote, library)})", *extras(quote))
    return [
        Text(str(item.date or "undated")),
        Text(topic.scale[quote.stance].label, style=COLOURS.get(stance_look(quote.stance, topic)[2], "")),
        Text(", ".join(KIND_NAMES[quote.kind]) if quote.kind else ""),
        Text(one_line(", ".join(filter(None, who)))),
        Text("\n".join(words)),
    ]
