"""Invented topics of any size: the same sizes give the same bytes, in every process and on every machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUOTES_PER_SOURCE = 100
STANCES = ("support", "conditional", "ambiguous", "oppose")
KINDS = ("direct", "indirect", "act")
FIRST_DAY = date(2025, 1, 1)

_PLACES = ("Avaria", "Brunholt", "Cestria", "Dorwen", "Elmark", "Fenwold", "Garenne", "Harlund", "Istrava", "Jorvik")
_KINDS_OF_PARTY = ("Republic", "League", "Council", "Union", "Islands", "Federation", "Cantons", "Assembly")
_THINGS = ("fishing quota", "border crossing", "grain corridor", "water share", "rail link", "prisoner list", "toll")
_DEEDS = ("reopening of the", "halt to the", "joint survey of the", "new treaty on the", "inspection of the")
_GIVEN = ("Anna", "Bela", "Carl", "Dora", "Emil", "Frida", "Georg", "Hedda", "Ivar", "Jana", "Karel", "Lena")
_FAMILY = ("Alder", "Birk", "Castan", "Dahl", "Ébner", "Falk", "Grau", "Holm", "Iversen", "Jánský", "Kolb", "Lorenz")
_OPENINGS = (
    "After a morning of talks behind closed doors,",
    "Asked by reporters on the steps of the old customs house,",
    "In a letter that was read out to the assembly late in the evening,",
    "At the close of the third round – the delegates’ last before the holidays –",
)
_VERBS = ("said", "told the mediators", "repeated", "made it clear", "wrote in a statement")
_CLAIMS = (
    "the delegation would sign the text as soon as the other side put its own offer on paper",
    "there could be no talk of a new arrangement while the old one had not been carried out",
    "the proposal was worth a closer look, although several of its articles were still too vague",
    "both sides had come closer than at any time in the last two years and should not stop now",
    "a first step would be welcome, provided that neutral observers were allowed to watch it",
)


@dataclass(frozen=True, slots=True)
class _Said:
    party: int
    issue: int
    source: int
    speaker: str
    sentence: str
    stance: str
    kind: str


def topic_yaml(parties: int, issues: int, quotes: int, seed: int = 0) -> str:
    """Give the text of a positions.yaml with so many parties, issues and quotes; about 400 bytes for a quote."""
    said = _said(parties, issues, quotes, seed)
    lines = [f"title: Invented talks, {parties} x {issues}"]
    lines += ["issues:", *_issues(issues), "parties:", *_parties(parties), "sources:", *_sources(quotes)]
    lines += ["positions:" if quotes else "positions: {}", *_positions(said)]
    return "\n".join(lines) + "\n"


def write_topic(folder: Path, parties: int, issues: int, quotes: int) -> Path:
    """Write positions.yaml and the texts in `seeds` that hold every quote word for word; give the file's path."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    texts: dict[int, list[str]] = {}
    for said in _said(parties, issues, quotes, seed=0):
        texts.setdefault(said.source, []).append(said.sentence)
    for number, sentences in texts.items():
        (seeds / f"{number:05}.txt").write_bytes(("\n".join(sentences) + "\n").encode())
    path = folder / "positions.yaml"
    path.write_bytes(topic_yaml(parties, issues, quotes).encode())
    return path


def _said(parties: int, issues: int, quotes: int, seed: int) -> list[_Said]:
    """Invent the quotes, in the order of the file; some cells get many and some none."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    cells = sorted((int(parties * random.random() ** 1.5), int(issues * random.random() ** 1.5)) for _ in range(quotes))
    said = []
    for number, (party, issue) in enumerate(cells):
        speaker = _person(party, random.randrange(3))
        claim = f"{random.choice(_CLAIMS)}, and named {random.choice(_THINGS)} number {number + 1}"
        sentence = f"{random.choice(_OPENINGS)} {speaker} {random.choice(_VERBS)} that {claim} as the test of it."
        source = random.randrange(_source_count(quotes))
        said.append(_Said(party, issue, source, speaker, sentence, random.choice(STANCES), random.choice(KINDS)))
    return said


def _source_count(quotes: int) -> int:
    return -(-quotes // QUOTES_PER_SOURCE)


def _day(source: int) -> date:
    return FIRST_DAY + timedelta(days=source % 300)


def _person(party: int, number: int) -> str:
    return f"{_GIVEN[(party + 5 * number) % len(_GIVEN)]} {_FAMILY[(party * 3 + number) % len(_FAMILY)]}"


def _party_name(party: int) -> str:
    place, kind = _PLACES[party % len(_PLACES)], _KINDS_OF_PARTY[party // len(_PLACES) % len(_KINDS_OF_PARTY)]
    turn = party // len(_PLACES) // len(_KINDS_OF_PARTY)
    return f"{place} {kind} {turn + 1}" if turn else f"{place} {kind}"


def _party_id(party: int) -> str:
    return _party_name(party).lower().replace(" ", "-")


def _issues(issues: int) -> Iterator[str]:
    for issue in range(issues):
        thing, deed = _THINGS[issue % len(_THINGS)], _DEEDS[issue // len(_THINGS) % len(_DEEDS)]
        yield f"  issue-{issue + 1}:"
        yield f"    name: {thing.capitalize()} {issue + 1}"
        yield f"    proposition: The {deed} {thing} begins before the end of the year."
        yield f"    terms: [{thing}, {thing} {issue + 1}, the {thing.split()[0]} question]"


def _parties(parties: int) -> Iterator[str]:
    for party in range(parties):
        yield f"  {_party_id(party)}:"
        yield f"    name: {_party_name(party)}"
        yield f"    aliases: [{_PLACES[party % len(_PLACES)]}n delegation {party + 1}]"
        yield "    people:"
        for speaker in dict.fromkeys(_person(party, number) for number in range(3)):
            yield f"      {speaker}: [{speaker.split()[1]}]"


def _sources(quotes: int) -> Iterator[str]:
    for source in range(_source_count(quotes)):
        yield f"  courier-{source + 1}:"
        yield f"    file: seeds/{source:05}.txt"
        yield f"    title: Talks enter day {source + 1}"
        yield "    outlet: The Invented Courier"
        yield f"    published: {_day(source)}"


def _positions(said: list[_Said]) -> Iterator[str]:
    party = issue = -1
    for quote in said:
        if quote.party != party:
            party, issue = quote.party, -1
            yield f"  {_party_id(party)}:"
        if quote.issue != issue:
            issue = quote.issue
            yield f"    issue-{issue + 1}:"
            yield f"      summary: What {_party_name(party)} has said of it so far."
            yield "      quotes:"
        yield "        - quote: |"
        yield f"            {quote.sentence}"
        yield f"          source: courier-{quote.source + 1}"
        yield f"          speaker: {quote.speaker}"
        yield f"          stance: {quote.stance}"
        yield f"          kind: {quote.kind}"
        yield f"          date: {_day(quote.source)}"
