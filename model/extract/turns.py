"""Words around a term that turn a side round."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.lexicon import lexicon
from model.extract.spoken_of import is_smaller
from model.extract.tokens import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from model.extract.attribution import Attribution, Range
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_TAKING = g.words("take takes took taken taking bring brings brought drag drags dragged")
_FARTHEST = 7  # words between what turns a term round and the term
_FARTHEST_AFTER = 9
_MOVES = g.words(
    "come comes came go goes went brought bring taken take put set write writes written turn turned vote voted"
)  # ... down, off, away
_ENDING = g.words("end stop cease go leave withdraw disappear vanish")
_ENDS_NOW = g.words("ends stops ceases closes lapses expires disappears vanishes")
_TO_COME = g.MODALS | {"to"}
_AWAY = g.words("down off away aside out")
_SETTING = g.words("before after until when while once")
_DISCUSSING = g.words(
    "discuss discusses discussed discussing negotiate negotiates negotiated negotiating talk talking address "
    "addressing include includes including cover covers covering tackle tackling"
)
_PROPOSALS = g.words("proposal proposals measure measures bill law reform reforms package")
_DATES = g.words("date dates deadline deadlines timetable timetables timeline timelines schedule roadmap")  # of its end
_LEADING = g.AUXILIARIES | _MOVES | g.words("to be all finally soon")
_ONLY = frozenset(("beyond", "except", "than"))  # "nothing but a" disparages
_FARTHEST_AMOUNT = 3  # words between what is done and by how much
_NOTHING = frozenset(("nothing", "no"))  # ... less than
_FEWER = frozenset(("less", "fewer", *g.NEGATIONS))
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


def on_the_agenda(tokens: Tokens, hit: Hit, governing: Sequence[Attribution]) -> int:
    """Find what makes a thing that is to end a matter of talks, 0 if nothing does: "refused to discuss the tariffs"."""
    start = max((one.cue[0] for one in governing if one.cue[0] < hit.first), default=hit.first)
    near = range(max(start, hit.first - _FARTHEST), hit.first)
    low, before = tokens.low, range(max(1, hit.first - 3), hit.first - 1)
    of_what = {"on": _PROPOSALS, "for": _DATES}
    proposals = next((at for at in before if low[at] in of_what.get(low[at + 1], ())), 0)
    return next((at for at in near if low[at] in _DISCUSSING), proposals)


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
    is_amount = not hit.is_inverse and low[hit.first][0].isdigit()
    own = [term for term in voice.clues.terms if hit.polarity and term.label.issue == hit.issue]
    for at in range(start, hit.first):
        word = low[at]
        if is_amount and hit.first - at <= _FARTHEST_AMOUNT and word not in _FEWER:
            continue  # "write off 40 percent"
        if hit.polarity < 0 and _is_denial_of_oneself(tokens, voice, at, hit):
            continue  # "Norvia is no dumping ground" rejects what would make it one
        if word == "close" and (low[at + 1] == "to" or low[at - 1] in g.BE):
            continue  # "close to a deal"
        is_of_term = word not in g.NEGATIONS and any(at < one.first and one.last <= hit.first for one in own)
        if word == "without" or is_of_term or (is_smaller(low, at) and not hit.is_inverse):
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
    before = (term for term in voice.clues.terms if term.first <= at < term.last <= hit.first)
    if any(term.label.kind != "weak" or term.label.issue != hit.issue for term in before):
        return True  # but "close" may be a weak word of the closures it turns round
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
        is_ending = at == hit.last and word in _ENDS_NOW
        if is_ending or _undoes(low, at) or (at == hit.last + 1 and _is_taken_to_court(low, hit)):
            return at
        is_placed = is_placed or word in g.PREPOSITIONS
        is_compound = at == hit.last and word.isalpha()  # "the tax plans"
        is_inside = is_placed and word.isalpha() and word not in _RELATIVE
        if not (word in _LEADING or word == "-" or g.is_adverb(word) or is_inside or is_compound):
            break
    return 0


def forbidden_after(tokens: Tokens, hit: Hit, governing: Sequence[Attribution]) -> int:
    """Find what forbids or denies a thing that a clause begins with, 0 if nothing: "agreed that fees may not rise".

    Not where the word is a cue of its own, nor where the verb undoes the thing: "promised that it will not be closed".
    """
    low, at = tokens.low, hit.last
    if hit.polarity or not any(one.cue_class != "say" and one.cue[1] <= hit.first for one in governing):
        return 0
    if low[at : at + 1] == [] or low[at] not in g.MODALS or g.NEGATIONS.isdisjoint(low[at + 1 : at + 2]):
        return 0
    if any(one.cue[0] <= at < one.cue[1] for one in governing):
        return 0
    verb = next((word for word in low[at + 2 : at + 5] if word not in g.AUXILIARIES and not g.is_adverb(word)), "")
    return 0 if verb in _reversing()[0] else at + 1


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
        or (word == "over" and (before in g.BE or low[at + 1 : at + 2] in (["and"], ["."], [","], ["!"], ["now"])))
        or word in ("disappear", "vanish")
        or (word in _ENDING and before in _TO_COME and low[at + 1 : at + 2] != ["up"])
        or (word == "free" and before == "-")
    )
