"""An article as sentences: their words, and which of them stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from model.extract.tokens import places
from model.quotes.folding import Span
from model.quotes.sentences import sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.extract.tokens import Tokens

_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")
_SINGLE_OPENING = frozenset("‘'`")
_SINGLE_CLOSING = frozenset("’'")
_MARKS = _OPENING | _CLOSING | _SINGLE_OPENING | _SINGLE_CLOSING | {'"'}

# Where and when an agency wrote, before its first sentence: `MARST - `, `Marst, 2 April (KNA) – `. A place in small
# letters needs a month or an agency with it.
_DATELINE = re.compile(
    r"(?:(?=[^\W\d_a-z]{2})|(?=[^—–]{3,60}(?:\(|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))"
    r"[^\W\d_a-z][\w.'’ ]{1,30}(?:, [\w.'’ ]{2,30}){0,2}(?:\([\w ./-]{2,40}\))?"
    r"\s?(?:--|[-–—])\s(?=[^\w\s]?[^\Wa-z])"
)

_HEAD = 8  # lines: headline, byline, place

MOST_WORDS = 300  # of one sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: tokens `first` to before `last`, in paragraph `paragraph` (a line of the text, from 0).

    `quotes` are the stretches in quotation marks, as token numbers without the marks; one that runs on from or into
    another sentence is cut at this one's ends. `run` numbers the quotation that a stretch belongs to.
    """

    first: int
    last: int
    start: int
    end: int
    paragraph: int
    quotes: tuple[tuple[int, int], ...] = ()
    runs: tuple[int, ...] = field(default=())

    def in_quotes(self, at: int) -> bool:
        """Tell whether a token stands in quotation marks."""
        for first, last in self.quotes:  # noqa: SIM110 - asked hundreds of times an article, and half as dear as any()
            if first <= at < last:
                return True
        return False

    @property
    def quoted(self) -> int:
        """Count the tokens in quotation marks."""
        return sum(last - first for first, last in self.quotes)


def segment(tokens: Tokens, body: Iterable[Span]) -> list[Sentence]:
    """Give the sentences of an article's lines in order."""
    found: list[Sentence] = []
    run = 0
    open_run = False  # a quotation that ended its paragraph without a closing mark goes on in the next one
    for number, line in enumerate(body):
        first, last = bisect_left(tokens.starts, line.start), bisect_left(tokens.starts, line.end)
        ranges, unclosed = _quotations(tokens, first, last)
        numbered = []
        for position, (begin, end) in enumerate(ranges):
            run += not (position == 0 and open_run and begin == first + 1)
            numbered.append((begin, end, run))
        open_run = unclosed
        dateline = _DATELINE.match(tokens.text, line.start, line.end) if number < _HEAD else None
        for span in sentences_in(tokens.text, line.start, line.end):
            begin, end = bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end)
            if dateline and dateline.start() <= span.start < dateline.end() < span.end:
                span = Span(dateline.end(), span.end)  # noqa: PLW2901 - the place is no part of the sentence
                begin = bisect_left(tokens.starts, span.start)
            if end - begin > MOST_WORDS:
                continue  # no prose: a table, or an attack on what follows, which looks at pairs of words
            inside = [(max(a, begin), min(b, end), which) for a, b, which in numbered if min(b, end) > max(a, begin)]
            quotes = tuple((a, b) for a, b, _ in inside)
            found.append(
                Sentence(begin, end, span.start, span.end, number, quotes, tuple(which for *_, which in inside))
            )
    return found


def _quotations(tokens: Tokens, first: int, last: int) -> tuple[list[tuple[int, int]], bool]:
    """Find what stands in quotation marks in a paragraph, paired by role, not by shape; tell if the last stays open."""
    ranges: list[tuple[int, int]] = []
    begin = -1
    single = -1
    for at in places(tokens.low, _MARKS, first, last):
        mark = tokens.low[at]
        if mark in _OPENING or (mark == '"' and begin < 0):
            begin = at + 1 if begin < 0 else begin
        elif mark == '"' or mark in _CLOSING:
            if begin >= 0:
                ranges.append((begin, at))
            begin = -1
        elif begin < 0 and single < 0 and mark in _SINGLE_OPENING and _opens(tokens, at):
            single = at + 1
        elif single >= 0 and begin < 0 and mark in _SINGLE_CLOSING and not _opens(tokens, at):
            ranges = [*(one for one in ranges if one[0] < single), (single, at)]  # what is quoted in it is part of it
            single = -1
    if begin >= 0:
        ranges.append((begin, last))
    return sorted(ranges), begin >= 0


def _opens(tokens: Tokens, at: int) -> bool:
    """Tell whether a single mark stands before a word and after a gap, as one does that opens a quotation."""
    text, place = tokens.text, tokens.starts[at]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return not before.isalnum() and after.isalnum()
