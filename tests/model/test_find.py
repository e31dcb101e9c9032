"""Finding a text in the matrix: what a reader looks for first, and why a cell was found."""

from __future__ import annotations

import pytest
from topics import topic_of

from model.arrange import Arrangement, Filter, lay_out
from model.find import Match, Where, find_text, first_match, next_match
from model.matrix import Matrix
from model.schema import Topic


@pytest.fixture
def matrix() -> Matrix:
    topic = topic_of(
        {
            ("ada", "tolls"): [("oppose", "2025-05-20")],
            ("bob", "tolls"): {"note": "Asked by post", "stance": "oppose"},
            ("bob", "dredging"): {
                "summary": "Wants the Fairway deeper",
                "quotes": [
                    {"quote": "Dig now, says Cleo", "source": "daily", "stance": "support", "speaker": "Ben"},
                    {"quote": "Dig soon", "source": "weekly", "stance": "support", "date": "2025-05-10"},
                ],
            },
            ("cleo", "tolls"): [("support", "2025-05-20")],
        },
        parties={"cleo": {"name": "Cleo"}, "ada": {"name": "ada"}, "bob": {"name": "Bob"}},
    )
    return Matrix(topic)


def found(matrix: Matrix, text: str, arrangement: Arrangement | None = None) -> list[tuple[tuple[int, int], Where]]:
    return [
        (match.place, match.where) for match in find_text(matrix, lay_out(matrix, arrangement or Arrangement()), text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FAIRWAY", [((2, 1), Where.SUMMARY)]),
        ("by post", [((2, 0), Where.NOTE)]),
        ("dig soon", [((2, 1), Where.QUOTE)]),
        ("ben", [((2, 1), Where.SPEAKER)]),
        ("bob", [((2, 0), Where.PARTY)]),
        ("dredging", [((0, 1), Where.ISSUE)]),
        ("cleo", [((0, 0), Where.PARTY), ((2, 1), Where.QUOTE)]),
        ("nothing like it", []),
        ("  ", []),
    ],
)
def test_names_come_first_and_each_match_says_what_has_the_text(
    matrix: Matrix, text: str, expected: list[tuple[tuple[int, int], Where]]
) -> None:
    assert found(matrix, text) == expected


def test_a_name_is_found_once_however_the_matrix_lies(matrix: Matrix) -> None:
    transposed = Arrangement(transposed=True)
    assert found(matrix, "dredging", transposed) == [((1, 0), Where.ISSUE)]
    assert found(matrix, "bob", transposed) == [((0, 2), Where.PARTY)]


def test_what_a_filter_leaves_out_is_not_found(matrix: Matrix) -> None:
    only = Arrangement(filter=Filter(stances=frozenset({"oppose"})))
    assert found(matrix, "dig", only) == []
    assert found(matrix, "cleo", only) == []
    nothing = Arrangement(filter=Filter(stances=frozenset({"ambiguous"})))
    assert found(matrix, "cleo", nothing) == []


TEXTS = tuple(Match(place, Where.QUOTE) for place in ((0, 1), (1, 0), (2, 2)))
NAME = Match((2, 0), Where.PARTY)


def test_typing_goes_to_a_name_if_there_is_one_else_to_the_first_cell_from_here_on() -> None:
    assert first_match((NAME, *TEXTS), (1, 0)) == NAME
    assert first_match(TEXTS, (1, 0)) == TEXTS[1]
    assert first_match(TEXTS, (2, 3)) == TEXTS[0]
    assert first_match((), (0, 0)) is None


def test_the_next_match_follows_the_list_until_the_reader_moves_away() -> None:
    matches = (NAME, *TEXTS)
    assert next_match(matches, NAME, NAME.place, 1) == TEXTS[0]
    assert next_match(matches, NAME, NAME.place, -1) == TEXTS[2]
    assert next_match(matches, NAME, (1, 1), 1) == NAME, "the next in reading order from there"
    assert next_match(matches, NAME, (1, 1), -1) == TEXTS[1]
    assert next_match(matches, None, (3, 3), 1) == TEXTS[0]
    assert next_match((), NAME, NAME.place, 1) is None


def test_an_empty_topic_has_nothing_to_find() -> None:
    matrix = Matrix(Topic())
    assert find_text(matrix, lay_out(matrix, Arrangement()), "a") == ()
