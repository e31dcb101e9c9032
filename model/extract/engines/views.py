"""Words that tell a view without a verb of it: "is ready to", "is vital", "must", "will"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.extract import grammar as g

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.attribution import Attribution
    from model.extract.engines.scene import Scene
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match

_FARTHEST_VERB = 3  # words between "will" and its verb
_NOT = frozenset(("not", "n't", "never"))


def read_adjective(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "X is ready to"; the word alone says nothing of anybody."""
    group = scene.group(match.first)
    if group.has_be:
        source = scene.subject(group.before)
        yield scene.make_right(match, group, "main" if source else "shared", "adjective", source)


def read_judgement(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "a truce is essential", "the only way is a truce", "calls a truce premature"."""
    group = scene.group(match.first)
    near = scene.low[max(scene.first, match.first - 6) : match.last + 14]
    if group.has_be or g.BE.intersection(near) or ":" in near or scene.word(match.first - 1) == "as":
        contents = ((scene.clause_start(match.first), match.first), (match.last, scene.end(match.last)))
        yield scene.make(match, "judged", "judgement", contents, negated=group.is_negated)


def read_fate(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "the talks will go ahead": what becomes of the thing, as somebody says."""
    group = scene.group(match.first)
    source = scene.subject(group.before)
    is_said = scene.sentence.in_quotes(match.first) and scene.low[match.first].endswith("s")  # "The zone stays"
    if (
        source is not None
        and (group.auxiliary in g.MODALS or is_said)
        and not group.is_infinitive
        and scene.has_term(source)
    ):
        yield scene.make(match, "judged", "fate", (source,), negated=group.is_negated)


def read_modal(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read "Y must accept": a demand of whoever says so, not a stance of Y."""
    group = scene.group(match.first)
    source = scene.subject(group.before)
    start = source[0] if source else match.first
    negated = group.is_negated or scene.word(match.last) in _NOT
    contents = ((start, match.first), (match.last, scene.end(match.last)))
    yield scene.make(match, "judged", "modal", contents, source, negated=negated)


def read_will(scene: Scene, match: Match[Cue]) -> Iterator[Attribution]:
    """Read what somebody says that he himself will do, or that will be done; others' future is only foretold."""
    source = scene.subject(match.first - 1)
    if source is None or any(match.last <= cue.first < match.last + _FARTHEST_VERB for cue in scene.clues.cues):
        return  # a verb that is a cue speaks for itself
    negated = scene.word(match.last) in g.NEGATIONS
    if not scene.has_term(source):
        yield scene.make(match, "willed", "will", ((match.last, scene.end(match.last)),), source, negated=negated)
        return
    following = [scene.word(at) for at in range(match.last, match.last + 4)]
    if "be" in following and any(word.endswith(("ed", "en")) for word in following):
        yield scene.make(match, "judged", "will-be", (source,), negated=negated)
