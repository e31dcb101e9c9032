"""Cells and quotes in words: what preview, quotes screen, article screen and clipboard say of them.

Texts of a topic are plain already; they become `Content` as they are, never markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from model.arrange import Order, order_among
from model.cell import Gap
from model.plain import one_line
from model.quotes.anchor import Anchoring
from model.quotes.sources import SourceError
from model.schema import KIND_NAMES
from tui.sheet import stance_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.arrange import Arrangement, Filter, Layout
    from model.cell import Cell, Evidence
    from model.edit.operations import Section
    from model.matrix import Matrix
    from model.quotes.sources import Library, Tally
    from model.schema import Event, Issue, Party, Quote, Source, Topic

SECTION_WORDS: Mapping[Section, str] = {  # of one entry
    "parties": "party",
    "issues": "issue",
    "sources": "source",
    "events": "event",
}
_BETWEEN_WORDS = re.compile(r"(?<=[^\W\d])[-_](?=[^\W_])|(?<=\d)[-_](?=[^\W\d])")  # of an id; not in a date
_ANCHORINGS = {
    Anchoring.VERIFIED: ("✓ word for word", "$text-success"),
    Anchoring.NORMALISED: ("✓ word for word but for typography", "$text-success"),
    Anchoring.NEAR: ("≈ not word for word", "$text-warning"),
    Anchoring.AMBIGUOUS: ("? in several places", "$text-warning"),
    Anchoring.MISSING: ("✗ not in the source", "$text-error"),
}
_GAPS = {
    Gap.EMPTY: "gap: no quotes yet",
    Gap.STALE: "gap: no quote of the last 30 days",
    Gap.SINGLE_SOURCE: "gap: all quotes from one source",
}


def stance_content(stance: str | None, topic: Topic, *, mixed: bool = False) -> Content:
    """Give glyph and word of a stance in its colours."""
    glyph, word, tone = stance_look(stance, topic, mixed=mixed)
    return Content.styled(f" {glyph} {word or 'silent'} ", f"bold $tone-{tone} on $tone-{tone}-background")


def title(cell: Cell, topic: Topic) -> Content:
    """Name a cell: party and issue."""
    party, issue = topic.parties[cell.party].name, topic.issues[cell.issue].name
    return Content.assemble((one_line(party), "bold"), (" on ", "$foreground-muted"), (one_line(issue), "bold"))


def cell_name(party: str, issue: str, topic: Topic) -> str:
    """Name a cell in plain words: party and issue."""
    return f"{_name(topic.parties, party)} on {_name(topic.issues, issue)}"


def _name(entries: Mapping[str, Party] | Mapping[str, Issue], id_: str) -> str:
    """Give the name of a party or an issue; the id of one that is not in the file any more."""
    return one_line(entries[id_].name) if id_ in entries else id_


def judgement(cell: Cell, topic: Topic) -> list[Content]:
    """Say the stance in force, where it comes from, and how verdict and quotes differ."""
    stance = stance_content(cell.stance, topic, mixed=cell.mixed)
    if cell.verdict is None:
        return [Content.assemble(stance, "  ", (cell.derived.rule, "$foreground-muted"))]
    position = topic.position(cell.party, cell.issue)
    since = f" since {position.since}" if position and position.since else ""
    lines = [Content.assemble(stance, "  ", (f"the analyst's verdict{since}", "$foreground-muted"))]
    if cell.evidence:
        derived = stance_content(cell.derived.stance, topic, mixed=cell.derived.mixed)
        differs = ("≠ ", "$text-warning") if cell.differs else ""
        latest = cell.derived.latest if cell.derived.mixed and cell.differs else None
        newer = f"; the latest: {topic.scale[latest].label}" if latest else ""
        rule = (f"  by the quotes alone: {cell.derived.rule}{newer}", "$foreground-muted")
        lines.append(Content.assemble(differs, derived, rule))
    return lines


def counts(cell: Cell) -> str:
    """Say how many quotes there are, from how many sources and days."""
    if not cell.evidence:
        return "no quotes"
    sources = len({item.quote.source for item in cell.evidence})
    dates = sorted({str(item.date) for item in cell.evidence if item.date is not None})
    span = "" if not dates else f", {dates[0]}" if len(dates) == 1 else f", {dates[0]} to {dates[-1]}"
    return f"{counted(len(cell.evidence), 'quote')} from {counted(sources, 'source')}{span}"


def counts_and_share(cell: Cell, matrix: Matrix) -> str:
    """Say that and what share of all the party's quotes they are, for who has gone into a cell."""
    share = matrix.salience(cell.party, cell.issue)
    return counts(cell) + (f"; {share:.0%} of this party's quotes" if share and share < 1 else "")


def no_cell(topic: Topic) -> str:
    """Say why no cell is shown, and what brings one."""
    if lacking := not_yet(topic):
        return lacking
    return "The filter leaves no cell: esc clears it, f asks for others."


def not_yet(topic: Topic) -> str:
    """Say what a topic needs before there can be a cell; nothing where it has it."""
    missing = [word for word, entries in (("parties", topic.parties), ("issues", topic.issues)) if not entries]
    return f"There are no {' and no '.join(missing)} yet: 7 lists what there is, and i adds one there." * bool(missing)


