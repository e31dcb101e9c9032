"""Texts that are somebody's own words without quotation marks: statements, speeches, interviews, transcripts."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.holder import NOBODY, holder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Clues
    from model.extract.holder import Holder
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens

_HEAD = 4  # paragraphs: headline, whose statement it is, place and day
_OPENING = 5  # paragraphs in which an interview says who is interviewed
_LABEL = 6  # tokens before a colon: "Energy Minister Ana Berg: We will ..."
_MOST_SAID = 0.25  # share of a statement in quotation marks; a report of a statement has more
_FEWEST_TURNS = 3  # questions or labels: fewer are an article's own

# "Statement of the Ministry", "Norvia Rail, open letter from ...": not "in a statement by", which somebody reports.
_STATEMENT = re.compile(
    r"(?:^|[,:;–—-] )(?:joint |open |full |opening )?(?:text of )?"
    r"(?:statement|remarks|speech|address|letter|declaration|communiqu[eé]|message|press release|resolution)"
    r" (?:of|by|from)\b",
    re.IGNORECASE | re.MULTILINE,
)


def own_text(
    tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues]
) -> tuple[list[Sentence], dict[int, Holder]]:
    """Make each sentence of somebody's own text a quotation, and give who speaks it by the number of its run.

    The text of an article comes back as it was.
    """
    paragraphs = [range(first, last) for first, last in _paragraphs(sentences)]
    said = dict(_spoken(tokens, sentences, clues, paragraphs))
    if not said:
        return list(sentences), {}
    speakers: dict[int, Holder] = {}
    changed = list(sentences)
    runs = max((run for sentence in sentences for run in sentence.runs), default=0)
    for number, holder in said.items():
        runs += 1
        speakers[runs] = holder._replace(how="author")
        for at in paragraphs[number]:
            one = changed[at]
            first = _after_label(tokens, one) if at == paragraphs[number].start else one.first
            changed[at] = replace(one, quotes=((first, one.last),), runs=(runs,))
    return changed, speakers


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(range(len(sentences)), lambda at: sentences[at].paragraph):
        inside = list(group)
        yield inside[0], inside[-1] + 1


def _spoken(
    tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues], paragraphs: Sequence[range]
) -> Iterator[tuple[int, Holder]]:
    """Give the paragraphs that somebody speaks, with who it is."""
    labels = [_label(tokens, sentences[one[0]], clues[one[0]]) for one in paragraphs]
    asked = [_is_question(tokens, sentences[one[-1]]) for one in paragraphs]
    if sum(label is not None for label in labels) >= _FEWEST_TURNS:
        yield from _turns(labels, asked, NOBODY)
    elif sum(asked) >= _FEWEST_TURNS:
        first = asked.index(True)
        answers = [
            at for one, is_asked in zip(paragraphs[first:], asked[first:], strict=True) if not is_asked for at in one
        ]
        if _own_pronouns(tokens, [sentences[at] for at in answers]) >= _FEWEST_TURNS:
            speaker = _first_person(clues[: paragraphs[min(first, _OPENING)].stop])
            yield from ((first + number, who) for number, who in _turns(labels[first:], asked[first:], speaker))
    elif _quoted(sentences) < _MOST_SAID:
        for number, one in enumerate(paragraphs[:_HEAD]):
            if speaker := _stated(tokens, sentences[one[0]], clues[one[0]]):
                yield from ((later, speaker) for later in range(number + 1, len(paragraphs)))
                return


def _turns(labels: Sequence[Holder | None], asked: Sequence[bool], speaker: Holder) -> Iterator[tuple[int, Holder]]:
    """Give who speaks each paragraph: whom its label names, and on to the next label; else `speaker`, if not asked."""
    turn = speaker
    for number, (label, is_asked) in enumerate(zip(labels, asked, strict=True)):
        turn = turn if label is None else label
        if turn and not is_asked:
            yield number, turn
        elif speaker:
            turn = speaker  # the next one answers


def _label(tokens: Tokens, sentence: Sentence, clues: Clues) -> Holder | None:
    """Give the person whom the words before a colon name, nobody if they name none; None where no such words begin it.

    Behind a party's name a text as often tells what it wants as what it says: "Norvia: ready to sign".
    """
    at = _after_label(tokens, sentence)
    if at == sentence.first:
        return None
    return next((holder_of(name) for name in clues.names if name.last < at and name.label.person), NOBODY)


def _after_label(tokens: Tokens, sentence: Sentence) -> int:
    """Give where the words after a label begin: capitals and a colon; the sentence's start if it has none."""
    for at in range(sentence.first + 1, min(sentence.first + _LABEL, sentence.last)):
        if tokens.low[at] == ":":
            return at + 1
        if not tokens.is_capital(at - 1):
            break
    return sentence.first


def _is_question(tokens: Tokens, sentence: Sentence) -> bool:
    return tokens.low[sentence.last - 1] == "?" and not sentence.in_quotes(sentence.last - 1)


def _own_pronouns(tokens: Tokens, sentences: Sequence[Sentence]) -> int:
    """Count "I" and "we" outside quotation marks."""
    return sum(
        tokens.low[at] in g.SPEAKERS and not one.in_quotes(at) for one in sentences for at in range(one.first, one.last)
    )


def _first_person(clues: Sequence[Clues]) -> Holder:
    """Give the first person of a party who is named."""
    names = (name for one in clues for name in one.names)
    return next((holder_of(name) for name in names if name.label.person), NOBODY)


def _quoted(sentences: Sequence[Sentence]) -> float:
    """Give the share of a text that stands in quotation marks."""
    return sum(one.quoted for one in sentences) / max(1, sum(one.last - one.first for one in sentences))


def _stated(tokens: Tokens, sentence: Sentence, clues: Clues) -> Holder:
    """Give whose statement a line of the head announces."""
    found = _STATEMENT.search(tokens.text, sentence.start, sentence.end)
    if not found:
        return NOBODY
    behind = [name for name in clues.names if tokens.starts[name.first] >= found.end() and name.label.party]
    person = next((name for name in behind if name.label.person), None)
    return holder_of(person or behind[0]) if behind else NOBODY
