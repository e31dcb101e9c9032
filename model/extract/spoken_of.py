"""How a sentence speaks of a thing: as needed, lacking, foretold, only raised, less of it, or in a slogan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_FARTHEST = 7  # words between "without" and the thing
_FARTHEST_LACK = 4  # words from "without" to what is lacking
_FARTHEST_DENIAL = 9  # words between "no" and "without"
_RAISED = g.words("discussed raised mentioned debated negotiated examined considered studied")
_HOLDING = g.words("hold holds holding held keep keeps keeping kept")
_FARTHEST_HELD = 4  # words between "hold" and the thing
_LONGEST_RAISED = 6  # words
_PARTS = g.words("half part some third quarter two three four five six seven eight nine ten")
_SMALLER = g.words("lower reduced smaller shorter")
_FARTHEST_PART = 3  # words
_OUTCOMES = g.words(
    "progress breakthrough headway sign signs mention word prospect agreement deal date consensus result"
)
_OF_OUTCOMES = g.words("on of towards toward for about in")
_LACKING = g.words("no little not without any n't")
_FORETELLING = g.words("will would could may might")
_LONGEST_INSERTION = 8  # words of "X warned" between a thing and what comes of it
_LONGEST_LAMENT = 5
_LONGEST_SLOGAN = 4
_ENDS_SLOGAN = g.PUNCTUATION | g.words("before until unless without while as")


def is_needed(tokens: Tokens, voice: Voices, hit: Hit) -> bool:
    """Tell whether a sentence says that nothing goes without the thing: "no progress without a meeting"."""
    low, first = tokens.low, voice.sentence.first
    last = hit.first + (hit.polarity < 0)  # the word may begin a phrase against: "without a meeting"
    if "without" not in low[first:last]:
        return False
    for at in range(max(first, hit.first - _FARTHEST), last):
        if low[at] == "without":
            near = (*low[max(first, at - _FARTHEST_DENIAL) : at], *low[hit.last : hit.last + _FARTHEST_DENIAL])
            is_lost = not g.HARMS.isdisjoint(low[first : voice.sentence.last])
            return is_lost or any(word in g.NEGATIONS or word == "only" for word in near)
    return False


def is_exclaimed(tokens: Tokens, voice: Voices, hit: Hit) -> bool:
    """Tell whether a slogan says no to a thing, without a verb: "No toll, whatever it brings"."""
    low, first = tokens.low, voice.sentence.first
    near = range(hit.first - 1, max(first, hit.first - _LONGEST_SLOGAN) - 1, -1)
    at = next((at for at in near if low[at] in ("no", "never") or low[at] in g.SIGNS), -1)
    if at < 0 or low[at] in g.SIGNS or not (at == first or low[at - 1] in g.QUOTATION or low[at - 1] == ":"):
        return False
    ends = (at for at in range(hit.last, voice.sentence.last) if low[at] in _ENDS_SLOGAN)
    end = next(ends, voice.sentence.last)
    is_whole = end == hit.last or low[hit.last] in g.PREPOSITIONS  # "no meeting schedule" is about schedules
    return is_whole and g.AUXILIARIES.isdisjoint(low[hit.last : end])


def comes_second(tokens: Tokens, voice: Voices, hit: Hit) -> bool:
    """Tell whether a thing is to come after another: "First the dock, then the toll"."""
    low, at = tokens.low, hit.first - 1
    while low[at] in g.DETERMINERS:
        at -= 1
    return low[at] == "then" and "first" in low[voice.sentence.first : at]


def is_compromised(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a thing is what a compromise is sought on."""
    low, at = tokens.low, hit.first - 1
    while at > 2 and low[at] in g.DETERMINERS:
        at -= 1
    return low[at] in g.ABOUT and low[at - 1] == "compromise" and low[at - 2] not in ("no", "without", "any")


def is_lacking(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether it is the lack of a thing that is spoken of: "every day without a truce"."""
    before = tokens.low[max(0, hit.first - _FARTHEST_LACK) : hit.first]
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] not in g.DETERMINERS), -1)
    return at >= 0 and (
        before[at] == "without" or before[max(0, at - 1) : at + 1] in (["lack", "of"], ["absence", "of"])
    )


def is_foretold(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a sentence says what will come of a thing: "lower tolls, she warned, would"."""
    low, at = tokens.low, hit.last
    if low[at : at + 1] == [","]:
        insertion = range(at + 1, min(at + _LONGEST_INSERTION, len(low)))
        at = next((one + 1 for one in insertion if low[one] == ","), at)
    return at < len(low) and low[at] in _FORETELLING


def is_lamented(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a sentence only says that nothing came of it: "no progress towards a truce"."""
    low = tokens.low
    for at in range(hit.first - 1, max(1, hit.first - _LONGEST_LAMENT), -1):
        if low[at] in g.PREPOSITIONS:
            is_outcome = low[at] in _OF_OUTCOMES and low[at - 1] in _OUTCOMES
            return is_outcome and not _LACKING.isdisjoint(low[max(0, at - 4) : at - 1])
    return False


def is_partial(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether only a part of a thing is spoken of: "will close five of the twelve lines", "half of its troops"."""
    low = tokens.low
    near = range(max(1, hit.first - _FARTHEST_PART), hit.last - 1)
    if any(is_smaller(low, at) for at in range(max(1, hit.first - 2), hit.first)):
        return not hit.is_inverse  # "a lower toll"
    return any(low[at] == "of" and low[at - 1] in _PARTS and low[at + 1] in g.DETERMINERS for at in near)


def is_smaller(low: list[str], at: int) -> bool:
    """Tell whether somebody would have less of a thing, not none: "a lower toll"."""
    return low[at] in _SMALLER and low[at - 1] in ("a", "an")


def capped(tokens: Tokens, hit: Hit) -> int:
    """Find what keeps a thing that is to end from growing, 0 if nothing does: "hold enrichment at 5 percent"."""
    low = tokens.low
    holding = (at for at in range(max(0, hit.first - _FARTHEST_HELD), hit.first) if low[at] in _HOLDING)
    before = next(holding, 0)
    is_capped = low[hit.last : hit.last + 1] in (["at"], ["below"], ["under"]) and hit.last + 1 < len(low)
    after = next((at for at in range(hit.last, min(hit.last + 3, len(low) - 1)) if low[at] in ("held", "kept")), 0)
    return before if before and is_capped else after if after and low[after + 1] in ("at", "below", "under") else 0


def is_only_raised(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a sentence only says that a thing was talked about: "the question of tolls had been raised"."""
    low = tokens.low
    after = range(hit.last, min(hit.last + _LONGEST_RAISED, len(low) - 1))
    is_said = any(low[at] in g.BE and low[at + 1] in _RAISED for at in after)
    return is_said and not any(low[at] in g.SIGNS for at in after)
