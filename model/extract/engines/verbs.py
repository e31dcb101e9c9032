"""Verbs of saying, wanting and refusing: who is their subject, and what they govern."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.engines.extents import says_nothing
from model.extract.engines.nonfinite import read_infinitive, read_participle, read_passive
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution, Range
    from model.extract.engines.scene import Scene
    from model.extract.engines.subjects import VerbGroup
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match

_DUTIES = frozenset(("must", "should"))  # who must accept does not yet accept: the one who says so wants it
_JOINTS = frozenset((",", "and", "but", "or", "then", "yet", ";"))
_BEFORE_BASE = frozenset(("and", "who", "they", "we", "i", "you"))
_NOT_A_SOURCE = frozenset(("that", "it", "this", "they", "he", "she", "we", "i", "there"))
_FINITE = ("base", "s", "ed", "en", "ing")
_HOPING = frozenset(("hope", "wish", "want", "demand", "insist", "urge", "ask"))
_URGING = frozenset(("urge", "press", "pressure", "tell", "invite", "require", "encourage", "implore", "call on"))
_MAYS = frozenset(("could", "might", "may"))
_AFTER_OPEN_END = g.PUNCTUATION | _JOINTS | g.TIMES | {""}
_APPOSED = g.words("idea demand proposal condition move step measure plan request offer option suggestion call scheme")
_CAUSING = g.words("have has had having let lets letting make makes made making help helps helped helping")
_INSISTING = frozenset(("insist", "insist on", "insist upon", "demand", "call for", "press for", "push for", "ask for"))
_LONGEST_FEARED = 8  # words between "fears" and "will"
_LONGEST_CONSIDERED = 9  # words between "considers" and what something is to it
_MEANS = g.words("telephone phone email e-mail letter text video message radio satellite fax")  # "said by telephone"
_WAYS_BACK = g.words(
    "pull pulls pulled fall fell fallen push pushed hold held roll rolled scale scaled bring brought give gave given "
    "hand handed get got go went gone come came draw drew step stepped cut set turn turned take took taken send sent "
    "call called keep kept move moved win won dial dialled walk walked"
)
_QUESTIONS = g.words("about what why when where who how whether if which")
_MOVING = g.words("up down aside out off away")
_OBJECT_RELATIVES = frozenset(("which", "that"))
_DETERMINING = g.ARTICLES | {"one", "its", "another"}


def read_verb(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read a verb by its form and by what stands before it."""
    group = scene.group(match.first)
    if match.label.word == "observe" and _is_kept(scene, match, group):
        match = match._replace(label=replace(match.label, cue_class="accept"))
    cue = match.label
    if _says_nothing(scene, match, group):
        return
    is_wanted = group.auxiliary in _DUTIES or (group.auxiliary in g.WILL and _is_hoped(scene, match))
    if group.is_infinitive or is_wanted or _is_demanded(scene, match, group) or _is_caused(scene, match, group):
        yield read_infinitive(scene, match, group)
    elif cue.form == "ing" and not group.has_be:
        yield from read_participle(scene, match, group)
    elif cue.form in ("ed", "en") and (group.auxiliary in g.BE or _is_by_somebody(scene, match)):
        if cue.cue_class != "say":
            yield from read_passive(scene, match, group)
    elif not _is_part_of_noun(scene, match, group):
        yield from _finite(scene, match, group)


def _says_nothing(scene: Scene, match: Match[Cue], group: VerbGroup) -> bool:
    """Tell whether a verb takes no side where it stands, though it may elsewhere."""
    cue, behind = match.label, scene.word(match.last)
    match cue.word:
        case "see":  # "wants to see the truce hold"
            found = group.is_infinitive
        case "drop":  # its plan, its objections: they say what is dropped
            found = any(match.last <= one.first <= match.last + 2 for one in scene.nouns)
        case "consider":  # it to be a trap: that judgement speaks for itself
            found = "be" in scene.low[match.last : min(match.last + _LONGEST_CONSIDERED, scene.last)]
        case "ask":  # about it, or what it is
            at = scene.name_starts.get(match.last + (behind == "the"), match.last)
            found = scene.word(at) in _QUESTIONS
        case "push" | "press" | "drive" if behind in _MOVING:  # pushes up costs
            found = True
        case "back":  # they pull back, and back nobody
            found = scene.word(match.first - 1) in _WAYS_BACK
        case word if word in _INSISTING:  # who no longer insists on it may want it still
            found = group.is_negated and "longer" in scene.low[group.first : match.first]
        case word if word in _URGING:  # a headline: "X urged to sign"
            found = cue.form in ("ed", "en") and behind == "to" and not group.auxiliary
        case _:
            found = False
    return found


def _is_by_somebody(scene: Scene, match: Match[Cue]) -> bool:
    """Tell whether "by" tells who did it: not so in "she said by telephone"."""
    is_means = match.label.cue_class == "say" and scene.word(match.last + 1) in _MEANS
    return scene.word(match.last) == "by" and not is_means


