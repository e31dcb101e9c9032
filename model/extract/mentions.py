"""The clues in each sentence: names, terms and cues; and people whom the text itself introduces."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from model.extract import grammar as g
from model.extract.attribution import Clues
from model.extract.lexicon import Cue, lexicon
from model.extract.misspelt import misspelt
from model.extract.names import Name
from model.extract.phrases import Match, longest
from model.extract.tokens import places
from model.extract.vocabulary import Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Vocabulary

L = TypeVar("L")

_DEFINITE = frozenset(("the", "this", "that", "these", "those", "its", "their", "such", "any"))
_FARTHEST = 6  # words between a party and the name that its office goes with
_FARTHEST_BEFORE = 9  # the same where the name comes first: "X, the minister who leads the Norvian team"
_BEFORE_OFFICE = frozenset((",", ".", ";", ":"))  # signs before "the minister who leads"
_ARTICLES = ("a", "an")
_MOST_ADJECTIVES = 4  # words, "and" among them
_NO_ADJECTIVES = (g.DETERMINERS | g.PREPOSITIONS | g.AUXILIARIES | g.PRONOUNS | g.SUBORDINATORS | g.NEGATIONS) - {"and"}
_OF_PEOPLE = ("accuse", "criticise")  # cues that a term is rather than: charges, attacks


def clues(tokens: Tokens, sentences: Sequence[Sentence], vocabulary: Vocabulary) -> list[Clues]:
    """Look everything up once and give each sentence its share."""
    names: list[Match[Name]] = []
    terms: list[Match[Term]] = []
    cues: list[Match[Cue]] = []
    for match in vocabulary.phrases.find(tokens):
        label = match.label
        if isinstance(label, Cue):
            cues.append(cast("Match[Cue]", match))
        elif isinstance(label, Term):
            terms.append(cast("Match[Term]", match))
        elif _is_name(tokens, match.first, match.last, label):
            names.append(cast("Match[Name]", match))
    names = _one_each(longest(names))
    names = _one_each(longest((*names, *introduced(tokens, names))))
    inside = {at for name in names for at in range(name.first, name.last)}
    near = list(misspelt(tokens, inside, vocabulary))
    inside.update(name.first for name in near)
    names = sorted((*names, *near), key=lambda one: one[:2])
    for at in inside:
        if tokens.low[at] == "'s":  # of "St John's": from here on neither "is" nor what makes an owner
            tokens.low[at] = "s"
    short = (one for one in short_forms(tokens, terms, vocabulary.short_forms) if one.first not in inside)
    terms = sorted((*terms, *short, *amounts(tokens, terms, vocabulary)), key=lambda one: one[:2])
    things = {at for term in terms if term.label.kind != "condition" for at in range(term.first, term.last)}
    several = (term for term in terms if term.label.kind == "term" and " " in term.label.phrase)
    named = {at for term in several for at in range(term.first, term.last)}  # "border rejections" are nobody's
    cues = longest(
        cue
        for cue in _with_articles(tokens, _unbroken(tokens, cues))
        if cue.first not in inside
        and not (cue.first in things and cue.label.cue_class in _OF_PEOPLE)
        and not (cue.first in named and cue.label.form == "noun")
    )
    shares = zip(_shared(names, sentences), _shared(terms, sentences), _shared(cues, sentences), strict=True)
    return [Clues(*share) for share in shares]


def _is_name(tokens: Tokens, first: int, last: int, name: Name) -> bool:
    """Tell whether words are a name where they stand: "city officials" are of the city, a city budget is nobody."""
    if name.kind == "adjective" and not name.is_proper:
        return last < len(tokens) and tokens.low[last] in offices()[0]
    return not name.is_proper or tokens.is_capital(first)


def _unbroken(tokens: Tokens, cues: list[Match[Cue]]) -> Iterator[Match[Cue]]:
    """Leave out cues over whose gap another one lies: "asked about its call for", "voted against the plan for"."""
    calls = {cue.last: cue.first for cue in cues if cue.label.form == "noun" and cue.last - cue.first > 1}
    for cue in cues:
        is_other = cue.last - cue.first > 2 and "against" in tokens.low[cue.first + 1 : cue.last - 1]
        if not (is_other or cue.first < calls.get(cue.last, 0)):
            yield cue


def _with_articles(tokens: Tokens, cues: Iterable[Match[Cue]]) -> Iterator[Match[Cue]]:
    """Let "a serious mistake" begin with its article, and leave out a mistake without one."""
    low = tokens.low
    for cue in cues:
        article = cue.label.word.partition(" ")[0]
        if cue.label.form != "judgement" or article not in _ARTICLES or low[cue.first] == article:
            yield cue
            continue
        at = cue.first - 1
        while at > max(0, cue.first - _MOST_ADJECTIVES) and low[at].isalpha() and low[at] not in _NO_ADJECTIVES:
            at -= 1
        if low[at] in _ARTICLES and at < cue.first - 1:
            yield Match(at, cue.last, cue.label)


def short_forms(tokens: Tokens, terms: Sequence[Match[Term]], known: Mapping[str, Term]) -> Iterator[Match[Term]]:
    """Find "the levy" after "the carbon border levy": the last word of a longer name, once that was used."""
    low = tokens.low
    used = [at for at in places(low, known, 0, len(low)) if at and low[at - 1] in _DEFINITE]
    if not used:
        return
    first_seen: dict[str, int] = {}
    for term in terms:
        if term.label.kind != "condition":
            first_seen.setdefault(term.label.issue, term.first)
    taken = {at for term in terms if not _is_bare(term) for at in range(term.first, term.last)}
    weak = {term.first: term.label for term in terms if _is_bare(term)}
    for at in used:
        meant = known[low[at]]
        bare = weak.get(at, meant)
        if bare.issue != meant.issue:
            continue
        meant = replace(meant, is_inverse=bare.is_inverse, is_unclear=bare.is_unclear)
        if at not in taken and first_seen.get(meant.issue, at) < at:
            yield Match(at, at + 1, meant)


def _is_bare(term: Match[Term]) -> bool:
    """Tell whether a term is one weak word, which may stand for a longer name."""
    return term.label.kind == "weak" and term.last - term.first == 1


def amounts(tokens: Tokens, terms: Sequence[Match[Term]], vocabulary: Vocabulary) -> Iterator[Match[Term]]:
    """Find "18 percent" where one issue is about so many percent, once that issue was spoken of."""
    if vocabulary.amounts is None:
        return
    the_amount, other, wanted = vocabulary.amounts
    low = tokens.low
    first = next((term.first for term in terms if term.label.issue == other.issue), len(low))
    taken = {at for term in terms for at in range(term.first, term.last)}
    for at in range(first, len(low) - 1):
        if low[at][0].isdigit() and at not in taken:
            length = 2 if low[at + 1] in ("%", "percent") else 3 if low[at + 1 : at + 3] == ["per", "cent"] else 0
            if length:
                yield Match(at, at + length, the_amount if low[at] in wanted else other)


def _one_each(matches: Sequence[Match[Name]]) -> list[Match[Name]]:
    """Keep one of several meanings of the same words: a person before a party, the first of two parties."""
    kept: list[Match[Name]] = []
    for match in matches:
        if kept and match[:2] == kept[-1][:2]:
            if match.label.kind == "person" and kept[-1].label.kind != "person":
                kept[-1] = match
        else:
            kept.append(match)
    return kept


def _shared(matches: Sequence[Match[L]], sentences: Sequence[Sentence]) -> list[tuple[Match[L], ...]]:
    """Give each sentence its own of matches in order; one over the end of a sentence belongs to none."""
    firsts = [match.first for match in matches]
    shares = []
    for one in sentences:
        here = matches[bisect_left(firsts, one.first) : bisect_left(firsts, one.last)]
        shares.append(tuple(here) if here and here[-1].last <= one.last else _within(here, one.last))
    return shares


def _within(matches: Sequence[Match[L]], end: int) -> tuple[Match[L], ...]:
    return tuple(match for match in matches if match.last <= end)


def introduced(tokens: Tokens, names: Sequence[Match[Name]]) -> list[Match[Name]]:
    """Find people to whom the text gives a party and an office: "French Minister X", "X, a spokesman for France"."""
    roles, titles = offices()
    taken = {at for name in names for at in range(name.first, name.last)}
    known: dict[str, Name] = {}
    spans: list[Match[Name]] = []
    for match in names:
        if match.label.kind not in ("party", "adjective"):
            continue
        person = _named_after(tokens, match.last, roles, titles, taken) or _named_before(
            tokens, match.first, roles, taken
        )
        if person is None:
            continue
        words = tokens.words(*person)
        label = Name(match.label.party, "person", words)
        spans.append(Match(*person, label))
        known.setdefault(tokens.low[person[1] - 1], label)
    if known:
        spans += (
            Match(at, at + 1, known[tokens.low[at]])
            for at in places(tokens.low, known, 0, len(tokens))
            if at not in taken and tokens.is_capital(at) and len(tokens.low[at]) > 2
        )
    return spans


@lru_cache(maxsize=1)
def offices() -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that name an office, and those that stand with one before a name."""
    words = lexicon()
    return frozenset(words["roles"]), frozenset(words["titles"])


