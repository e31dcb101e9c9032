"""Words around a term that turn a side round or make it depend on something."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.candidate import Evidence
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from model.extract.attribution import Attribution, Range
    from model.extract.hits import Hit
    from model.extract.speakers import Voices
    from model.extract.tokens import Tokens

_FARTHEST = 7  # words between what turns a term round and the term
_FARTHEST_AFTER = 9
_FARTHEST_DENIAL = 9  # words between "no" and "without"
_IN_CONDITION = 8  # words that a condition reaches over at least
_LONGEST_CONDITION = 16  # words between "provided" and a term
_AROUND_DATES = g.words("the end start middle beginning of late early mid - at least next last after this")
_MOVES = g.words("come comes came go goes went brought bring taken take put set")  # ... down, off, away
_ENDING = g.words("end stop cease go")
_TO_COME = g.MODALS | {"to"}
_AWAY = g.words("down off away aside out")
_LEADING = g.AUXILIARIES | _MOVES | g.words("to be all finally soon")
_HYPOTHETICAL = frozenset(("if", "unless", "until"))  # "will not sign until" is a yes, if
_DEMANDING = frozenset(("unless", "until", "once", "provided", "providing", "only", "as", "so"))
_DEMANDING_PHRASES = frozenset((("in", "return", "for"), ("in", "exchange", "for"), ("on", "condition", "that")))
_ONLY = frozenset(("beyond", "except", "than"))  # "nothing but a" disparages
_ADVERBIAL = frozenset(("in principle", "in stages", "phased"))
_IN_RETURN = frozenset((("in", "return", "for"), ("in", "exchange", "for")))
_ASKING = frozenset(
    ("want", "demand", "seek", "ask", "ask for", "request", "insist on", "call for", "push for", "need")
)
_OUTCOMES = g.words(
    "progress breakthrough headway sign signs mention word prospect agreement deal date consensus result"
)
_LACKING = g.words("no little not without any n't")
_LONGEST_LAMENT = 5
_INNER = ("infinitive", "gerund", "noun", "noun-owner")
_WHILE = frozenset(("as", "so"))  # as long as
_STATING = frozenset(("must", "should", "needs"))


@lru_cache(maxsize=1)
def _reversing() -> tuple[frozenset[str], dict[str, list[tuple[str, ...]]]]:
    words = lexicon()["reverse"]
    several = _by_first(phrase for phrase in words if " " in phrase)
    return frozenset(word for word in words if " " not in word), several


@lru_cache(maxsize=1)
def _conditions() -> dict[str, list[tuple[str, ...]]]:
    return _by_first(lexicon()["conditions"])


def _by_first(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append(words)
    return found


def states_by_itself(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a term says that something is to be done: "stop the killing"."""
    single, _ = _reversing()
    return " " in hit.phrase and any(word in single or word in _STATING for word in tokens.low[hit.first : hit.last])


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


