from __future__ import annotations

from collections import Counter
from datetime import date

from topics import quotes_of, topic_of

from model.cell import Gap
from model.matrix import Matrix
from model.schema import Topic


def example() -> Matrix:
    return Matrix(
        topic_of(
            {
                ("ada", "tolls"): [("support", "2025-05-01"), ("oppose", "2025-05-20")],
                ("ada", "dredging"): [("support", "2025-05-20")],
                ("bob", "tolls"): [("support", "2025-04-01")],
            }
        )
    )


def test_the_matrix_is_read_at_the_day_of_the_latest_quote_so_an_old_topic_is_not_all_stale() -> None:
    assert example().as_of == date(2025, 5, 20)
    assert Matrix(topic_of({}), date(2024, 1, 1)).as_of == date(2024, 1, 1)


def test_one_quote_of_which_only_the_year_is_known_makes_no_other_cell_stale() -> None:
    quotes = {("ada", "tolls"): [("support", "2025")], ("bob", "tolls"): [("support", "2025-03-04")]}
    matrix = Matrix(topic_of(quotes))
    assert matrix.as_of == date(2025, 3, 4)
    assert [matrix.cell(party, "tolls").gap for party in ("ada", "bob")] == [Gap.SINGLE_SOURCE] * 2
    assert matrix.quote_count == 2


def test_a_verdict_counts_that_was_given_after_the_latest_quote() -> None:
    told = {"quotes": quotes_of([("support", "2025-05-20")])}
    for since, as_of in (("2025-06-03", date(2025, 6, 3)), ("2025-06", date(2025, 6, 1))):
        matrix = Matrix(topic_of({("ada", "tolls"): {"stance": "oppose", "since": since, **told}}))
        assert (matrix.as_of, matrix.cell("ada", "tolls").stance) == (as_of, "oppose")
    assert Matrix(matrix.topic, date(2025, 5, 20)).cell("ada", "tolls").stance == "support", "read at an earlier date"
    assert Matrix(topic_of({("ada", "tolls"): {"since": "2025-06-03", **told}})).as_of == date(2025, 5, 20), (
        "no verdict"
    )
    alone = Matrix(topic_of({("ada", "tolls"): {"stance": "oppose", "since": "2025-06-03"}}))
    assert alone.cell("ada", "tolls").stance == "oppose"


def test_without_dated_quotes_the_latest_source_dates_the_matrix_and_without_any_it_is_today() -> None:
    assert Matrix(topic_of({})).as_of == date(2025, 5, 10)
    undated = {("ada", "tolls"): {"quotes": quotes_of([("support", "")], source="weekly")}}
    assert Matrix(topic_of(undated)).as_of == date(2025, 5, 10)
    assert Matrix(Topic()).as_of == date.today()  # noqa: DTZ011 - the user's own calendar day


def test_every_cell_of_every_party_and_issue_is_there_once() -> None:
    cells = [(cell.party, cell.issue) for cell in example().cells()]
    assert cells == [(party, issue) for party in ("ada", "bob", "cleo") for issue in ("tolls", "dredging")]


def test_counts_of_quotes_gaps_and_contradictions_match_the_cells() -> None:
    matrix = example()
    assert matrix.quote_count == 4
    assert [cell.party for cell in matrix.contradictions] == ["ada"]
    gaps = Counter(cell.gap for cell in matrix.cells() if cell.gap is not None)
    assert matrix.gaps == gaps
    assert matrix.gap_count == gaps.total() == 6


def test_salience_is_the_partys_own_share_and_silence_has_none() -> None:
    matrix = example()
    assert matrix.salience("ada", "tolls") == 2 / 3
    assert matrix.salience("bob", "dredging") == 0
    assert matrix.salience("cleo", "tolls") is None


def test_a_cell_is_read_once() -> None:
    matrix = example()
    assert matrix.cell("ada", "tolls") is matrix.cell("ada", "tolls")
