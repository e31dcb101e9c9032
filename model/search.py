"""A text searched in all quotes and all articles of a topic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from model.quotes.folding import HYPHENS, QUOTATION_MARKS, Span
from model.quotes.sources import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.quotes.sources import Library
    from model.schema import Topic

CONTEXT = 60  # code points shown before and after a hit


_GAP = rf"[{HYPHENS}\s\xad]"  # soft hyphens too


@lru_cache(maxsize=64)
def pattern_of(wanted: str) -> re.Pattern[str] | None:
    """Give the pattern that finds a text, None for an empty one.

    Case, the kind of quotation marks, and whether words are joined by a blank, a hyphen or nothing do not matter:
    half-time, half time and halftime find each other, the last two only as whole words ("the me" is not in "thematic").
    """
    words = [word for word in re.split(f"{_GAP}+", wanted) if word] or wanted.split()
    if not words:
        return None
    signs = [[_sign(char) for char in word] for word in words]
    first, *letters = (sign for word in signs for sign in word)
    as_typed = f"{_GAP}+".join(map("".join, signs)).removeprefix(first)
    joined = "".join(f"{_GAP}{{0,2}}{letter}" for letter in letters)
    # The first sign stands before the alternatives, so that the engine can skip to it.
    return re.compile(rf"{first}(?:{as_typed}|(?<!\w{first}){joined}s?(?!\w))", re.IGNORECASE)


def _sign(char: str) -> str:
    return f"[{re.escape(QUOTATION_MARKS)}]" if char in QUOTATION_MARKS else re.escape(char)


@dataclass(frozen=True, slots=True)
class Hit:
    """A text found in a quote (party, issue, number) or in an article (a span of its text).

    `line` is what to show, on one line; the hit lies at `start` to `end` of it, in code points.
    """

    source: str
    line: str
    start: int
    end: int
    quote: tuple[str, str, int] | None = None
    span: Span | None = None


class Index:
    """All quotes and articles of a topic, ready to be searched; a source that cannot be read is passed over."""

    def __init__(self, topic: Topic, library: Library) -> None:
        self._quotes = [
            (quote.source, quote.quote, (party, issue, number)) for party, issue, number, quote in topic.quotes()
        ]
        self._texts = list(_texts(topic, library))

    def search(self, wanted: str, most: int) -> list[Hit]:
        """Find a text as `pattern_of` does, in quotes first, then in articles; at most `most` hits."""
        pattern = pattern_of(wanted)
        if pattern is None:
            return []
        hits: list[Hit] = []
        for source, text, quote in self._quotes:
            if len(hits) >= most:
                return hits
            if (found := pattern.search(text)) is not None:
                hits.append(_hit(source, text, found.span(), quote=quote))
        for source, text in self._texts:
            for found in pattern.finditer(text):
                if len(hits) >= most:
                    return hits
                hits.append(_hit(source, text, found.span(), span=Span(*found.span())))
        return hits


def _texts(topic: Topic, library: Library) -> Iterator[tuple[str, str]]:
    for source in topic.sources:
        try:
            yield source, library.text(source)
        except SourceError:
            continue


def _hit(
    source: str, text: str, place: tuple[int, int], quote: tuple[str, str, int] | None = None, span: Span | None = None
) -> Hit:
    start, end = place
    first = max(text.rfind("\n", 0, start) + 1, start - CONTEXT)
    newline = text.find("\n", end)
    line_end = newline if newline >= 0 else len(text)
    last = min(line_end, end + CONTEXT)
    # Whole words only, and a sign where some are left out: an excerpt must not read like a misquote.
    if first > 0 and text[first - 1] != "\n":
        first = text.find(" ", first, start) + 1 or first
    if last < line_end:
        last = max(end, text.rfind(" ", end, last))
    head, tail = "… " * (first > 0 and text[first - 1] != "\n"), " …" * (last < line_end)
    line = head + text[first:last].replace("\n", " ") + tail
    return Hit(source, line, start - first + len(head), end - first + len(head), quote, span)
