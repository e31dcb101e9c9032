"""Words around a term that turn a side round."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.lexicon import lexicon
from model.extract.tokens import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from model.extract.attribution import Attribution, Range
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_TAKING = g.words("take takes took taken taking bring brings brought drag drags dragged")
_FARTHEST_LACK = 4  # words from "without" to what is lacking
_FARTHEST = 7  # words between what turns a term round and the term
_FARTHEST_AFTER = 9
_FARTHEST_DENIAL = 9  # words between "no" and "without"
_MOVES = g.words(
    "come comes came go goes went brought bring taken take put set write writes written"
)  # ... down, off, away
_ENDING = g.words("end stop cease go leave withdraw disappear vanish")
_TO_COME = g.MODALS | {"to"}
_AWAY = g.words("down off away aside out")
_SETTING = g.words("before after until when while once")
_DISCUSSING = g.words(
    "discuss discusses discussed discussing negotiate negotiates negotiated negotiating talk talking address "
    "addressing include includes including cover covers covering tackle tackling"
)
_PROPOSALS = g.words("proposal proposals measure measures bill law reform reforms package")
_RAISED = g.words("discussed raised mentioned debated negotiated examined considered studied")
_HOLDING = g.words("hold holds holding held keep keeps keeping kept")
_FARTHEST_HELD = 4  # words between "hold" and the thing
_LONGEST_RAISED = 6  # words
_PARTS = g.words("half part some third quarter two three four five six seven eight nine ten")
_SMALLER = g.words("lower reduced smaller shorter")
_FARTHEST_PART = 3  # words
_LEADING = g.AUXILIARIES | _MOVES | g.words("to be all finally soon")
_ONLY = frozenset(("beyond", "except", "than"))  # "nothing but a" disparages
_OUTCOMES = g.words(
    "progress breakthrough headway sign signs mention word prospect agreement deal date consensus result"
)
_OF_OUTCOMES = g.words("on of towards toward for about in")
_LACKING = g.words("no little not without any n't")
_FORETELLING = g.words("will would could may might")
_LONGEST_INSERTION = 8  # words of "X warned" between a thing and what comes of it
_FARTHEST_AMOUNT = 3  # words between what is done and by how much
_NOTHING = frozenset(("nothing", "no"))  # ... less than
_FEWER = frozenset(("less", "fewer", *g.NEGATIONS))
_LONGEST_LAMENT = 5
_LONGEST_SLOGAN = 4
_ENDS_SLOGAN = g.PUNCTUATION | g.words("before until unless without while as")
_LIMITED = frozenset(("limited", "restricted", "curbed", "closed", "shut"))  # not in "a limited ferry"
_RELATIVE = frozenset(("that", "which", "who", "whom", "whose", "but"))
_INNER = ("infinitive", "gerund", "noun", "noun-owner")
_INSISTED = g.words(  # "no exceptions for"
    "exception exceptions exemption exemptions alternative alternatives substitute doubt compromise delay"
)
_ENDS = g.SIGNS | {"that", "and", "but"}
_STATING = frozenset(("must", "should", "needs"))


@lru_cache(maxsize=1)
def _reversing() -> tuple[frozenset[str], dict[str, list[tuple[str, ...]]]]:
    words = lexicon()["reverse"]
    several = by_first(phrase for phrase in words if " " in phrase)
    return frozenset(word for word in words if " " not in word), several


def by_first(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """Give phrases as words, by the first one."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def states_by_itself(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a term says that something is to be done: "stop the killing"; "told him about the stop" does not."""
    if " " not in hit.phrase:
        return False
    single, _ = _reversing()
    is_saying = any(word in single or word in _STATING for word in tokens.low[hit.first : hit.last])
    return is_saying and not _is_spoken_of(tokens.low, hit.first)


def _is_spoken_of(low: list[str], at: int) -> bool:
    """Tell whether a thing is only what is spoken about."""
    before = at - 2 if at > 1 and low[at - 1] in g.DETERMINERS else at - 1
    return before >= 0 and low[before] in g.ABOUT


