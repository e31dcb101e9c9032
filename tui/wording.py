"""Cells and quotes in words: what screens, commands and clipboard say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.arrange import Order, order_among
from model.cell import Gap
from model.plain import one_line
from model.quotes.anchor import Anchoring
from model.quotes.sources import SourceError
from model.schema import KIND_NAMES

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
    Anchoring.VERIFIED: "✓ word for word",
    Anchoring.NORMALISED: "✓ word for word but for typography",
    Anchoring.NEAR: "≈ not word for word",
    Anchoring.AMBIGUOUS: "? in several places",
    Anchoring.MISSING: "✗ not in the source",
}
_GAPS = {
    Gap.EMPTY: "gap: no quotes yet",
    Gap.STALE: "gap: no quote of the last 30 days",
    Gap.SINGLE_SOURCE: "gap: all quotes from one source",
}


def cell_name(party: str, issue: str, topic: Topic) -> str:
    """Name a cell in plain words: party and issue."""
    return f"{_name(topic.parties, party)} on {_name(topic.issues, issue)}"


def _name(entries: Mapping[str, Party] | Mapping[str, Issue], id_: str) -> str:
    """Give the name of a party or an issue; the id of one that is not in the file any more."""
    return one_line(entries[id_].name) if id_ in entries else id_


def amount(cell: Cell) -> str:
    """Say how many quotes there are, from how many sources."""
    if not cell.evidence:
        return "no quotes"
    sources = len({item.quote.source for item in cell.evidence})
    return f"{counted(len(cell.evidence), 'quote')} from {counted(sources, 'source')}"


def counts(cell: Cell) -> str:
    """Say that, and from which days they are."""
    dates = sorted({str(item.date) for item in cell.evidence if item.date is not None})
    span = "" if not dates else f", {dates[0]}" if len(dates) == 1 else f", {dates[0]} to {dates[-1]}"
    return amount(cell) + span


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


def contradiction(cell: Cell) -> str:
    """Say that the quotes contradict each other; nothing where they do not."""
    if cell.contradiction is None:
        return ""
    sides = len(cell.contradiction.supporting), len(cell.contradiction.opposing)
    return f"! contradiction: {sides[0]} for, {sides[1]} against within 30 days"


def gap(cell: Cell) -> str:
    """Say what a cell lacks; nothing where it lacks nothing."""
    return _GAPS[cell.gap] if cell.gap is not None else ""


def warnings(cell: Cell) -> list[str]:
    """Say what speaks against trusting a cell: contradictions and gaps."""
    return [warning for warning in (contradiction(cell), gap(cell)) if warning]


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


def anchoring(quote: Quote, library: Library) -> str:
    """Say whether the source has the words."""
    try:
        return _ANCHORINGS[library.anchor(quote).anchoring]
    except SourceError as error:
        return f"✗ {error}"
