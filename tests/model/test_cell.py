from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from topics import Quotes, quotes_of, topic_of

from model.cell import Cell, Gap, clash, read_cell
from model.schema import DEFAULT_SCALE, PartialDate, Stance

JUNE = date(2025, 6, 1)


def cell_of(quotes: Quotes, as_of: date = JUNE, **position: str) -> Cell:
    topic = topic_of({("ada", "tolls"): {"quotes": quotes_of(quotes), **position}})
    return read_cell(topic, "ada", "tolls", as_of)


def test_a_cell_the_file_says_nothing_of_is_silent_and_a_gap() -> None:
    cell = read_cell(topic_of({}), "ada", "tolls", JUNE)
    assert (cell.stance, cell.silent, cell.mixed, cell.gap) == (None, True, False, Gap.EMPTY)
    assert cell.derived.rule == "no quotes"


def test_the_latest_quotes_decide_whatever_their_order_in_the_file() -> None:
    cell = cell_of([("conditional", "2025-05-20"), ("support", "2025-05-19")])
    assert (cell.stance, cell.mixed) == ("conditional", False)
    assert [item.number for item in cell.evidence] == [1, 0]
    assert cell.derived.rule == "the quote of 2025-05-20, the latest, decides"


def test_of_one_day_the_partys_own_words_are_read_before_what_its_opponents_tell() -> None:
    how = ({"kind": "act"}, {"kind": "indirect", "via": "bob"}, {"kind": "direct"}, {"kind": "indirect"})
    quotes = quotes_of([("oppose", "2025-05-20")] * 4 + [("oppose", "2025-05-19")])
    quotes = [{**quote, **more} for quote, more in zip(quotes, (*how, {"kind": "direct"}), strict=True)]
    cell = read_cell(topic_of({("ada", "tolls"): {"quotes": quotes}}), "ada", "tolls", JUNE)
    assert [item.number for item in cell.latest_first] == [2, 0, 3, 1, 4], "what is alike stands as in the file"


def test_quotes_of_the_latest_day_that_agree_say_how_many_they_are() -> None:
    cell = cell_of([("oppose", "2025-05-20"), ("oppose", "2025-05-20")])
    assert cell.derived.rule == "the 2 quotes of 2025-05-20, the latest, agree"


def test_a_quote_of_which_only_the_month_is_known_may_be_the_latest_and_is_not_passed_over() -> None:
    cell = cell_of([("support", "2025-05-02"), ("conditional", "2025-05")])
    assert (cell.stance, cell.mixed) == (None, True)
    assert cell.derived.rule == (
        "the 2 quotes of which any may be the latest (2025-05, 2025-05-02) disagree (conditional, support)"
    )
    agreed = cell_of([("support", "2025-05-02"), ("oppose", "2025-03-01"), ("support", "2025")])
    assert agreed.derived.rule == "the 2 quotes of which any may be the latest (2025, 2025-05-02) agree"
    assert cell_of([("conditional", "2025-05-20"), ("support", "2025-04")]).stance == "conditional"


def test_a_turn_that_may_lie_within_the_window_is_not_taken_for_a_change_of_mind() -> None:
    assert cell_of([("support", "2025-04-20"), ("oppose", "2025-05")]).mixed
    assert cell_of([("support", "2025-03-20"), ("oppose", "2025-05")]).stance == "oppose"


def test_a_cell_is_not_called_stale_for_a_quote_of_which_only_the_year_is_known() -> None:
    quotes = [("support", "2025-02-01"), ("support", "2025")]
    assert cell_of(quotes, date(2025, 6, 1)).gap is Gap.SINGLE_SOURCE
    assert cell_of(quotes, date(2026, 2, 1)).gap is Gap.STALE


@pytest.mark.parametrize("when", ["0001", "0001-01", "0001-01-01"])
def test_a_slip_in_the_year_ends_no_program(when: str) -> None:
    cell = cell_of([("support", when), ("oppose", when)], date(1, 1, 2))
    assert (cell.mixed, cell.gap) == (True, Gap.SINGLE_SOURCE)