def is_needed(tokens: Tokens, voice: Voices, hit: Hit) -> bool:
    """Tell whether a sentence says that nothing goes without the thing: "no progress without a meeting"."""
    low, first = tokens.low, voice.sentence.first
    if "without" not in low[first : hit.first]:
        return False
    for at in range(max(first, hit.first - _FARTHEST), hit.first):
        if low[at] == "without":
            near = (*low[max(first, at - _FARTHEST_DENIAL) : at], *low[hit.last : hit.last + _FARTHEST_DENIAL])
            return any(word in g.NEGATIONS or word == "only" for word in near)
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
    if any(_is_smaller(low, at) for at in range(max(1, hit.first - 2), hit.first)):
        return not hit.is_inverse  # "a lower toll"
    return any(low[at] == "of" and low[at - 1] in _PARTS and low[at + 1] in g.DETERMINERS for at in near)


def _is_smaller(low: list[str], at: int) -> bool:
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


def on_the_agenda(tokens: Tokens, hit: Hit, governing: Sequence[Attribution]) -> int:
    """Find what makes a thing that is to end a matter of talks, 0 if nothing does: "refused to discuss the tariffs"."""
    start = max((one.cue[0] for one in governing if one.cue[0] < hit.first), default=hit.first)
    near = range(max(start, hit.first - _FARTHEST), hit.first)
    of_proposals = (at for at in range(max(1, hit.first - 3), hit.first - 1) if tokens.low[at] in _PROPOSALS)
    proposals = next((at for at in of_proposals if tokens.low[at + 1] == "on"), 0)
    return next((at for at in near if tokens.low[at] in _DISCUSSING), proposals)


def reversals(tokens: Tokens, voice: Voices, hit: Hit, governing: Sequence[Attribution], demand: int = -1) -> list[int]:
    """Give the words between the nearest cue and the term that turn it round: "an end to the boycott".

    The "no" of a subject ("no boycott will") is not among them: it has turned its verb round.
    """
    low = tokens.low
    if hit.polarity and low[hit.first] in g.PREPOSITIONS:
        return []  # "it has to end for good"
    cues = [one.cue for one in governing if one.cue_class != "say"]
    start = max([*(last for _, last in cues if last <= hit.first), voice.sentence.first, hit.first - _FARTHEST, demand])
    ends = places(low, _ENDS, start, hit.first)
    signs = [at for at in ends if low[at] not in ("and", "but") or _begins_anew(low, at)]
    start = signs[-1] + 1 if signs else start
    single, several = _reversing()
    inner = [one for one in governing if one.rule in _INNER and one.cue[1] <= hit.first]
    turned = [at for one in inner for at in _before(one.cue[0], cues) if low[at] in single]  # to stop them blocking it
    is_amount = not hit.is_inverse and any(low[at][0].isdigit() for at in range(hit.first, hit.last))
    own = [term for term in voice.clues.terms if hit.polarity and term.label.issue == hit.issue]
    for at in range(start, hit.first):
        word = low[at]
        if is_amount and hit.first - at <= _FARTHEST_AMOUNT and word not in _FEWER:
            continue  # "write off 40 percent"
        if hit.polarity < 0 and _is_denial_of_oneself(tokens, voice, at, hit):
            continue  # "Norvia is no dumping ground" rejects what would make it one
        is_of_term = word not in g.NEGATIONS and any(at < one.first and one.last <= hit.first for one in own)
        if word == "without" or is_of_term or (_is_smaller(low, at) and not hit.is_inverse):
            continue  # a condition; "lifting the embargo at once" is not against "at once"
        is_turning = (
            (word in single and not _is_taken(voice, governing, hit, at))
            or (word in g.NEGATIONS and not _is_counted(low, governing, at) and low[at + 1] not in _INSISTED)
            or (
                word in several
                and low[at - 1] not in _NOTHING
                and any(tuple(low[at : at + len(words)]) == words for words in several[word])
            )
        )
        if is_turning:
            turned.append(at)
    return turned


def _is_denial_of_oneself(tokens: Tokens, voice: Voices, at: int, hit: Hit) -> bool:
    """Tell whether a "not" denies what somebody is: "we are not a colony"."""
    low = tokens.low
    if low[at] not in g.NEGATIONS or low[at - 1] not in g.BE or not g.DETERMINERS.issuperset(low[at + 1 : hit.first]):
        return False
    return low[at - 2] == "we" or any(name.last == at - 1 and name.label.party for name in voice.clues.names)