def is_lamented(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a sentence only says that nothing came of it: "no progress towards a truce"."""
    low = tokens.low
    for at in range(hit.first - 1, max(1, hit.first - _LONGEST_LAMENT), -1):
        if low[at] in g.PREPOSITIONS:
            return (
                low[at] != "without"
                and low[at - 1] in _OUTCOMES
                and any(word in _LACKING for word in low[max(0, at - 4) : at - 1])
            )
    return False


def reversals(tokens: Tokens, voice: Voices, hit: Hit, governing: Sequence[Attribution]) -> list[int]:
    """Give the words between the nearest cue and the term that turn it round: "an end to the boycott".

    The "no" of a subject ("no boycott will") is not among them: it has turned its verb round.
    """
    low = tokens.low
    cues = [one.cue for one in governing if one.cue_class != "say"]
    counted = {at for one in governing if one.source for at in (one.source[0] - 1, one.source[0])}
    is_denied = any(one.rule == "act" and one.negated for one in governing)
    of_others = {at for one in voice.attributions if one.source and one not in governing for at in range(*one.cue)}
    start = max([*(last for _, last in cues if last <= hit.first), voice.sentence.first, hit.first - _FARTHEST])
    signs = [at for at in range(start, hit.first) if low[at] in g.SIGNS or low[at] == "that" or _begins_anew(low, at)]
    start = signs[-1] + 1 if signs else start
    single, several = _reversing()
    inner = [one for one in governing if one.rule in _INNER and one.cue[1] <= hit.first]
    before = [at for one in inner for at in _before(one.cue[0], cues)]  # to stop them from blocking the ferry
    others = {at for term in voice.clues.terms if term.last <= hit.first for at in range(term.first, term.last)}
    return [at for at in before if low[at] in single] + [
        at
        for at in range(start, hit.first)
        if (low[at] in single and at not in others and at not in of_others and low[at] != "without")
        or (
            low[at] in g.NEGATIONS
            and low[at] != "without"
            and not is_denied
            and at not in counted
            and not _is_only(low, at)
        )
        or any(tuple(low[at : at + len(words)]) == words for words in several.get(low[at], ()))
    ]


def _before(verb: int, cues: Sequence[Range]) -> range:
    """Give the words between a verb that another one governs and that one."""
    outer = max((last for _, last in cues if last <= verb), default=verb)
    return range(max(outer, verb - _FARTHEST), verb)


def _begins_anew(low: list[str], at: int) -> bool:
    """Tell whether another verb follows: "stop the blockade and start talks"; not in "nothing but a trap"."""
    if low[at] == "but":
        return low[at - 1] != "nothing"
    return low[at] == "and" and (low[at + 1] in g.ASPECTS or low[at + 1].endswith("ing"))


def _is_only(low: list[str], at: int) -> bool:
    """Tell whether a negation means "only": "nothing beyond a truce", "no more than a pause"."""
    return any(word in _ONLY for word in low[at + 1 : at + 3]) and low[at] in ("nothing", "no", "not", "none")


def undone_after(tokens: Tokens, voice: Voices, hit: Hit, cues: Sequence[Range]) -> int:
    """Find what undoes a thing after its name, 0 if nothing does: "the tariffs [must be] lifted"."""
    low = tokens.low
    end = hit.last if hit.polarity else min(hit.last + _FARTHEST_AFTER, voice.sentence.last)
    for at in range(hit.last, end):
        word = low[at]
        if word not in g.DUTIES and word != "to" and any(first <= at < last for first, last in cues):
            break
        if _undoes(low, at):
            return at
        is_placed = not g.PREPOSITIONS.isdisjoint(low[max(hit.last, at - 2) : at + 1])  # "the tariffs on our cars"
        is_compound = at == hit.last and word.isalpha()  # "the tax plans"
        if not (word in _LEADING or word == "-" or g.is_adverb(word) or is_placed or is_compound):
            break
    return 0


def _undoes(low: list[str], at: int) -> bool:
    """Tell whether a word after a thing means its end: lifted, [brought] down, [is] over, [to] end, [duty-]free."""
    word, before = low[at], low[at - 1]
    single, _ = _reversing()
    return (
        (word in single and word.endswith(("ed", "t", "struck", "gone", "withdrawn")) and word != "without")
        or (word in _AWAY and before in _MOVES)
        or (word == "over" and before in g.BE)
        or (word in _ENDING and before in _TO_COME)
        or (word == "free" and before == "-")
    )


def is_given(tokens: Tokens, at: int, one: Attribution) -> bool:
    """Tell whether somebody asks for another thing in return for this one, which he then would give."""
    return tuple(tokens.low[at : at + 3]) in _IN_RETURN and one.word in _ASKING


def is_while(tokens: Tokens, at: int) -> bool:
    """Tell whether a condition is "as long as": what a refusal lasts as long as is what is refused."""
    return tokens.low[at] in _WHILE


def is_without(tokens: Tokens, at: int) -> bool:
    """Tell whether a condition is "without": who refuses a deal without a thing wants it, who accepts one does not."""
    return tokens.low[at] == "without"


def needs_another(tokens: Tokens, hit: Hit) -> bool:
    """Tell whether a thing is refused only as long as another lacks: "no truce without guarantees"."""
    low = tokens.low
    return low[hit.first - 1 : hit.first] == ["no"] and low[hit.last : hit.last + 1] == ["without"]


def is_hypothetical(tokens: Tokens, voice: Voices) -> bool:
    """Tell whether a sentence speaks of what would change a refusal: "not until", "unless"."""
    return not _HYPOTHETICAL.isdisjoint(tokens.low[voice.sentence.first : voice.sentence.last])


def demanded_by(tokens: Tokens, voice: Voices, hit: Hit) -> int:
    """Give the first word of the condition a term stands in, -1 if in none: "will sign once the toll is lifted"."""
    low, conditions = tokens.low, _conditions()
    start = max(voice.sentence.first, hit.first - _LONGEST_CONDITION)
    if conditions.keys().isdisjoint(low[start : hit.first]) and "without" not in low[start : hit.first]:
        return -1
    for at in range(hit.first - 1, start - 1, -1):
        if low[at] in g.SIGNS:
            break
        if low[at] == "without":
            return at if hit.first - at <= _FARTHEST else -1
        if any(tuple(low[at : at + len(words)]) == words for words in conditions.get(low[at], ())):
            return at if low[at] in _DEMANDING or tuple(low[at : at + 3]) in _DEMANDING_PHRASES else -1
    return -1


def _is_date(low: list[str], at: int) -> bool:
    """Tell whether "until" is followed by when, not by what: "until at least the end of June"."""
    while at < len(low) and low[at] in _AROUND_DATES:
        at += 1
    return at < len(low) and (low[at] in g.TIMES or low[at].isdigit())


def condition(tokens: Tokens, voice: Voices, governing: Sequence[Attribution], hit: Hit) -> Evidence | None:
    """Find the words of a condition in what is said, or one of the issue's own conditions.

    Whether another is serious is no condition of what is demanded of him, and a term in the condition itself has none.
    """
    if any(one.rule == "modal" and not one.negated for one in governing):
        return None
    for term in voice.clues.terms:
        is_own = term.label.kind == "condition" and term.label.issue == hit.issue
        if is_own and not (term.first < hit.last and term.last > hit.first):
            return Evidence("own-condition", tokens.starts[term.first], tokens.ends[term.last - 1], term.label.phrase)
    low, (first, last) = tokens.low, (voice.sentence.first, voice.sentence.last)
    conditions = _conditions()
    is_refused = any(one.negated or one.sign < 0 for one in governing) or not g.NEGATIONS.isdisjoint(low[first:last])
    if conditions.keys().isdisjoint(low[first:last]):
        return None
    for at in range(first, last):
        for words in conditions.get(low[at], ()):
            is_clause = " ".join(words) not in _ADVERBIAL
            holds_term = is_clause and at < hit.first < at + _IN_CONDITION and "," not in low[at : hit.first]
            if low[at] == "until" and (_is_date(low, at + 1) or not is_refused):
                continue  # which only tells when
            if tuple(low[at : at + len(words)]) == words and not holds_term and low[at - 1] != "at":  # at once
                return Evidence("condition", tokens.starts[at], tokens.ends[at + len(words) - 1], " ".join(words))
    return None
