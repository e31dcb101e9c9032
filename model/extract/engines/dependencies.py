"""The engine `spacy`: the rules again, with a parse to say what is a verb, who its subject is and how far it reaches.

What the parse is silent on is read as the engine `rules` reads it, and so is a sentence without a term of the topic.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.engines import rules
from model.extract.engines.parse import SUBJECTS
from model.extract.engines.parsing import parses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution, Clues, Range, Standing
    from model.extract.engines.parse import Parse
    from model.extract.engines.subjects import VerbGroup
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Term

name = "spacy"

_OF_SUBJECTS = frozenset(("subject-cue", "cue-subject", "subject-cue-end", "adjective", "will", "act"))
_PASSIVE = frozenset(("auxpass", "nsubjpass"))


def attributions(tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues]) -> list[list[Attribution]]:
    """Give the attributions of each sentence, in the order of their cues; raise EngineMissingError without spaCy."""
    found = rules.attributions(tokens, sentences, clues)
    wanted = [number for number, one in enumerate(clues) if one.terms and (one.cues or one.names)]
    for number, parse in zip(wanted, parses(tokens, [sentences[number] for number in wanted]), strict=True):
        if parse is not None:
            found[number] = list(_ParsedReading(tokens, sentences[number], clues[number], parse).all())
    return found


class _ParsedReading(rules.Reading):
    """One sentence being read with its parse."""

    def __init__(self, tokens: Tokens, sentence: Sentence, clues: Clues, parse: Parse) -> None:
        self.parse = parse
        self.in_names = {at for one in clues.names for at in range(one.first, one.last)}
        super().__init__(tokens, sentence, clues)

    def _of(self, readings: list[Match[Cue]]) -> Iterator[Attribution]:
        return map(self._with_subject, super()._of(readings))

    def _is_noun(self, first: int, last: int) -> bool:
        tag = self.parse.tag(first)
        if tag.startswith(("NN", "VB")):
            return tag.startswith("NN") and not self.low[first].isupper()
        return super()._is_noun(first, last)

    def _verb(self, match: Match[Cue]) -> Iterator[Attribution]:
        parse, verb = self.parse, match.first
        if parse.tag(verb).startswith("NN") and not self.tokens.is_capital(verb):
            if parse.dep(verb) != "compound":  # "its push for talks" is a noun, "a press conference" no cue
                yield from self._noun(match)
        elif not self._is_described(verb):
            yield from super()._verb(match)

    def _is_described(self, verb: int) -> bool:
        """Tell whether a participle only describes a noun: "a strike planned for Monday"; nobody is said to do it."""
        parse = self.parse
        is_participle = parse.tag(verb) == "VBN" and parse.dep(verb) in ("acl", "amod")
        return is_participle and parse.child(verb, ("agent", "aux", "auxpass")) is None

    def _inverted(self, match: Match[Cue]) -> Range | None:
        subject = self.parse.child(match.first, SUBJECTS)
        return None if subject is not None and subject < match.first else super()._inverted(match)

    def _act(self, match: Match[Term]) -> Iterator[Attribution]:
        verb = match.first
        if self.parse.child(verb, _PASSIVE) is None or self.parse.child(verb, ("agent",)) is not None:
            yield from map(self._with_subject, super()._act(match))

    def _right(
        self, match: Match[Cue], group: VerbGroup, standing: Standing, rule: str, source: Range | None = None
    ) -> Attribution:
        one = super()._right(match, group, standing, rule, source)
        if not self.parse.is_verb(match.first):
            return one
        ((first, last),) = one.contents
        return replace(one, contents=((first, self._end_within(match.first, first, last)),))

    def _end_within(self, verb: int, first: int, last: int) -> int:
        """Give where, of the words after a verb, those begin that belong to another one with its own subject."""
        for at in range(first, last):
            if self.low[at] in g.QUOTATION:
                break  # what is quoted may be several sentences
            subject = self.parse.child(at, SUBJECTS) if self.parse.is_verb(at) else None
            if subject is not None and verb not in self.parse.above(at):
                start = min(self.parse.subtree(subject))
                return start if start > first else last
        return last

    def _with_subject(self, one: Attribution) -> Attribution:
        """Put the parse's subject for the rules', unless only the rules' names somebody."""
        verb = one.cue[0]
        if self.parse.tag(verb) == "MD":
            verb = self.parse.head(verb)
        subject = self.parse.subject(verb)
        if subject is None:
            return one
        source = self._phrase(subject)
        if one.source is None:
            return replace(one, source=source) if one.standing == "shared" and self._names(source) else one
        if one.rule in _OF_SUBJECTS and (self._names(source) or not self._names(one.source)):
            return replace(one, source=source)
        return one

    def _phrase(self, noun: int) -> Range:
        """Give the words around a noun; around a name only up to what is inserted after it."""
        first, last = self.parse.phrase(noun)
        if noun in self.in_names:
            for at in range(noun, last):
                if self.low[at] in (",", "(") and not self._joined(at):
                    return (first, at)
        return (first, last)