def _is_taken(voice: Voices, governing: Sequence[Attribution], hit: Hit, at: int) -> bool:
    """Tell whether a word belongs to a term before, or is what somebody else does: "the truce rejected by Y"."""
    if any(term.first <= at < term.last <= hit.first for term in voice.clues.terms):
        return True
    others = (one for one in voice.attributions if one.source and one not in governing)
    return any(one.cue[0] <= at < one.cue[1] for one in others)


def _is_counted(low: list[str], governing: Sequence[Attribution], at: int) -> bool:
    """Tell whether a negation has turned its verb round already, or means "only"."""
    if any(one.rule == "relative" or (one.rule == "act" and one.negated) for one in governing):
        return True  # "no substitute for the truce that X wants"
    return _is_only(low, at) or any(one.source and one.source[0] - 1 <= at <= one.source[0] for one in governing)


def _before(verb: int, cues: Sequence[Range]) -> range:
    """Give the words between a verb that another one governs and that one."""
    outer = max((last for _, last in cues if last <= verb), default=verb)
    return range(max(outer, verb - _FARTHEST), verb)


def _begins_anew(low: list[str], at: int) -> bool:
    """Tell whether another verb follows: "stop the blockade and start talks"; not in "nothing but a trap"."""
    if low[at] == "but":
        return low[at - 1] != "nothing"
    after = low[at + 1]
    is_undoing = after in _reversing()[0] and after.endswith(("ed", "drew"))  # "ended this and dropped that"
    is_verb = after in g.ASPECTS or after.endswith("ing") or is_undoing
    return low[at] == "and" and (is_verb or g.joins_verb(low, at))


def _is_only(low: list[str], at: int) -> bool:
    """Tell whether a negation means "only": "nothing beyond a truce", "no more than a pause"."""
    return any(word in _ONLY for word in low[at + 1 : at + 3]) and low[at] in ("nothing", "no", "not", "none")


def undone_after(tokens: Tokens, voice: Voices, hit: Hit, cues: Sequence[Range]) -> int:
    """Find what undoes a thing after its name, 0 if nothing does: "the tariffs [must be] lifted"."""
    low = tokens.low
    end = hit.last if hit.polarity else min(hit.last + _FARTHEST_AFTER, voice.sentence.last)
    if hit.polarity and low[hit.last : hit.last + 1] == ["to"] and low[hit.last + 2 : hit.last + 3] in (["."], [","]):
        end = hit.last + 2  # "wants the attacks on ports to end."
    is_placed = False  # "the tariffs on our cars and their parts"
    for at in range(hit.last, end):
        word = low[at]
        if word not in g.DUTIES and word != "to" and any(first <= at < last for first, last in cues):
            break
        if word in _SETTING or (word == "and" and at + 1 < end and _undoes(low, at + 1)):
            break  # "before the summer is over"; "lower the toll and dropped the tax"
        if _undoes(low, at) or (at == hit.last + 1 and _is_taken_to_court(low, hit)):
            return at
        is_placed = is_placed or word in g.PREPOSITIONS
        is_compound = at == hit.last and word.isalpha()  # "the tax plans"
        is_inside = is_placed and word.isalpha() and word not in _RELATIVE
        if not (word in _LEADING or word == "-" or g.is_adverb(word) or is_inside or is_compound):
            break
    return 0


def _is_taken_to_court(low: list[str], hit: Hit) -> bool:
    """Tell whether somebody goes to law over a thing: "will take the toll to court"."""
    before = next((word for word in reversed(low[: hit.first]) if word not in g.DETERMINERS), "")
    return before in _TAKING and low[hit.last : hit.last + 2] == ["to", "court"]


def _undoes(low: list[str], at: int) -> bool:
    """Tell whether a word after a thing means its end: lifted, [brought] down, [is] over, [to] end, [duty-]free."""
    word, before = low[at], low[at - 1]
    single, _ = _reversing()
    return (
        (word in single and word.endswith(("ed", "t", "struck", "gone", "withdrawn")) and word != "without")
        or (word in _LIMITED and before in g.BE)
        or (word in _AWAY and before in _MOVES)
        or (word == "over" and before in g.BE)
        or word in ("disappear", "vanish")
        or (word in _ENDING and before in _TO_COME and low[at + 1 : at + 2] != ["up"])
        or (word == "free" and before == "-")
    )
