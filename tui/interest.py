"""What is of interest in an article, in whatever reading of the file it is shown, and where a find there began."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from model.quotes.folding import Span
from model.quotes.sentences import Taken, take_again
from model.quotes.sources import SourceError
from tui.article_text import carried, text_of
from tui.session import follow
from tui.sheet import stance_look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from model.quotes.sources import Library
    from model.schema import Quote, Topic
    from tui.article_text import Sight
    from tui.session import QuoteRef, Session


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article as it is shown, with its spans that are quotes, in the order of the text.

    The session has another topic and library before the screens are told.
    """

    source: str
    topic: Topic
    library: Library
    text: str  # all places are places in it
    marked: Mapping[Span, list[QuoteRef]]

    def tones(self) -> list[tuple[Span, str]]:
        """Give the spans that are quotes with the tones of what they were coded as."""
        stances = [(span, self.entry(first).stance) for span, (first, *_) in self.marked.items()]
        return [(span, stance_look(stance, self.topic)[2]) for span, stance in stances]

    def at(self, place: Span | None) -> int | None:
        """Tell which of these spans (from 0) a place is; None for none."""
        return next((number for number, span in enumerate(self.marked) if span == place), None)

    def quote_from(self, place: Span | None, step: int) -> QuoteRef | None:
        """Give the next quote (step 1) or the one before (step -1), at the ends the last there; None without quotes."""
        at, quotes = self.at(place), list(self.marked.values())
        if at is None:
            before = sum(span.start < place.start for span in self.marked) if place else 0
            at = before - 1 if step > 0 else before
        return quotes[max(0, min(at + step, len(quotes) - 1))][0] if quotes else None

    def beside(self, quote: QuoteRef) -> list[QuoteRef]:
        """Give the other quotes at the place of one."""
        return [other for here in self.marked.values() if quote in here for other in here if other != quote]

    def place_of(self, quote: QuoteRef) -> Span | None:
        """Give the place of a quote; None where it has none."""
        try:
            return self.library.anchor(self.entry(quote)).span
        except SourceError:
            return None

    def entry(self, quote: QuoteRef) -> Quote:
        """Give what the file says of a quote."""
        party, issue, number = quote
        return self.topic.positions[party][issue].quotes[number]


def shown_article(session: Session, source: str) -> ShownArticle:
    """Give an article as the session has it now; without text and spans where it cannot be read."""
    topic, library = session.topic, session.library
    marked: dict[Span, list[QuoteRef]] = {}
    with suppress(SourceError):
        for party, issue, number, _, anchor in library.quotes_in(source):
            if anchor.span is not None:
                marked.setdefault(anchor.span, []).append((party, issue, number))
    return ShownArticle(source, topic, library, text_of(library, source), marked)


@dataclass(frozen=True, slots=True)
class Interest:
    """A quote, else a span that was searched for; before both, what is being taken from the text as a new quote."""

    quote: QuoteRef | None = None
    span: Span | None = None
    taken: Taken | None = None

    def place(self, shown: ShownArticle) -> Span | None:
        """Give the place of it in the article."""
        if self.taken is not None:
            return self.taken.span
        return self.span if self.quote is None else shown.place_of(self.quote)

    def carried(self, old: ShownArticle, new: ShownArticle) -> Interest:
        """Give the same in a later reading, without what is no longer in the article."""
        quote = follow(self.quote, old.topic, new.topic) if self.quote else None
        if quote and new.entry(quote).source != new.source:
            quote = None
        if old.text == new.text:
            return replace(self, quote=quote)
        place = carried(self.taken.span, old.text, new.text) if self.taken else None
        return Interest(quote, carried(self.span, old.text, new.text), take_again(new.text, place) if place else None)


@dataclass(frozen=True, slots=True)
class Began:
    """Where a find began: it looks on from there, and Escape leads back.

    That is what was of interest, the offset from which is looked for a text, and what of the article was in sight.
    """

    interest: Interest
    start: int
    sight: Sight | None  # None where it was of another text

    def carried(self, old: ShownArticle, new: ShownArticle) -> Began:
        """Give the same in a later reading."""
        interest = self.interest.carried(old, new)
        if old.text == new.text:
            return replace(self, interest=interest)
        start = carried(Span(self.start, self.start), old.text, new.text)
        return Began(interest, start.start if start else 0, None)
