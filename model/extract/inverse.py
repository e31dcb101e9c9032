"""Which side it is to be for a thing: where a proposition ends it, who backs the thing is against the proposition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from model.schema import Issue

_ENDINGS = frozenset(("", "s", "e", "d", "ed", "ing", "es", "ned", "ning", "ped", "ping", "ted", "ting"))
_SHORT = 5  # letters of a word that many terms may have: a term is known by its longer ones
_NEAR = 3  # words between what turns a thing round and the thing
_ENDS = frozenset(("relief", "truce", "armistice", "peace", "exit", "rollback", "phase-out"))
_BANS = frozenset(
    ("ban", "bans", "cap", "caps", "curb", "curbs", "limit", "limits", "restriction", "restrictions", "freeze")
)
_BEHIND_OBJECT = frozenset(("in", "at", "by", "for", "under", "before", "after", "during", "with", "within"))
_SHARES = frozenset(("percent", "per cent", "%"))
_UP_TO = frozenset(("by", "to", "some", "about"))
_NO_OBJECT = frozenset(("from", "to", "of", "on", "as", "until", "now", "once", "together", *_BEHIND_OBJECT))
_NO_NAME = frozenset(("by", "until", "with", "not", "our", "more", "right", *_NO_OBJECT))
_BEFORE_OBJECT = frozenset(("a", "an", "all", "any", "every", "its", "off", "out", "the", "their"))
_KEEPING = g.words("keep maintain preserve protect save allow continue retain extend expand leave raise build")
_LEAVING = frozenset(("no", "not", "off", "away", "leave", "leaves", "quits", "exits"))


def inverse_votes(issue: Issue, terms: tuple[str, ...]) -> dict[str, int]:
    """Give for each term how much speaks for it that the proposition is against it: the places where its words occur.

    "end * strike*" under `for`, or "keep the guard" under `against`, speaks for inverse; the other way round against.
    """
    uses = [(phrase, 1, 1) for phrase in (*issue.for_, *issue.acts.support)]
    uses += [(phrase, -1, 1) for phrase in (*issue.against, *issue.acts.oppose)]
    votes = _votes(terms, [*uses, (" ".join(_clause_words(issue.proposition)), 1, 2)])
    if is_how_much(issue.proposition):
        votes |= {term: -2 for term in terms if any(map(str.isdigit, term)) or term in _SHARES}
    return votes


def is_how_much(proposition: str) -> bool:
    """Tell whether a proposition's amount is how much it ends, which is for it: "write off 40 percent of the debt"."""
    words = _clause_words(proposition)
    for at, word in enumerate(words):
        if at > 1 and word[:1].isdigit():
            verb = words[at - 1 - (words[at - 1] in _UP_TO)]
            if verb in _LEAVING or verb in _reversing():
                return True
    return False


def is_mostly_inverse(proposition: str, votes: Iterable[int]) -> bool:
    """Tell whether the terms for which nothing speaks are for what a proposition ends, as most others are."""
    most = sum((vote > 0) - (vote < 0) for vote in votes)
    return (_is_end(proposition) and most > 0) or (most == 0 and _undone_at(_clause_words(proposition)) > 0)


def _votes(terms: Iterable[str], uses: Sequence[tuple[str, int, int]]) -> dict[str, int]:
    """Count for each term in which phrases (text, side, weight) it is reversed, less those in which it is not."""
    reversing = _reversing()
    found: dict[str, int] = {}
    ends = [words[at] for phrase, _, _ in uses if (at := _undone_at(words := phrase.lower().split()))]
    used = [([word.strip("*,.").lower() for word in phrase.split()], side, weight) for phrase, side, weight in uses]
    undone = {ban for ban in _BANS if ends and not any(end.startswith(ban.removesuffix("s")) for end in ends)}
    for term in terms:
        own = [word.strip("*").lower() for word in term.split()]
        stems = tuple(word for word in own if len(word) > _SHORT) or (max(own, key=len),)
        votes = 0
        for words, side, weight in used if all(stems) else ():
            at = next((n for n, word in enumerate(words) if word.startswith(stems)), -1)
            if at >= 0:
                first = _object_start(words, at) if weight > 1 else max(0, at - _NEAR)
                near = words[first : max(at + 1 + _NEAR, _undone_at(words) + 1)]
                is_reversed = any(word in _LEAVING or word in reversing for word in near)
                is_reversed = is_reversed or _is_left(words[:at])
                is_reversed = is_reversed and not (weight > 1 and at < _undoing_at(words))
                if side > 0 or is_reversed or weight > 1 or not _is_name(words, at):
                    is_returned = "back" in near and side > 0 and not is_reversed  # and so wanted: "give * land back"
                    votes += side * weight * (1 if is_reversed else -2 if is_returned else -1)
        is_end = any(
            word not in undone and (_is_undoing(own, at) or word in _ENDS or word.startswith("cease"))
            for at, word in enumerate(own)
        )
        found[term] = min(-1, -abs(votes)) if is_end else votes
    return found


