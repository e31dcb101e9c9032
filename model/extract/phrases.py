"""Phrases looked up in a text: words, `*` as the rest of a word, `*` alone as a gap of up to three words.

Half-time, half time and halftime are one word. Upper and lower case are one, but for phrases in capitals (US, WHO).
All phrases of a topic are looked up in one walk over the words: a dictionary knows what may begin at each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from model.extract.tokens import Tokens, tokenize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Label = TypeVar("Label")

_GAP = "*"
_BETWEEN = frozenset('-"“”')  # signs that do not part the words of a phrase: half-time, "open" to
_MOST_IN_GAP = 3
_STEM = 3  # letters by which a word with an open end is looked up; a shorter one has no open end
_MOST_MET = 5_000  # words of which is known what they begin: less than a megabyte
_NO_GAP_OVER = frozenset('.!?;:"“”«»')


class Match(NamedTuple, Generic[Label]):
    """Words of a text (their numbers, the last one exclusive) that a phrase fits, and what the phrase stands for."""

    first: int
    last: int
    label: Label


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str  # empty for a gap
    is_open: bool

    def fits(self, word: str) -> bool:
        return word.startswith(self.letters) if self.is_open else word == self.letters


@dataclass(frozen=True, slots=True)
class _Phrase(Generic[Label]):
    first: _Word
    rest: tuple[_Word, ...]
    capitals: str  # the phrase as written, if it has no small letters
    label: Label


@dataclass(slots=True)
class _Beginnings(Generic[Label]):
    """The phrases that begin with one word: that word alone, or by the word that must follow at once or after a gap."""

    alone: list[_Phrase[Label]] = field(default_factory=list)
    by_second: dict[str, list[_Phrase[Label]]] = field(default_factory=dict)
    after_gap: dict[str, list[_Phrase[Label]]] = field(default_factory=dict)  # by that word's first letters
    others: list[_Phrase[Label]] = field(default_factory=list)
    is_pair: bool = True  # each of them goes on with a word that must follow at once
    is_alone: bool = True  # none of them goes on

    def add(self, phrase: _Phrase[Label]) -> None:
        rest = phrase.rest
        self.is_alone = self.is_alone and not rest
        if rest and rest[0].letters and not rest[0].is_open:
            self.by_second.setdefault(rest[0].letters, []).append(phrase)
            return
        self.is_pair = False
        if not rest:
            self.alone.append(phrase)
        elif len(rest) > 1 and not rest[0].letters and rest[1].letters:
            self.after_gap.setdefault(rest[1].letters[:_STEM], []).append(phrase)
        else:
            self.others.append(phrase)

    def find(self, tokens: Tokens, at: int, after: int, found: list[Match[Label]]) -> None:
        """Add the matches that begin at a word and go on with the one at `after`."""
        if self.alone:
            _match(self.alone, tokens, at, after, found)
        if self.is_alone:
            return
        low = tokens.low
        if self.by_second and after < len(low):
            second = low[after]
            if second in _BETWEEN and after + 1 < len(low):
                second = low[after + 1]
            if second in self.by_second:
                _match(self.by_second[second], tokens, at, after, found)
        if self.after_gap:
            for letters in _beyond_gap(low, after, self.after_gap):
                _match(self.after_gap[letters], tokens, at, after, found)
        if self.others:
            _match(self.others, tokens, at, after, found)


class Phrases(Generic[Label]):
    """Many phrases, each with a label, ready to be looked up; only some are the same word without their blank."""

    def __init__(
        self, phrases: Sequence[tuple[str, Label]], *, joins: Callable[[Label], bool] = lambda _: True
    ) -> None:
        exact: dict[str, _Beginnings[Label]] = defaultdict(_Beginnings)
        stems: dict[str, dict[str, _Beginnings[Label]]] = defaultdict(lambda: defaultdict(_Beginnings))
        halves: set[str] = set()
        hyphened = [(text, text.replace("-", ""), label) for text, label in phrases if "-" in text and joins(label)]
        solid = [(bare, label) for text, bare, label in hyphened if _words(bare) != _words(text)]  # not so 30-day
        for number, (text, label) in enumerate((*phrases, *solid)):
            words = _words(text)
            if words and words[0].letters:
                phrase = _Phrase(words[0], words[1:], text if text.isupper() else "", label)
                letters = phrase.first.letters
                if joins(label) and number < len(phrases):  # half-time as two words is found as it is written
                    halves.update(letters[:length] for length in range(_STEM, len(letters) - 1))
                if phrase.first.is_open:
                    stems[letters[:_STEM]][letters].add(phrase)
                else:
                    exact[letters].add(phrase)
        self._exact = dict(exact)
        self._stems = {stem: tuple(longer.items()) for stem, longer in stems.items()}
        self._halves = frozenset(halves)
        self._met: dict[str, tuple[_Beginnings[Label], ...]] = {}
        self._joins = joins

    def find(self, tokens: Tokens) -> list[Match[Label]]:
        """Give every match, also those that overlap, in the order of their first words."""
        found: list[Match[Label]] = []
        low = tokens.low
        for at, begun in enumerate(self._begun(low)):
            if not begun:
                continue
            following = low[at + 1] if at + 1 < len(low) else ""
            for here in begun:
                if here.is_pair and following not in here.by_second and following not in _BETWEEN:
                    continue  # "the" begins many
                here.find(tokens, at, at + 1, found)
            if low[at] in self._halves:
                found += (match for match in self._find_joined(tokens, at) if self._joins(match.label))
        return found

    def _begun(self, low: list[str]) -> Iterator[tuple[_Beginnings[Label], ...]]:
        """Give what each word begins, as itself and by its first letters; what was met is remembered.

        A word that is only the half of one begins what has no phrases.
        """
        if len(self._met) > _MOST_MET:
            self._met.clear()
        for word in set(low).difference(self._met):
            exact = (self._exact[word],) if word in self._exact else ()
            by_letters = (longer for letters, longer in self._stems.get(word[:_STEM], ()) if word.startswith(letters))
            half = (_Beginnings[Label](),) if word in self._halves else ()
            self._met[word] = (*exact, *by_letters) or half
        return map(self._met.__getitem__, low)

    def _find_joined(self, tokens: Tokens, at: int) -> list[Match[Label]]:
        """Find what a word and the next one begin together: the half of "half-time"."""
        joined, after = _joined(tokens.low, at)
        found: list[Match[Label]] = []
        if joined in self._exact:
            self._exact[joined].find(tokens, at, after, found)
        for letters, longer in self._stems.get(joined[:_STEM], ()):
            if joined.startswith(letters) and not tokens.low[at].startswith(letters):
                longer.find(tokens, at, after, found)
        return found


def _beyond_gap(low: list[str], at: int, wanted: Mapping[str, object]) -> list[str]:
    """Give the first letters of the words that a gap may end before, each once, of those that are wanted."""
    found: list[str] = []
    passed = 0
    while at < len(low) and passed <= _MOST_IN_GAP:
        word = low[at]
        letters = word[:_STEM]
        if letters in wanted and letters not in found:
            found.append(letters)
        if word in _NO_GAP_OVER:
            break
        if word[0].isalnum():
            passed += 1
        at += 1
    return found


def _match(phrases: list[_Phrase[Label]], tokens: Tokens, at: int, after: int, found: list[Match[Label]]) -> None:
    for phrase in phrases:
        last = _end(phrase.rest, tokens.low, after) if phrase.rest else after
        if last and (not phrase.capitals or phrase.capitals == tokens.words(at, last)):
            found.append(Match(at, last, phrase.label))


def longest(matches: Iterable[Match[Label]]) -> list[Match[Label]]:
    """Keep, of matches that overlap, the one that begins first, the longer of two; those of the same words all stay."""
    kept: list[Match[Label]] = []
    for match in sorted(matches, key=lambda one: (one.first, -one.last)):
        if not kept or match.first >= kept[-1].last or match[:2] == kept[-1][:2]:
            kept.append(match)
    return kept


def _words(text: str) -> tuple[_Word, ...]:
    words: list[_Word] = []
    for part in text.replace("-", " ").split():
        if part.isascii() and part.isalpha():  # most are, and are one word
            words.append(_Word(part.lower(), is_open=False))
            continue
        letters = [part] if part.startswith("'") else tokenize(part.rstrip(_GAP)).low
        words += [_Word(letter, is_open=False) for letter in letters]
        if not letters:
            words.append(_Word("", is_open=True))
        elif part.endswith(_GAP) and len(letters[-1]) >= _STEM:
            words[-1] = _Word(letters[-1], is_open=True)
    return tuple(words)


def _joined(low: list[str], at: int) -> tuple[str, int]:
    """Join a word to the next one, over a hyphen if there is one; give the number of the word after both too."""
    after = at + 1
    if after < len(low) and low[after] == "-":
        after += 1
    return (low[at] + low[after], after + 1) if after < len(low) else ("", after)


def _end(words: tuple[_Word, ...], low: list[str], at: int) -> int:
    """Give the number of the word after the last one if the words fit from here on, else 0."""
    last = len(low)
    for number, word in enumerate(words):
        if at < last and low[at] in _BETWEEN:
            at += 1
        if at >= last:
            return 0
        if not word.letters:
            return _end_after_gap(words[number + 1 :], low, at)
        if word.fits(low[at]):
            at += 1
        elif len(low[at]) >= _STEM and word.letters.startswith(low[at]) and word.fits((joined := _joined(low, at))[0]):
            at = joined[1]
        else:
            return 0
    return at


def _end_after_gap(words: tuple[_Word, ...], low: list[str], at: int) -> int:
    if not words or not words[0].letters:  # a gap at the end, or one after another
        return _end(words, low, at)
    passed = 0  # words; signs do not count
    first, rest = words[0], words[1:]
    while at < len(low) and passed <= _MOST_IN_GAP:
        word = low[at]
        if first.fits(word):
            if end := _end(rest, low, at + 1):
                return end
        elif first.letters.startswith(word) and (end := _end(words, low, at)):
            return end
        if word in _NO_GAP_OVER:
            break
        passed += word[0].isalnum()
        at += 1
    return 0
