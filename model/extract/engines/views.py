"""Words that tell a view without a verb of it: "is ready to", "is vital", "must", "will"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.lexicon import naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution, Range, Standing
    from model.extract.engines.scene import Scene
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match

_BREAKS_NAMING = frozenset(
    ("that", "because", "while", "when", "after", "and", "but", "is", "was", "are", "were", "be", "would")
)
_FARTHEST_NAMING = 12  # words between "called" and what it is called
_FARTHEST_SAID = 3  # signs between "said" and what goes on
_CURRENCIES = g.words("$ € £ ¥ billions millions")
_FARTHEST_SUM = 4  # words between "cost" and how much
_FARTHEST_WHY = 8  # words between "cannot explain" and what is asked
_FARTHEST_VERB = 3  # words between "will" and its verb
_OF_THINGS = frozenset(("fate", "effect", "noun"))  # forms of cues that say nothing of who will
_SHARING = frozenset(("but", "and", ","))  # "she is sorry, but will not"
_MAKING = frozenset(("make", "makes", "made", "making"))
_DEPENDING = frozenset(("conditional on", "conditional upon", "contingent on", "contingent upon", "dependent on"))
_MADE = _DEPENDING | {  # "has made the talks its red line", "a deal conditional on the talks"
    *("a priority", "priority", "top priority", "red line", "a red line", "precondition", "a condition", "prerequisite")
}
_NOT = frozenset(("not", "n't", "never"))
_DUTIES = frozenset(("must", "should", "ought"))
_FOR_AND_AGAINST = frozenset(("in favour of", "in favor of", "in favour", "in favor", "against"))
_VOTING = g.words("voted vote votes argued spoke speak speaks ruled decided came")
_LONGEST_COUNT = 12  # words of "by 24 to 19 on Tuesday night"
_UP = frozenset(("up",))
_NOT_COMING = g.words("up down off out under from with to as at for of")


def read_adjective(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "X is ready to"; the word alone says nothing of anybody."""
    group = scene.group(match.first)
    voted = -1 if group.has_be else _voted(scene, match)
    group = scene.group(voted) if voted >= 0 else group
    is_headline = scene.is_headline and group.before in scene.name_ends
    is_second = scene.word(group.before) in _SHARING and any(  # "is pleased with this but still opposed to that"
        cue.label.form == "adjective" and cue.last <= group.before for cue in scene.clues.cues
    )
    if group.has_be or is_headline or is_second or voted >= 0:
        source = scene.subject(group.before)
        yield scene.make_right(match, group, "main" if source else "shared", "adjective", source)


def _voted(scene: Scene, match: Match[Cue]) -> int:
    """Find the verb of "voted by 24 to 19 on Tuesday in favour of", "voted 24 to 19 against"; -1 if there is none."""
    if match.label.word not in _FOR_AND_AGAINST:
        return -1
    near = range(match.first - 1, max(scene.first, match.first - _LONGEST_COUNT) - 1, -1)
    verb = next((one for one in near if scene.low[one] in _VOTING or scene.low[one] in g.SIGNS), -1)
    between = scene.low[verb + 1 : match.first]
    is_count = match.label.word != "against" or (between and all(g.is_count(word) for word in between))
    return verb if verb >= 0 and scene.low[verb] in _VOTING and is_count else -1


