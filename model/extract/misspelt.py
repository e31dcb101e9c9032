"""Names that a text spells in its own way, Petersson for Peterson; only where nobody else can be meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.phrases import Match
from model.extract.tokens import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from model.extract.names import Name
    from model.extract.tokens import Tokens
    from model.extract.vocabulary import Vocabulary

_SHORTEST = 5  # letters, one less than the shortest name that may be misspelt
_LONG = 9  # letters of a name in which two may be wrong
_BEFORE_NAMES = g.words("but and as if now yet so then while when mr mrs ms dr sir") | g.PREPOSITIONS | g.SUBORDINATORS


def misspelt(tokens: Tokens, taken: AbstractSet[int], vocabulary: Vocabulary) -> Iterator[Match[Name]]:
    """Find names with a wrong letter, or with two if they are long; a word with a meaning of its own is none."""
    known, own, seen = vocabulary.spellings, vocabulary.own_words, vocabulary.misspelt
    strange = {word for word in set(tokens.low) - own if len(word) >= _SHORTEST and word[0] in known}
    for at in places(tokens.low, strange, 0, len(tokens)):
        if at in taken or not tokens.is_capital(at):
            continue
        word = tokens.low[at]
        if word not in seen:
            seen[word] = _nearest(word, known[word[0]])
        name = seen[word]
        if name and not _is_of_longer(tokens, at, taken, own) and not _is_written_small(tokens, word):
            yield Match(at, at + 1, replace(name, is_near=True))


def _is_written_small(tokens: Tokens, word: str) -> bool:
    """Tell whether a text has a word with a small letter, too: it is no name then."""
    return any(each == word and not tokens.is_capital(at) for at, each in enumerate(tokens.low))


def _nearest(word: str, known: Mapping[str, Name]) -> Name | None:
    """Give whose name a word is near to; None when it is nobody's, or two have names as near."""
    alike = [spelling for spelling in known if _has_most_letters(word, spelling)]
    if not alike:
        return None
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - hardly any article needs it, and it takes 3 MB

    found = {
        (distance, known[spelling].party, known[spelling].person): known[spelling]
        for spelling in alike
        if (distance := OSA.distance(spelling, word)) <= _allowed(spelling)
    }
    least = min(found, default=(0,))[0]
    nearest = [name for (distance, *_), name in found.items() if distance == least]
    return nearest[0] if len(nearest) == 1 else None


def _has_most_letters(word: str, spelling: str) -> bool:
    """Tell whether two words have so many letters in common, in whatever order, that one may be the other misspelt."""
    allowed = _allowed(spelling)
    if abs(len(spelling) - len(word)) > allowed:
        return False
    letters, others = Counter(word), Counter(spelling)
    return (letters - others).total() <= allowed and (others - letters).total() <= allowed


def _allowed(name: str) -> int:
    return 2 if len(name) >= _LONG else 1


def _is_of_longer(tokens: Tokens, at: int, taken: AbstractSet[int], own: AbstractSet[str]) -> bool:
    """Tell whether a word is a part of somebody else's name: Kevin Johnston, Marine Corps."""
    after = at + 1
    if after < len(tokens) and after not in taken and tokens.is_capital(after) and tokens.low[after].isalpha():
        return True
    before = at - 1
    if before < 0 or before in taken or not tokens.is_capital(before) or not tokens.low[before].isalpha():
        return False
    return tokens.low[before] not in _BEFORE_NAMES and tokens.low[before] not in own
