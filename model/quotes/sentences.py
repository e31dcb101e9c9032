"""The sentences of a text, with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from model.quotes.folding import Span

# A full stop ends a sentence before a blank and a capital, a digit or an opening quotation mark; not after a title,
# an initial or an abbreviation. A line always ends one: articles have their paragraphs on lines.
# What is no sign before the first one is asked behind that one: a pattern that begins with a set is searched fast.
_END = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W_a-z])")
_SHORT = "Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
_NO_END = re.compile(rf"\b(?:{_SHORT}|(?<!\bon )\w)\.$")  # "posted on X. Berg's party": X is no initial
_LONGEST_NO_END = 8  # code points of such an end; more to look through would cost a long line its square
# One letter is an initial ("J. Smith"), unless what follows is no name: "on X. He", "vitamin C. The".
_STARTS = (
    "He|She|It|They|We|You|The|This|That|These|Those|There|His|Her|Its|Their|In|On|At|But|And|For|If|When|As|After"
)
_LETTER_ENDS = re.compile(rf"(?<=\b\w\.)\s+(?:{_STARTS})\b(?!\.)")
_QUOTE_NEXT = re.compile(r"\s+[\"“«]")
_LINE = re.compile(r"[^\n]+")


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    """Give the sentences in order, without the white space around them."""
    return tuple(span for line in _LINE.finditer(text) for span in sentences_in(text, *line.span()))


def sentences_in(text: str, start: int, end: int) -> list[Span]:
    """Give the sentences of one line."""
    spans = []
    first = start
    for found in _END.finditer(text, start, end):
        next_is_new = _QUOTE_NEXT.match(text, found.end(), end) or _LETTER_ENDS.match(text, found.end(), end)
        if next_is_new or not _NO_END.search(text, max(first, found.end() - _LONGEST_NO_END), found.end()):
            spans.append(_trimmed(text, first, found.end()))
            first = found.end()
    spans.append(_trimmed(text, first, end))
    return [span for span in spans if span.start < span.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))


@dataclass(frozen=True, slots=True)
class Taken:
    """Some sentences of a text in a row: all of them, and the numbers of the first and the last taken, from 0."""

    sentences: tuple[Span, ...]
    first: int
    last: int

    @property
    def span(self) -> Span:
        """Give their place in the text."""
        return Span(self.sentences[self.first].start, self.sentences[self.last].end)

    @property
    def count(self) -> int:
        """Give how many are taken."""
        return self.last - self.first + 1

    def moved(self, step: int) -> Taken:
        """Take the next sentence (step 1) or the one before (step -1) instead; stay at the ends of the text."""
        at = (self.last if step > 0 else self.first) + step
        at = max(0, min(at, len(self.sentences) - 1))
        return Taken(self.sentences, at, at)

    def longer(self, step: int) -> Taken:
        """Take one more sentence at the end, or one less; the first one stays."""
        return Taken(self.sentences, self.first, max(self.first, min(self.last + step, len(self.sentences) - 1)))


def take(text: str, offset: int) -> Taken | None:
    """Take the sentence at an offset, or the last before it; None if the text has none."""
    found = sentences(text)
    at = max(0, bisect_right([sentence.start for sentence in found], offset) - 1)
    return Taken(found, at, at) if found else None


def take_again(text: str, span: Span) -> Taken | None:
    """Take the sentences that make up a span; None where it is no longer a row of whole sentences."""
    first, last = take(text, span.start), take(text, span.end - 1)
    taken = Taken(first.sentences, first.first, last.last) if first and last else None
    return taken if taken and taken.span == span else None