def _object_start(words: Sequence[str], at: int) -> int:
    """Give where what a clause's verb takes begins around a word: "bans a list of dyes in ports" bans no ports."""
    return next((one + 1 for one in range(at - 1, -1, -1) if words[one] in _BEHIND_OBJECT), 0)


def _undoing_at(words: Sequence[str]) -> int:
    """Give where a clause says that its subject ends something, 0 if it does not: "the bank writes off the debt"."""
    for at in range(1, len(words) - 1):
        is_verb = words[at + 1] in _BEFORE_OBJECT or (words[at].endswith("s") and words[at + 1] not in _NO_OBJECT)
        if is_verb and words[at - 1] not in _BEFORE_OBJECT and _is_undoing(words, at):
            return at
    return 0


def _undone_at(words: Sequence[str]) -> int:
    """Give where a clause says that its subject is ended, 0 if it does not: "the tariffs on steel are lifted"."""
    for at in range(2, len(words)):
        before = words[at - 2] if words[at - 1].endswith("ly") else words[at - 1]
        if before in ("is", "are", "be") and words[at] in _reversing():
            return at
    return 0


def _is_undoing(words: Sequence[str], at: int) -> bool:
    return words[at] in _reversing() or " ".join(words[at : at + 2]) in lexicon()["reverse"]


def _is_name(words: Sequence[str], at: int) -> bool:
    """Tell whether a phrase only calls a thing by a name, as its foes do: "blanket detention", "foreign warships"."""
    return at == len(words) - 1 == 1 and words[0] not in _NO_NAME and words[0] not in _keeping()


@lru_cache(maxsize=1)
def _keeping() -> frozenset[str]:
    words = lexicon()
    return _without_endings((*_KEEPING, *words["verbs"]["want"], *words["verbs"]["accept"], *words["fates"]["want"]))


def _is_left(words: Sequence[str]) -> bool:
    """Tell whether words are of turning one's back on something: "pull* out of"."""
    letters = " ".join(words)
    return any(letters.startswith(lemma) for lemma in _leaving())


@lru_cache(maxsize=1)
def _leaving() -> tuple[str, ...]:
    return tuple(lemma for lemma in lexicon()["verbs"]["refuse"] if " " in lemma)


def _is_end(proposition: str) -> bool:
    """Tell whether a proposition is that something ends: "the strike is called off"."""
    return any(word in _LEAVING or word in _reversing() for word in _clause_words(proposition))


@lru_cache(maxsize=1)
def _reversing() -> frozenset[str]:
    return _without_endings(word for word in lexicon()["reverse"] if " " not in word)


def _clause_words(proposition: str) -> list[str]:
    """Give the words of a proposition's main clause; what comes after it often is the opposite."""
    return [word.strip("*,.").lower() for word in re.split(r"[;:(]| - | – ", proposition, maxsplit=1)[0].split()]


def _without_endings(words: Iterable[str]) -> frozenset[str]:
    """Give all that a pattern may have of words without its star: "lift" of "lifted"."""
    found = (word[: len(word) - len(ending)] for word in words for ending in _ENDINGS if word.endswith(ending))
    return frozenset(stem for stem in found if len(stem) > 2)
