"""Where a quote lies in its source, and how surely: exact, but for typography, or only nearly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from model.quotes.folding import HYPHENS, INVISIBLE, LETTERS, WORD, Folded, Span, fold, fold_once, is_mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MOST_PLACES = 1000
_PATIENCE = 1_000_000  # work on hits, most of them cut, in a text made of repetitions; an article needs a hundredth

_APOSTROPHES = "'’ʼ"
_NUMBER_JOINTS = ".,:'’\xa0\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"

_letters = re.compile(LETTERS)
_PIECES = rf"{WORD}\s*|\S\s*|\s+"  # takes 2 ms to compile, which only a comparison has to wait for
_joined = re.compile(r"\u200d[^\w\s]")  # one emoji made of several
_around_quote = re.compile(rf"^[\s{INVISIBLE}]+|[\s{INVISIBLE}]+$")


class Anchoring(StrEnum):
    """How surely a quote's place in its source is known."""

    VERIFIED = "verified"
    NORMALISED = "normalised"
    NEAR = "near"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The places of a quote in its source, in order: several if ambiguous, none if missing."""

    anchoring: Anchoring
    places: tuple[Span, ...] = ()

    @property
    def span(self) -> Span | None:
        """Give the place at which a screen may open: the only one, or the first of several."""
        return self.places[0] if self.places else None


MISSING = Anchor(Anchoring.MISSING)


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a comparison: the same words in both texts, or words of one of them (the other is empty)."""

    quote: str
    source: str


def find(quote: str, text: str) -> Anchor:
    """Find a quote in a text: verbatim, else with typography made even, else the passage most like it.

    A quote is not found inside a word or number: "war" is not in "warning", nor "can" in "can't", nor "30" in "30,000".
    """
    words = _around_quote.sub("", quote)
    if not words:
        return MISSING
    places = _places(words, text, lambda start, end: _whole(text, Span(start, end)))
    if places:
        return _found(Anchoring.VERIFIED, places)
    even, folded = fold(words).text, fold_once(text)
    places = _places(even, folded.text, lambda start, end: _whole(text, folded.span(start, end)))
    if places:
        return _found(Anchoring.NORMALISED, places)
    return _nearest(even, folded)


def difference(quote: str, passage: str) -> tuple[Edit, ...]:
    """Compare a quote with a passage word by word; words that differ only in typography are the same.

    The pieces join back to both texts, white space included. Of two pieces in the same place, the quote's comes first.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 - hardly ever needed, and never for the first frame

    ours, theirs = re.findall(_PIECES, quote), re.findall(_PIECES, passage)
    our_words, their_words = ([fold(piece).text for piece in pieces] for pieces in (ours, theirs))
    our_bare, their_bare = ([word.strip() for word in words] for words in (our_words, their_words))
    # White space counts where nothing else differs: "war—peace" is not "war — peace".
    matcher = SequenceMatcher(None, *((our_words, their_words) if our_bare == their_bare else (our_bare, their_bare)))
    edits: list[Edit] = []
    for tag, start, end, source_start, source_end in matcher.get_opcodes():
        ours_here, theirs_here = "".join(ours[start:end]), "".join(theirs[source_start:source_end])
        pairs = [(ours_here, theirs_here)] if tag == "equal" else [(ours_here, ""), ("", theirs_here)]
        edits += [Edit(*pair) for pair in pairs if any(pair)]
    return tuple(edits)


def marked(edits: tuple[Edit, ...], around: int) -> str:
    """Give a comparison as one text: `[-only in the quote-] [+only in the source+]`, and what lies `around` these."""
    pieces = []
    for number, edit in enumerate(edits):
        if edit.quote and edit.source:
            pieces.append(_ends(edit.quote, around, first=number == 0, last=number == len(edits) - 1))
        else:
            pieces.append(f"[-{edit.quote.strip()}-] " if edit.quote else f"[+{edit.source.strip()}+] ")
    return "".join(pieces).strip()


def _ends(text: str, around: int, *, first: bool, last: bool) -> str:
    """Cut the middle of a long text, or the side of it that lies at no difference."""
    if len(text) <= around * (2 - first - last) + len(" ... "):
        return text
    head = "" if first else f"{text[:around].rpartition(' ')[0]} "
    tail = "" if last else f" {text[-around:].partition(' ')[2]}"
    return f"{head}...{tail}"


def _nearest(even: str, folded: Folded) -> Anchor:
    from model.quotes.nearest import nearest  # noqa: PLC0415 - rapidfuzz takes 20 ms, and most files have no near quote

    found = nearest(even, folded.text)
    return Anchor(Anchoring.NEAR, (folded.around(found.start, found.end),)) if found else MISSING


def _found(anchoring: Anchoring, places: tuple[Span, ...]) -> Anchor:
    return Anchor(anchoring if len(places) == 1 else Anchoring.AMBIGUOUS, places)


def _places(words: str, text: str, span_of: Callable[[int, int], Span | None]) -> tuple[Span, ...]:
    """Give the spans of all hits that `span_of` accepts; they may overlap."""
    places: list[Span] = []
    patience = _PATIENCE // (len(words) + 50)
    at = text.find(words) if words else -1
    while at >= 0 and len(places) < _MOST_PLACES:
        span = span_of(at, at + len(words))
        if span is not None:
            places.append(span)
        patience -= 1
        if patience <= 0:  # there may be more places than were seen, so that one proves nothing
            return tuple(places) if len(places) > 1 else ()
        # A quote that begins with a letter cannot begin again within the same word.
        rest = _letters.match(text, at)
        at = text.find(words, max(at + 1, rest.end() if rest else 0))
    return tuple(places)


def _whole(text: str, span: Span | None) -> Span | None:
    """Give the span back if it begins and ends where words, numbers and characters do."""
    if span is None or _splits_character(text, span.start) or _splits_character(text, span.end):
        return None
    first, last = text[span.start], text[span.end - 1]
    if _goes_on(last, _next_visible(text, range(span.end, len(text))), HYPHENS + _APOSTROPHES):
        return None
    before = _next_visible(text, range(span.start - 1, -1, -1))
    loses_sign = first.isdigit() and before.startswith(("-", "\N{MINUS SIGN}"))
    return None if loses_sign or _goes_on(first, before, HYPHENS) else span


def _goes_on(edge: str, beyond: str, joints: str) -> bool:
    """Tell whether the word or number of an edge goes on in the characters beyond it."""
    if not beyond or not _in_word(edge):
        return False
    near, far = beyond[0], beyond[1:]
    return (
        _in_word(near)
        or (near in joints and _in_word(far))
        or (near in _NUMBER_JOINTS and edge.isdigit() and far.isdigit())
    )


def _in_word(char: str) -> bool:
    return _letters.match(char) is not None or is_mark(char)


def _next_visible(text: str, way: Iterable[int]) -> str:
    """Give the next two characters on the way that can be seen; a soft hyphen does not end a word."""
    seen = ""
    for place in way:
        if text[place] not in INVISIBLE:
            seen += text[place]
            if len(seen) == 2:
                break
    return seen


def _splits_character(text: str, place: int) -> bool:
    """Tell whether what a reader sees as one character lies on both sides of a place."""
    return is_mark(text[place : place + 1]) or any(_joined.match(text, at) for at in (place, place - 1))