def _named_after(
    tokens: Tokens, at: int, roles: frozenset[str], titles: frozenset[str], taken: set[int]
) -> tuple[int, int] | None:
    """Find the name after an office: ['s] Foreign Minister FIRST LAST."""
    low = tokens.low
    end = min(at + _FARTHEST, len(low))
    has_role = False
    while at < end and (low[at] in titles or low[at] in roles or low[at] in ("'s", "-")):
        has_role = has_role or low[at] in roles
        at += 1
    return _capitals(tokens, at, taken, roles | titles) if has_role else None


def _named_before(tokens: Tokens, at: int, roles: frozenset[str], taken: set[int]) -> tuple[int, int] | None:
    """Find the name before an office: FIRST LAST, a spokesman for PARTY; FIRST LAST, PARTY's minister."""
    low = tokens.low
    back = at - 1
    floor = max(0, at - _FARTHEST_BEFORE)
    while back >= floor and low[back] not in _BEFORE_OFFICE:
        back -= 1
    if back < 1 or low[back] != ",":
        return None
    if roles.isdisjoint(low[back + 1 : at]) and roles.isdisjoint(low[at + 1 : at + 5]):
        return None
    first = back
    while (
        first > 0
        and tokens.is_capital(first - 1)
        and (first - 1) not in taken
        and low[first - 1].isalpha()
        and low[first - 1] not in roles
    ):
        first -= 1
    return (first, back) if 2 <= back - first <= 4 else None


def _capitals(tokens: Tokens, at: int, taken: set[int], offices: frozenset[str]) -> tuple[int, int] | None:
    last = at
    while last < len(tokens) and last - at < 5 and last not in taken:
        word = tokens.low[last]
        if word == "-" and last > at:
            last += 1
            continue
        if not (tokens.is_capital(last) and word[0].isalpha()) or word in offices:
            break
        last += 1
    return (at, last) if last - at >= 1 else None
