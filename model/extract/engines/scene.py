"""One sentence as the rules see it: where its names, verbs and clauses are, and whose words stand where."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.attribution import Attribution, Range, Standing
from model.extract.engines.extents import end_of_content, said_from
from model.extract.engines.subjects import insertion, subject, verb_group
from model.extract.lexicon import lexicon
from model.extract.mentions import offices
from model.extract.tokens import places

if TYPE_CHECKING:
    from model.extract.attribution import Clues
    from model.extract.engines.subjects import VerbGroup
    from model.extract.lexicon import Cue
    from model.extract.phrases import Match
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens

_FINITE = ("s", "ed", "en", "base")
_POINTING = frozenset(("it", "that", "this", "them", "those"))
_BREAKS = frozenset(("that", "but", "while", "after", "because", "although", "when", "as"))
_BREAKS_PHRASE = frozenset(("to", "in", "on", "at", "during", "against", "after", "for", "that"))
_WITH_FOR = g.words(
    "spokesman spokeswoman spokesperson spokespeople lawyer lawyers negotiator speaking secretary representative "
    "minister"
)
_CLAUSE_STOPS = g.STOPS - g.QUOTATION
_TAKING = ("refuse", "accept", "criticise")
_AND = frozenset(("and",))
_PREFERRING = frozenset(("would rather", "'d rather", "would sooner"))
_DENYING = frozenset(("deny", "reject", "dismiss"))
_REPORTS = g.words(
    "report reports claim claims rumour rumours rumor rumors allegation allegations suggestion suggestions"
)
_FARTHEST_REPORT = 7  # words between "denied" and "report"
_NEVER_NOUNS = g.words("say insist argue believe reject accept refuse oppose")
_INVERTING = frozenset(("nor", "neither", "never"))
_FARTHEST_INVERSION = 7  # words between "nor" and its subject: "Nor, he added, would X"
_NEGATING = g.NEGATIONS - {"without"}
_GROUPS = ("leaders", "sides", "parties", "governments", "delegations")


@lru_cache(maxsize=1)
def _plural_roles() -> frozenset[str]:
    return frozenset(role for role in lexicon()["roles"] if role.endswith("s") and " " not in role)


@lru_cache(maxsize=1)
def _office_words() -> frozenset[str]:
    roles, titles = offices()
    return roles | titles


class Scene:
    """A sentence with its clues; all numbers are those of tokens."""

    def __init__(self, tokens: Tokens, sentence: Sentence, clues: Clues) -> None:
        self.tokens = tokens
        self.low = tokens.low
        self.sentence = sentence
        self.clues = clues
        self.first = sentence.first
        self.last = sentence.last
        self.name_starts = {one.first: one.last for one in clues.names}
        self.name_ends = {one.last - 1: one.first for one in clues.names}
        self.doers = {one.last - 1 for one in clues.names if one.label.kind not in ("adjective", "conduit")}
        self.term_ends = {  # but for "the envoy X", who is one person
            one.last - 1
            for one in clues.terms
            if one.label.kind != "condition" and self.low[one.last - 1] not in _office_words()
        }
        self.nouns = [cue for cue in clues.cues if cue.label.form == "noun"]
        self.verbs = self._verbs()
        self._subjects: dict[int, Range | None] = {}
        self.gerunds = frozenset(cue.last - 1 for cue in clues.cues if cue.label.form == "ing")
        self.joints = self._joints()
        self.denied = self._denied()

    def _verbs(self) -> frozenset[int]:
        """Give the tokens of cues that are verbs and nothing else: no subject reaches over one."""
        return frozenset(cue.last - 1 for cue in self.clues.cues if self._is_verb(cue))

    def _is_verb(self, cue: Match[Cue]) -> bool:
        if cue.label.form in ("ed", "en"):
            before = self.word(cue.first - 1)
            return not (before in g.DETERMINERS or before in g.PREPOSITIONS or before == "'s")
        return cue.label.form in _FINITE and not self.is_noun(cue.first)

    @property
    def is_headline(self) -> bool:
        """Tell whether the sentence ends without a sign, as headlines do."""
        return self.low[self.last - 1] not in '.!?"”'

    @property
    def verbs_of_side(self) -> bool:
        """Tell whether a verb of the sentence takes a side."""
        return any(cue.label.sign and cue.last - 1 in self.verbs for cue in self.clues.cues)

    def word(self, at: int) -> str:
        """Give a word of the sentence; empty outside of it."""
        return self.low[at] if self.first <= at < self.last else ""

    def group(self, verb: int) -> VerbGroup:
        """Give the verb that begins at a token with its helpers."""
        return verb_group(self.low, verb, self.first)

    def subject(self, end: int) -> Range | None:
        """Give the words that stand as subject and end with a token."""
        if end not in self._subjects:  # several rules ask for that of one verb
            self._subjects[end] = subject(self, end)
        return self._subjects[end]

    def end(self, first: int) -> int:
        """Give where what begins at a token ends, at the latest before ", adding" or "and said"."""
        end = end_of_content(self.low, first, self.sentence, self.name_starts)
        return next((at for at in self.joints if first < at < end), end)

    def _joints(self) -> list[int]:
        """Give the commas and conjunctions after which another cue goes on with the main subject."""
        found = []
        for cue in self.clues.cues:
            at, form = cue.first - 1, cue.label.form
            goes_on = form == "ing" and self.word(at) == ","
            says_on = form in ("ed", "s") and cue.label.cue_class == "say" and self.word(at) in ("and", "but")
            if goes_on or (says_on and not self.sentence.in_quotes(at)):
                found.append(at)
        return sorted(found)

    def _denied(self) -> Range:
        """Give what somebody says is not true: "denied a report that ..."; an empty range if nothing."""
        for cue in self.clues.cues:
            if cue.label.word == "deny" and self.word(cue.last) == "that":
                return (cue.last + 1, self.end(cue.last + 1))
            if cue.label.word in _DENYING and cue.last - 1 in self.verbs:
                for at in range(cue.last, min(cue.last + _FARTHEST_REPORT, self.last - 1)):
                    if self.low[at] in _REPORTS and self.low[at + 1] == "that":
                        return (at + 2, self.end(at + 2))
        return (0, 0)

    def is_noun(self, first: int) -> bool:
        """Tell a noun from a verb of the same letters by the word before it."""
        at = first - 1
        while self.word(at) in g.QUOTATION:
            at -= 1
        before = self.word(at)
        if not before or before == "'s" or before in g.DETERMINERS:
            return True
        if self.is_verb_only(first):
            return False
        if before in g.PREPOSITIONS:
            return before != "to"
        if before in g.AUXILIARIES or before in g.SUBJECT_PRONOUNS or g.is_adverb(before):
            return False
        if first - 1 in self.name_ends:
            start = self.name_ends[first - 1]
            is_object = any(cue.last == start and cue.label.cue_class in _TAKING for cue in self.clues.cues)
            is_adjective = any(one.last == first and one.label.kind == "adjective" for one in self.clues.names)
            return is_adjective or is_object  # "rejected Sudland demands"
        has_object = self.word(first + 1) in g.DETERMINERS and before.isalpha()  # "her country supports the truce"
        return (
            before not in ("and", "or", ",", "who", "which", "that")
            and before not in _plural_roles()
            and not has_object
        )

    def is_verb_only(self, first: int) -> bool:
        """Tell whether a word in its base form is never a noun."""
        return self.low[first] in _NEVER_NOUNS

    def phrase(self, at: int) -> Range:
        """Give the phrase that begins at a token: up to a sign, a conjunction or a verb."""
        first = at = min(at, self.last - 1)
        while at < self.last:
            if at in self.name_starts:
                at = self.name_starts[at]
                continue
            word = self.low[at]
            is_joined = word in (",", "and") and self.joins_names(at)
            breaks = word in g.PUNCTUATION or word in g.SUBORDINATORS or word in g.AUXILIARIES or word in _BREAKS_PHRASE
            if word == "for" and self.low[at - 1] in _WITH_FOR:
                breaks = False
            if (breaks or word == "and") and word != "'s" and not is_joined:
                break
            at += 1
        return (first, max(at, first + 1))

    def joins_names(self, at: int) -> bool:
        """Tell whether a comma or "and" stands between two names."""
        return at - 1 in self.name_ends and any(one in self.name_starts for one in range(at + 1, at + 4))

    def clause_start(self, at: int) -> int:
        """Give where the clause around a token begins; what commas enclose before its verb is part of it."""
        while at > self.first:
            before = self.low[at - 1]
            if (
                before == ","
                and self.word(at) in g.AUXILIARIES
                and (opening := insertion(self.low, at - 1, self.first)) > 0
            ):
                at = opening
                continue
            is_of_noun = before == "that" and any(one.last == at - 1 for one in self.nouns)  # its demand that
            if (before in _CLAUSE_STOPS or before in _BREAKS) and not is_of_noun:
                break
            if before == "," and not self.joins_names(at - 1):
                break
            at -= 1
        return at

    def clause_subject(self, at: int, *, over_verbs: bool = False) -> Range | None:
        """Give the name or pronoun with which the clause around a token begins; none if a verb of a cue follows it."""
        start = self.clause_start(at)
        forms = ("base", "s", "ed", "ing", "modal")
        if not over_verbs and any(start <= cue.first < at and cue.label.form in forms for cue in self.clues.cues):
            return None
        for first in range(start, min(start + 4, at)):
            last = self.name_starts.get(first)
            if last is not None and self.word(last) != "'s":
                return (first, last)
            if self.low[first] in g.SUBJECT_PRONOUNS:
                return (first, first + 1)
            if self.low[first] in ("the", "both") and self.word(first + 1) in _GROUPS:
                return (first, first + 2)
        return None

    def has_name(self, words: Range) -> bool:
        """Tell whether a phrase names somebody, if only by a pronoun."""
        return any(words[0] <= one < words[1] for one in self.name_starts) or self.low[words[0]] in g.PRONOUNS

    def has_term(self, words: Range) -> bool:
        """Tell whether a phrase holds a term of an issue."""
        return any(words[0] <= term.first < words[1] and term.label.kind != "condition" for term in self.clues.terms)

    def denies(self, source: Range) -> bool:
        """Tell whether a subject turns its verb round: "no country", "not one ship"; "nor would X", "never did X"."""
        first = source[0]
        before = self.word(first - 1)
        if self.low[first] in _NEGATING or before in _NEGATING:
            return True
        return before in g.AUXILIARIES and any(
            self.low[at] in _INVERTING for at in range(max(self.first, first - _FARTHEST_INVERSION), first - 1)
        )

    def is_demanded_of(self, source: Range) -> bool:
        """Tell whether another demands of a subject what follows it: "X insists that Y"."""
        at = source[0] - 1
        return self.word(at) == "that" and any(
            one.last == at and one.label.cue_class == "want" for one in self.clues.cues
        )

    def make(  # noqa: PLR0913 - an attribution has so many parts
        self,
        match: Match[Cue],
        standing: Standing,
        rule: str,
        contents: tuple[Range, ...],
        source: Range | None = None,
        *,
        negated: bool = False,
    ) -> Attribution:
        """Make an attribution of a cue; "no country wants" and "nor does X want" are negated."""
        cue = match.label
        negated = negated != (source is not None and self.denies(source))
        negated = negated != (self.denied[0] <= match.first < self.denied[1] and standing != "governed")
        words = (match.first, match.last)
        return Attribution(words, cue.word, cue.cue_class, cue.sign, standing, rule, contents, source, negated)

    def make_right(
        self, match: Match[Cue], group: VerbGroup, standing: Standing, rule: str, source: Range | None = None
    ) -> Attribution:
        """Make an attribution of what follows a cue; nothing does if the cue holds its object ("ruled that out")."""
        holds_object = any(self.low[at] in _POINTING for at in range(match.first + 1, match.last))
        start = match.last
        if match.label.cue_class == "say":
            start = said_from(self.low, start, self.last, is_told=match.label.word == "tell")
        end = match.last if holds_object else self.end(start)
        while match.label.cue_class == "say" and self.word(end) == "," and self.word(end + 2) == "that":
            end = self.end(end + 3)  # "said that this was so, but that that was not"
        if match.label.sign < 0 and self.word(start) != "to":  # who refuses to do this and do that refuses both
            end = self._before_joined_verb(start, end)
        if match.label.word in _PREFERRING:
            end = next((at for at in range(match.last, end) if self.low[at] == "than"), end)
        return self.make(match, standing, rule, ((min(start, end), end),), source, negated=group.is_negated)

    def _before_joined_verb(self, start: int, end: int) -> int:
        """Give where another verb with its own object begins: "drop the toll and | open the ferry"."""
        for at in places(self.low, _AND, start, end - 2):
            if g.joins_verb(self.low, at):
                return at
        return end

    def make_left(self, match: Match[Cue], source: Range, rule: str) -> Attribution:
        """Make an attribution of what stands before its source and cue."""
        return self.make(match, "main", rule, ((self.first, min(source[0], match.first)),), source)