def _is_hoped(scene: Scene, match: Match[Cue]) -> bool:
    """Tell whether another hopes that somebody will do it: "X hopes Y will sign"."""
    before = [cue for cue in scene.clues.cues if cue.last <= match.first and cue.label.form in _FINITE]
    return bool(before) and before[-1].label.word in _HOPING and scene.subject(before[-1].first - 1) is not None


def _is_demanded(scene: Scene, match: Match[Cue], group: VerbGroup) -> bool:
    """Tell whether another demands that somebody do it: "X insists that Y sign"."""
    source = scene.subject(group.before) if match.label.form == "base" and not group.auxiliary else None
    return source is not None and scene.is_demanded_of(source)


def _is_kept(scene: Scene, match: Match[Cue], group: VerbGroup) -> bool:
    """Tell whether "observe" means to keep to a thing: "will observe the truce"."""
    is_thing = scene.word(match.last) in g.DETERMINERS or scene.has_term((match.last, match.last + 1))
    return is_thing and (group.is_infinitive or group.auxiliary in g.MODALS)


def _is_caused(scene: Scene, match: Match[Cue], group: VerbGroup) -> bool:
    """Tell whether another makes or lets somebody do it: "the plan would have Y accept"."""
    source = scene.subject(group.before) if match.label.form == "base" and not group.auxiliary else None
    if source is None:
        return False
    before = scene.low[source[0] : source[1] - 1]
    return not _CAUSING.isdisjoint((scene.word(source[0] - 1), *before))


def _is_part_of_noun(scene: Scene, match: Match[Cue], group: VerbGroup) -> bool:
    """Tell whether a form without helpers is no verb here: "the proposed talks", "Asked about it, he ..."."""
    before = scene.word(match.first - 1)
    if match.label.form == "en":
        return group.auxiliary not in g.HAVE
    if group.auxiliary:
        return False
    if match.label.form == "ed":
        return not before or before in g.DETERMINERS or before in g.PREPOSITIONS or before == "'s"
    if match.label.form == "base" and not scene.is_verb_only(match.first):
        at = group.before  # over adverbs: "the unions all back it"
        before = scene.word(at)
        is_shortened = before == "'s" and scene.word(at - 1) == "let"
        is_after_names = at in scene.doers or before.endswith("s")
        is_after_names = is_after_names or (scene.word(at - 1) == "and" and scene.tokens.is_capital(at))
        return not (before in _BEFORE_BASE or is_shortened or is_after_names)
    return False


def _finite(scene: Scene, match: Match[Cue], group: VerbGroup) -> Iterator[Attribution]:
    """Read "X rejects Y", "Y, X said" and "..., said X"; without a subject of its own a verb shares the one before."""
    is_say = match.label.cue_class == "say"
    is_telling = match.label.word in ("tell", "expect") and _tells_to(scene, match.last)
    source = scene.subject(group.before)
    if is_say and not _ends_insertion(scene, source, match) and (after := _source_after(scene, match)) is not None:
        yield scene.make_left(match, after, "cue-subject")
        return
    if source is None:
        is_labelled = scene.word(group.before) == ":" and group.before - 1 in scene.name_ends  # "X: wants the truce"
        if is_labelled or group.before < scene.first or scene.low[group.before] in _JOINTS:
            shared = scene.make_right(match, group, "shared", "conjunct")
            yield shared._replace(cue_class="want", sign=1) if is_telling else shared
    elif is_telling:
        refusals = (cue for cue in scene.clues.cues if cue.label.cue_class == "refuse" and cue.first >= match.last)
        if match.label.word == "expect" and any(refusals):
            return  # who expects a refusal only foresees it
        yield scene.make_right(match, group, "main", "subject-cue", source)._replace(cue_class="want", sign=1)
    elif not is_say and (thing := _relative_object(scene, source, match)) is not None:
        is_turned = _leaves_open_end(scene, match.last) and scene.word(match.last + 1) in lexicon()["reverse"]
        made = scene.make(match, "main", "relative", (thing,), source, negated=group.is_negated)
        yield made._replace(sign=-made.sign) if is_turned else made
    elif _is_that_something_is_so(scene, match):  # what is not so, or is feared, is no thing to be against
        yield scene.make_right(match, group, "main", "subject-cue", source)._replace(cue_class="say", sign=0)
    elif group.auxiliary in _MAYS and match.label.cue_class == "accept" and not group.is_negated:
        yield scene.make_right(match, group, "main", "may", source)
    elif is_say and _stands_after(scene, source, match):
        yield from _said_before(scene, match, group, source)
    else:
        made = scene.make_right(match, group, "main", "subject-cue", source)
        yield made._replace(negated=made.negated != _is_not_understood(scene, source[0]))


def _is_not_understood(scene: Scene, at: int) -> bool:
    """Tell whether somebody does not see why one should do what a subject does: "I don't see why we need it"."""
    is_seen = scene.word(at - 1) in ("why", "how") and scene.word(at - 2) in ("see", "understand")
    return is_seen and scene.group(at - 2).is_negated


