"""A text as words and signs, in arrays: their letters in lower case, and their places in code points."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word with its contraction ("don't", "Norvia's"), an abbreviation with full stops ("U.S."), a number, or one sign.
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W_]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?|[^\w\s]")


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


def tokenize(text: str) -> Tokens:
    """Split a text; `n't` and `'s` are tokens of their own."""
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    lower = text.lower()
    if len(lower) != len(text):  # some capitals have no small letter of one character
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for found in _TOKEN.finditer(lower):
        start, end = found.span()
        word = lower[start:end]
        if ("'" in word or "’" in word) and (cut := _cut(word)):
            low.append(word[:-cut])
            starts.append(start)
            ends.append(end - cut)
            start, word = end - cut, word[-cut:].replace("’", "'")
        low.append(word)
        starts.append(start)
        ends.append(end)
    return Tokens(text, low, starts, ends)


def _cut(word: str) -> int:
    """Give how many letters at the end of a word are a token of their own."""
    if len(word) < 3 or (word[-2] not in "'’" and word[-3] not in "'’"):
        return 0
    if word[-1] == "t":
        return 3 if word[-3] == "n" and len(word) > 3 else 0
    return len(word) - max(word.rfind("'"), word.rfind("’"))
