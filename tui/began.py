"""Where a find in an article began, so that it looks on from there and Escape leads back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from model.quotes.folding import Span
from model.quotes.sentences import Taken, take_again
from tui.article_text import carried

if TYPE_CHECKING:
    from tui.article_text import Sight
    from tui.session import QuoteRef


@dataclass(frozen=True, slots=True)
class Began:
    """What was of interest, the offset from which is looked for a text, and what of the article was in sight."""

    quote: QuoteRef | None
    span: Span | None
    taken: Taken | None
    start: int
    sight: Sight | None  # None where it was of another text

    def carried(self, old: str, new: str) -> Began:
        """Give the same in an article that was changed."""
        span, taken = carried(self.span, old, new), taken_in(self.taken, old, new)
        start = carried(Span(self.start, self.start), old, new)
        return replace(self, span=span, taken=taken, start=start.start if start else 0, sight=None)


def taken_in(taken: Taken | None, old: str, new: str) -> Taken | None:
    """Give the sentences that are being taken in an article that was changed; None when they have gone."""
    place = carried(taken.span, old, new) if taken else None
    return take_again(new, place) if place else None