def filter_words(wanted: Filter, topic: Topic) -> list[str]:
    """Say what a filter asks for: kinds of cells, then parties and issues by name."""
    parties = (_name(topic.parties, party) for party in sorted(wanted.parties))
    return [*wanted.kinds(), *parties, *(_name(topic.issues, issue) for issue in sorted(wanted.issues))]


def order_words(arrangement: Arrangement, layout: Layout, topic: Topic) -> str:
    """Say how the rows that are shown are ordered; nothing where they stand as in the file."""
    order = order_among(arrangement, layout.columns)
    if order is Order.FILE and not arrangement.reverse:
        return ""
    columns = topic.parties if arrangement.transposed else topic.issues
    along = f" on {_name(columns, arrangement.along)}" if order is Order.STANCE and arrangement.along else ""
    return f"{order}{along}{', reversed' * arrangement.reverse}"


def counted(count: int, word: str) -> str:
    """Give a number with its word: `1 quote`, `2 parties`."""
    if count == 1:
        return f"{count} {word}"
    return f"{count} {word.removesuffix('y')}ies" if word.endswith("y") else f"{count} {word}s"


def taken(tally: Tally) -> str:
    """Say how many quotes an article has; where some share a sentence, or have none, in how many places, too."""
    quotes = counted(tally.quotes, "quote")
    return quotes if tally.places in (None, tally.quotes) else f"{quotes} in {counted(tally.places or 0, 'place')}"


def found(text: str, at: int | None, count: int, where: str = "") -> str:
    """Say how often a text was found, and which of the places this is (from 0), with what was found there."""
    if not count:
        return f"/{one_line(text)}: not found"
    if at is None:
        return f"/{one_line(text)}: {count} found"
    return f"/{one_line(text)}: {at + 1} of {count}{where and f', {where}'}"


def waits(waiting: Mapping[tuple[str, str], int], cell: Cell) -> list[Content]:
    """Say how many candidates wait for a cell, and which key shows them."""
    count = waiting.get((cell.party, cell.issue), 0)
    if not count:
        return []
    return [Content.styled(f"* {counted(count, 'candidate')} wait{'s' * (count == 1)}: press 2", "$text-accent")]


def warnings(cell: Cell) -> list[Content]:
    """Say what speaks against trusting a cell: contradictions and gaps."""
    lines = []
    if cell.contradiction is not None:
        sides = len(cell.contradiction.supporting), len(cell.contradiction.opposing)
        lines.append(
            Content.styled(f"! contradiction: {sides[0]} for, {sides[1]} against within 30 days", "$text-error")
        )
    if cell.gap is not None:
        lines.append(Content.styled(_GAPS[cell.gap], "$text-warning"))
    return lines


def attribution(item: Evidence, topic: Topic) -> str:
    """Say when, who, how and where: `2025-05-30, Jane Doe, quoted, The Daily`."""
    quote = item.quote
    source = topic.sources[quote.source]
    parts = [str(item.date) if item.date else "undated", quote.speaker, *(KIND_NAMES[quote.kind] if quote.kind else ())]
    parts += [f"told by {quote.via}" if quote.via else "", outlet(source, quote.source)]
    return one_line(", ".join(part for part in parts if part))


def outlet(source: Source, source_id: str) -> str:
    """Name whose words a source has: its outlet, else its id as words, less the date, which is told beside it.

    Never its title: a headline is no name for a publisher, and fills a line that tells when and who.
    """
    return one_line(source.outlet or _BETWEEN_WORDS.sub(" ", source_id.removesuffix(f"-{source.published}")))


def article_name(source: Source, source_id: str) -> str:
    """Name an article so that it is told from others of its paper: `Title (Outlet, 2025-05-30)`; its id for a title."""
    facts = ", ".join(str(fact) for fact in (source.outlet, source.published) if fact)
    return one_line(f"{source.title or source_id} ({facts})" if facts else source.title or source_id)


def event_name(event: Event) -> str:
    """Name an event: its date and its name."""
    return one_line(f"{event.date} {event.name}")


def quote_content(item: Evidence, topic: Topic, library: Library) -> Content:
    """Give a quote as the list of quotes shows it: stance, words, who, and whether the source has them."""
    quote = item.quote
    head = Content.assemble(
        stance_content(quote.stance, topic),
        "  ",
        anchoring(quote, library),  # before what may be long, so that it stays on one line
        "  ",
        (attribution(item, topic), "$foreground-muted"),
    )
    lines = [head, Content(quote.quote)]
    lines += [Content.styled(line, "$foreground-muted") for line in extras(quote)]
    return Content("\n").join(lines)


def extras(quote: Quote) -> list[str]:
    """Give the other things that an analyst wrote of a quote, a line each."""
    named = (
        ("condition", quote.condition),
        ("role", quote.role or ""),
        ("status", quote.status or ""),
        ("translation", quote.translation),
        ("note", quote.note),
        ("coder", quote.coder),
    )
    return [f"{name}: {text}" for name, text in named if text]


def anchoring(quote: Quote, library: Library) -> Content:
    """Say whether the source has the words."""
    try:
        words, style = _ANCHORINGS[library.anchor(quote).anchoring]
    except SourceError as error:
        return Content.styled(f"✗ {error}", "$text-error")
    return Content.styled(words, style)