def test_quotes_of_one_day_that_disagree_give_no_stance() -> None:
    cell = cell_of([("support", "2025-05-20"), ("conditional", "2025-05-20")])
    assert (cell.stance, cell.mixed, cell.contradiction) == (None, True, None)
    assert cell.derived.rule == "the 2 quotes of 2025-05-20 disagree (support, conditional)"


def test_support_and_oppose_within_the_window_give_no_stance_and_both_sides_can_be_read() -> None:
    cell = cell_of([("support", "2025-05-01"), ("conditional", "2025-05-02"), ("oppose", "2025-05-20")])
    assert cell.mixed
    assert cell.derived.rule == "support and oppose within 30 days"
    assert cell.contradiction is not None
    assert [item.number for item in cell.contradiction.supporting] == [0]
    assert [item.number for item in cell.contradiction.opposing] == [2]


def test_a_change_of_mind_over_more_than_the_window_is_no_contradiction() -> None:
    cell = cell_of([("support", "2025-04-19"), ("oppose", "2025-05-20")])
    assert (cell.stance, cell.contradiction) == ("oppose", None)
    assert cell_of([("support", "2025-04-20"), ("oppose", "2025-05-20")]).contradiction is not None


def test_a_condition_beside_opposition_is_no_contradiction() -> None:
    cell = cell_of([("conditional", "2025-05-19"), ("oppose", "2025-05-20")])
    assert (cell.stance, cell.contradiction) == ("oppose", None)


def test_the_verdict_stands_and_the_quotes_say_so_when_they_differ() -> None:
    cell = cell_of([("support", "2025-05-20")], stance="oppose")
    assert (cell.stance, cell.derived.stance, cell.differs, cell.mixed) == ("oppose", "support", True, False)
    assert not cell_of([("support", "2025-05-20")], stance="support").differs
    assert not cell_of([("support", "2025-05-20")]).differs


def test_a_verdict_settles_mixed_quotes_without_hiding_the_contradiction() -> None:
    cell = cell_of([("support", "2025-05-20"), ("oppose", "2025-05-20")], stance="oppose")
    assert (cell.mixed, cell.derived.mixed, cell.differs) == (False, True, False)
    assert cell.contradiction is not None


def test_a_party_that_has_turned_since_the_verdict_is_told_of() -> None:
    turned = [("oppose", "2025-05-01"), ("support", "2025-05-20"), ("support", "2025-05-20")]
    cell = cell_of(turned, stance="oppose")
    assert (cell.derived.stance, cell.derived.latest, cell.differs) == (None, "support", True)
    assert not cell_of(turned, stance="support").differs
    disagreeing = [("oppose", "2025-05-01"), ("oppose", "2025-05-20"), ("support", "2025-05-20")]
    assert not cell_of(disagreeing, stance="oppose").differs, "who can tell which is the latest"


def test_a_verdict_with_a_date_settles_what_was_said_before_it_and_nothing_after() -> None:
    turned = [("oppose", "2025-05-01"), ("support", "2025-05-20")]
    settled = cell_of(turned, stance="support", since="2025-05-20")
    assert (settled.contradiction, settled.derived.stance, settled.differs) == (None, "support", False)
    assert cell_of(turned, stance="support", since="2025-05-01").contradiction is not None
    assert cell_of([*turned, ("oppose", "2025-05-21")], stance="support", since="2025-05-20").contradiction is not None
    assert cell_of(turned, stance="support").contradiction is not None
    assert cell_of(turned, since="2025-05-20").contradiction is not None, "a date without a verdict settles nothing"


def test_a_verdict_without_quotes_is_a_stance_but_still_an_empty_cell() -> None:
    cell = cell_of([], stance="support")
    assert (cell.stance, cell.silent, cell.gap, cell.contradiction) == ("support", False, Gap.EMPTY, None)


def test_a_verdict_counts_only_from_its_day() -> None:
    verdict = {"stance": "oppose", "since": "2025-05-20"}
    assert cell_of([("support", "2025-05-01")], date(2025, 5, 19), **verdict).stance == "support"
    assert cell_of([("support", "2025-05-01")], date(2025, 5, 20), **verdict).stance == "oppose"


