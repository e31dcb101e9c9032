"""What stands above an article: what is known of the source, and how a quote stands in it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.content import Content

from model.plain import one_line
from model.quotes.anchor import Anchoring, difference
from model.quotes.sources import SourceError
from tui import colouring, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.schema import Quote
    from tui.session import QuoteRef, Session


def about(session: Session, source_id: str, codes: Sequence[QuoteRef]) -> list[Content]:
    """Say what is known of a source, and how a quote stands in it: the first of its codes, if there is any."""
    lines = about_source(session, source_id)
    if codes:
        party, issue, number = codes[0]
        with suppress(SourceError):  # the lines say why
            lines += about_quote(session, session.topic.positions[party][issue].quotes[number], codes)
    note = session.topic.sources[source_id].note
    return [*lines, Content.styled(one_line(note), "$foreground-muted italic")] if note else lines


def about_source(session: Session, source_id: str) -> list[Content]:
    """Give title, outlet, date and address, and why the text cannot be read if so."""
    source = session.topic.sources[source_id]
    tally = session.library.tally(source_id)
    shared = wording.taken(tally) if tally.places not in (None, tally.quotes) else ""  # J goes from place to place
    facts = [source.outlet, str(source.published or "undated"), source.url or source.file, shared]
    lines = [Content.styled(one_line(source.title), "bold")] if source.title else []
    lines.append(Content.styled(" · ".join(one_line(fact) for fact in facts if fact), "$foreground-muted"))
    try:
        session.library.text(source_id)
    except SourceError as error:
        lines.append(Content.styled(str(error), "$text-error"))
    return lines


def about_quote(session: Session, quote: Quote, codes: Sequence[QuoteRef]) -> list[Content]:
    """Say what the words were coded as, the quote of interest first, and how they differ from the source."""
    lines = [_code(session, code) for code in codes]
    lines[0] = Content.assemble(lines[0], "  ", colouring.anchoring(quote, session.library))
    anchor = session.library.anchor(quote)
    if anchor.anchoring is Anchoring.NEAR and anchor.span is not None:
        passage = session.library.text(quote.source)[anchor.span.start : anchor.span.end]
        lines.append(compared(quote.quote.strip(), passage))
    elif anchor.anchoring is Anchoring.MISSING:
        lines.append(Content.assemble(("the file says: ", "$foreground-muted"), quote.quote.strip()))
    return lines


def _code(session: Session, code: QuoteRef) -> Content:
    party, issue, number = code
    topic = session.topic
    stance = colouring.stance(topic.positions[party][issue].quotes[number].stance, topic)
    return Content.assemble(stance, f"  {wording.cell_name(party, issue, topic)}")


def compared(quote: str, passage: str) -> Content:
    """Show what the file says and the source does not (struck through), and the other way round (underlined)."""
    pieces = [Content.styled("the file differs from the source: ", "$foreground-muted")]
    for edit in difference(quote, passage):
        if edit.quote == edit.source or (edit.quote and edit.source):
            pieces.append(Content(edit.quote))
        elif edit.quote:
            pieces.append(Content.styled(f"[-{edit.quote.strip()}-] ", "$text-error strike"))
        else:
            pieces.append(Content.styled(f"[+{edit.source.strip()}+] ", "$text-success underline"))
    return Content.assemble(*pieces)
