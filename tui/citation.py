"""What the clipboard gets: quotes that are safe to print, for it says whose words they are, and what is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.plain import one_line
from model.quotes.verify import doubt
from tui import colouring
from tui.sheet import stance_look
from tui.wording import counted

if TYPE_CHECKING:
    from model.cell import Cell, Evidence
    from model.quotes.sources import Library
    from model.schema import Quote, Source, Topic

_MARKS = '"“”„«»'


class Clip(NamedTuple):
    """A text for the clipboard, what it is, and what speaks against printing it."""

    text: str
    what: str
    doubt: str


def quote_clip(cell: Cell, item: Evidence, topic: Topic, library: Library) -> Clip:
    """Give a quote of a cell with its citation."""
    doubtful = doubt(item.quote, library)
    return Clip(citation(cell, item, topic, library), "quote", f"it is {doubtful}" if doubtful else "")


def cell_clip(cell: Cell, topic: Topic, library: Library) -> Clip:
    """Give a whole cell as Markdown: heading, stance and what speaks against it, summary, quotes with citations."""
    _, word, _ = stance_look(cell.stance, topic, mixed=cell.mixed)
    position = topic.position(cell.party, cell.issue)
    lines = [f"### {topic.parties[cell.party].name} on {topic.issues[cell.issue].name}: {word or 'silent'}", ""]
    if proposition := topic.issues[cell.issue].proposition:
        lines += [f"*Proposition: {proposition}*", ""]
    about = [*colouring.judgement(cell, topic), *colouring.warnings(cell)] if cell.evidence or cell.verdict else []
    lines += [*(f"*{one_line(' '.join(line.plain.split()))}*  " for line in about), ""] if about else []
    if position is not None and position.summary:
        lines += [position.summary, ""]
    for item in cell.evidence:
        lines.append(f"- **{topic.scale[item.quote.stance].label}**: {citation(cell, item, topic, library)}")
    doubtful = sum(1 for item in cell.evidence if doubt(item.quote, library))
    said = f"{counted(doubtful, 'quote')} in it: see the brackets" if doubtful else ""
    return Clip("\n".join(lines).rstrip() + "\n", "cell", f"do not print {said}" if said else "")


def citation(cell: Cell, item: Evidence, topic: Topic, library: Library) -> str:
    """Give a quote of a cell for a report, with a doubt about its words, whose words they are, and where they stand.

    Only a direct quote is given as words of its speaker, and words in doubt have no quotation marks about them.
    """
    quote, source = item.quote, topic.sources[item.quote.source]
    doubtful = doubt(quote, library)
    told = f", told by {quote.via}" if quote.via not in ("", source.outlet) else ""
    title = source.title if source.outlet else ""
    about = [f"{_claim(cell, quote, topic, is_sure=not doubtful)}{told}"]
    about.append(", ".join(filter(None, (title, str(item.date or "undated")))))
    about += [f"condition: {quote.condition}"] if quote.condition else []
    words = f"[{doubtful}] {quote.quote.strip()}" if doubtful else _in_marks(quote)
    return one_line(" ".join(filter(None, (words, f"({'; '.join(about)})", source.url))))


def _in_marks(quote: Quote) -> str:
    """Put a quote in quotation marks, unless it has its own about what was said."""
    words = quote.quote.strip()
    has_own = words.startswith(tuple(_MARKS)) or (quote.kind == "direct" and any(mark in words for mark in _MARKS))
    return words if has_own else f"“{words}”"


def _claim(cell: Cell, quote: Quote, topic: Topic, *, is_sure: bool) -> str:
    """Say whose words they are, and of whom: of a person only where the file names one."""
    party, paper = topic.parties[cell.party].name, _paper(topic.sources[quote.source], quote.source)
    who = f"{quote.speaker}, {party}" if quote.speaker not in ("", party) else party
    if not is_sure:
        return f"entered for {who}, from {paper}"
    if quote.kind == "direct":
        return f"{who}, quoted by {paper}" if quote.speaker else f"{who}, no speaker named, quoted by {paper}"
    if quote.kind is None:
        return f"in the words of {paper}, on {who}"
    return f"in the words of {paper}, which reports this of {who}{' (an act)' if quote.kind == 'act' else ''}"


def _paper(source: Source, source_id: str) -> str:
    """Name an article to somebody who does not know the file: its outlet, else that it is an article, and which."""
    return source.outlet or (f"the article “{source.title}”" if source.title else f"the source {source_id}")
