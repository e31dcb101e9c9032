"""Which side it is to be for a thing: where a proposition ends it, who backs the thing is against the proposition."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

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
_LEAVING = frozenset(("no", "not", "off", "leave", "leaves", "quits", "exits"))


def inverse_votes(issue: Issue, terms: tuple[str, ...]) -> dict[str, int]:
    """Give for each term how much speaks for it that the proposition is against it: the places where its words occur.

    "end * strike*" under `for`, or "keep the guard" under `against`, speaks for inverse; the other way round against.
    """
    uses = [(phrase, 1, 1) for phrase in (*issue.for_, *issue.acts.support)]
    uses += [(phrase, -1, 1) for phrase in (*issue.against, *issue.acts.oppose)]
    return _votes(terms, [*uses, (" ".join(_clause_words(issue.proposition)), 1, 2)])


def is_mostly_inverse(proposition: str, votes: Iterable[int]) -> bool:
    """Tell whether the terms for which nothing speaks are for what a proposition ends, as most others are."""
    most = sum((vote > 0) - (vote < 0) for vote in votes)
    return (_is_end(proposition) and most > 0) or (most == 0 and _undone_at(_clause_words(proposition)) > 0)


def _votes(terms: Iterable[str], uses: Sequence[tuple[str, int, int]]) -> dict[str, int]:
    """Count for each term in which phrases (text, side, weight) it is reversed, less those in which it is not."""
    reversing = _reversing()
    found: dict[str, int] = {}
    ends = [words[at] for phrase, _, _ in uses if (at := _undone_at(words := phrase.lower().split()))]
    undone = {ban for ban in _BANS if ends and not any(end.startswith(ban.removesuffix("s")) for end in ends)}
    for term in terms:
        own = [word.strip("*").lower() for word in term.split()]
        stems = tuple(word for word in own if len(word) > _SHORT) or (max(own, key=len),)
        votes = 0
        for phrase, side, weight in uses:
            words = [word.strip("*,.").lower() for word in phrase.split()]
            at = next((n for n, word in enumerate(words) if all(stems) and word.startswith(stems)), -1)
            if at >= 0:
                first = _object_start(words, at) if weight > 1 else max(0, at - _NEAR)
                near = words[first : max(at + 1 + _NEAR, _undone_at(words) + 1)]
                is_reversed = any(word in _LEAVING or _is_form(word, reversing) for word in near)
                is_reversed = is_reversed or _is_left(words[:at])
                votes += side * weight * (1 if is_reversed else -1)
        is_end = any(
            word not in undone and (_is_form(word, reversing) or word in _ENDS or word.startswith("cease"))
            for word in own
        )
        found[term] = min(-1, -abs(votes)) if is_end else votes
    return found


def _object_start(words: Sequence[str], at: int) -> int:
    """Give where what a clause's verb takes begins around a word: "bans a list of dyes in ports" bans no ports."""
    return next((one + 1 for one in range(at - 1, -1, -1) if words[one] in _BEHIND_OBJECT), 0)


def _undone_at(words: Sequence[str]) -> int:
    """Give where a clause says that its subject is ended, 0 if it does not: "the tariffs on steel are lifted"."""
    for at in range(2, len(words)):
        before = words[at - 2] if words[at - 1].endswith("ly") else words[at - 1]
        if before in ("is", "are", "be") and _is_form(words[at], _reversing()):
            return at
    return 0


def _is_left(words: Sequence[str]) -> bool:
    """Tell whether words are of turning one's back on something: "pull* out of"."""
    letters = " ".join(words)
    return any(letters.startswith(lemma) for lemma in _leaving())


@lru_cache(maxsize=1)
def _leaving() -> tuple[str, ...]:
    return tuple(lemma for lemma in lexicon()["verbs"]["refuse"] if " " in lemma)


def _is_end(proposition: str) -> bool:
    """Tell whether a proposition is that something ends: "the strike is called off"."""
    return any(word in _LEAVING or _is_form(word, _reversing()) for word in _clause_words(proposition))


@lru_cache(maxsize=1)
def _reversing() -> tuple[str, ...]:
    return tuple(word for word in lexicon()["reverse"] if " " not in word)


def _clause_words(proposition: str) -> list[str]:
    """Give the words of a proposition's main clause; what comes after it often is the opposite."""
    return [word.strip("*,.").lower() for word in re.split(r"[;:(]| - | – ", proposition, maxsplit=1)[0].split()]


def _is_form(word: str, reversing: tuple[str, ...]) -> bool:
    """Tell whether a word of a pattern, without its star, is one of the words that turn a thing round."""
    return len(word) > 2 and any(one.startswith(word) and one[len(word) :] in _ENDINGS for one in reversing)
