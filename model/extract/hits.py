"""Where a sentence speaks of an issue: its terms, joined and sorted out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.extract import grammar as g

if TYPE_CHECKING:
    from model.extract.phrases import Match
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Term

_LONGEST_LINK = 2  # words
_LINKING = frozenset(("on", "of", "and"))
_POLARITY = {"for": 1, "against": -1, "act for": 1, "act against": -1}


class Hit(NamedTuple):
    """Tokens that speak of an issue: a phrase that takes a side (`polarity` 1 or -1), or a bare term (0).

    `own_side` is what to be for the thing means for the issue: -1 where the proposition is against the thing.
    """

    issue: str
    first: int
    last: int
    polarity: int
    phrase: str
    is_weak: bool
    is_inverse: bool
    is_unclear: bool

    @property
    def own_side(self) -> int:
        """Give 1 or -1."""
        return self.polarity or (-1 if self.is_inverse else 1)


def hits(tokens: Tokens, voice: Voices, issue: str) -> list[Hit]:
    """Give where a sentence speaks of an issue; a phrase that takes a side decides for the terms that it overlaps."""
    terms = [one for one in voice.clues.terms if one.label.issue == issue and one.label.kind != "condition"]
    found: list[Hit] = []
    for term in sorted(terms, key=_rank):
        if not any(term.first < hit.last and term.last > hit.first for hit in found):
            found.append(_hit(tokens, term))
    return _joined(tokens.low, sorted(found, key=lambda hit: hit.first))


def _rank(term: Match[Term]) -> tuple[bool, bool, int]:
    return (term.label.kind not in _POLARITY, term.label.kind == "weak", term.first - term.last)


def _hit(tokens: Tokens, match: Match[Term]) -> Hit:
    """Make a hit; a "not" in the gap of a phrase turns its side round: "sanctions will not be lifted"."""
    first, last, term = match
    polarity = _POLARITY.get(term.kind, 0)
    if polarity:
        polarity *= -1 if _is_denied(tokens.low[first + 1 : last - 1], term.phrase) else 1
    is_weak = term.kind == "weak"
    return Hit(term.issue, first, last, polarity, term.phrase, is_weak, term.is_inverse, term.is_unclear)


def _is_denied(between: list[str], phrase: str) -> bool:
    """Tell whether a negation that is none of a phrase's own words stands within it."""
    denying = g.NEGATIONS.intersection(between)
    return bool(denying) and not denying.issubset(phrase.replace("-", " ").split())


def _joined(low: list[str], found: list[Hit]) -> list[Hit]:
    """Join bare terms that are one thing, "curbs on magnets": in "rare earth curbs" the curbs decide the side."""
    joined: list[Hit] = []
    for hit in found:
        last = joined[-1] if joined else None
        if last is None or last.polarity or hit.polarity or not _is_one(low, last.last, hit.first):
            joined.append(hit)
            continue
        joined[-1] = last._replace(
            last=hit.last,
            phrase=f"{last.phrase} {hit.phrase}",
            is_weak=last.is_weak and hit.is_weak,
            is_inverse=last.is_inverse or hit.is_inverse,
            is_unclear=last.is_unclear and hit.is_unclear,
        )
    return joined


def _is_one(low: list[str], first: int, last: int) -> bool:
    """Tell whether what stands between two terms makes them one thing: nothing, or "on its"."""
    between = low[first:last]
    return not between or (
        len(between) <= _LONGEST_LINK and between[0] in _LINKING and g.DETERMINERS.issuperset(between[1:])
    )
