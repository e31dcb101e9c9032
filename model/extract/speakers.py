"""Who says, wants or does each thing in an article: its attributions and quotations resolved in order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from model.extract import grammar as g
from model.extract.holder import NOBODY, Holder, Memory, holder_of
from model.extract.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.extract.attribution import Attribution, Clues, Range
    from model.extract.names import Name
    from model.extract.phrases import Match
    from model.extract.segment import Sentence
    from model.extract.tokens import Tokens


_OWN_CHIEFS = (["the", "president"], ["the", "prime", "minister"], ["the", "king"], ["the", "chancellor"])
_NEAR_START = 6  # words
_FARTHEST_APPOSED = 4  # words between a party and the name of who holds its office
_NEAR_NAME = 3  # words between a name and its office: Norvia's central bank


@dataclass(slots=True)
class Voices:
    """The attributions of one sentence with their holders, and who speaks in its quotation marks."""

    sentence: Sentence
    clues: Clues
    attributions: list[Attribution]
    holders: list[Holder] = field(default_factory=list)
    quoted: Holder = NOBODY


def voices(
    tokens: Tokens,
    sentences: Sequence[Sentence],
    clues: Sequence[Clues],
    found: Sequence[list[Attribution]],
    memory: Memory,
) -> list[Voices]:
    """Resolve an article's attributions: first those outside quotation marks, then with the speakers known the rest.

    The memory says what is known before the article is read.
    """
    all_voices = [Voices(*each) for each in zip(sentences, clues, found, strict=True)]
    memories: list[Memory] = []
    runs = dict(memory.authors)
    for voice in all_voices:
        _resolve_outside(tokens, voice, memory)
        memories.append(memory.snapshot() if voice.sentence.quotes else memory)  # which nothing else asks for
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
    here = (one.label.party for one in voice.clues.names if one.label.kind != "conduit")
    memory.named = tuple(dict.fromkeys((*memory.named, *here)))
    last: Holder = NOBODY
    said: Holder = NOBODY
    for one in voice.attributions:
        holder = NOBODY
        if one.source is not None and not _is_inside(voice, one):
            holder = resolve(tokens, voice.clues, one.source, memory)
            holder = holder or _nearest(tokens, voice, one.source[1])
            holder = _named_beside(tokens, voice, one.source, holder)
            if not holder and tokens.low[slice(*one.source)] == ["members"]:
                holder = said._replace(speaker="", how="role")  # "Its leader said members would"
            if one.standing == "main":
                last = last if last and one.rule == "noun-owner" else holder  # "backed X's call and rejected the"
                memory.note(holder, tokens.low[one.source[0] : one.source[1]], speaks=one.cue_class == "say")
        elif one.standing in ("shared", "willed") and not _is_inside(voice, one):
            holder = (said if one.cue_class == "say" and said else last) or _first_named(
                tokens, voice, one.cue[0], memory
            )
        if one.cue_class == "say" and holder:
            said = holder
            if one.standing == "shared":
                memory.note(holder, (), speaks=True)  # "turned down X's request but said it could": it is who said so
        voice.holders.append(holder)
    _note_others(tokens, voice, memory)
    together = zip(voice.attributions, voice.holders, strict=True)
    met = tuple(dict.fromkeys(party for one, who in together if one.rule == "together" for party in who.parties))
    if len(met) > 1:
        memory.note_together(Holder(met, "", "pair"))


def _named_beside(tokens: Tokens, voice: Voices, source: Range, holder: Holder) -> Holder:
    """Add the person whose office a phrase tells: "Norvia's minister, Anna Berg, said", "Their chair Anna Berg"."""
    if holder.speaker or len(holder.parties) != 1:
        return holder
    first, last = source
    for name in voice.clues.names:
        is_beside = first <= name.first < last or (name.first == last + 1 and tokens.low[last] == ",")
        if is_beside and name.label.person and name.label.party in holder.parties:
            return holder._replace(speaker=name.label.person)
    return holder


def _nearest(tokens: Tokens, voice: Voices, end: int) -> Holder:
    """Give the name before a relative clause: "a march of the union, which wants"."""
    if tokens.low[end : end + 2] not in ([",", "which"], [",", "who"]):
        return NOBODY
    return next((holder_of(name) for name in voice.clues.names if name.last == end and name.label.party), NOBODY)


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
    low, start = tokens.low, voice.sentence.first
    names = [one for one in voice.clues.names if one.label.kind != "conduit"]
    if not names:
        return
    for one in names:
        if one.label.person:
            memory.note_office(one, low[max(start, one.first - 2) : one.first])
        elif one.label.party in memory.bodies.get(low[one.last - 1], ()):
            memory.note_office(one, low[one.last - 1 : one.last])  # after "the Norvian government", the government
    pair = NOBODY  # that the first name belongs to
    if len(names) > 1:
        for group in _named_together(low, names):
            together = Holder(tuple(dict.fromkeys(one.label.party for one in group)), "", "pair")
            memory.note_together(together)
            pair = together if group[0] is names[0] else pair
    first = next((one for one in names[:3] if one.first <= start + _NEAR_START and _is_subject(low, one)), names[0])
    first = next((one for one in names if one.label.person and _is_apposed(low, first, one)), first)
    is_new = not any(holder.speaker if first.label.person else holder for holder in voice.holders)
    if is_new and first.first <= start + _NEAR_START and not voice.sentence.in_quotes(first.first):
        memory.note(holder_of(first), low[first.last : first.last + _NEAR_NAME], speaks=False)
        memory.group = pair or memory.group


def _is_apposed(low: list[str], office: Match[Name], person: Match[Name]) -> bool:
    """Tell whether a name follows its party and office: "her Norvian counterpart, Olga Berg, was"."""
    between = low[office.last : person.first]
    is_near = 0 < len(between) <= _FARTHEST_APPOSED and not g.PREPOSITIONS.intersection(between)
    return is_near and person.label.party == office.label.party and not g.AUXILIARIES.intersection(between)


def _is_subject(low: list[str], name: Match[Name]) -> bool:
    """Tell whether a name may be what a sentence is about: neither "in Halden" nor "Norvia's minister, Moe"."""
    return low[name.last : name.last + 1] != ["'s"] and (not name.first or low[name.first - 1] not in g.PREPOSITIONS)


def _named_together(low: list[str], names: Sequence[Match[Name]]) -> Iterator[list[Match[Name]]]:
    """Give the names of several parties that stand side by side: "Norvia, Sudria and the union"."""
    group = [names[0]]
    for one, other in pairwise(names):
        between = low[one.last : other.first]
        if between and len(between) <= 3 and ("and" in between or "," in between):
            group.append(other)
            continue
        if len({each.label.party for each in group}) > 1:
            yield group
        group = [other]
    if len({each.label.party for each in group}) > 1:
        yield group


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
    if not voice.sentence.quotes:
        return
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
            elif len(voice.quoted.parties) == 1 and tokens.low[slice(*one.source)] in _OWN_CHIEFS:
                holder = voice.quoted._replace(speaker="", how="role")  # "the president" is the speaker's own
            voice.holders[number] = holder
            last = holder or last
        elif one.standing == "shared":
            voice.holders[number] = last
