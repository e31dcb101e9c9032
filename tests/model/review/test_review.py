from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from model.extract.candidate import Candidate
from model.file.loader import load
from model.quotes.sources import Library
from model.review.decisions import decide, identity, latest, taken_back
from model.review.review import (
    Order,
    Waiting,
    fitting,
    is_in_file,
    ordered,
    per_cell,
    per_source,
    proposed,
    undecided,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from model.review.decisions import Decision
    from model.schema import Topic

PLAN = "Norvia rejected the ferry plan."
TALKS = "Norvia welcomed the ferry plan after talks."
ARTICLE = f"Sandby, 4 March. {PLAN} It rained. {TALKS}\n"
TOPIC = """\
issues:
  ferry: {name: Ferry plan, proposition: The ferry sails.}
  tolls: {name: Tolls, proposition: Tolls are cut.}
parties:
  norvia: {name: Norvia}
  sandby: {name: Sandby}
sources:
  daily: {file: daily.txt, outlet: The Daily, published: 2031-03-04}
  weekly: {file: weekly.txt}
  gone: {file: gone.txt}
"""


def candidate(quote: str, text: str = ARTICLE, **fields: Any) -> Candidate:
    start = text.index(quote)
    made = Candidate(start, start + len(quote), quote, "norvia", "ferry", "oppose", "indirect", "", "high", "rules")
    return replace(made, **fields)


class Desk:
    """A topic in a folder, and what is proposed for it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "positions.yaml"
        self.path.write_text(TOPIC)
        (folder / "daily.txt").write_text(ARTICLE)
        (folder / "weekly.txt").write_text(f"From The Daily: {PLAN.replace(' ferry', chr(10) + 'ferry')}\n")

    def add(self, quote: str, source: str = "daily", cell: str = "norvia.ferry", **more: str) -> None:
        party, issue = cell.split(".")
        fields = {"quote": quote, "source": source, "stance": "oppose"} | more
        text = self.path.read_text()
        text += "" if "positions:" in text else "positions:\n"
        listed = "".join(f"          {key}: {value!r}\n" for key, value in fields.items())
        self.path.write_text(f"{text}  {party}:\n    {issue}:\n      quotes:\n        -{listed[9:]}")

    @property
    def topic(self) -> Topic:
        found = load(self.path)
        assert found.topic is not None, found.problems
        return found.topic

    @property
    def library(self) -> Library:
        return Library(self.path.parent, self.topic)

    def proposed(self, found: Mapping[str, Sequence[Candidate]]) -> tuple[Waiting, ...]:
        return proposed(found, self.topic, self.library, {}).candidates

    def waiting(self, found: Mapping[str, Sequence[Candidate]], *decisions: Decision) -> tuple[Waiting, ...]:
        known = latest(decisions)
        candidates, lost = proposed(found, self.topic, self.library, known)
        return undecided(candidates, known, lost)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_all_that_the_articles_propose_waits_in_their_order(desk: Desk) -> None:
    found = desk.proposed({"weekly": [candidate(PLAN, issue="tolls")], "daily": [candidate(PLAN), candidate(TALKS)]})
    assert [(each.source, each.candidate.quote, each.cell) for each in found] == [
        ("daily", PLAN, ("norvia", "ferry")),
        ("daily", TALKS, ("norvia", "ferry")),
        ("weekly", PLAN, ("norvia", "tolls")),
    ]
    assert per_cell(found) == {("norvia", "ferry"): 2, ("norvia", "tolls"): 1}
    assert per_source(found) == {"daily": 2, "weekly": 1}


def test_a_quote_that_the_file_has_is_recognised_even_if_a_person_cut_it_short(desk: Desk) -> None:
    desk.add("rejected the ferry plan")
    assert [each.candidate.quote for each in desk.proposed({"daily": [candidate(PLAN), candidate(TALKS)]})] == [TALKS]


def test_the_same_words_for_another_party_or_issue_still_wait(desk: Desk) -> None:
    desk.add(PLAN, cell="sandby.ferry")
    assert len(desk.proposed({"daily": [candidate(PLAN), candidate(PLAN, issue="tolls")]})) == 2


def test_what_another_outlet_printed_too_is_not_proposed_again(desk: Desk) -> None:
    desk.add(PLAN)
    again = candidate(PLAN.replace(" ferry", "\nferry"), f"From The Daily: {PLAN.replace(' ferry', chr(10) + 'ferry')}")
    assert desk.proposed({"weekly": [again]}) == ()


def test_what_two_outlets_print_waits_once_and_names_both(desk: Desk) -> None:
    again = replace(candidate(PLAN), quote=PLAN.replace(" ferry", "\nferry"))
    (found,) = desk.proposed({"daily": [candidate(PLAN), candidate(PLAN)], "weekly": [again, again]})
    assert (found.source, found.repeats) == ("daily", ("weekly",))


def test_an_article_that_is_gone_takes_nothing_with_it(desk: Desk) -> None:
    assert len(desk.proposed({"gone": [candidate(PLAN)]})) == 1


def test_what_was_decided_does_not_wait_until_it_is_taken_back(desk: Desk) -> None:
    found = desk.proposed({"daily": [candidate(PLAN), candidate(TALKS)]})
    no = decide("reject", found[0].candidate, "daily", "Maj")
    assert undecided(found, latest([no])) == found[1:]
    back = replace(taken_back(no, None), time=no.time.replace(year=2099))
    assert undecided(found, latest([no, back])) == found


def test_a_decision_survives_another_place_engine_and_confidence(desk: Desk) -> None:
    no = decide("reject", candidate(PLAN), "daily", "Maj")
    (desk.path.parent / "daily.txt").write_text("A new headline\n\n" + ARTICLE)
    moved = replace(candidate(PLAN, "A new headline\n\n" + ARTICLE), engine="spacy", confidence="low", speaker="She")
    assert undecided(desk.proposed({"daily": [moved]}), latest([no])) == ()
    other = replace(moved, stance="support")
    assert len(undecided(desk.proposed({"daily": [other]}), latest([no]))) == 1, "that is another claim"


def waiting(source: str, start: int, confidence: Any, issue: str = "ferry") -> Waiting:
    quote = f"{source} {start}"
    one = Candidate(start, start + 1, quote, "norvia", issue, "oppose", "act", "", confidence, "rules")
    return Waiting(source, one, identity("norvia", issue, "oppose", quote))


def test_the_surest_come_first_or_the_articles_one_after_the_other_and_a_cell_before_all() -> None:
    a, b = waiting("daily", 5, "low"), waiting("daily", 9, "high")
    c, d = waiting("weekly", 1, "high"), waiting("weekly", 2, "medium", "tolls")
    lost = waiting("nowhere", 0, "high")
    given, sources = [d, lost, c, b, a], ["daily", "weekly"]
    assert ordered(given, Order.CONFIDENCE, sources) == (b, c, lost, d, a)
    assert ordered(given, Order.ARTICLE, sources) == (a, b, c, d, lost)
    assert ordered(given, Order.CONFIDENCE, sources, ("norvia", "tolls")) == (d, b, c, lost, a)


def test_an_accepted_quote_that_somebody_took_out_of_the_file_is_asked_again(desk: Desk) -> None:
    yes, found = decide("accept", candidate(PLAN), "daily", "Maj"), {"daily": [candidate(PLAN), candidate(TALKS)]}
    assert [each.candidate.quote for each in desk.waiting(found, yes)] == [PLAN, TALKS]
    desk.add("rejected the ferry plan")
    assert [each.candidate.quote for each in desk.waiting(found, yes)] == [TALKS], "it is there, be it cut short"


def test_what_was_rejected_or_deleted_on_purpose_is_not_asked_again(desk: Desk) -> None:
    no, gone = decide("reject", candidate(PLAN), "daily", "Maj"), decide("delete", candidate(TALKS), "daily", "Maj")
    found = {"daily": [candidate(PLAN), candidate(TALKS)]}
    assert desk.waiting(found, no, gone) == ()
    assert len(proposed(found, desk.topic, desk.library, latest([no, gone])).candidates) == 2, "but can be looked up"


def edited(words: str = PLAN, /, **instead: str) -> Decision:
    return replace(decide("edit", candidate(words), "daily", "Maj"), instead=instead)


def test_a_quote_that_was_accepted_for_another_party_is_looked_for_there(desk: Desk) -> None:
    found, other = {"daily": [candidate(PLAN)]}, edited(party="sandby", quote="rejected the ferry plan")
    assert len(desk.waiting(found, other)) == 1
    desk.add("the ferry plan", cell="sandby.ferry")
    assert desk.waiting(found, other) == ()


def test_a_quote_is_found_in_any_cell_when_its_party_has_another_id_by_now(desk: Desk) -> None:
    desk.add(PLAN, cell="sandby.ferry")
    assert desk.waiting({"daily": [candidate(PLAN)]}, edited(party="the-old-id")) == ()
    assert len(desk.waiting({"daily": [candidate(TALKS)]}, edited(TALKS, party="the-old-id"))) == 1


def test_an_accepted_quote_is_not_lost_because_the_rules_of_today_do_not_propose_it(desk: Desk) -> None:
    yes = decide("accept", candidate(PLAN, confidence="medium"), "daily", "Maj")
    (again,) = desk.waiting({"daily": [candidate(TALKS)]}, yes)[1:]
    assert (again.source, again.identity, again.candidate.confidence) == ("daily", yes.identity, "medium")
    assert again.candidate == candidate(PLAN, confidence="medium", engine="")
    desk.add(PLAN)
    assert len(desk.waiting({"daily": [candidate(TALKS)]}, yes)) == 1


@pytest.mark.parametrize(
    "decision",
    [
        decide("accept", candidate(PLAN), "gone", "Maj"),
        decide("accept", candidate(PLAN), "nowhere", "Maj"),
        replace(decide("accept", candidate(PLAN), "daily", "Maj"), quote="Norvia rejected the fairy plan."),
        replace(decide("accept", candidate(PLAN), "daily", "Maj"), party="the-old-id"),
    ],
)
def test_what_no_article_of_the_topic_can_show_any_more_is_not_asked(desk: Desk, decision: Decision) -> None:
    assert desk.waiting({"daily": []}, decision) == ()


def test_a_candidate_that_the_file_has_is_recognised_before_it_is_added_twice(desk: Desk) -> None:
    (one,) = desk.proposed({"daily": [candidate(PLAN)]})
    assert not is_in_file(one, desk.topic, desk.library)
    desk.add(PLAN)
    assert is_in_file(one, desk.topic, desk.library)


@pytest.mark.parametrize("lost", ["party", "issue", "stance"])
def test_candidates_of_what_the_file_no_longer_has_are_left_out(desk: Desk, lost: str) -> None:
    found = desk.proposed({"daily": [candidate(PLAN)]})
    assert fitting(found, desk.topic) == found
    (one,) = found
    assert fitting([replace(one, candidate=replace(one.candidate, **{lost: "nothing"}))], desk.topic) == ()
    assert fitting([replace(one, source="nothing")], desk.topic) == ()
