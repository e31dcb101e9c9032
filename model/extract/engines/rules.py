"""The engine that needs no model: attributions by the order of words around a cue."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.attribution import Attribution
from model.extract.engines import deeds, nouns, verbs, views
from model.extract.engines.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from model.extract.attribution import Clues
    from model.extract.lexicon import Cue, Form
    from model.extract.phrases import Match
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens

_VIEWS: Mapping[Form, Callable[[Scene, Match[Cue]], Iterator[Attribution]]] = {
    "adjective": views.read_adjective,
    "effect": views.read_effect,
    "judgement": views.read_judgement,
    "modal": views.read_modal,
    "will": views.read_will,
}
_ONLY_OF_TERMS = frozenset(("noun", "fate", "effect", "modal", "will"))  # without a term beside them they say nothing
_WEAKER = frozenset(("judgement", "effect"))  # than a verb of the same letters
_DASHES = frozenset("—–")  # a hyphen joins words
_VIEW = frozenset(("view", "eyes", "opinion"))
_LONGEST_SOURCE = 8  # words after the dash of a headline
_VERB_FORMS = frozenset(("base", "s", "ed", "en", "ing"))


def attributions(tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues]) -> list[list[Attribution]]:
    """Give the attributions of each sentence, in the order of their cues."""
    return [read(Scene(tokens, *both)) for both in zip(sentences, clues, strict=True)]


def read(scene: Scene) -> list[Attribution]:
    """Give the attributions of one sentence, in the order of their cues."""
    found: list[Attribution] = []
    has_terms = bool(scene.clues.terms)
    for _, readings in groupby(scene.clues.cues, key=_place):
        forms = {one.label.form: one for one in readings}
        if has_terms or not _ONLY_OF_TERMS.issuperset(forms) or _points_back(scene, forms):
            found += _read_cue(scene, forms)
    found += _according_to(scene)
    found += _in_the_view_of(scene)
    found += _colon(scene)
    found += _dash(scene)
    for term in scene.clues.terms:
        found += deeds.read_deed(scene, term)
    return sorted(found, key=lambda one: one.cue)


def _place(cue: Match[Cue]) -> tuple[int, int]:
    return cue[:2]


def _points_back(scene: Scene, forms: Mapping[Form, Match[Cue]]) -> bool:
    """Tell whether a cue is about what was spoken of before: "it must open"."""
    return scene.word(next(iter(forms.values())).first - 1) in ("it", "that", "this")


def _read_cue(scene: Scene, forms: Mapping[Form, Match[Cue]]) -> Iterator[Attribution]:
    """Read a cue in the one of its forms that the sentence allows: a call, to call."""
    if "noun" in forms and (_VERB_FORMS.isdisjoint(forms) or scene.is_noun(forms["noun"].first)):
        yield from nouns.read_noun(scene, forms["noun"])
        return
    verb = None
    for form, match in forms.items():
        if form in _VERB_FORMS:
            verb = verb or match
    for form, match in forms.items():
        if form in _VIEWS and (verb is None or form not in _WEAKER or scene.group(verb.first).has_be):
            yield from _VIEWS[form](scene, match)
            return
    found = list(verbs.read_verb(scene, verb)) if verb else []
    if "fate" in forms and not any(one.standing == "main" for one in found):
        yield from views.read_fate(scene, forms["fate"])
    yield from found


def _according_to(scene: Scene) -> Iterator[Attribution]:
    """Read "according to X", wherever it stands."""
    if "according" not in scene.low[scene.first : scene.last]:
        return
    for at in range(scene.first, scene.last - 2):
        if scene.low[at] == "according" and scene.low[at + 1] == "to":
            source = scene.phrase(at + 2)
            contents = ((scene.first, at), (source[1], scene.last))
            yield Attribution((at, at + 2), "according to", "say", 0, "main", "according-to", contents, source)


def _in_the_view_of(scene: Scene) -> Iterator[Attribution]:
    """Read "For X, the levy is a trap", "In the eyes of X, ..." at the beginning."""
    first = scene.first
    is_view = scene.low[first : first + 2] == ["in", "the"] and scene.word(first + 2) in _VIEW
    start = first + 4 if is_view else first + 1
    if not (is_view or scene.low[first] == "for") or start >= scene.last:
        return
    source = scene.phrase(start)
    is_named = start in scene.name_starts or (scene.low[start] == "the" and start + 1 in scene.name_starts)
    if is_named and scene.word(source[1]) == ",":
        contents = ((source[1] + 1, scene.last),)
        yield Attribution((first, start), "for", "say", 0, "main", "according-to", contents, source)


def _dash(scene: Scene) -> Iterator[Attribution]:
    """Read a headline that ends with its source: "Talks must go on - minister"."""
    start = max(scene.first, scene.last - _LONGEST_SOURCE)
    if _DASHES.isdisjoint(scene.low[start : scene.last]):
        return
    for at in range(scene.last - 2, start, -1):
        if scene.low[at] in _DASHES:
            source = (at + 1, scene.last)
            if scene.has_name(source) and scene.low[scene.last - 1] not in g.PUNCTUATION:
                yield Attribution((at, at + 1), "-", "say", 0, "main", "colon", ((scene.first, at),), source)
            return


def _colon(scene: Scene) -> Iterator[Attribution]:
    """Read `Minister: "We will not yield"` and `The minister shook his head: "..."`."""
    if ":" not in scene.low[scene.first : scene.last]:
        return
    for at in range(scene.first + 1, scene.last - 2):
        if scene.low[at] != ":":
            continue
        source = (scene.first, at) if at - 1 in scene.name_ends and at - scene.first < 8 else None
        if source is None and (scene.low[at + 1] in g.QUOTATION or scene.low[at + 1] in "'‘"):
            source = scene.clause_subject(at, over_verbs=True)
        if source is not None and scene.low[source[0]] != "it":  # it was a plea: "..."
            yield Attribution((at, at + 1), ":", "say", 0, "main", "colon", ((at + 1, scene.last),), source)
        return
