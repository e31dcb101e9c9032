"""The passage of a text that is most like a quote which is not in it: for a person to compare, never to trust."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from model.quotes.folding import WORD, Span

_LEAST_LIKENESS = 0.75
_SHORTEST = 12  # code points; anything is like a shorter quote
_LONGEST_SEARCHED = 2_000_000  # code points; rapidfuzz keeps the interpreter's lock, so the screen would stand still
_PROBE = 64  # code points; up to this length rapidfuzz is linear in the text, beyond it bad luck is quadratic
_PROBE_CUTOFF = 65  # per cent; lower than for the whole, for the differences may all lie in one probe

_tokens = re.compile(rf"{WORD}|\S")


def nearest(quote: str, text: str) -> Span | None:
    """Find the whole words of a text most like a quote, alike by three quarters at least; both texts are even."""
    if len(quote) < _SHORTEST or len(text) > _LONGEST_SEARCHED:
        return None
    windows = _windows(quote, text)
    if not windows:
        return None
    likeliest = max(windows, key=lambda window: ratio(quote, text[window.start : window.end]))
    passage, likeness = _fit(quote, text, likeliest)
    return passage if likeness >= _LEAST_LIKENESS else None


def _windows(quote: str, text: str) -> list[Span]:
    """Guess where a passage like the quote may lie, from its beginning, its middle and its end."""
    size = min(len(quote), _PROBE)
    starts: list[int] = []
    ends: list[int] = []
    for offset in sorted({0, (len(quote) - size) // 2, len(quote) - size}):
        hit = partial_ratio_alignment(quote[offset : offset + size], text, score_cutoff=_PROBE_CUTOFF)
        if hit is not None:
            starts.append(max(0, hit.dest_start - hit.src_start - offset))
            ends.append(min(len(text), hit.dest_end + len(quote) - offset - hit.src_end))
    return [Span(start, end) for start in starts for end in ends if len(quote) < 2 * (end - start) < 4 * len(quote)]


def _fit(quote: str, text: str, window: Span) -> tuple[Span, float]:
    """Move both ends of a window word by word for as long as the passage becomes more like the quote."""
    margin = _PROBE + len(quote) // 2
    text_start = text.rfind(" ", 0, max(0, window.start - margin)) + 1
    text_end = text.find(" ", window.end + margin)
    tokens = [token.span() for token in _tokens.finditer(text, text_start, text_end if text_end >= 0 else len(text))]
    first = bisect_right([token_end for _, token_end in tokens], window.start)
    last = bisect_left([token_start for token_start, _ in tokens], window.end) - 1
    best = ratio(quote, text[tokens[first][0] : tokens[last][1]])
    for step in (8, 4, 2, 1):
        moved = True
        while moved:
            moved = False
            for a, b in ((first - step, last), (first + step, last), (first, last - step), (first, last + step)):
                if 0 <= a <= b < len(tokens):
                    likeness = ratio(quote, text[tokens[a][0] : tokens[b][1]], score_cutoff=best)
                    if likeness > best:
                        first, last, best, moved = a, b, likeness, True
    return Span(tokens[first][0], tokens[last][1]), best / 100
