"""What of a stored text is the article: the lines without the outlet's own matter before, in and after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.folding import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = re.compile(r"[^\n]+")

# From such a line on, in the later part of a text, an outlet speaks of itself.
_TRAILER = re.compile(
    r"""\s*(?:
        (?:a\ )?message\ from\b | dear\ readers?\b | sign\ up\b | subscribe\b | support\ (?:our|us|independent)\b
      | read\ (?:more|also|next)\b | related\ (?:articles|stories|topics|content)\b | more\ (?:on|from)\ this\b | more\ from\b
      | follow\ us\b | share\ this\b | most\ (?:read|popular)\b | recommended\ (?:for\ you|stories)\b | newsletter\b
      | (?:©|\(c\)|copyright)\s | all\ rights\ reserved | terms\ of\ (?:use|service) | about\ the\ authors?\b
      | get\ (?:the|our)\ .*\b(?:newsletter|inbox)\b | .*\bdelivered\ to\ your\ inbox\b | .*\bsign\ up\ (?:for|to)\ (?:our|the)\b
      | (?:additional\ )?reporting\ by\b | editing\ by\b | .{0,60}\bcontributed\ (?:reporting|to\ this\ (?:report|article|story))
      | .{0,40}\breporting\ (?:from|for)\b.{0,40}$ | our\ standards:\ | (?:for\ )?media\ (?:contacts?|enquiries|inquiries)\b
      | notes?\ (?:to|for)\ editors?\b | press\ contacts?\b | help\ us\ improve\b | what\ do\ you\ think\? | comments?\s*$
      | advertisement\s*$ | this\ article\ (?:was|is|has)\b.*\b(?:published|translated|updated|corrected)\b
      | not\ ready\ to\ support\b | remind\ me\ later | why\ you\ can\ trust\b | correction\b.{0,10}: | tags?:\s | topics?:\s
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRAILER_FROM = 0.4  # share of the lines; before it, such a line is passed over, and the article goes on

# Lines of a page that are no sentences of the article wherever they stand.
_FURNITURE = re.compile(
    r"""\s*(?:
        by\ [A-Z][\w.'’-]+(?:\ [A-Z][\w.'’-]+){0,4}(?:\ (?:and|in|for|,)\ .{0,60})? | published\ (?:by|on|at)?.{0,40} | (?:last\ )?updated\b.{0,40}
      | advertisement | tracking | share | listen | watch(?::|\ live\b|\ more\b).* | photo(?:graph)?(?::|\ by\b|\ credit\b).* | image(?::|\ source\b|\ credit\b|\ caption\b).*
      | (?:file\ )?photo\b.{0,60} | \d+\ min(?:ute)?s?\ read | (?:read|see|listen)\ (?:more|also)\b.* | getty\ images.* | loading.* | save | print | menu | home
      | [\w.-]+\.(?:com|org|net|us|co\.uk|info)(?:/\S*)?
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)


def body(text: str, trailers: Iterable[str] = ()) -> tuple[Span, ...]:
    """Give the lines of the article itself; `trailers` are a topic's own beginnings of what stands below one."""
    lines = [Span(*found.span()) for found in _LINE.finditer(text) if not found[0].isspace()]
    own = tuple(trailer.lower() for trailer in trailers)
    kept: list[Span] = []
    seen: set[str] = set()
    for number, line in enumerate(lines):
        words = text[line.start : line.end].strip()
        if _TRAILER.match(words) or (own and words.lower().startswith(own)):
            if number >= _TRAILER_FROM * len(lines):
                break
            continue
        if _FURNITURE.fullmatch(words) or words in seen:
            continue
        seen.add(words)
        kept.append(line)
    return tuple(kept)
