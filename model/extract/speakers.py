"""Who says, wants or does each thing in an article: its attributions and quotations resolved in order."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.resolve import NOBODY, Holder, Memory, holder_of, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.extract.attribution import Attribution, Clues
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens


_NEAR_START = 6  # words


@dataclass(slots=True)
class Voices:
    """The attributions of one sentence with their holders, and who speaks in its quotation marks."""

    sentence: Sentence
    clues: Clues
    attributions: list[Attribution]
    holders: list[Holder] = field(default_factory=list)
    quoted: Holder = NOBODY


def voices(
    tokens: Tokens, sentences: Sequence[Sentence], clues: Sequence[Clues], found: Sequence[list[Attribution]]
) -> list[Voices]:
    """Resolve an article's attributions: first those outside quotation marks, then with the speakers known the rest."""
    memory = Memory()
    all_voices = [Voices(*each) for each in zip(sentences, clues, found, strict=True)]
    memories: list[Memory] = []
    runs: dict[int, Holder] = {}
    for voice in all_voices:
        _resolve_outside(tokens, voice, memory)
        memories.append(copy(memory))
        for run, (first, last) in zip(voice.sentence.runs, voice.sentence.quotes, strict=True):
            speaker = _speaker_of(voice, first, last)
            if speaker:
                runs.setdefault(run, speaker)
    before = NOBODY
    paragraph = -1
    for voice, known in zip(all_voices, memories, strict=True):
        sentence = voice.sentence
        speakers = [runs[run] for run in sentence.runs if run in runs]
        voice.quoted = speakers[0] if speakers else NOBODY
        if not speakers and sentence.quoted > 0.7 * (sentence.last - sentence.first) and not any(voice.holders):
            voice.quoted = before
        _resolve_inside(tokens, voice, known)
        if voice.quoted:
            before = voice.quoted
        elif paragraph != sentence.paragraph:
            said = [
                holder
                for one, holder in zip(voice.attributions, voice.holders, strict=True)
                if one.cue_class == "say" and holder
            ]
            before = said[-1] if said else before
        paragraph = sentence.paragraph
    return all_voices


def _resolve_outside(tokens: Tokens, voice: Voices, memory: Memory) -> None:
    """Resolve what stands outside quotation marks; inside, only names that need no speaker."""
    last: Holder = NOBODY
    said: Holder = NOBODY
    for one in voice.attributions:
        holder = NOBODY
        if one.source is not None and not _is_inside(voice, one):
            holder = resolve(tokens, voice.clues, one.source, memory)
            if one.standing == "main":
                last = holder
                memory.note(holder, tokens.low[one.source[0] : one.source[1]], speaks=one.cue_class == "say")
        elif one.standing == "shared" and not _is_inside(voice, one):
            holder = (said if one.cue_class == "say" and said else last) or _first_named(
                tokens, voice, one.cue[0], memory
            )
        if one.cue_class == "say" and holder:
            said = holder
        voice.holders.append(holder)
    _note_others(tokens, voice, memory)


def _is_inside(voice: Voices, one: Attribution) -> bool:
    """Tell whether somebody quoted says it; not so where only the cue is in quotation marks: he is "ready"."""
    return voice.sentence.in_quotes(one.cue[0]) and (one.source is None or voice.sentence.in_quotes(one.source[0]))


def _first_named(tokens: Tokens, voice: Voices, before: int, memory: Memory) -> Holder:
    """Give whom a sentence begins with, for a second verb whose subject that is: "X visits the site and demands"."""
    start = voice.sentence.first
    low = tokens.low
    for name in voice.clues.names:
        if name.last > before or name.first > start + _NEAR_START:
            break
        is_subject = low[name.last] != "'s" and low[max(start, name.first - 1)] not in g.PREPOSITIONS
        if name.label.party and is_subject and name.label.kind != "adjective":
            return holder_of(name)
    return resolve(tokens, voice.clues, (start, start + 1), memory) if low[start] in g.SUBJECT_PRONOUNS else NOBODY


def _note_others(tokens: Tokens, voice: Voices, memory: Memory) -> None:
    """Remember people with their offices, names in subject place that no cue goes with, and parties named together."""
    names = [one for one in voice.clues.names if one.label.kind != "conduit"]
    if not names:
        return
    for one in names:
        if one.label.person:
            memory.note_office(holder_of(one), tokens.low[max(voice.sentence.first, one.first - 2) : one.first])
    group: list[str] = []
    pairs: dict[int, Holder] = {}  # by the name that each begins with
    for at, (one, other) in enumerate(zip(names, (*names[1:], None), strict=True)):
        group.append(one.label.party)
        between = tokens.low[one.last : other.first] if other is not None else []
        if not between or len(between) > 3 or not {"and", ","}.intersection(between):
            if len(set(group)) > 1:
                pairs[at + 1 - len(group)] = memory.pair = Holder(tuple(dict.fromkeys(group)), "", "pair")
            group = []
    first = names[0]
    if not any(voice.holders) and first.first <= voice.sentence.first + 3 and not voice.sentence.in_quotes(first.first):
        memory.note(holder_of(first), (), speaks=False)
        memory.group = pairs.get(0, memory.group)


def _speaker_of(voice: Voices, first: int, last: int) -> Holder:
    """Give who says a stretch in quotation marks: the attribution that covers it, the nearest one if several do."""
    best: tuple[int, Holder] | None = None
    for one, holder in zip(voice.attributions, voice.holders, strict=True):
        if not holder or voice.sentence.in_quotes(one.cue[0]):
            continue
        if one.covers(first) or one.covers(last - 1):
            distance = min(abs(one.cue[0] - first), abs(one.cue[0] - last)) + (0 if one.cue_class == "say" else 5)
            if best is None or distance < best[0]:
                best = (distance, holder)
    return best[1] if best else NOBODY


def _resolve_inside(tokens: Tokens, voice: Voices, memory: Memory) -> None:
    """Resolve what stands in quotation marks: there "we" is the speaker, and "they" are not."""
    if voice.quoted:
        memory = replace(memory, speaker=voice.quoted)
        if memory.group.parties == voice.quoted.parties:
            memory = replace(memory, group=NOBODY)
    last = voice.quoted
    for number, one in enumerate(voice.attributions):
        if not _is_inside(voice, one):
            continue
        if one.source is not None:
            holder = resolve(tokens, voice.clues, one.source, memory)
            if one.source[1] - one.source[0] == 1 and tokens.low[one.source[0]] in g.SPEAKERS:
                holder = voice.quoted
            voice.holders[number] = holder
            last = holder or last
        elif one.standing == "shared":
            voice.holders[number] = last