def test_a_quote_later_than_the_reading_date_is_not_known_yet() -> None:
    quotes = [("support", "2025-05-01"), ("oppose", "2025-05-20")]
    assert cell_of(quotes, date(2025, 5, 19)).stance == "support"
    assert cell_of([("support", "2025-05")], date(2025, 4, 30)).silent
    assert cell_of([("support", "2025-05")], date(2025, 5, 1)).stance == "support", "the month may mean its first day"


def test_a_quote_without_a_date_has_its_sources() -> None:
    cell = cell_of([("support", "")])
    assert str(cell.evidence[0].date) == "2025-05-10"


def test_undated_quotes_count_but_dated_ones_are_newer() -> None:
    undated = {"quotes": [*quotes_of([("oppose", "")], source="weekly"), *quotes_of([("support", "2025-05-20")])]}
    topic = topic_of({("ada", "tolls"): undated, ("bob", "tolls"): {"quotes": undated["quotes"][:1] * 2}})
    assert read_cell(topic, "ada", "tolls", JUNE).stance == "support"
    bob = read_cell(topic, "bob", "tolls", JUNE)
    assert (bob.stance, bob.gap) == ("oppose", Gap.SINGLE_SOURCE)
    assert bob.derived.rule == "the 2 quotes without a date agree"


def test_undated_quotes_that_clash_are_a_contradiction() -> None:
    quotes = quotes_of([("support", ""), ("oppose", "")], source="weekly")
    assert read_cell(topic_of({("ada", "tolls"): {"quotes": quotes}}), "ada", "tolls", JUNE).contradiction is not None


def test_a_cell_is_stale_after_the_window_and_thin_with_one_source() -> None:
    assert cell_of([("support", "2025-05-01")], date(2025, 6, 1)).gap is Gap.STALE
    assert cell_of([("support", "2025-05-02")], date(2025, 6, 1)).gap is Gap.SINGLE_SOURCE
    two = [*quotes_of([("support", "2025-05-20")]), *quotes_of([("support", "2025-05-20")], source="weekly")]
    assert read_cell(topic_of({("ada", "tolls"): {"quotes": two}}), "ada", "tolls", JUNE).gap is None


@pytest.mark.parametrize(
    ("values", "one", "other", "expected"),
    [
        ([2, 1, 0, -1, -2], 2, -2, True),
        ([2, 1, 0, -1, -2], 2, -1, False),
        ([1, 0, -1], 1, -1, True),
        ([3, 2, 1], 3, 1, False),
    ],
)
def test_only_the_two_ends_of_a_scale_of_ones_own_contradict(
    values: list[float], one: float, other: float, expected: bool
) -> None:
    scale = {str(value): Stance(value=value, glyph="x", label=str(value)) for value in values}
    assert clash(one, other, scale) is expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(DEFAULT_SCALE)),
            st.dates(date(2025, 3, 1), date(2025, 7, 31)),
            st.sampled_from([len("2025"), len("2025-05"), len("2025-05-19")]),
        ),
        max_size=6,
    )
)
def test_a_cell_never_claims_more_than_its_quotes(drawn: list[tuple[str, date, int]]) -> None:
    given_quotes = [(stance, str(day)[:length]) for stance, day, length in drawn]
    cell = cell_of(given_quotes, date(2025, 12, 31))
    spans = [(stance, PartialDate.parse(text)) for stance, text in given_quotes]
    assert len(cell.evidence) == len(given_quotes)
    if cell.stance is not None:
        for late in range(len(spans)):  # each may have been said on its last day, and all others on their first
            days = [span.last if at == late else span.first for at, (_, span) in enumerate(spans)]
            told = [(stance, day) for (stance, _), day in zip(spans, days, strict=True)]
            window = {stance for stance, day in told if max(days) - day <= timedelta(30)}
            assert {stance for stance, day in told if day == max(days)} == {cell.stance}
            assert not {"support", "oppose"} <= window
        assert cell.contradiction is None
    else:
        assert cell.mixed == bool(given_quotes)
