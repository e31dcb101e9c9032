"""Cells and quotes in coloured words: what preview, quotes screen and article screen say of them.

Texts of a topic are plain already; they become `Content` as they are, never markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from model.plain import one_line
from model.quotes.anchor import Anchoring
from model.quotes.sources import SourceError
from tui import wording
from tui.sheet import stance_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.cell import Cell, Evidence
    from model.quotes.sources import Library
    from model.schema import Quote, Topic

_ANCHORINGS = {
    Anchoring.VERIFIED: "$text-success",
    Anchoring.NORMALISED: "$text-success",
    Anchoring.NEAR: "$text-warning",
    Anchoring.AMBIGUOUS: "$text-warning",
    Anchoring.MISSING: "$text-error",
}


def stance(level: str | None, topic: Topic, *, mixed: bool = False) -> Content:
    """Give glyph and word of a stance in its colours."""
    glyph, word, tone = stance_look(level, topic, mixed=mixed)
    return Content.styled(f" {glyph} {word or 'silent'} ", f"bold $tone-{tone} on $tone-{tone}-background")


def title(cell: Cell, topic: Topic) -> Content:
    """Name a cell: party and issue."""
    party, issue = topic.parties[cell.party].name, topic.issues[cell.issue].name
    return Content.assemble((one_line(party), "bold"), (" on ", "$foreground-muted"), (one_line(issue), "bold"))


def judgement(cell: Cell, topic: Topic) -> list[Content]:
    """Say the stance in force and where it comes from; what the quotes alone say has a line where it is another."""
    in_force = stance(cell.stance, topic, mixed=cell.mixed)
    if cell.verdict is None:
        return [Content.assemble(in_force, "  ", (cell.derived.rule, "$foreground-muted"))]
    position = topic.position(cell.party, cell.issue)
    verdict = f"the analyst's verdict{f' since {position.since}' if position and position.since else ''}"
    is_shared = cell.derived.stance == cell.verdict
    verdict += f", and by the quotes alone: {cell.derived.rule}" if is_shared else ""
    line = Content.assemble(in_force, "  ", (verdict, "$foreground-muted"))
    return [line] if is_shared or not cell.evidence else [line, _by_the_quotes(cell, topic)]


def _by_the_quotes(cell: Cell, topic: Topic) -> Content:
    """Say the stance that the quotes alone give, and how they give it."""
    derived = stance(cell.derived.stance, topic, mixed=cell.derived.mixed)
    differs = ("≠ ", "$text-warning") if cell.differs else ""
    latest = cell.derived.latest if cell.derived.mixed and cell.differs else None
    newer = f"; the latest: {topic.scale[latest].label}" if latest else ""
    rule = (f"  by the quotes alone: {cell.derived.rule}{newer}", "$foreground-muted")
    return Content.assemble(differs, derived, rule)


def waits(waiting: Mapping[tuple[str, str], int], cell: Cell) -> list[Content]:
    """Say how many candidates wait for a cell, and which key shows them."""
    count = waiting.get((cell.party, cell.issue), 0)
    if not count:
        return []
    words = f"* {wording.counted(count, 'candidate')} wait{'s' * (count == 1)}: press 2"
    return [Content.styled(words, "$text-accent")]


def warnings(cell: Cell) -> list[Content]:
    """Say what speaks against trusting a cell: contradictions and gaps."""
    said = ((wording.contradiction(cell), "$text-error"), (wording.gap(cell), "$text-warning"))
    return [Content.styled(warning, style) for warning, style in said if warning]


def quote_content(item: Evidence, topic: Topic, library: Library) -> Content:
    """Give a quote as the list of quotes shows it: stance, words, who, and whether the source has them."""
    quote = item.quote
    head = Content.assemble(
        stance(quote.stance, topic),
        "  ",
        anchoring(quote, library),  # before what may be long, so that it stays on one line
        "  ",
        (wording.attribution(item, topic), "$foreground-muted"),
    )
    lines = [head, Content(quote.quote)]
    lines += [Content.styled(line, "$foreground-muted") for line in wording.extras(quote)]
    return Content("\n").join(lines)


def anchoring(quote: Quote, library: Library) -> Content:
    """Say whether the source has the words."""
    try:
        style = _ANCHORINGS[library.anchor(quote).anchoring]
    except SourceError:
        style = "$text-error"
    return Content.styled(wording.anchoring(quote, library), style)
