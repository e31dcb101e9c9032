"""Acts that take a side: those of the topic's vocabulary, and what parties do together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.attribution import Attribution, Standing
from model.extract.engines.nonfinite import headline_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.engines.scene import Scene
    from model.extract.phrases import Match
    from model.extract.vocabulary import Term

_MEETING = frozenset(("met", "meet", "meets", "sat", "talked", "negotiated"))
_HOLDING = frozenset(("held", "hold", "holds", "began", "begin", "resumed", "opened", "concluded", "completed"))
_ENACTING = frozenset(("passed", "passes", "signed", "signs", "adopted", "issued", "approved", "imposed", "enacted"))
_BEFORE_GERUND = ("of", "for", "against", "from", "about", "on", "over")
_BEFORE_THING = g.words("any no further such the these those its their our his her")
_BEFORE_THAT = ("having", "had")  # told as what went before
_KEEPING_UP = g.words(
    "impose imposes imposed raise raises raised increase increases increased double doubles doubled triple tripled "
    "extend extends extended tighten tightens tightened expand expands expanded hike hikes hiked keep keeps kept "
    "maintain maintains maintained reimposed reinstated restored introduced"
)
_LIFTING = g.words(
    "lift lifts lifted ease eases eased cut cuts reduce reduces reduced remove removes removed relax relaxes relaxed "
    "loosen loosens loosened halved abolished ended ends"
)
_DOING = g.words(
    "begin begins began start starts started launch launches launched stage stages staged continue continues "
    "continued join joins joined organise organises organised organize organizes organized"
)
_CALLING = g.words("call calls called hold holds held")  # a strike; but "called the strike illegal"
_STOPPING = g.words("end ends ended stop stops stopped pause pauses paused close closes closed")
_GOING = g.words("go goes went gone going walk walks walked stay stays stayed remain remains remained") | g.BE
_AFTER_THING = g.PUNCTUATION | g.PREPOSITIONS | g.TIMES | g.words("and but that which when because")
_SUPPOSING = g.SUBORDINATORS - {"after", "since", "because", "while", "and", "but", "yet"}  # demanded that X lift it
_MORE_OF_IT = g.words("new more all most some further additional higher extra own tough existing remaining")
_FARTHEST_HOLDING = 7  # words between "held" and "talks"


def read_deed(scene: Scene, term: Match[Term]) -> Iterator[Attribution]:
    """Read a term as an act if it is one, or begins with a verb that a subject does: "suspends the strike"."""
    kind = term.label.kind
    if kind.startswith("act") or (kind in ("for", "against") and _is_finite(scene, term.first)):
        yield from _act(scene, term)
    else:
        yield from _together(scene, term)
        if kind == "term" and not term.label.is_unclear:
            yield from _done_with(scene, term)


def _is_finite(scene: Scene, at: int) -> bool:
    word, before = scene.low[at], scene.word(at - 1)
    if not before or not word.endswith(("ed", "s")) or word.endswith("ss"):
        return False
    return (
        at - 1 in scene.name_ends
        or before in g.SUBJECT_PRONOUNS
        or before in g.HAVE
        or before in g.TIMES
        or before == "and"
        or (before in g.NEGATIONS and scene.word(at - 2) in g.HAVE)
    )


def _act(scene: Scene, term: Match[Term]) -> Iterator[Attribution]:
    """Read an act as a verb whose subject does it; told as mere background ("having held talks") it is none."""
    is_noun = scene.word(term.first - 1) in ("a", "an", "the") and scene.word(term.first - 2) in g.BE  # was a no-show
    if scene.word(term.first - 1) in _BEFORE_THING and not is_noun:
        return  # "ruled out any cut in pensions", "the attacks on our ports must stop"
    group = scene.group(term.first - 1 if is_noun else term.first)
    if scene.low[term.first].endswith("ing") and term.first - 1 in scene.verbs:
        return  # "ruled out signing the treaty"
    if group.auxiliary == "having" or scene.word(term.first - 1) in _BEFORE_GERUND:
        return
    source = headline_subject(scene, group) if group.is_infinitive else scene.subject(group.before)
    if source and scene.low[group.before] in ("that", "which") and scene.word(source[0] - 1) in _ENACTING:
        source = scene.subject(scene.group(source[0] - 1).before)  # X passed a law that
    if source and all(scene.low[at] in g.DETERMINERS for at in range(*source)):
        source = scene.clause_subject(source[0], over_verbs=True)  # X called a march against
    standing: Standing = "main" if source else "governed" if group.is_infinitive else "shared"
    sign = 1 if term.label.kind in ("act for", "for") else -1
    words = (term.first, term.last)
    yield Attribution(
        words, term.label.phrase, "act", sign, standing, "act", (words,), source, group.is_negated, term.label.issue
    )


def _done_with(scene: Scene, term: Match[Term]) -> Iterator[Attribution]:
    """Read "X raised the tariffs", "X launched a boycott", "X will go on strike": what somebody does with a thing.

    Lifting is a word that turns the thing round by itself.
    """
    going, doing = _going_verb(scene, term), _doing_verb(scene, term)
    verb = max(going, doing)
    if verb < 0:
        return
    group = scene.group(verb)
    if going < 0 and (group.has_be or group.auxiliary in g.MODALS or group.auxiliary == "having"):
        return
    source = headline_subject(scene, group) if group.is_infinitive else scene.subject(group.before)
    if source is None or not scene.has_name(source) or scene.word(source[0] - 1) in _SUPPOSING:
        return
    words = (term.first, term.last)
    yield Attribution(
        words, scene.low[verb], "act", 1, "main", "act", (words,), source, group.is_negated, term.label.issue
    )


def _going_verb(scene: Scene, term: Match[Term]) -> int:
    """Find the verb of "will go on strike", "has been on strike since"; -1 if there is none."""
    verb = term.first - (1 if scene.word(term.first) == "on" else 2)
    return verb if scene.word(verb + 1) == "on" and scene.word(verb) in _GOING else -1


def _doing_verb(scene: Scene, term: Match[Term]) -> int:
    """Find the verb of which a term is the object, if it is one that is done with such things; -1 if it is not."""
    verb = term.first - 1
    while scene.word(verb) in g.DETERMINERS or scene.word(verb) in _MORE_OF_IT:
        verb -= 1
    word = scene.word(verb)
    if term.label.is_inverse and (word in _KEEPING_UP or word in _LIFTING):
        return verb
    is_whole = scene.word(term.last) in _AFTER_THING or not scene.word(term.last)
    is_called = word in _CALLING and verb + 1 < term.first and scene.word(verb + 1) != "the"
    is_done = is_called or word in _DOING or word in _STOPPING
    return verb if is_whole and is_done and verb not in scene.verbs else -1


def _together(scene: Scene, term: Match[Term]) -> Iterator[Attribution]:
    """Read "X and Y met", "X held talks with Y": what parties do with each other they are for."""
    verb = _shared_verb(scene, term.first)
    if verb < 0 or scene.low[scene.last - 1] == "?":
        return  # "Will they meet?"
    if any(scene.low[at] in g.PUNCTUATION or scene.low[at] in g.SUBORDINATORS for at in range(verb, term.first)):
        return
    group = scene.group(verb)
    if group.is_infinitive or group.is_negated or group.auxiliary in g.MODALS or group.auxiliary in _BEFORE_THAT:
        return
    source = scene.subject(group.before)
    if source is None:
        return
    sources = [source]
    following = scene.low[term.last : min(term.last + 8, scene.last)]
    if term.first == verb and (term.last in scene.name_starts or scene.word(term.last) == "the"):
        other = scene.phrase(term.last)  # X met Y
        sources += [other] if scene.has_name(other) else []
    elif "with" in following:
        other = scene.phrase(term.last + following.index("with") + 1)
        sources += [other] if scene.has_name(other) else []
    words = (term.first, term.last)
    for one in sources:
        yield Attribution(words, term.label.phrase, "act", 1, "main", "together", (words,), one, issue=term.label.issue)


def _shared_verb(scene: Scene, first: int) -> int:
    """Find the verb of a meeting: the term itself ("met"), or before it ("held talks"); -1 if there is none."""
    if scene.low[first] in _MEETING:
        return first
    start = max(scene.first, first - _FARTHEST_HOLDING)
    if _HOLDING.isdisjoint(scene.low[start:first]):
        return -1
    return next((at for at in range(first - 1, start - 1, -1) if scene.low[at] in _HOLDING), -1)
