"""The topic that ships with the program: `positions.yaml` against its articles and the coded quotes."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from model.file.judging import judged
from model.schema import Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.schema import Party, Position, Quote

ROOT = Path(__file__).parents[2]
CODES = [json.loads(line) for line in (ROOT / "tests/data/codes.jsonl").read_text(encoding="utf-8").splitlines()]
CODED = 106

SEEDS = {
    "000_c20c8a948345fb4d.txt": "7aa7958895e22caf7c992ce494dc5896fa664a415eb6b224789747d616d8d70b",
    "001_50bf3221c5920c91.txt": "41d803b3438e19dfca0e8eaa501f4d9725615ee7946c90a3a4e7fe741e6b1598",
    "002_160323196c8ef240.txt": "f39c33bdbe999aa814ac4dbe9bc7730dac6cdaa30be7eddd7502796e67dccc4b",
    "003_ed908b6a32c97472.txt": "b8bed7bc584cea660f7d3ef5bf3a642815f04b34cd945012748456f5a6a7bbd0",
    "004_659387b4055fa8dc.txt": "f601b22a1a6780e1538739913129e1cf88893792655285b95ceb027b5f946e86",
}

TOPIC_WORDS = re.compile(
    r"russia|ukrain|kyiv|kremlin|moscow|istanbul|putin|\btrump|zelensk|rubio|medinsk|sybiha"
    r"|cease[- ]?fire|\bnato\b",
    re.IGNORECASE,
)
DEMONYMS = re.compile(r"^demonyms: \{[^}]*\}$", re.MULTILINE)  # the world's table of countries is no topic


@pytest.fixture(scope="module")
def topic() -> Topic:
    text = (ROOT / "positions.yaml").read_text(encoding="utf-8")
    return judged(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - BaseLoader builds only text


def cells(topic: Topic) -> Iterator[tuple[str, str, Position]]:
    for party, row in topic.positions.items():
        for issue, position in row.items():
            yield party, issue, position


def quotes(topic: Topic) -> Iterator[tuple[str, str, Quote]]:
    for party, issue, position in cells(topic):
        for quote in position.quotes:
            yield party, issue, quote


def bare(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")


def who(party: Party, speaker: str) -> str:
    """Give the person whom a speaker's name or description means; a body stands for itself."""
    for name, person in party.people.items():
        if bare(speaker) in {bare(name), *map(bare, person.aliases)}:
            return name
    return bare(speaker)


def test_every_coded_quote_stands_once_in_its_cell_with_its_stance_kind_and_speaker(topic: Topic) -> None:
    coded = Counter(
        (
            code["party"],
            code["issue"],
            f"seeds/{code['doc']}",
            code["quote"],
            code["stance"],
            code["kind"],
            who(topic.parties[code["party"]], code["speaker"]),
        )
        for code in CODES
    )
    written = Counter(
        (
            party,
            issue,
            topic.sources[quote.source].file,
            quote.quote.strip(),
            quote.stance,
            quote.kind,
            who(topic.parties[party], quote.speaker),
        )
        for party, issue, quote in quotes(topic)
    )
    assert coded.total() == CODED
    assert not coded - written, "coded, but not in the file"
    assert not written - coded, "in the file, but not coded"


def test_no_alias_names_two_people(topic: Topic) -> None:
    names = [
        (bare(alias), name)
        for party in topic.parties.values()
        for name, person in party.people.items()
        for alias in (name, *person.aliases)
    ]
    assert [alias for alias, count in Counter(alias for alias, _ in set(names)).items() if count > 1] == []


def test_every_quote_is_found_letter_for_letter_in_its_source(topic: Topic) -> None:
    texts = {name: (ROOT / source.file).read_text(encoding="utf-8") for name, source in topic.sources.items()}
    assert [quote.quote for _, _, quote in quotes(topic) if quote.quote.strip() not in texts[quote.source]] == []


def test_every_cell_with_quotes_says_in_a_sentence_where_the_party_stands(topic: Topic) -> None:
    summaries = {(party, issue): position.summary for party, issue, position in cells(topic) if position.quotes}
    assert summaries
    assert [cell for cell, summary in summaries.items() if not 0 < len(summary) <= 220] == []


def test_every_id_leads_somewhere(topic: Topic) -> None:
    assert set(topic.positions) <= set(topic.parties)
    assert {issue for _, issue, _ in cells(topic)} <= set(topic.issues)
    assert {quote.source for _, _, quote in quotes(topic)} <= set(topic.sources)
    assert {member for party in topic.parties.values() for member in party.members} <= set(topic.parties)
    stances = {quote.stance for _, _, quote in quotes(topic)}
    verdicts = {position.stance for _, _, position in cells(topic) if position.stance is not None}
    assert stances | verdicts <= set(topic.scale)
    assert [source.file for source in topic.sources.values() if not (ROOT / source.file).is_file()] == []


def test_the_quotes_of_a_cell_read_in_order_of_time(topic: Topic) -> None:
    for party, issue, position in cells(topic):
        dates = [topic.date_of(quote) for quote in position.quotes]
        known = [found for found in dates if found is not None]
        assert len(known) == len(dates), (party, issue)
        assert known == sorted(known), (party, issue)


def test_no_quote_is_younger_than_the_text_that_reports_it(topic: Topic) -> None:
    for _, _, quote in quotes(topic):
        published = topic.sources[quote.source].published
        assert published is not None
        assert quote.date is None or quote.date.last <= published.last, quote.quote


def test_a_verdict_gives_its_reason(topic: Topic) -> None:
    verdicts = {(party, issue): position.note for party, issue, position in cells(topic) if position.stance is not None}
    assert verdicts
    assert [cell for cell, reason in verdicts.items() if not reason] == []


@pytest.mark.parametrize("name", SEEDS)
def test_the_articles_are_byte_for_byte_what_was_collected(name: str) -> None:
    assert sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == SEEDS[name]


def test_another_topic_needs_no_other_program() -> None:
    files = [
        path
        for room in ("model", "tui")
        for ending in ("py", "yaml")
        for path in sorted((ROOT / room).rglob(f"*.{ending}"))
    ]
    assert files
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(DEMONYMS.sub("", path.read_text(encoding="utf-8")).splitlines(), start=1)
        if TOPIC_WORDS.search(line)
    ]
    assert found == []
