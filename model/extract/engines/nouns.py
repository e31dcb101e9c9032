"""Nouns that take a side: "the union's demand for", "a refusal by the union to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution, Range, Standing
    from model.extract.engines.scene import Scene
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match

_ANAPHORIC = frozenset(("these", "those", "such", "this", "that"))
_DROPPING = g.words(  # whose demand it was is for it no longer
    "drop drops dropped dropping withdrew withdraw withdraws withdrawn withdrawing soften softened softening lift "
    "end ends ended ending stop stopped stopping "
    "lifts lifted lifting waive waives waived waiving abandon abandons abandoned abandoning overcame shelved scrapped"
)
_GIVING = g.words("give gives gave given giving")
_TO_DROP = g.words("drop withdraw soften lift end stop waive abandon")  # of these, what may follow "to ... and"
_DEMANDS = g.words("demand call insistence request claim appeal plea ultimatum desire wish pressure push")
_OWNED = frozenset(("right to",))  # the right of somebody, not any right
_OPENING = g.PREPOSITIONS | {"asked", "given"}
_BEARING = ("under", "face", "faces", "faced", "facing")
_THAT = ("that", ":")
_FINITE_HELPERS = g.words("is are was were has had have will would")
_NEVER_OF_OWNED = g.DETERMINERS | g.PREPOSITIONS | g.PUNCTUATION | g.AUXILIARIES | {"and", "to", *_BEARING}
_GIVEN = g.words("support backing endorsement approval consent acceptance opposition resistance rejection")
_MEETING = g.words(
    "has have had enjoy enjoys enjoyed win wins won get gets got gain gains gained find finds found meet meets met "
    "face faces faced draw draws drew with"
)
_NO_MEETING = g.STOPS | _DROPPING  # have softened their resistance
_FARTHEST_MET = 3  # words from "enjoys" to the noun
_FARTHEST_GIVER = 10  # words between a noun and "from"
_FARTHEST_OWNER = 6  # words between an owner and the noun


def read_noun(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read a noun with its owner: before it, after "by" or "from", else the subject of its clause."""
    first, last, _ = match
    source = owner = _owner_before(scene, first)
    if _demands_nothing(scene, match, owner):
        return
    if owner and (_is_told(scene, owner[0]) or _is_of_another(scene, owner[0])):
        source = None
    is_none = scene.word(first - 1) == "no"  # has no plans to
    dropping = owner[0] - 1 if owner else first - 1
    is_dropped = _is_dropped(scene, match, owner, dropping)
    if is_dropped and _is_wished(scene, dropping):
        is_dropped, source = False, None
    if is_dropped and match.label.word in _DEMANDS:
        return  # who no longer demands it may be for it all the same
    start = last
    if scene.word(last) in ("by", "from") or (scene.word(last) == "of" and _is_name(scene, last + 1)):
        agent = scene.phrase(last + 1)
        if scene.has_name(agent):
            source, start = source or agent, agent[1]
    if source is None and match.label.word in _GIVEN:
        source = _giver(scene, last)
    rule = "noun-owner"
    is_denied = is_none and match.label.word == "veto"  # "Y has no veto over it" is said against Y
    is_object = is_denied or scene.word(first - 1) in _BEARING  # who is under pressure does not press
    if source is None and not owner and not is_object:
        source, rule = scene.clause_subject(first), "noun-subject"
        if source and scene.word(first - 1) in g.ARTICLES and scene.word(first - 2) in _DROPPING:
            is_dropped = True  # "withdrew the plan for"
    contents = _contents(scene, match, owner, start)
    if source and match.label.word in _GIVEN and _is_met_with(scene, owner[0] if owner else first):
        contents.append((scene.clause_start(first), first))  # the toll has the support of X
    standing: Standing = "main" if source else "governed"
    rule = rule if source else "noun"
    yield scene.make(match, standing, rule, tuple(contents), source, negated=is_dropped or is_none)


def _demands_nothing(scene: Scene, match: Match[Cue], owner: Range | None) -> bool:
    """Tell whether a noun is none where it stands, or takes no side: "those calls", "the ministry calls the plan"."""
    first, last, cue = match
    if scene.word(first - 1) in _ANAPHORIC or (cue.word == "claim" and scene.word(last) == "that"):
        return True  # "those calls" only point back, a claim that something is so demands nothing
    is_placed = last - first > 1  # "its call for": no verb
    is_meant = owner or scene.word(first - 1) in g.ARTICLES
    is_verb = scene.word(last) in g.DETERMINERS and not (is_meant and scene.word(last) == "that")  # its demand that
    is_verb = is_verb or (first - 1 in scene.doers and not _may_follow(scene, last))
    if not is_placed and (is_verb or last in scene.name_starts):
        return True
    return owner is None and cue.word in _OWNED


def _is_dropped(scene: Scene, match: Match[Cue], owner: Range | None, dropping: int) -> bool:
    """Tell whether somebody gives up what a noun is: "dropped its objection", "gave up its resistance"."""
    is_resistance = match.label.word not in _DEMANDS
    is_given_up = is_resistance and scene.word(dropping) == "up" and scene.word(dropping - 1) in _GIVING
    is_undoing = scene.word(dropping) in _DROPPING and (owner is not None or not _refuses(scene, dropping))
    return (is_given_up or is_undoing) and not scene.has_term((dropping, dropping + 1))


