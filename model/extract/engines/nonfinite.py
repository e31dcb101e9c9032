"""Verbs without a subject before them: "to accept", ", urging Y", "was rejected by X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution, Range
    from model.extract.engines.scene import Scene
    from model.extract.engines.subjects import VerbGroup
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match

_BEFORE_PARTICIPLE = frozenset(("", ",", "and", "but", "–", "—", "(", "while", "before", "after", "when", "then"))
_JOINING = frozenset(("join", "joins", "joined"))
_COMING = g.words("travel travels travelled traveled went gone come came flew flown gathered headed met arrived")
_KEEPING = frozenset(("keep", "keeps", "kept"))  # "kept pressing for"
_LONGEST_WAY = 10  # words from "travelled" to what for
_BROUGHT_UP = frozenset(("propose", "offer", "submit", "unveil", "float", "pitch", "put forward", "bring forward"))
_ANYBODY = frozenset(("any", "anyone", "anybody"))
_TOWARDS = frozenset(("to", "in", "from", "at", "for"))


def read_infinitive(scene: Scene, match: Match[Cue], group: VerbGroup) -> Attribution:
    """Read "to accept" as part of what another cue governs, unless in a headline or as what somebody came for."""
    source = headline_subject(scene, group)
    if source is not None:
        return scene.make_right(match, group, "main", "headline", source)
    if group.is_infinitive and (came := _came(scene, group)) is not None:
        return scene.make_right(match, group, "main", "infinitive", came)
    return scene.make_right(match, group, "governed", "infinitive")


def _came(scene: Scene, group: VerbGroup) -> Range | None:
    """Give who came somewhere to do it: "X travelled to Y to back the truce"."""
    for at in range(group.before, max(scene.first, group.before - _LONGEST_WAY), -1):
        if scene.low[at] in g.PUNCTUATION or scene.low[at] in g.SUBORDINATORS or at in scene.verbs:
            return None
        if scene.low[at] in _COMING:
            return scene.subject(scene.group(at).before)
    return None


def headline_subject(scene: Scene, group: VerbGroup) -> Range | None:
    """Give who is to do it in a headline, which has no full stop and no other verb: "Unions to strike on Friday"."""
    is_headline = group.is_infinitive and scene.is_headline
    views = (cue.first for cue in scene.clues.cues if cue.label.form == "adjective")  # "X ready to strike" is one view
    if not is_headline or any(scene.first <= at <= group.first for at in (*scene.verbs, *views)):
        return None
    return scene.subject(group.before)


def read_participle(scene: Scene, match: Match[Cue], group: VerbGroup) -> Iterator[Attribution]:
    """Read ", urging Y", "with X urging Y", "of refusing Y", "quoted X as saying Y"."""
    at = match.first - 1
    while at >= scene.first and (g.is_adverb(scene.low[at]) or scene.low[at] in g.NEGATIONS):
        at -= 1
    before = scene.word(at)
    if before == "as" and match.label.cue_class == "say":
        yield from _as_saying(scene, match, at)
    elif before == "in" and (pair := _joined_by(scene, at - 1)) is not None:
        yield scene.make_right(match, group, "main", "participle", pair)
    elif at <= scene.first and (source := _after_comma(scene, match.last)) is not None:
        yield scene.make(match, "main", "participle", ((match.last, source[0] - 1),), source, negated=group.is_negated)
    elif before in _BEFORE_PARTICIPLE:
        yield scene.make_right(match, group, "shared", "participle")
    elif before in _KEEPING and (source := scene.subject((kept := scene.group(at)).before)) is not None:
        yield scene.make_right(match, kept, "main", "subject-cue", source)
    elif at in scene.name_ends and scene.word(scene.name_ends[at] - 1) in _TOWARDS:
        yield scene.make_right(match, group, "shared", "participle")  # "heads to X seeking"
    elif at in scene.name_ends:
        yield scene.make_right(match, group, "main", "participle", _names_up_to(scene, at))
    else:
        yield scene.make_right(match, group, "governed", "gerund")


def _names_up_to(scene: Scene, at: int) -> Range:
    """Give the names that end with a token, all that are joined: "with X and Y refusing"."""
    start = scene.name_ends[at]
    while scene.word(start - 1) in ("and", ",") and start - 2 in scene.name_ends:
        start = scene.name_ends[start - 2]
    return (start, at + 1)


def _after_comma(scene: Scene, at: int) -> Range | None:
    """Give the name or pronoun after the comma that ends what opens a sentence: "Rejecting the plan, X left"."""
    comma = next((one for one in range(at, scene.last - 1) if scene.low[one] == ","), scene.last)
    for first in range(comma + 1, min(comma + 3, scene.last)):
        if first in scene.name_starts or scene.low[first] in g.SUBJECT_PRONOUNS:
            return (first, scene.name_starts.get(first, first + 1))
    return None


def _joined_by(scene: Scene, at: int) -> Range | None:
    """Give who do a thing together: "X joined Y in urging"."""
    start = scene.name_ends.get(at, -1)
    verb = start - 2 if scene.word(start - 1) == "the" else start - 1
    source = scene.subject(verb - 1) if start > scene.first and scene.word(verb) in _JOINING else None
    return (source[0], at + 1) if source else None


def _as_saying(scene: Scene, match: Match[Cue], at: int) -> Iterator[Attribution]:
    for verb in range(at - 1, max(scene.first, at - 20), -1):
        group = scene.group(verb)
        if scene.low[verb] == "quoted" and group.has_be and (source := scene.subject(group.before)) is not None:
            yield scene.make(match, "main", "as-saying", ((match.last, scene.end(match.last)),), source)
            return
        if scene.low[verb] in ("quoted", "cited", "quotes", "cites"):
            contents = ((match.last, scene.end(match.last)),)
            yield scene.make(match, "main", "as-saying", contents, (verb + 1, at))
            return


def read_passive(scene: Scene, match: Match[Cue], group: VerbGroup) -> Iterator[Attribution]:
    """Read "the plan was rejected by X"; without an agent it is for the speaker around it to have said so."""
    last = match.last
    thing = _undergoer(scene, group, match)
    for at in range(last, min(last + 6, scene.last)):
        if scene.low[at] == "by":
            if scene.word(at + 1) in _ANYBODY:
                break
            source = scene.phrase(at + 1)
            contents = (thing, (source[1], scene.end(source[1])))
            yield scene.make(match, "main", "passive-agent", contents, source, negated=group.is_negated)
            return
        if scene.low[at] in g.PUNCTUATION:
            break
    if group.has_be and match.label.word not in _BROUGHT_UP:  # that it was proposed says nothing for it
        done = (thing, (last, scene.end(last))) if scene.word(last) in ("to", "from") else (thing,)
        yield scene.make(match, "judged", "passive", done, negated=group.is_negated)


def _undergoer(scene: Scene, group: VerbGroup, match: Match[Cue]) -> Range:
    """Give what something is done to: the clause before "was rejected"; the noun before "(, )backed by X"."""
    start = scene.clause_start(group.first)
    if group.has_be:
        return (start, match.first)
    if start == group.first and scene.word(start - 1) == ",":
        return (scene.clause_start(start - 1), start - 1)
    verbs = (at + 1 for at in range(start, match.first) if at in scene.verbs or scene.low[at] in g.AUXILIARIES)
    return (max([start, *verbs]), match.first)
