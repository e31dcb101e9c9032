from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from model.file.judging import form, judged
from model.schema import DEFAULT_SCALE, PartialDate, Quote, Topic

DAYS = st.dates()


@given(DAYS)
def test_a_day_a_month_and_a_year_are_read_and_written_alike(day: date) -> None:
    text = day.isoformat()
    for length in (4, 7, 10):
        assert str(PartialDate.parse(text[:length])) == text[:length]
    assert PartialDate.parse(text) == PartialDate(day, day)


@given(DAYS)
def test_a_month_and_a_year_reach_from_their_first_day_to_their_last(day: date) -> None:
    for length in (4, 7):
        partial = PartialDate.parse(day.isoformat()[:length])
        assert partial.first <= day <= partial.last
        for neighbour in (partial.first.toordinal() - 1, partial.last.toordinal() + 1):
            if date.min.toordinal() <= neighbour <= date.max.toordinal():
                assert date.fromordinal(neighbour).isoformat()[:length] != day.isoformat()[:length]


def test_february_has_a_29th_only_in_leap_years() -> None:
    assert PartialDate.parse("2024-02").last == date(2024, 2, 29)
    assert PartialDate.parse("2025-02").last - PartialDate.parse("2025-02").first == timedelta(27)


NO_DATES: list[object] = [
    "", "25", "2025-2", "2025-02-30", "2025-13", "2025-00", "2025-01-00", "0000", "0000-01-01", "20250501",
    "2025-05-1", "19.05.2025", "May 2025", "2025-05-19T12:30", "2025/05/19", "٢٠٢٥", "２０２５", "2025-", "-2025",
    "2025-05-19\n2", None, 5, [],
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    NO_DATES,
)
def test_what_is_no_date_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="not a date"):
        PartialDate.parse(text)


def test_blanks_around_a_date_do_not_matter() -> None:
    assert PartialDate.parse(" 2025-05-19 ") == PartialDate.parse("2025-05-19")


def test_a_date_that_was_read_already_stays() -> None:
    day = PartialDate.parse("2025-05-19")
    assert PartialDate.parse(day) is day


def test_dates_sort_by_when_they_begin() -> None:
    texts = ["2025-05-19", "2024", "2025-05", "2025", "2025-05-18"]
    ordered = sorted(map(PartialDate.parse, texts))
    assert [str(day) for day in ordered] == ["2024", "2025", "2025-05", "2025-05-18", "2025-05-19"]


def test_an_empty_topic_has_the_four_levels_and_nothing_else() -> None:
    topic = judged({})
    assert topic == Topic()
    assert list(topic.scale) == list(DEFAULT_SCALE) == ["support", "conditional", "ambiguous", "oppose"]
    assert [level.value for level in topic.scale.values()] == [1, 0.5, 0, -1]
    assert not any((topic.issues, topic.parties, topic.sources, topic.events, topic.positions))


def test_an_empty_value_is_a_value_not_given() -> None:
    topic = judged(
        {
            "title": None,
            "scale": None,
            "events": None,
            "parties": {"a": {"name": "A", "aliases": None, "people": {"Anna Alder": None}, "members": None}},
            "issues": {"b": {"name": "B", "acts": {"support": None}, "for": None}},
            "positions": {"a": {"b": None}, "c": None},
        }
    )
    assert topic.title == ""
    assert topic.scale == DEFAULT_SCALE
    assert topic.parties["a"].people["Anna Alder"].aliases == ()
    assert topic.issues["b"].for_ == topic.issues["b"].acts.support == ()
    assert topic.positions["a"]["b"].quotes == ()
    assert topic.positions["c"] == {}


def test_an_empty_unknown_key_is_unknown_all_the_same() -> None:
    with pytest.raises(ValidationError) as caught:
        judged({"parites": None})
    assert caught.value.errors()[0]["type"] == "unexpected_keyword_argument"


def test_a_topic_cannot_be_changed_by_mistake() -> None:
    quote = Quote(quote="a", source="b", stance="support")
    with pytest.raises(FrozenInstanceError):
        quote.stance = "oppose"


@pytest.mark.parametrize(
    "scale",
    [
        {},
        {"a": {"value": "1", "glyph": "+", "label": "a"}},
        {"a": {"value": "1", "glyph": "+", "label": "a"}, "b": {"value": "1.0", "glyph": "-", "label": "b"}},
    ],
)
def test_a_scale_must_tell_two_things_apart(scale: object) -> None:
    with pytest.raises(ValidationError):
        judged({"scale": scale})


TOPIC = judged(
    {
        "sources": {"dated": {"file": "a", "published": "2025-05"}, "undated": {"file": "b"}},
        "positions": {"a": {"b": {"stance": "support"}}},
    }
)


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ("dated", None, "2025-05"),
        ("dated", "2025-05-19", "2025-05-19"),
        ("undated", None, None),
        ("undated", "2024", "2024"),
        ("unknown", None, None),
    ],
)
def test_the_date_of_a_quote_is_its_own_or_its_sources(source: str, own: str | None, expected: str | None) -> None:
    quote = Quote("q", source, "support", date=PartialDate.parse(own) if own else None)
    found = TOPIC.date_of(quote)
    assert (str(found) if found else None) == expected


def test_a_position_is_found_by_party_and_issue() -> None:
    found = TOPIC.position("a", "b")
    assert found is not None
    assert found.stance == "support"
    assert TOPIC.position("a", "c") is None
    assert TOPIC.position("c", "b") is None


def test_a_schema_for_editors_can_be_written() -> None:
    schema = form()
    sections = {"title", "scale", "issues", "parties", "sources", "events", "positions"}
    assert schema["properties"].keys() == sections | {"cues", "conduits", "trailers"}
    assert schema["$defs"]["Quote"]["required"] == ["quote", "source", "stance"]
    assert "for" in schema["$defs"]["Issue"]["properties"]
