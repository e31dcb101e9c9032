"""A quote is followed from one reading of the file to the next, and the last good topic is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.file.loader import load, parse
from tui.session import Session, follow

if TYPE_CHECKING:
    from model.schema import Topic


def topic(*quotes: str) -> Topic:
    listed = ", ".join(f"{{quote: {quote}, source: s, stance: support}}" for quote in quotes)
    text = (
        "issues: {p: {name: P, proposition: It is so.}}\nparties: {n: {name: N}}\nsources: {s: {file: s.txt}}\n"
        f"positions: {{n: {{p: {{quotes: [{listed}]}}}}}}\n"
    )
    found = parse(text.encode(), Path("positions.yaml")).topic
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "number", "now", "found"),
    [
        ("ab", 1, "ab", 1),
        ("ab", 1, "xab", 2),
        ("ab", 1, "b", 0),
        ("ab", 0, "ba", 1),
        ("ab", 0, "xb", 0),  # its words were edited
        ("ab", 1, "a", None),
        ("aa", 1, "aa", 1),  # twice the same words: the same one
        ("ab", 1, "", None),
    ],
)
def test_a_quote_keeps_the_cursor_by_its_words_else_by_its_number(
    before: str, number: int, now: str, found: int | None
) -> None:
    expected = None if found is None else ("n", "p", found)
    assert follow(("n", "p", number), topic(*before), topic(*now)) == expected


def test_a_quote_of_a_cell_that_is_gone_is_gone() -> None:
    assert follow(("n", "other", 0), topic("a"), topic("a")) is None


def test_a_reading_that_cannot_be_shown_leaves_the_last_good_one(harbour: Path) -> None:
    session = Session(harbour)
    good = session.topic
    assert session.is_current
    assert not session.is_blank
    assert session.adopt(parse(b"title: [", harbour))
    assert session.topic is good
    assert not session.is_current
    assert session.errors
    assert session.adopt(parse(harbour.read_bytes(), harbour))
    assert session.is_current
    assert session.errors == []


def test_the_same_bytes_are_no_news_unless_asked_for(harbour: Path) -> None:
    session = Session(harbour)
    library = session.library
    assert not session.adopt(parse(harbour.read_bytes(), harbour))
    assert session.library is library
    assert not session.adopt(parse(harbour.read_bytes(), harbour), anyway=True)
    assert session.library is not library, "the articles are read again"


def test_the_place_of_an_entry_is_its_line_in_the_file(harbour: Path) -> None:
    session = Session(harbour)
    lines = harbour.read_text().split("\n")
    spot = session.spot(("positions", "port-authority", "tolls"))
    assert lines[spot.line - 1].strip() == "stance: oppose"
    assert session.spot(("positions", "port-authority", "no-such-issue")).line < spot.line


def test_no_text_is_new_before_the_sources_could_be_read_once(harbour: Path, change) -> None:
    change(harbour, "title: Harbour", "titel: Harbour")
    session = Session(harbour)
    session.note_texts(("articles/gazette.txt", "articles/bulletin.txt", "seeds/new.txt"))
    assert session.new_texts == ()
    change(harbour, "titel: Harbour", "title: Harbour")
    assert session.adopt(load(harbour))
    assert session.new_texts == ("seeds/new.txt",)
    change(harbour, "title: Harbour", "titel: Harbour")
    assert session.adopt(load(harbour))
    session.note_texts(("articles/gazette.txt", "articles/bulletin.txt", "seeds/new.txt", "seeds/newer.txt"))
    assert session.new_texts == ("seeds/new.txt", "seeds/newer.txt"), "as the last good reading has it"
