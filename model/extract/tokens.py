"""A text as words and signs, in arrays: their letters in lower case, and their places in code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, compress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

# A word with its contraction ("don't", "Norvia's"), an abbreviation with full stops ("U.S."), a number, or one sign.
_CONTRACTION = r"(?:['’](?:s|t|re|ve|ll|d|m)\b)?"
_TOKEN = re.compile(
    rf"([a-z]{{2,}}+(?:(?=[ ,.])|(?![^\W_]){_CONTRACTION})"  # first what most tokens are
    rf"|(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)*|[^\W_]+{_CONTRACTION}|[^\w\s])"
)
_APOSTROPHE = re.compile("['’]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and signs of a text in order: `low` in small letters, `starts` and `ends` in code points of the text."""

    text: str
    low: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.low)

    def words(self, first: int, last: int) -> str:
        """Give the text from one token to before another."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def is_capital(self, at: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return self.text[self.starts[at]].isupper()


def places(low: list[str], words: Container[str], first: int, last: int) -> Iterator[int]:
    """Give where one of some words stands, from one token to before another; no loop of Python's own looks at each."""
    return compress(range(first, last), map(words.__contains__, low[first:last]))


def tokenize(text: str) -> Tokens:
    """Split a text; `n't` and `'s` are tokens of their own."""
    lower = text.lower()
    if len(lower) != len(text):  # some capitals have no small letter of one character
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    parts = _TOKEN.split(lower)  # what lies between tokens, and each token after it
    places = list(accumulate(map(len, parts)))
    tokens = Tokens(text, parts[1::2], places[:-1:2], places[1::2])
    _cut_contractions(tokens, [found.start() for found in _APOSTROPHE.finditer(lower)])
    return tokens


def _cut_contractions(tokens: Tokens, apostrophes: list[int]) -> None:
    """Make two tokens of each word that has one of its own at its end; from behind, so that numbers stay right."""
    low, starts, ends = tokens.low, tokens.starts, tokens.ends
    for place in reversed(apostrophes):
        at = bisect_right(starts, place) - 1
        word = low[at]
        if cut := _cut(word):
            low[at : at + 1] = [word[:-cut], word[-cut:].replace("’", "'")]
            starts.insert(at + 1, ends[at] - cut)
            ends.insert(at, ends[at] - cut)


def _cut(word: str) -> int:
    """Give how many letters at the end of a word are a token of their own."""
    if len(word) < 3 or (word[-2] not in "'’" and word[-3] not in "'’"):
        return 0
    if word[-1] == "t":
        return 3 if word[-3] == "n" and len(word) > 3 else 0
    return len(word) - max(word.rfind("'"), word.rfind("’"))
