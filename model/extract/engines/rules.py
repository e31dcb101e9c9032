"""The engine that needs no model: attributions by the order of words around a cue."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.attribution import Attribution, Clues, Range, Standing
from model.extract.engines.extents import end_of_content, says_nothing
from model.extract.engines.subjects import VerbGroup, subject, verb_group
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.lexicon import Cue
    from model.extract.phrases import Match
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Term

name = "rules"

_NOUN_LINKS = frozenset(("for", "to", "that", "of", "on", "against", "with", "over", "about", "by", "from"))
_DUTIES = frozenset(("must", "should"))  # who must accept does not yet accept: the one who says so wants it
_ANAPHORIC = frozenset(("these", "those", "such", "this", "that"))
_SPOKESMEN = frozenset(("spokesman", "spokeswoman", "spokesperson", "spokespeople", "lawyer", "lawyers", "negotiator", "speaking", "secretary", "representative", "minister"))
_MEETING = frozenset(("met", "meet", "meets", "sat", "talked", "negotiated"))
_HOLDING = frozenset(("held", "hold", "holds", "began", "begin", "resumed", "opened", "concluded", "completed"))
_OWNER_LINKS = frozenset(("by", "from"))


def attributions(tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues]) -> list[list[Attribution]]:
    """Give the attributions of each sentence, in the order of their cues."""
    return [list(Reading(tokens, *both).all()) for both in zip(sentences, clues, strict=True)]


@lru_cache(maxsize=1)
def _plural_roles() -> frozenset[str]:
    return frozenset(role for role in lexicon()["roles"] if role.endswith("s") and " " not in role)


class Reading:
    """One sentence being read."""

    def __init__(self, tokens: Tokens, sentence: Sentence, clues: Clues) -> None:
        self.low = tokens.low
        self._plural_roles = _plural_roles()
        self.tokens = tokens
        self.sentence = sentence
        self.clues = clues
        self.name_starts = {one.first: one.last for one in clues.names}
        self.name_ends = {one.last - 1: one.first for one in clues.names}
        forms = ("s", "ed", "base")
        self.verbs = frozenset(
            cue.last - 1 for cue in clues.cues if cue.label.form in forms and not self._is_noun(cue.first, cue.last)
        ) - frozenset(cue.last - 1 for cue in clues.cues if cue.label.form == "noun")

    def all(self) -> Iterator[Attribution]:
        found = [one for cue in self._cues() for one in self._of(cue)]
        found += self._according_to()
        found += self._colon()
        for term in self.clues.terms:
            if term.label.kind.startswith("act") or (term.label.kind in ("for", "against") and self._is_finite(term.first)):
                found += self._act(term)
            else:
                found += self._together(term)
        return iter(sorted(found, key=lambda one: one.cue))

    def _cues(self) -> Iterator[list[Match[Cue]]]:
        """Give the cues of the sentence; one word may be several (a call, to call)."""
        group: list[Match[Cue]] = []
        for match in self.clues.cues:
            if group and match[:2] != group[0][:2]:
                yield group
                group = []
            group.append(match)
        if group:
            yield group

    def _of(self, readings: list[Match[Cue]]) -> Iterator[Attribution]:
        by_form = {one.label.form: one for one in readings}
        first, last, _ = readings[0]
        if "noun" in by_form and self._is_noun(first, last):
            yield from self._noun(by_form["noun"])
        elif "adjective" in by_form:
            yield from self._adjective(by_form["adjective"])
        elif "judgement" in by_form:
            yield from self._judgement(by_form["judgement"])
        elif "modal" in by_form:
            yield self._modal(by_form["modal"])
        elif "will" in by_form:
            yield from self._will(by_form["will"])
        else:
            verbs = [one for one in readings if one.label.form in ("base", "s", "ed", "ing")]
            found = list(self._verb(verbs[0])) if verbs else []
            if "fate" in by_form and not any(one.standing == "main" for one in found):
                yield from self._fate(by_form["fate"]) 
            yield from found

    def _is_noun(self, first: int, last: int) -> bool:
        """Tell a noun from a verb of the same letters by the word before it."""
        low, floor = self.low, self.sentence.first
        if first == floor:
            return True
        before = low[first - 1]
        if before in g.DETERMINERS or before in g.PREPOSITIONS or (before == "'s"):
            return not (before == "to" and last < self.sentence.last)
        if before in g.AUXILIARIES or before in g.SUBJECT_PRONOUNS or g.is_adverb(before):
            return False
        if first - 1 in self.name_ends:
            of = self.clues.names[[one.last for one in self.clues.names].index(first)].label
            return of.kind == "adjective"
        return not (before in ("and", "or", ",", "who", "which", "that", "to") or before in self._plural_roles)

    # Verbs ---------------------------------------------------------------------------------------------------------

    def _verb(self, match: Match[Cue]) -> Iterator[Attribution]:
        low, sentence = self.low, self.sentence
        first, last, cue = match
        group = verb_group(low, first, sentence.first)
        before = low[first - 1] if first > sentence.first else ""
        if group.is_infinitive or group.auxiliary in _DUTIES:
            source = self._headline_subject(group)
            yield self._right(match, group, "main" if source else "governed", "headline" if source else "infinitive", source)
        elif cue.form == "ing" and not group.has_be:
            yield from self._ing(match, group)
        elif cue.form == "ed" and (group.auxiliary in g.BE or low[last : last + 1] == ["by"]):
            if cue.cue_class != "say":
                yield from self._passive(match, group)
        elif cue.form == "ed" and first == sentence.first:
            return  # "Asked about ...", "Pressed by ..."
        elif cue.form == "ed" and not group.auxiliary and (before in g.DETERMINERS or before in g.PREPOSITIONS or before == "'s"):
            return
        elif cue.cue_class == "say" and cue.word != "tell" and (source := self._inverted(match)) is not None:
            yield self._left(match, source, "cue-subject")
        elif cue.form == "base" and not group.auxiliary and not (before in ("and", "who", "they", "we", "i", "you", "'s") or first - 1 in self.name_ends or before.endswith("s")):
            return
        else:
            source = subject(low, group.before, sentence.first, self.name_ends, self.name_starts, self.verbs)
            if source is None:
                if group.before >= sentence.first and low[group.before] in (",", "and", "but", "or", "then", "yet", ";") or group.before < sentence.first:
                    yield self._right(match, group, "shared", "conjunct")
                return
            if cue.cue_class == "say" and self._is_after_content(source, last):
                if low[last : last + 1] == [","] and not sentence.in_quotes(source[0] - 2):
                    rest = (last + 1, sentence.last)  # "this, he said, is ..."
                    yield self._make(match, "main", "subject-cue-end", ((sentence.first, source[0]), rest), source)
                    return
                yield self._left(match, source, "subject-cue-end")
                if not says_nothing(low, last, sentence) or self._said_after(last):
                    yield self._right(match, group, "main", "subject-cue", source)
            else:
                yield self._right(match, group, "main", "subject-cue", source)

    def _headline_subject(self, group: VerbGroup) -> Range | None:
        """Find who is to do it in a headline: "Unions to walk out on Friday"; such a sentence has no full stop."""
        low, sentence = self.low, self.sentence
        if not group.is_infinitive or low[sentence.last - 1] in ".!?\"”" or self.verbs & set(range(sentence.first, group.first)):
            return None
        return subject(low, group.before, sentence.first, self.name_ends, self.name_starts, self.verbs)

    def _said_after(self, last: int) -> bool:
        """Tell whether, after all, quoted words follow: `said Tuesday: "..."`."""
        return any(first > last for first, _ in self.sentence.quotes)

    def _ing(self, match: Match[Cue], group: VerbGroup) -> Iterator[Attribution]:
        low, floor = self.low, self.sentence.first
        at = match.first - 1
        while at >= floor and (g.is_adverb(low[at]) or low[at] in g.NEGATIONS):
            at -= 1
        before = low[at] if at >= floor else ""
        if before == "as" and match.label.cue_class == "say":
            yield from self._as_saying(match, at)
        elif before in ("", ",", "and", "but", "–", "—", "(", "while", "before", "after", "when", "then"):
            yield self._right(match, group, "shared", "participle")
        elif at in self.name_ends:
            yield self._right(match, group, "main", "participle", (self.name_ends[at], at + 1))
        else:
            yield self._right(match, group, "governed", "gerund")

    def _as_saying(self, match: Match[Cue], at: int) -> Iterator[Attribution]:
        """Read "the agency quoted X as saying that"."""
        for verb in range(at - 1, max(self.sentence.first, at - 20), -1):
            if self.low[verb] in ("quoted", "cited", "quotes", "cites"):
                end = end_of_content(self.low, match.last, self.sentence, self.name_starts)
                yield self._make(match, "main", "as-saying", ((match.last, end),), (verb + 1, at))
                return

    def _passive(self, match: Match[Cue], group: VerbGroup) -> Iterator[Attribution]:
        """Read "the plan was rejected by X"; without an agent nobody is said to have done it."""
        low, sentence = self.low, self.sentence
        last = match.last
        thing = (max(sentence.first, self._clause_start(group.first)), match.first)
        for at in range(last, min(last + 6, sentence.last)):
            if low[at] == "by":
                source = self._phrase_right(at + 1)
                rest = (source[1], end_of_content(low, source[1], sentence, self.name_starts))
                yield self._make(match, "main", "passive-agent", (thing, rest), source, negated=group.is_negated)
                return
            if low[at] in g.PUNCTUATION:
                break
        if group.has_be:
            rest = (last, end_of_content(low, last, sentence, self.name_starts))
            done = (thing, rest) if low[last : last + 1] in (["to"], ["from"]) else (thing,)
            yield self._make(match, "judged", "passive", done, negated=group.is_negated)

    def _inverted(self, match: Match[Cue]) -> Range | None:
        """Find the source right of a verb of saying: `"...," said X`."""
        first, last, _ = match
        before = self.low[first - 1] if first > self.sentence.first else ""
        if not (before == "," or before in g.QUOTATION or before in ("’", "'")) or last >= self.sentence.last:
            return None
        if not self._starts_phrase(last):
            return None
        return self._phrase_right(last)

    def _starts_phrase(self, at: int) -> bool:
        word = self.low[at]
        if word in ("that", "it", "this", "they", "he", "she", "we", "i", "there"):
            return False
        return at in self.name_starts or word in ("a", "an", "the", "one", "its", "another") or self.tokens.is_capital(at)

    def _phrase_right(self, at: int) -> Range:
        """Give the phrase that begins at a token: up to a sign, a conjunction or a verb."""
        low, end = self.low, self.sentence.last
        first = at
        while at < end:
            if at in self.name_starts:
                at = self.name_starts[at]
                continue
            word = low[at]
            if word in g.PUNCTUATION and not (word == "," and self._joined(at)):
                break
            if word == "for" and low[at - 1] in _SPOKESMEN:
                at += 1
                continue
            if word in g.SUBORDINATORS or word in g.AUXILIARIES or word in ("to", "in", "on", "at", "during", "against", "after", "for", "that"):
                if word != "'s":
                    break
            if word == "and" and not self._joined(at):
                break
            at += 1
        return (first, max(at, first + 1))

    def _joined(self, at: int) -> bool:
        return (at - 1) in self.name_ends and any(one in self.name_starts for one in range(at + 1, at + 4))

    def _is_after_content(self, source: Range, last: int) -> bool:
        """Tell whether what was said stands before the source: quoted words, or a clause, and nothing after the cue."""
        first = source[0] - 1
        while first >= self.sentence.first and (g.is_adverb(self.low[first]) or self.low[first] in ("and", "but")):
            first -= 1
        if first < self.sentence.first:
            return False
        sign = self.low[first]
        if sign in g.QUOTATION or sign in ("’", "'"):
            return True
        if sign != ",":
            return False
        return self.sentence.in_quotes(first - 1) or self.low[first - 1] in g.QUOTATION or says_nothing(self.low, last, self.sentence)

    # Other cues ----------------------------------------------------------------------------------------------------

    def _noun(self, match: Match[Cue]) -> Iterator[Attribution]:
        low, sentence = self.low, self.sentence
        first, last, _ = match
        if first > sentence.first and low[first - 1] in _ANAPHORIC:
            return
        source = self._owner_left(first)
        rule = "noun-owner"
        start = last
        if last < sentence.last and (low[last] in _OWNER_LINKS or (low[last] == "of" and self._name_at(last + 1))):
            by = self._phrase_right(last + 1)
            if self._names(by):
                source, start = source or by, by[1]
        if source is None:
            source = self._clause_subject(first)
            rule = "noun-subject"
        contents = [(start, end_of_content(low, start, sentence, self.name_starts))]
        if source and rule == "noun-owner" and source[1] <= first:
            contents.append((source[1], first))  # its truce proposal
        standing: Standing = "main" if source else "governed"
        yield self._make(match, standing, rule if source else "noun", tuple(contents), source)

    def _owner_left(self, first: int) -> Range | None:
        """Find whose demand it is: "Moscow's demand", "its longstanding demand", "Russian demands"."""
        low, floor = self.low, self.sentence.first
        for at in range(first - 1, max(floor, first - 6) - 1, -1):
            word = low[at]
            if word in g.POSSESSIVES:
                return (at, at + 1)
            if word == "'s" or (word in ("'", "’") and at - 1 in self.name_ends):
                end = at - 1
                return (self.name_ends[end], at) if end in self.name_ends else (max(floor, end - 2), at)
            if at in self.name_ends:
                return (self.name_ends[at], at + 1)
            if word in g.DETERMINERS or word in g.PREPOSITIONS or word in g.PUNCTUATION or word in g.AUXILIARIES or word in ("and", "to"):
                return None
        return None

    def _clause_subject(self, at: int, *, past_cues: bool = False) -> Range | None:
        """Give the name or pronoun that the clause around a token begins with, if the verb between takes no side."""
        start = self._clause_start(at)
        if not past_cues and any(start <= cue.first < at and cue.label.form in ("base", "s", "ed", "modal") for cue in self.clues.cues):
            return None
        for first in range(start, min(start + 4, at)):
            if first in self.name_starts and not self._is_possessive(first):
                return (first, self.name_starts[first])
            if self.low[first] in g.SUBJECT_PRONOUNS:
                return (first, first + 1)
            if self.low[first] in ("the", "both") and self.low[first + 1] in ("leaders", "sides", "parties", "governments", "delegations"):
                return (first, first + 2)
        return None

    def _is_possessive(self, first: int) -> bool:
        last = self.name_starts[first]
        return last < len(self.low) and self.low[last] == "'s"

    def _clause_start(self, at: int) -> int:
        low, floor = self.low, self.sentence.first
        while at > floor and not (low[at - 1] in g.STOPS - g.QUOTATION or low[at - 1] in ("that", "but", "while", "after", "because", "although", "when", "as") or (low[at - 1] == "," and not self._joined(at - 1))):
            at -= 1
        return at

    def _name_at(self, at: int) -> bool:
        return at in self.name_starts or (self.low[at : at + 1] == ["the"] and at + 1 in self.name_starts)

    def _names(self, words: Range) -> bool:
        return any(words[0] <= one < words[1] for one in self.name_starts) or self.low[words[0]] in g.PRONOUNS

    def _adjective(self, match: Match[Cue]) -> Iterator[Attribution]:
        """Read "X is ready to"; the word alone says nothing of anybody."""
        group = verb_group(self.low, match.first, self.sentence.first)
        if not group.has_be:
            return
        source = subject(self.low, group.before, self.sentence.first, self.name_ends, self.name_starts, self.verbs)
        yield self._right(match, group, "main" if source else "shared", "adjective", source)

    def _judgement(self, match: Match[Cue]) -> Iterator[Attribution]:
        """Read "a truce is essential", "the only way is a truce", "calls a truce premature"."""
        low, sentence = self.low, self.sentence
        group = verb_group(low, match.first, sentence.first)
        near = low[max(sentence.first, match.first - 6) : match.last + 10]
        if not (group.has_be or g.BE.intersection(near) or low[match.first - 1] == "as" or ":" in near):
            return
        start = self._clause_start(match.first)
        end = end_of_content(low, match.last, sentence, self.name_starts)
        yield self._make(match, "judged", "judgement", ((start, match.first), (match.last, end)), negated=group.is_negated)

    def _fate(self, match: Match[Cue]) -> Iterator[Attribution]:
        """Read "the talks will go ahead": what becomes of the thing, as somebody says."""
        group = verb_group(self.low, match.first, self.sentence.first)
        source = subject(self.low, group.before, self.sentence.first, self.name_ends, self.name_starts, self.verbs)
        if source is not None and group.auxiliary in g.MODALS and not group.is_infinitive and any(source[0] <= term.first < source[1] for term in self.clues.terms):
            yield self._make(match, "judged", "fate", (source,), negated=group.is_negated)

    def _will(self, match: Match[Cue]) -> Iterator[Attribution]:
        """Read what somebody says that he himself will do; others' future is only foretold."""
        low, sentence = self.low, self.sentence
        source = subject(low, match.first - 1, sentence.first, self.name_ends, self.name_starts, self.verbs)
        if source is None:
            return
        negated = low[match.last] in g.NEGATIONS if match.last < sentence.last else False
        if any(source[0] <= term.first < source[1] and term.label.kind != "condition" for term in self.clues.terms):
            following = low[match.last : match.last + 4]
            if "be" in following and any(word.endswith(("ed", "en")) for word in following) and not self._has_cue(match.last, match.last + 4):
                yield self._make(match, "judged", "will-be", (source,), negated=negated)
            return
        end = end_of_content(low, match.last, sentence, self.name_starts)
        yield self._make(match, "willed", "will", ((match.last, end),), source, negated=negated)

    def _modal(self, match: Match[Cue]) -> Attribution:
        group = verb_group(self.low, match.first, self.sentence.first)
        source = subject(self.low, group.before, self.sentence.first, self.name_ends, self.name_starts, self.verbs)
        start = source[0] if source else match.first
        end = end_of_content(self.low, match.last, self.sentence, self.name_starts)
        negated = group.is_negated or self.low[match.last : match.last + 1] in (["not"], ["n't"], ["never"])
        return self._make(match, "judged", "modal", ((start, match.first), (match.last, end)), source, negated=negated)

    def _together(self, match: Match[Term]) -> Iterator[Attribution]:
        """Read "X and Y met", "X held talks with Y": what parties do with each other they are for."""
        low, sentence = self.low, self.sentence
        verb = next((at for at in range(match.first, max(sentence.first, match.first - 7) - 1, -1) if low[at] in (_MEETING if at == match.first else _HOLDING)), -1)
        if verb < 0 or any(low[at] in g.PUNCTUATION or low[at] in g.SUBORDINATORS for at in range(verb, match.first)):
            return
        group = verb_group(low, verb, sentence.first)
        if group.is_infinitive or group.is_negated or group.auxiliary in g.MODALS or group.auxiliary == "having":
            return
        source = subject(low, group.before, sentence.first, self.name_ends, self.name_starts, self.verbs)
        if source is None:
            return
        contents = ((match.first, match.last),)
        yield Attribution((match.first, match.last), match.label.phrase, "act", 1, "main", "together", contents, source, issue=match.label.issue)
        following = low[match.last : match.last + 8]
        if "with" in following:
            first = match.last + following.index("with") + 1
            other = self._phrase_right(first)
            if self._names(other):
                yield Attribution((match.first, match.last), match.label.phrase, "act", 1, "main", "together", contents, other, issue=match.label.issue)

    def _is_finite(self, at: int) -> bool:
        """Tell whether a phrase begins with a verb that a subject does: "suspends the strike"."""
        word = self.low[at]
        if not word.endswith(("ed", "s")) or word.endswith("ss") or at == self.sentence.first:
            return False
        before = self.low[at - 1]
        return at - 1 in self.name_ends or before in g.SUBJECT_PRONOUNS or before in g.HAVE or before in g.TIMES or before == "and"

    def _has_cue(self, first: int, last: int) -> bool:
        return any(first <= cue.first < last for cue in self.clues.cues)

    def _act(self, match: Match[Term]) -> Iterator[Attribution]:
        """Read an act of the topic's vocabulary as a verb whose subject does it."""
        low, sentence = self.low, self.sentence
        first, last, term = match
        group = verb_group(low, first, sentence.first)
        if group.auxiliary == "having" or low[max(sentence.first, first - 1)] in ("of", "for"):
            return  # told as background
        sign = 1 if term.kind in ("act for", "for") else -1
        source = subject(low, group.before, sentence.first, self.name_ends, self.name_starts, self.verbs)
        standing: Standing = "main"
        if group.is_infinitive:
            source = self._headline_subject(group)
            standing = "main" if source else "governed"
        elif source is None:
            standing = "shared"
        yield Attribution(
            (first, last), term.phrase, "act", sign, standing, "act", ((first, last),), source, group.is_negated, term.issue
        )

    def _according_to(self) -> Iterator[Attribution]:
        low, sentence = self.low, self.sentence
        for at in range(sentence.first, sentence.last - 2):
            if low[at] == "according" and low[at + 1] == "to":
                source = self._phrase_right(at + 2)
                contents = ((sentence.first, at), (source[1], sentence.last))
                yield Attribution((at, at + 2), "according to", "say", 0, "main", "according-to", contents, source)

    def _colon(self) -> Iterator[Attribution]:
        """Read `Minister: "We will not yield"` and "The minister shook his head: ..."."""
        low, sentence = self.low, self.sentence
        for at in range(sentence.first + 1, sentence.last - 2):
            if low[at] != ":":
                continue
            source = (sentence.first, at) if at - 1 in self.name_ends and at - sentence.first < 8 else None
            if source is None and (low[at + 1] in g.QUOTATION or low[at + 1] in "'‘"):
                source = self._clause_subject(at, past_cues=True)
            if source is not None:
                yield Attribution((at, at + 1), ":", "say", 0, "main", "colon", ((at + 1, sentence.last),), source)
            return

    # Making --------------------------------------------------------------------------------------------------------

    def _right(self, match: Match[Cue], group: VerbGroup, standing: Standing, rule: str, source: Range | None = None) -> Attribution:
        end = end_of_content(self.low, match.last, self.sentence, self.name_starts)
        if any(self.low[at] in ("it", "that", "this", "them", "those") for at in range(match.first + 1, match.last)):
            end = match.last  # "ruled that out": what is ruled out stands earlier
        return self._make(match, standing, rule, ((match.last, end),), source, negated=group.is_negated)

    def _left(self, match: Match[Cue], source: Range, rule: str) -> Attribution:
        end = min(source[0], match.first)
        return self._make(match, "main", rule, ((self.sentence.first, end),), source)

    def _make(
        self, match: Match[Cue], standing: Standing, rule: str, contents: tuple[Range, ...], source: Range | None = None, *, negated: bool = False
    ) -> Attribution:
        cue = match.label
        return Attribution((match.first, match.last), cue.word, cue.cue_class, cue.sign, standing, rule, contents, source, negated)