def _is_that_something_is_so(scene: Scene, match: Match[Cue]) -> bool:
    """Tell whether a clause is what somebody denies or fears: "fears (that) the toll will hurt firms"."""
    has_that = scene.word(match.last) == "that"
    end = scene.end(match.last)
    is_clause = has_that or not g.MODALS.isdisjoint(scene.low[match.last : min(end, match.last + _LONGEST_FEARED)])
    return (match.label.word == "deny" and has_that) or (match.label.word == "fear" and is_clause)


def _tells_to(scene: Scene, at: int) -> bool:
    """Tell whether somebody is told what to do, not what is: "told Y to sign"."""
    at += scene.word(at) == "the"
    return scene.word(scene.name_starts.get(at, at + 1)) == "to"


def _relative_object(scene: Scene, source: Range, match: Match[Cue]) -> Range | None:
    """Give what a clause is about whose object stands before it: "the plan, which X has rejected, ..."."""
    at = source[0] - 1
    is_open = _leaves_open_end(scene, match.last)
    follows = "" if is_open else scene.word(match.last)
    if follows and not (follows in g.PUNCTUATION or follows in g.TIMES or follows in g.TIME_PREPOSITIONS):
        return None
    if scene.word(at) == "as" and scene.word(at - 1) == ",":
        return (scene.clause_start(at - 1), at - 1)  # "will stop it, as X demands"
    if at in scene.term_ends:
        return (scene.clause_start(at), at + 1)  # "the plan X has rejected"
    if scene.word(at) not in _OBJECT_RELATIVES:
        return None
    end = at - 1 if scene.word(at - 1) == "," or scene.word(at - 1) in g.PREPOSITIONS else at
    start = scene.clause_start(end)
    if scene.low[end - 1] in _APPOSED and scene.word(start - 1) == "," and scene.low[start] in _DETERMINING:
        return (scene.first, start - 1)  # "wants a court, an idea that X has rejected"
    return (start, end) if end > scene.first else None


def _leaves_open_end(scene: Scene, at: int) -> bool:
    """Tell whether an infinitive lacks its object: "the rule, which X wants to keep and Y to drop"."""
    return scene.word(at) == "to" and scene.word(at + 2) in _AFTER_OPEN_END


def _ends_insertion(scene: Scene, source: Range | None, match: Match[Cue]) -> bool:
    """Tell whether the comma before a verb closes words about its subject: "X, the envoy for Y, said"."""
    at = match.first - 2
    is_quoted = scene.sentence.in_quotes(at) or scene.word(at) in g.QUOTATION
    return source is not None and scene.has_name(source) and scene.word(match.first - 1) == "," and not is_quoted


def _said_before(scene: Scene, match: Match[Cue], group: VerbGroup, source: Range) -> Iterator[Attribution]:
    """Read what stands before "X said", and what goes on after it: "this, he said, is ...", `said Tuesday: "..."`."""
    if scene.word(match.last) == "," and not scene.sentence.in_quotes(source[0] - 2):
        contents = ((scene.first, source[0]), (match.last + 1, scene.last))
        yield scene.make(match, "main", "subject-cue-end", contents, source)
        return
    yield scene.make_left(match, source, "subject-cue-end")
    more_is_quoted = any(first > match.last for first, _ in scene.sentence.quotes)
    if more_is_quoted or not says_nothing(scene.low, match.last, scene.sentence, is_told=match.label.word == "tell"):
        yield scene.make_right(match, group, "main", "subject-cue", source)


def _source_after(scene: Scene, match: Match[Cue]) -> Range | None:
    """Find the source right of a verb of saying: `"...," said X`."""
    before = scene.word(match.first - 1)
    if (
        match.label.word == "tell"
        or not (before in (",", "’", "'") or before in g.QUOTATION)
        or match.last >= scene.last
    ):
        return None
    word = scene.low[match.last]
    is_source = match.last in scene.name_starts or word in _DETERMINING or scene.tokens.is_capital(match.last)
    if not is_source or word in _NOT_A_SOURCE:
        return None
    first, last = scene.phrase(match.last)
    name = scene.name_starts.get(last + 1, last)  # said the minister, NAME
    is_apposed = scene.word(last) == "," and scene.word(name) != "'s" and not scene.has_name((first, last))
    return (first, name if is_apposed else last)


def _stands_after(scene: Scene, source: Range, match: Match[Cue]) -> bool:
    """Tell whether what was said stands before its source: quoted words, or a clause if nothing follows the cue."""
    at = source[0] - 1
    while at >= scene.first and (g.is_adverb(scene.low[at]) or scene.low[at] in ("and", "but")):
        at -= 1
    sign = scene.word(at)
    if sign != ",":
        return bool(sign) and (sign in g.QUOTATION or sign in ("’", "'"))
    is_quoted = scene.sentence.in_quotes(at - 1) or scene.word(at - 1) in g.QUOTATION
    return is_quoted or says_nothing(scene.low, match.last, scene.sentence, is_told=match.label.word == "tell")
