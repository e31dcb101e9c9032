"""The engine `spacy`: the rules again, with a parse to say what is a verb, who its subject is and how far it reaches.

What the parse is silent on is read as the engine `rules` reads it, and so is a sentence without a term of the topic.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from model.extract.engines import rules
from model.extract.engines.parse import SUBJECTS
from model.extract.engines.parsing import parses
from model.extract.engines.scene import Scene
from model.extract.phrases import Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution, Clues, Range, Standing
    from model.extract.engines.parse import Parse
    from model.extract.engines.subjects import VerbGroup
    from model.extract.lexicon import Cue
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens

_OF_SUBJECTS = frozenset(("subject-cue", "cue-subject", "subject-cue-end", "adjective", "will", "act"))
_PASSIVE = frozenset(("auxpass", "nsubjpass"))
_VERB_FORMS = frozenset(("base", "s", "ed", "en", "ing"))


def attributions(tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues]) -> list[list[Attribution]]:
    """Give the attributions of each sentence, in the order of their cues; raise EngineMissingError without spaCy."""
    found = rules.attributions(tokens, sentences, clues)
    wanted = [number for number, one in enumerate(clues) if one.terms and (one.cues or one.names)]
    for number, parse in zip(wanted, parses(tokens, [sentences[number] for number in wanted]), strict=True):
        scene = _ParsedScene(tokens, sentences[number], clues[number], parse)
        found[number] = [scene.corrected(one) for one in rules.read(scene) if not scene.is_suffered(one)]
    return found


class _ParsedScene(Scene):
    """A sentence with its parse; of its cues only the readings that the parse allows."""

    def __init__(self, tokens: Tokens, sentence: Sentence, clues: Clues, parse: Parse) -> None:
        self.parse = parse
        self.ends = {cue.first: cue.last for cue in clues.cues}
        super().__init__(tokens, sentence, replace(clues, cues=tuple(_cues_as_parsed(tokens, clues, parse))))

    def is_noun(self, first: int) -> bool:
        """Tell a noun from a verb by its part of speech; capitals mislead parsers."""
        tag = self.parse.tag(first)
        if self.tokens.is_capital(first) or not tag.startswith(("NN", "VB")):
            return super().is_noun(first)
        return tag.startswith("NN")

    def make_right(
        self, match: Match[Cue], group: VerbGroup, standing: Standing, rule: str, source: Range | None = None
    ) -> Attribution:
        """Make an attribution of what follows a cue, up to where another verb with its own subject takes over."""
        one = super().make_right(match, group, standing, rule, source)
        thing = self.parse.child(match.first, ("dobj",))
        if not self.parse.is_verb(match.first) or (thing is not None and self.low[thing] == "what"):
            return one  # "what it wants, the minister said, is a truce"
        ((first, last),) = one.contents
        return one._replace(contents=((first, self._end_within(match.first, first, last)),))

    def is_suffered(self, one: Attribution) -> bool:
        """Tell whether an act is done to its subject, by nobody who is named."""
        verb = one.cue[0]
        is_passive = self.parse.child(verb, _PASSIVE) is not None and self.parse.child(verb, ("agent",)) is None
        return one.rule == "act" and is_passive

    def corrected(self, one: Attribution) -> Attribution:
        """Put the parse's subject for the rules', unless only the rules' names somebody."""
        verb = one.cue[0]
        if one.rule.startswith("noun"):
            return one._replace(cue=(verb, self.ends[verb]))  # "its campaign against": the whole cue again
        subject = self.parse.subject(self.parse.head(verb) if self.parse.tag(verb) == "MD" else verb)
        if subject is None:
            return one
        source = self._phrase_of(subject)
        if one.source is None:
            return one._replace(source=source) if one.standing == "shared" and self.has_name(source) else one
        if one.rule == "cue-subject" and self.parse.dep(subject) in SUBJECTS and subject < verb:
            contents = ((one.cue[1], self._end_within(verb, one.cue[1], self.end(one.cue[1]))),)
            return one._replace(source=source, contents=contents, rule="subject-cue")
        if one.rule in _OF_SUBJECTS and (self.has_name(source) or not self.has_name(one.source)):
            return one._replace(source=source)
        return one

    def _end_within(self, verb: int, first: int, last: int) -> int:
        """Give where, of the words after a verb, those begin that belong to another one with its own subject."""
        for at in range(first, last):
            subject = self.parse.child(at, SUBJECTS) if self.parse.is_verb(at) else None
            if subject is not None and verb not in self.parse.above(at):
                start = min(self.parse.subtree(subject))
                return start if start > first else at
        return last

    def _phrase_of(self, noun: int) -> Range:
        """Give the words around a noun; around a name only up to what is inserted after it."""
        first, last = self.parse.phrase(noun)
        if any(one.first <= noun < one.last for one in self.clues.names):
            for at in range(noun, last):
                if self.low[at] in (",", "(") and not self.joins_names(at):
                    return (first, at)
        return (first, last)


def _cues_as_parsed(tokens: Tokens, clues: Clues, parse: Parse) -> Iterator[Match[Cue]]:
    """Give the cues with their readings corrected by their parts of speech."""
    as_nouns = {cue[:2] for cue in clues.cues if cue.label.form == "noun"}
    for cue in clues.cues:
        at = cue.first
        if cue.label.form not in _VERB_FORMS or (parse.tag(at).startswith("NN") and tokens.is_capital(at)):
            yield cue
        elif not parse.tag(at).startswith("NN"):
            if not _is_described(parse, at):
                yield cue
        elif cue[:2] not in as_nouns and parse.dep(at) != "compound":  # "its push for talks"; not "a press conference"
            yield Match(at, at + 1, replace(cue.label, form="noun"))


def _is_described(parse: Parse, at: int) -> bool:
    """Tell whether a participle only describes a noun: "a strike planned for Monday"; nobody is said to do it."""
    is_participle = parse.tag(at) in ("VBN", "VBD") and parse.dep(at) in ("acl", "amod")
    return is_participle and parse.child(at, ("agent", "aux", "auxpass")) is None