def read_judgement(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "a truce is essential", "the only way is a truce", "calls a truce premature"."""
    if scene.word(match.last) == "of" and match.label.word in ("surrender", "capitulation"):
        return  # of land, say: a deed
    named = _finding(scene, match) or _naming(scene, match)
    if named is not None:
        yield named
        return
    if match.label.word in _DEPENDING:
        return  # what depends on a thing says nothing of it
    group = scene.group(match.first)
    near = scene.low[max(scene.first, match.first - 6) : match.last + 14]
    if (
        scene.is_headline
        or group.has_be
        or g.BE.intersection(near)
        or ":" in near
        or scene.word(match.first - 1) == "as"
        or scene.word(match.first - 1) in _MAKING  # it makes no sense to
    ):
        left = _resumed(scene, (scene.clause_start(match.first), match.first))
        is_compared = scene.low[match.last - 1] == "than" or match.label.word == "preferable to"
        contents = (left,) if is_compared else (left, (match.last, _end_of_predicate(scene, match.last)))
        if _is_attributive(scene, match):  # "this shameful plan": of nothing else, if nothing else is said of it
            if scene.verbs_of_side:
                return
            contents = (scene.phrase(match.last),)
        yield scene.make(match, "judged", "judgement", contents, negated=group.is_negated)


def _end_of_predicate(scene: Scene, at: int) -> int:
    """Give where a predicate ends, at the latest before another clause: "is dead, and has cost a meeting"."""
    end = scene.end(at)
    joints = (one for one in range(at, end - 1) if scene.low[one] in ("and", "but"))
    return next((one for one in joints if scene.low[one + 1] in g.AUXILIARIES or scene.low[one + 1] == "that"), end)


def _resumed(scene: Scene, left: Range) -> Range:
    """Give the subject before "X said" too where a quotation goes on behind it: `"The plan," X said, "is a trap"`."""
    if scene.word(left[0] - 1) == "that" and scene.word(left[0]) in g.BE:
        return (left[0] - 1, left[1])  # said that was a trap
    is_empty = all(
        not word.isalpha() or word in g.AUXILIARIES or word in g.NEGATIONS for word in scene.low[slice(*left)]
    )
    said = [
        cue for cue in scene.clues.cues if cue.label.cue_class == "say" and 0 <= left[0] - cue.last <= _FARTHEST_SAID
    ]
    return (scene.first, left[1]) if is_empty and said else left


def _is_attributive(scene: Scene, match: Match[Cue]) -> bool:
    """Tell whether an adjective stands between a determiner and its noun."""
    after = scene.word(match.last)
    is_noun = after.isalpha() and not (after in g.PREPOSITIONS or after in g.SUBORDINATORS or after in g.AUXILIARIES)
    return is_noun and match.last - match.first == 1 and scene.word(match.first - 1) in g.DETERMINERS


def _finding(scene: Scene, match: Match[Cue]) -> Attribution | None:
    """Read "X sees no need for", "X found it unfair to"."""
    at = match.first - (2 if scene.word(match.first - 1) == "it" else 1)
    if scene.word(at) not in naming(needs_as=True):
        return None
    group = scene.group(at)
    source = scene.subject(group.before)
    contents = ((match.last, scene.end(match.last)),)
    return scene.make(match, "main", "judgement", contents, source, negated=group.is_negated) if source else None


def _naming(scene: Scene, match: Match[Cue]) -> Attribution | None:
    """Read "X called the plan a trap", "X described it as premature": X judges what stands between."""
    before = match.first - 1
    while scene.word(before) in g.QUOTATION:
        before -= 1
    needs_as = scene.word(before) == "as"
    for at in range(before - needs_as, max(scene.first, match.first - _FARTHEST_NAMING) - 1, -1):
        word = scene.low[at]
        if word in g.SIGNS or (word in _BREAKS_NAMING and scene.low[at - 1 : at + 1] != ["to", "be"]):
            return None
        if word in _MAKING and match.label.word in _MADE:
            group = scene.group(at)
            source = scene.subject(group.before)
            contents = ((at + 1, match.first),)
            if source is not None and scene.low[at] == "make" and scene.is_demanded_of(source):
                made = scene.make(match, "governed", "judgement", contents)
            else:
                made = scene.make(match, _by(source), "judgement", contents, source, negated=group.is_negated)
            return made._replace(cue_class="want", sign=1)
        if word in naming(needs_as=needs_as):
            group = scene.group(at)
            source = None if group.has_be else scene.subject(group.before)
            contents = ((at + 1, match.first),)
            if source is None and (group.has_be or group.is_infinitive):
                return None
            return scene.make(match, _by(source), "judgement", contents, source, negated=group.is_negated)
    return None


def _by(source: Range | None) -> Standing:
    """Give how a judge stands in a sentence: with a subject of its own, or with that of the verb before."""
    return "main" if source else "shared"


def read_fate(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "the talks will go ahead": what becomes of the thing, as somebody says."""
    if match.label.word == "wait" and scene.word(match.last) == "for":
        return  # what waits for a thing is not put off
    group = scene.group(match.first)
    source = scene.subject(group.before)
    if scene.word(match.last) in (_NOT_COMING if match.label.word == "come" else _UP):
        return  # "will end up somewhere", "must come down"
    word = scene.low[match.first]  # "The zone stays", "The zone is staying"
    is_said = scene.sentence.in_quotes(match.first) and (word.endswith("s") or (word.endswith("ing") and group.has_be))
    if (
        source is not None
        and (group.auxiliary in g.MODALS or is_said)
        and not group.is_infinitive
        and scene.has_term(source)
    ):
        is_own = group.auxiliary not in _DUTIES  # the "not" of "must not come" is that of "must"
        yield scene.make(match, "judged", "fate", (source,), negated=group.is_negated and is_own)


def read_effect(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "the toll would hurt the poor": what the thing does, as somebody says."""
    group = scene.group(match.first)
    is_passive = group.auxiliary in g.BE and not scene.low[match.first].endswith("ing")
    source = None if is_passive or group.is_infinitive else scene.subject(group.before)
    if match.label.word == "cost" and _is_sum(scene, match.last):
        return  # "would cost 2 billion" is no reason against it yet
    if source is not None and scene.has_term(source) and not scene.has_name(source):
        is_vain = scene.word(match.last) in g.NOBODY or scene.low[match.last : match.last + 2] == ["no", "one"]
        yield scene.make(match, "judged", "effect", (source,), negated=group.is_negated != is_vain)


def _is_sum(scene: Scene, at: int) -> bool:
    """Tell whether a number follows, be it "about" so much or "between" so much and more."""
    return any(word[0].isdigit() or word in _CURRENCIES for word in scene.low[at : min(at + _FARTHEST_SUM, scene.last)])


def read_modal(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "Y must accept": a demand of whoever says so, not a stance of Y."""
    group = scene.group(match.first)
    source = None if scene.low[match.first] == "there" else scene.subject(group.before)
    start = source[0] if source else match.first
    end = match.first
    if scene.word(group.before) in g.RELATIVES:  # of "the ferry for something that should", that something
        start = max((at + 1 for at in range(start, group.before) if scene.low[at] in g.PREPOSITIONS), default=start)
        end = group.before
    negated = group.is_negated or scene.word(match.last) in _NOT
    if _is_without_reason(scene, start) or scene.word(match.first - 1) == "why":  # "sees no reason why we should"
        negated = not negated  # "Why should we?"
    last = match.last + (scene.word(match.last) in _NOT)  # its "not" is part of it
    if negated and scene.word(last) == "be" and scene.word(last + 1) in g.ARTICLES:
        return  # a truce that should not be a prize may be wanted
    contents = ((start, end), (last, scene.end(last)))
    made = scene.make(match, "judged", "modal", contents, source, negated=negated)
    yield made._replace(cue=(match.first, last))


def _is_without_reason(scene: Scene, at: int) -> bool:
    """Tell whether somebody has no answer to why: "cannot explain why we should"."""
    near = scene.low[max(scene.first, at - _FARTHEST_WHY) : at - 1]
    return scene.word(at - 1) == "why" and not g.NEGATIONS.isdisjoint(near)


def read_will(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read what somebody says that he himself will do, or that will be done; others' future is only foretold."""
    group = scene.group(match.first)
    if scene.low[match.first] == "may" and scene.tokens.is_capital(match.first) and match.first > scene.first:
        return  # the month
    source = scene.subject(group.before)
    if source is None and scene.word(group.before) not in _SHARING:
        return
    source = source or scene.clause_subject(group.before, over_verbs=True)
    if source is not None and scene.denies(source):  # "nobody will"
        yield scene.make(match, "judged", "will-be", ((match.last, scene.end(match.last)), source), source)
        return
    near = range(match.last, match.last + _FARTHEST_VERB)
    if any(cue.first in near and cue.label.form not in _OF_THINGS for cue in scene.clues.cues):
        return  # a verb that is a cue speaks for itself
    follows_not = scene.word(match.last) in g.NEGATIONS
    negated = group.is_negated or follows_not
    if source is None or not scene.has_term(source):
        last = match.last + follows_not  # its "not" is part of it
        made = scene.make(match, "willed", "will", ((last, scene.end(last)),), source, negated=negated)
        yield made._replace(cue=(match.first, last))
        return
    following = [scene.word(at) for at in range(match.last, match.last + 4)]
    if "be" in following and any(word.endswith(("ed", "en")) for word in following):
        yield scene.make(match, "judged", "will-be", (source,), negated=negated)
