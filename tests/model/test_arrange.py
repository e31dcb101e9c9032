from __future__ import annotations

from dataclasses import replace

import pytest
from topics import topic_of

from model.arrange import (
    Arrangement,
    Filter,
    Order,
    arranged_now,
    count_wanted,
    first_wanted,
    lay_out,
    next_gap,
    order_among,
)
from model.cell import Gap
from model.matrix import Matrix
from model.schema import Topic


@pytest.fixture
def matrix() -> Matrix:
    topic = topic_of(
        {
            ("ada", "tolls"): [("oppose", "2025-05-20")],
            ("bob", "tolls"): [("support", "2025-05-20"), ("oppose", "2025-05-20")],
            ("bob", "dredging"): {
                "summary": "Wants the Fairway deeper",
                "quotes": [
                    {"quote": "Dig now", "source": "daily", "stance": "support", "speaker": "Ben"},
                    {"quote": "Dig soon", "source": "weekly", "stance": "support", "date": "2025-05-10"},
                ],
            },
            ("cleo", "tolls"): [("support", "2025-05-20")],
        },
        parties={"cleo": {"name": "Cleo"}, "ada": {"name": "ada"}, "bob": {"name": "Bob"}},
    )
    return Matrix(topic)


def rows(matrix: Matrix, arrangement: Arrangement) -> tuple[str, ...]:
    return lay_out(matrix, arrangement).rows


def test_rows_stand_as_in_the_file_until_asked_otherwise(matrix: Matrix) -> None:
    layout = lay_out(matrix, Arrangement())
    assert (layout.rows, layout.columns) == (("cleo", "ada", "bob"), ("tolls", "dredging"))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NAME, ("ada", "bob", "cleo")),
        (Order.QUOTES, ("bob", "cleo", "ada")),
        (Order.GAPS, ("cleo", "ada", "bob")),
        (Order.STANCE, ("cleo", "ada", "bob")),
    ],
)
def test_rows_can_be_ordered(matrix: Matrix, order: Order, expected: tuple[str, ...]) -> None:
    arrangement = Arrangement(order, along="tolls")
    assert rows(matrix, arrangement) == expected
    assert rows(matrix, replace(arrangement, reverse=True)) == expected[::-1]


def test_ordering_by_stance_puts_mixed_then_silent_last(matrix: Matrix) -> None:
    assert rows(matrix, Arrangement(Order.STANCE, along="dredging")) == ("bob", "cleo", "ada")
    assert rows(matrix, Arrangement(Order.STANCE, along="no longer there")) == ("cleo", "ada", "bob")


def test_rows_stand_as_in_the_file_while_the_column_that_orders_them_is_hidden(matrix: Matrix) -> None:
    arrangement = Arrangement(Order.STANCE, along="dredging", filter=Filter(stances=frozenset({"oppose"})))
    layout = lay_out(matrix, arrangement)
    assert layout.columns == ("tolls",)
    assert order_among(arrangement, layout.columns) is Order.FILE
    assert order_among(arrangement, ("tolls", "dredging")) is Order.STANCE


def test_transposed_the_issues_are_rows_and_places_lead_to_the_same_cells(matrix: Matrix) -> None:
    layout = lay_out(matrix, Arrangement(transposed=True))
    assert layout.rows == ("tolls", "dredging")
    assert layout.pair(1, 2) == ("bob", "dredging")
    assert layout.place("bob", "dredging") == (1, 2)
    assert rows(matrix, Arrangement(Order.NAME, transposed=True)) == ("dredging", "tolls")
    assert rows(matrix, Arrangement(Order.STANCE, along="bob", transposed=True)) == ("dredging", "tolls")


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Filter(stances=frozenset({"oppose"})), {("ada", "tolls")}),
        (Filter(mixed=True), {("bob", "tolls")}),
        (Filter(contradictions=True), {("bob", "tolls")}),
        (Filter(waiting=frozenset({("ada", "tolls")})), {("ada", "tolls")}),
        (Filter(mixed=True, waiting=frozenset({("ada", "tolls")})), {("ada", "tolls"), ("bob", "tolls")}),
        (Filter(waiting=frozenset()), set()),
        (Filter(stances=frozenset({"oppose"}), mixed=True), {("ada", "tolls"), ("bob", "tolls")}),
        (Filter(gaps=frozenset({Gap.EMPTY})), {("cleo", "dredging"), ("ada", "dredging")}),
        (Filter(parties=frozenset({"ada"})), {("ada", "tolls"), ("ada", "dredging")}),
        (Filter(stances=frozenset({"support"}), issues=frozenset({"dredging"})), {("bob", "dredging")}),
    ],
)
def test_a_filter_keeps_the_cells_asked_for_and_their_rows_and_columns_only(
    matrix: Matrix, wanted: Filter, shown: set[tuple[str, str]]
) -> None:
    layout = lay_out(matrix, Arrangement(filter=wanted))
    assert {(cell.party, cell.issue) for cell in matrix.cells() if wanted.matches(cell)} == shown
    assert set(layout.rows) == {party for party, _ in shown}
    assert set(layout.columns) == {issue for _, issue in shown}
    assert layout.place("nobody", "tolls") is None


