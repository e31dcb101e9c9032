"""What is said of cells and quotes, on screens and in a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from model.arrange import Arrangement, Filter, Layout, Order
from model.file.judging import judged
from model.matrix import Matrix
from model.quotes.sources import Library
from model.schema import PartialDate, Topic
from tui import colouring, wording

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def matrix(topic: Topic) -> Matrix:
    return Matrix(topic)


def test_a_verdict_and_what_the_quotes_say_are_told_apart(topic: Topic, matrix: Matrix) -> None:
    verdict, derived = colouring.judgement(matrix.cell("port-authority", "tolls"), topic)
    assert verdict.plain == " − oppose   the analyst's verdict"
    assert derived.plain.startswith("≠  ± conditional   by the quotes alone: the quote of 2031-03-20, the latest")


def test_a_verdict_that_the_quotes_share_is_told_once(topic: Topic, matrix: Matrix) -> None:
    cell = matrix.cell("port-authority", "tolls")
    (line,) = colouring.judgement(replace(cell, verdict="conditional"), topic)
    assert line.plain == (
        " ± conditional   the analyst's verdict, and by the quotes alone: the quote of 2031-03-20, the latest, decides"
    )


def test_a_verdict_without_quotes_says_nothing_of_quotes(topic: Topic, matrix: Matrix) -> None:
    (line,) = colouring.judgement(replace(matrix.cell("dockers", "tolls"), verdict="oppose"), topic)
    assert line.plain == " − oppose   the analyst's verdict"


def test_the_rule_behind_a_stance_that_nobody_judged_is_given(topic: Topic, matrix: Matrix) -> None:
    (line,) = colouring.judgement(matrix.cell("shippers", "tolls"), topic)
    assert line.plain == " + support   the quote of 2031-03-20, the latest, decides"
    (line,) = colouring.judgement(matrix.cell("dockers", "tolls"), topic)
    assert line.plain == " · silent   no quotes"
    (line,) = colouring.judgement(matrix.cell("dockers", "night-work"), topic)
    assert line.plain == " ~ mixed   support and oppose within 30 days"


def test_every_number_says_what_it_counts(matrix: Matrix) -> None:
    cell = matrix.cell("shippers", "tolls")
    assert wording.counts(cell) == "2 quotes from 2 sources, 2031-03-04 to 2031-03-20"
    said = wording.counts_and_share(cell, matrix)
    assert said == "2 quotes from 2 sources, 2031-03-04 to 2031-03-20; 67% of this party's quotes"
    assert wording.counts_and_share(matrix.cell("shippers", "night-work"), matrix).startswith(
        "1 quote from 1 source, 2031-03-04;"
    )
    assert "%" not in wording.counts_and_share(matrix.cell("dockers", "night-work"), matrix), "all of it is no news"
    assert wording.counts_and_share(matrix.cell("dockers", "tolls"), matrix) == "no quotes"


def test_what_speaks_against_trusting_a_cell_is_said(matrix: Matrix) -> None:
    def said(party: str, issue: str) -> list[str]:
        return [line.plain for line in colouring.warnings(matrix.cell(party, issue))]

    assert said("shippers", "tolls") == []
    assert said("shippers", "night-work") == ["gap: all quotes from one source"]
    assert said("port-authority", "night-work") == ["gap: no quotes yet"]
    assert said("dockers", "night-work") == ["! contradiction: 1 for, 1 against within 30 days"]


def test_a_quote_is_attributed_to_whoever_said_it_and_whoever_told_it(topic: Topic, matrix: Matrix) -> None:
    first, second = matrix.cell("shippers", "tolls").evidence
    assert wording.attribution(first, topic) == "2031-03-04, Ada Holm, quoted, The Norrhavn Gazette"
    assert wording.attribution(second, topic) == "2031-03-20, reported, told by Union Bulletin, Union Bulletin"


def test_a_headline_never_takes_the_place_of_the_outlet_beside_a_quote(topic: Topic, matrix: Matrix) -> None:
    source = replace(
        topic.sources["gazette"], outlet="", title="Tolls stay in dispute", published=PartialDate.parse("2031-03-04")
    )
    assert wording.outlet(source, "gazette") == "gazette"
    assert wording.outlet(source, "norrhavn-2031-03-04") == "norrhavn", "the date stands beside it"
    assert wording.outlet(source, "port-gazette_2") == "port gazette 2", "words, and no slug"
    assert wording.outlet(source, "gazette-2031-03-05") == "gazette 2031-03-05", "a date stays one"
    other = replace(topic, sources={**topic.sources, "gazette": source})
    item = matrix.cell("shippers", "tolls").evidence[0]
    assert wording.attribution(item, other) == "2031-03-04, Ada Holm, quoted, gazette"


def test_every_quote_says_whether_its_source_has_the_words(topic: Topic, matrix: Matrix, harbour: Path) -> None:
    library = Library(harbour.parent, topic)
    item = matrix.cell("port-authority", "tolls").evidence[1]
    shown = colouring.quote_content(item, topic, library).plain
    assert shown.startswith(" ± conditional   ✓ word for word  2031-03-20, Nils Brandt, reported, Union Bulletin\n")
    assert shown.endswith("\ncondition: the dredging is under contract")
    for words, said in [
        (item.quote.quote.replace("tenth", "fifth"), "≈ not word for word"),
        ("The harbour will be closed for good.", "✗ not in the source"),
        ("the", "? in several places"),
    ]:
        changed = replace(item.quote, quote=words)
        assert wording.anchoring(changed, library) == said


def test_a_filter_names_a_party_and_not_the_issue_or_the_stance_of_the_same_id() -> None:
    named = {"dockers": {"name": "Dockers' Union"}, "support": {"name": "Support staff"}}
    issues = {"dockers": {"name": "Night work", "proposition": "The cranes run at night."}}
    topic = judged({"parties": named, "issues": issues})
    assert wording.filter_words(Filter(parties=frozenset({"dockers"})), topic) == ["Dockers' Union"]
    assert wording.filter_words(Filter(issues=frozenset({"dockers", "gone"})), topic) == ["Night work", "gone"]
    assert wording.filter_words(Filter(stances=frozenset({"support"})), topic) == ["support"]


@pytest.mark.parametrize(("transposed", "name"), [(False, "Night work"), (True, "Dockers' Union")])
def test_what_orders_the_rows_is_named_and_only_while_it_does(*, transposed: bool, name: str) -> None:
    issues = {"dockers": {"name": "Night work", "proposition": "The cranes run at night."}}
    topic = judged({"parties": {"dockers": {"name": "Dockers' Union"}}, "issues": issues})
    arrangement = Arrangement(Order.STANCE, along="dockers", transposed=transposed)
    shown = Layout(("x",), ("dockers",), transposed, Filter())
    assert wording.order_words(arrangement, shown, topic) == f"by stance on {name}"
    hidden = replace(shown, columns=())
    assert wording.order_words(arrangement, hidden, topic) == ""
    assert wording.order_words(replace(arrangement, reverse=True), hidden, topic) == "as in the file, reversed"
