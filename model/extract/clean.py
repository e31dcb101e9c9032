"""What of a stored text is the article: the lines without the outlet's own matter before, in and after it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from model.quotes.folding import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(r"[^\n]+")

# From such a line on, in the later part of a text, an outlet speaks of itself.
_TRAILERS = (
    r"(?:a )?message from\b",
    r"dear readers?\b",
    r"sign up\b|subscribe\b|newsletter\b|get (?:the|our) .*\b(?:newsletter|inbox)\b",
    r"support (?:our|us|independent)\b|not ready to support\b|remind me later|why you can trust\b",
    r"read (?:more|also|next)\b|related (?:articles|stories|topics|content)\b|more (?:on|from) this\b",
    r"follow us\b|share this\b|most (?:read|popular)\b|recommended (?:for you|stories)\b",
    r"(?:©|\(c\)|copyright)\s|all rights reserved|terms of (?:use|service)|our standards: ",
    r"about the authors?\b|(?:additional )?reporting by\b|editing by\b",
    r"(?:for )?media (?:contacts?|enquiries|inquiries)\b|press contacts?\b|notes? (?:to|for) editors?\b",
    r"help us improve\b|what do you think\?|comments?\s*$|advertisement\s*$|correction\b.{0,10}:|tags?:\s|topics?:\s",
    r"this article (?:was|is|has)\b.*\b(?:published|translated|updated|corrected)\b",
)
_TRAILER = re.compile("|".join(_TRAILERS), re.IGNORECASE)
# The same, by words further in; only lines with one of the four words are worth the looking.
_HINTS = ("inbox", "sign up", "reporting", "contributed")
_TRAILER_INSIDE = re.compile(
    r".*\bdelivered to your inbox\b|.*\bsign up (?:for|to) (?:our|the)\b|.{0,40}\breporting (?:from|for)\b.{0,40}$"
    r"|.{0,60}\bcontributed (?:reporting|to this (?:report|article|story))"
)
_LONGEST_FURNITURE = 300  # characters
_TRAILER_FROM = 0.4  # share of the lines; before it, such a line is passed over, and the article goes on

# Lines of a page that are no sentences of the article wherever they stand.
_FURNITURE = re.compile(
    r"by [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4}(?: (?:and|in|for|,) .{0,60})?"
    r"|published (?:by|on|at)?.{0,40}|(?:last )?updated\b.{0,40}|\d+ min(?:ute)?s? read"
    r"|(?:photo(?:graph)?|image)(?::| by\b| credit\b| source\b| caption\b).*|(?:file )?photo\b.{0,60}|getty images.*"
    r"|(?:read|see|listen) (?:more|also)\b.*|watch(?::|\ live\b|\ more\b).*|loading.*"
    r"|advertisement|tracking|share|listen|save|print|menu|home|[\w.-]+\.(?:com|org|net|us|co\.uk|info)(?:/\S*)?",
    re.IGNORECASE,
)


def body(text: str, trailers: Iterable[str] = ()) -> tuple[Span, ...]:
    """Give the lines of the article itself; `trailers` are a topic's own beginnings of what stands below one."""
    lines = _lines(text)
    own = tuple(trailer.lower() for trailer in trailers)
    kept: list[Span] = []
    seen: set[str] = set()
    for number, line in enumerate(lines):
        words = text[line.start : line.end].strip()
        if _is_trailer(words) or words.lower().startswith(own):
            if number >= _TRAILER_FROM * len(lines):
                break
        elif words not in seen and not (len(words) < _LONGEST_FURNITURE and _FURNITURE.fullmatch(words)):
            kept.append(line)
        seen.add(words)
    return tuple(kept)


def left_out(text: str, trailers: Iterable[str] = ()) -> tuple[Span, ...]:
    """Give what of a text is not the article: the lines that `body` leaves out, those in a row as one."""
    kept = frozenset(body(text, trailers))
    runs = [list(run) for is_kept, run in groupby(_lines(text), kept.__contains__) if not is_kept]
    return tuple(Span(run[0].start, run[-1].end) for run in runs)


def _lines(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _LINE.finditer(text) if not found[0].isspace()]


def _is_trailer(words: str) -> bool:
    if len(words) >= _LONGEST_FURNITURE:
        return False
    low = words.lower()
    return bool(_TRAILER.match(low) or (any(hint in low for hint in _HINTS) and _TRAILER_INSIDE.match(low)))