def _contents(scene: Scene, match: Match[Cue], owner: Range | None, start: int) -> list[Range]:
    """Give the words that a noun is about: behind it, and between its owner and it."""
    is_alone = scene.word(start) in g.SIGNS or (scene.word(start) == "and" and start + 1 in scene.verbs)
    contents = [(start, start if is_alone else _end(scene, match.first, start))]  # "welcomed the offer and said"
    if owner is not None and owner[1] <= match.first:
        contents.append((owner[1], match.first))  # its truce proposal
    return contents


def _giver(scene: Scene, at: int) -> Range | None:
    """Give who is named with "from" after what a noun is for: "support for the toll came from X"."""
    for near in range(at, min(at + _FARTHEST_GIVER, scene.last - 1)):
        if scene.low[near] in g.PUNCTUATION:
            break
        if scene.low[near] == "from" and _is_name(scene, near + 1):
            return scene.phrase(near + 1)
    return None


def _is_met_with(scene: Scene, at: int) -> bool:
    """Tell whether a thing meets with what a noun says: "enjoys the full support of", "met with resistance from"."""
    near = range(at - 1, max(scene.first, at - 1 - _FARTHEST_MET), -1)
    before = next((one for one in near if scene.low[one] in _MEETING or scene.low[one] in _NO_MEETING), -1)
    return before >= 0 and scene.low[before] in _MEETING


def _may_follow(scene: Scene, at: int) -> bool:
    """Tell whether a noun may end before a word: "Sudland demands for talks", not "Sudland calls talks a trap"."""
    word = scene.word(at)
    return not word.isalpha() or any(word in some for some in (g.PREPOSITIONS, g.SUBORDINATORS, g.AUXILIARIES))


def _is_told(scene: Scene, owner: int) -> bool:
    """Tell whether another tells the owner what to do with it: "urged Y to drop its opposition" is X's alone."""
    name = scene.name_ends.get(owner - 3, scene.first)
    return scene.low[owner] in g.POSSESSIVES and scene.word(owner - 2) == "to" and name > scene.first


def _is_of_another(scene: Scene, owner: int) -> bool:
    """Tell whether the owner of what a subject refuses is another: "rejected its plan", not "dropped its plan"."""
    if scene.low[owner] not in g.POSSESSIVES or scene.word(owner - 1) in _DROPPING or not _refuses(scene, owner - 1):
        return False
    subject = scene.subject(scene.group(owner - 1).before)
    return subject is not None and all(name >= subject[0] for name in scene.name_starts)  # nobody else's before


def _refuses(scene: Scene, at: int) -> bool:
    """Tell whether a verb of refusing ends with a token; who drops something is not among them."""
    return any(
        cue.last - 1 == at and at in scene.verbs and cue.label.cue_class == "refuse" and cue.label.word != "drop"
        for cue in scene.clues.cues
    )


def _is_wished(scene: Scene, verb: int) -> bool:
    """Tell whether somebody is only told to drop it: "must end its opposition"."""
    group = scene.group(verb)
    is_joined = scene.low[verb] in _TO_DROP and scene.word(verb - 1) == "and"  # to yield land and drop its bid
    return group.is_infinitive or group.auxiliary in ("must", "should") or is_joined


def _end(scene: Scene, first: int, start: int) -> int:
    """Give where what a noun governs ends: in what opens a sentence, with the comma ("Asked about its demand, ...")."""
    end = _before_verb(scene, start, scene.end(start))
    is_opening = scene.low[scene.first] in _OPENING or scene.low[scene.first].endswith("ing")
    if not is_opening or "," in scene.low[scene.first : first]:
        return end
    return next((at for at in range(start, end) if scene.low[at] == "," and not scene.joins_names(at)), end)


def _before_verb(scene: Scene, start: int, end: int) -> int:
    """Give where a noun with what it is for ends: "its demand for a truce | was turned down in the talks"."""
    if scene.low[start - 1] in _THAT or scene.word(start) in _THAT:
        return end  # its demand that the talks be held
    finite = (at for at in range(start + 1, end) if scene.low[at] in _FINITE_HELPERS)
    return next((at for at in finite if scene.low[at - 1] not in g.RELATIVES), end)


def _owner_before(scene: Scene, first: int) -> Range | None:
    """Find whose it is: "the union's demand", "its longstanding demand", "French demands"."""
    low = scene.low
    for at in range(first - 1, max(scene.first, first - _FARTHEST_OWNER) - 1, -1):
        word = low[at]
        if word in g.POSSESSIVES:
            return (at, at + 1)
        if word == "'s" or (word in ("'", "’") and at - 1 in scene.name_ends):
            start = scene.name_ends.get(at - 1, max(scene.first, at - 3))
            return (start, at)
        if at in scene.name_ends:
            return (scene.name_ends[at], at + 1)
        if (
            at in scene.verbs  # "rejected demands" are not its own
            or at in scene.gerunds
            or word in _NEVER_OF_OWNED
        ):
            return None
    return None


def _is_name(scene: Scene, at: int) -> bool:
    return at in scene.name_starts or (scene.word(at) == "the" and at + 1 in scene.name_starts)