def test_a_filter_says_which_kinds_of_cells_it_shows() -> None:
    kinds = Filter(frozenset({"oppose"}), mixed=True, gaps=frozenset({Gap.STALE}), contradictions=True, differing=True)
    assert kinds.kinds() == ("oppose", "mixed", "stale", "contradictions", "verdicts that differ")
    assert Filter(waiting=frozenset()).kinds() == ("candidates wait",)
    wanted = Filter(parties=frozenset({"ada"}), issues=frozenset({"tolls"}))
    assert Filter().is_empty
    assert not wanted.is_empty


def test_gaps_are_found_in_reading_order_round_the_end(matrix: Matrix) -> None:
    layout = lay_out(matrix, Arrangement())
    assert next_gap(matrix, layout, (0, 0), 1) == (0, 1)
    assert next_gap(matrix, layout, (0, 0), -1) == (2, 0)
    assert next_gap(matrix, layout, (2, 1), 1) == (0, 0)


def test_without_gaps_there_is_none_to_go_to(matrix: Matrix) -> None:
    dredging = Filter(parties=frozenset({"bob"}), issues=frozenset({"dredging"}))
    assert next_gap(matrix, lay_out(matrix, Arrangement(filter=dredging)), (0, 0), 1) is None
    assert next_gap(Matrix(Topic()), lay_out(Matrix(Topic()), Arrangement()), (0, 0), 1) is None


def test_under_a_filter_only_the_cells_asked_for_are_gone_to_and_counted(matrix: Matrix) -> None:
    layout = lay_out(matrix, Arrangement(filter=Filter(stances=frozenset({"support"}))))
    assert (layout.rows, layout.columns) == (("cleo", "bob"), ("tolls", "dredging"))
    assert count_wanted(matrix, layout) == 2
    assert first_wanted(matrix, layout, (0, 0)) == (0, 0)
    assert first_wanted(matrix, layout, (0, 1)) == (1, 1)
    assert next_gap(matrix, layout, (0, 0), 1) == (0, 0), "the other gaps are empty cells now"
    nothing = lay_out(matrix, Arrangement(filter=Filter(stances=frozenset({"ambiguous"}))))
    assert first_wanted(matrix, nothing, (0, 0)) is None


def test_filter_and_order_stay_on_entries_that_get_other_ids(matrix: Matrix) -> None:
    before = matrix.topic
    parties = {("eve" if key == "ada" else key): party for key, party in before.parties.items()}
    issues = {("mud" if key == "dredging" else key): issue for key, issue in before.issues.items()}
    now = replace(before, parties=parties, issues=issues)
    wanted = Filter(parties=frozenset({"ada", "bob"}), issues=frozenset({"dredging"}))
    shown = Arrangement(Order.STANCE, along="dredging", filter=wanted)
    assert arranged_now(shown, before, now) == replace(
        shown, along="mud", filter=Filter(parties=frozenset({"eve", "bob"}), issues=frozenset({"mud"}))
    )
    turned = arranged_now(Arrangement(Order.STANCE, along="ada", transposed=True), before, now)
    assert turned.along == "eve"
    assert arranged_now(Arrangement(reverse=True), before, now) == Arrangement(reverse=True)
