from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from edits import apply

from model.edit.operations import cleaned
from model.extract.candidate import Candidate, Evidence
from model.file.loader import parse
from model.quotes.sources import Library
from model.review.acceptance import acceptance, accepted_before, additions, condition_of, deletions, fields_of, moves
from model.review.decisions import decide, identity, latest
from model.review.review import Waiting, proposed

if TYPE_CHECKING:
    from pathlib import Path

    from model.schema import Quote, Topic

PLAN = "Norvia rejected the ferry plan."
TOPIC = """\
issues:
  ferry: {name: Ferry plan, proposition: The ferry sails.}
parties:
  norvia: {name: Norvia}
  sandby: {name: City of Sandby}
sources:
  daily: {file: daily.txt, outlet: The Daily, published: 2031-03-04}
  weekly: {file: weekly.txt}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "daily.txt").write_text(f"{PLAN}\n")
    return tmp_path / "positions.yaml"


def waiting(quote: str = PLAN, source: str = "daily", **fields: Any) -> Waiting:
    one = Candidate(0, len(quote), quote, "norvia", "ferry", "oppose", "indirect", "", "high", "rules")
    return Waiting(source, replace(one, **fields), identity("norvia", "ferry", "oppose", quote))


def with_quotes(path: Path, *quotes: str) -> tuple[bytes, Topic]:
    """Give the topic with quotes, each as a mapping in one line."""
    listed = "".join(f"        - {quote}\n" for quote in quotes)
    raw = f"{TOPIC}positions:\n  norvia:\n    ferry:\n      quotes:\n{listed}".encode() if quotes else TOPIC.encode()
    found = parse(raw, path)
    assert found.topic is not None, found.problems
    return raw, found.topic


def order(path: Path, raw: bytes, topic: Topic, *chosen: Waiting) -> list[str]:
    for addition in additions([fields_of(each, topic) for each in chosen], topic, "Maj"):
        raw = apply(raw, addition)
    new = parse(raw, path).topic
    assert new is not None
    return [quote.quote.strip() for quote in new.positions["norvia"]["ferry"].quotes]


def test_accepting_adds_the_quote_word_for_word_and_nothing_else(path: Path) -> None:
    raw, topic = with_quotes(path)
    found = waiting(speaker="Jan Brink", via="sandby")
    (addition,) = additions([fields_of(found, topic)], topic, "Maj")
    new = apply(raw, addition).decode()
    assert new == TOPIC + (
        "positions:\n  norvia:\n    ferry:\n      quotes:\n        - quote: |\n"
        f"            {PLAN}\n          source: daily\n          speaker: Jan Brink\n          stance: oppose\n"
        "          kind: indirect\n          via: City of Sandby\n"
    )
    again = parse(new.encode(), path).topic
    assert again is not None
    assert proposed({"daily": [found.candidate]}, again, Library(path.parent, again), {}) == ((), frozenset())


def test_who_passes_it_on_and_is_no_party_is_named_as_he_is(path: Path) -> None:
    assert fields_of(waiting(via="AP"), with_quotes(path)[1])["via"] == "AP"


def test_the_coder_is_named_where_the_quotes_of_the_file_name_theirs(path: Path) -> None:
    _, topic = with_quotes(path, "{quote: Other words, source: daily, stance: oppose, coder: Ada}")
    (addition,) = additions([fields_of(waiting(), topic)], topic, "Maj")
    fields = cleaned(addition.value)
    assert isinstance(fields, dict)
    assert fields["coder"] == "Maj"


def dated(*days: str) -> list[str]:
    return [f"{{quote: of {day or 'no day'}, source: weekly, stance: oppose, date: {day}}}" for day in days]


@pytest.mark.parametrize(
    ("days", "at"),
    [
        (["2031-02", "2031-03-04", "2031-03-09"], 2),
        (["2031-03-05", "2031-03-09"], 0),
        (["2031-03-09", "2031-03-04", "2031-02"], 2),  # the latest first
        (["2031-03-09", "2031-02", "2031-03-05"], 3),  # in no order
        (["2031-03-09", "", "2031-03-10"], 3),
        (["2031-03-01"], 1),
    ],
)
def test_a_quote_goes_where_its_date_belongs_in_a_cell_in_order_of_date(path: Path, days: list[str], at: int) -> None:
    assert order(path, *with_quotes(path, *dated(*days)), waiting()).index(PLAN) == at


def test_several_quotes_and_one_without_a_date_go_to_their_places_in_one_save(path: Path) -> None:
    raw, topic = with_quotes(path, *dated("2031-03-01", "2031-03-09"))
    found = order(path, raw, topic, waiting("First."), waiting("Second."), waiting("Undated.", "weekly"))
    assert found == ["of 2031-03-01", "First.", "Second.", "of 2031-03-09", "Undated."]


def test_a_date_that_was_typed_counts_more_than_that_of_the_source(path: Path) -> None:
    raw, topic = with_quotes(path, *dated("2031-03-01", "2031-03-09"))
    entry = fields_of(waiting(), topic) | {"date": "2031-02-28"}
    (addition,) = additions([entry], topic, "Maj")
    assert addition.index == 0
    (addition,) = additions([entry | {"date": "one day"}], topic, "Maj")
    assert addition.index == 1, "what is no date is refused when it is saved"
    assert additions([entry | {"source": "nowhere", "date": ""}], topic, "Maj")[0].index is None
    assert raw


@pytest.mark.parametrize(
    ("sentence", "cue", "clause"),
    [
        ("Norvia will sign once the tolls are cut, it said.", "once", "once the tolls are cut"),
        ("Norvia will sign if 10,000 crowns\nare paid.", "if", "if 10,000 crowns are paid"),
        ("If it isn't late, Norvia will sign.", "If", "If it isn't late"),
        ('"We sign if it is paid for," he said; "and only then."', "if", "if it is paid for"),
        ('"We sign if asked" and "at once".', "if", "if asked"),
        (
            'Norvia will sign if the "old tolls, and new ones" are cut.',
            "if",
            'if the "old tolls, and new ones" are cut',
        ),
        ("Norvia will sign if the “old tolls, and new ones” go.", "if", "if the “old tolls, and new ones” go"),
        ("“We sign if it is paid for”, he said.", "if", "if it is paid for"),
        ("Norvia calls it a precondition.", "precondition", ""),
        ("Norvia will sign, if, as it said, it is asked.", "if", ""),
    ],
)
def test_the_words_of_a_condition_are_those_of_its_clause(sentence: str, cue: str, clause: str) -> None:
    at = 40 + sentence.index(cue)
    reasons = (Evidence("own-condition", 40, 46, "Norvia"), Evidence("condition", at, at + len(cue), cue))
    one = replace(waiting(sentence).candidate, start=40, end=40 + len(sentence), evidence=reasons)
    assert condition_of(one) == clause
    assert condition_of(replace(one, evidence=reasons[:1])) == ""


def test_what_a_person_corrected_comes_back_as_it_was_accepted(path: Path) -> None:
    _, topic = with_quotes(path)
    found = waiting(speaker="Jan Brink")
    values = fields_of(found, topic) | {"party": "sandby", "speaker": "", "note": "by phone"}
    decision = acceptance(found, values, topic, "Maj")
    assert (decision.decision, decision.instead) == ("edit", {"party": "sandby", "speaker": "", "note": "by phone"})
    assert accepted_before(found, topic, latest([decision])) == values
    assert accepted_before(found, topic, {}) == fields_of(found, topic)
    assert accepted_before(found, topic, latest([replace(decision, decision="reject")])) == fields_of(found, topic)
    assert acceptance(found, fields_of(found, topic), topic, "Maj").decision == "accept"


def quotes(path: Path, *listed: str) -> tuple[Quote, ...]:
    return with_quotes(path, *listed)[1].positions["norvia"]["ferry"].quotes


def test_a_deletion_is_noted_for_the_candidate_that_the_quote_came_of(path: Path) -> None:
    yes, other = decide("accept", waiting().candidate, "daily", "Ada"), waiting("Norvia rejected it.").candidate
    known = latest([yes, decide("reject", other, "daily", "Ada"), decide("accept", other, "weekly", "Ada")])
    cell = ("norvia", "ferry")
    short = quotes(path, "{quote: rejected the ferry plan, source: daily, stance: oppose}")
    (gone,) = deletions(short, 0, cell, known, "Maj")
    assert (gone.identity, gone.decision, gone.coder) == (yes.identity, "delete", "Maj")
    assert deletions(short, 0, ("sandby", "ferry"), known, "Maj") == ()
    assert deletions(quotes(path, "{quote: ferry, source: weekly, stance: oppose}"), 0, cell, known, "Maj") == ()
    (gone,) = deletions(quotes(path, f"{{quote: {PLAN}, source: weekly, stance: oppose}}"), 0, cell, known, "Maj")
    assert gone.identity == yes.identity, "the same words, printed by another"


def test_a_candidate_whose_quote_was_moved_is_known_in_its_new_cell_and_asked_of_nobody_again(path: Path) -> None:
    yes = decide("accept", waiting().candidate, "daily", "Ada")
    (quote,) = quotes(path, f"{{quote: {PLAN}, source: daily, stance: oppose}}")
    (moved,) = moves(quote, ("norvia", "ferry"), ("sandby", "ferry"), latest([yes]), "Maj")
    assert (moved.identity, moved.decision, moved.coder) == (yes.identity, "edit", "Maj")
    assert moved.cell == ("sandby", "ferry")
    assert moves(quote, ("sandby", "ferry"), ("norvia", "ferry"), latest([yes]), "Maj") == ()


def test_a_quote_that_stands_there_twice_is_still_there_when_one_is_deleted(path: Path) -> None:
    known = latest([decide("accept", waiting().candidate, "daily", "Ada")])
    twice = quotes(path, *[f"{{quote: {PLAN}, source: daily, stance: oppose}}"] * 2)
    assert deletions(twice, 0, ("norvia", "ferry"), known, "Maj") == ()
