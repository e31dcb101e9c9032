"""How cells and heads are drawn at every width: what does not fit is left out whole, columns stay straight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.faces import Face, Sheet, face_line, face_text, wrap
from tui.geometry import MIN_COLUMN, lay_out
from tui.palette import TONES

TEXTS = st.text(st.sampled_from("ab -/–\n\tZ日本語한é👍́"), max_size=40)
FACES = st.builds(
    Face,
    glyph=st.sampled_from("+±?−·~👍日"),
    word=TEXTS,
    count=st.integers(0, 10**6),
    marks=st.text("*!≠^", max_size=5),
    tone=st.sampled_from(TONES),
    faded=st.booleans(),
    note=TEXTS,
)


@given(FACES, st.integers(1, 60), st.integers(0, 3), st.booleans())
def test_a_face_fills_its_column_exactly(face: Face, width: int, slack: int, under_cursor: bool) -> None:
    text = face_text(face, width, slack, under_cursor=under_cursor)
    assert cell_len(text) == width + slack
    assert "\n" not in text


@given(FACES, st.integers(3, 60))
def test_a_face_shows_its_word_whole_or_not_at_all_and_never_without_its_glyph(face: Face, width: int) -> None:
    glyph, word = face.glyph, "support"
    line = face_line(Face(glyph, word, "", face.count, face.marks, "for", faded=False, note=""), width)
    assert line.startswith(glyph)
    assert word in line or not set(word) & set(line)


@given(FACES, st.integers(MIN_COLUMN - 2, 60))
def test_counts_and_marks_are_never_cut(face: Face, width: int) -> None:
    shown = face_line(Face("+", "", "", face.count % 1000, face.marks[:2], "for", faded=False, note=""), width)
    assert face.marks[:2] in shown
    assert not face.count % 1000 or str(face.count % 1000) in shown


@given(st.integers(14, 60), st.integers(1, 99), st.integers(1, 99), st.text("*!≠^", max_size=2))
def test_counts_end_at_the_same_place_in_all_faces_of_a_column(width: int, one: int, other: int, marks: str) -> None:
    ends = {
        len(line.rstrip(" *!≠^"))
        for line in (
            face_line(Face("+", "support", "", one, marks, "for", faded=False, note=""), width),
            face_line(Face("−", "conditional", "", other, "", "for", faded=False, note=""), width),
        )
    }
    assert len(ends) == 1


@given(TEXTS, st.integers(1, 30), st.integers(1, 4))
def test_wrapped_text_fits_and_keeps_its_order(text: str, width: int, most: int) -> None:
    wrapped = wrap(text, width, most)
    assert len(wrapped) <= most
    assert all(line and cell_len(line) <= width and line == line.strip() for line in wrapped)
    if "…" not in "".join(wrapped):
        assert "".join(wrapped).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Security guarantees and NATO", 10, ("Security", "guarantees", "and NATO")),
        ("Security guarantees and NATO", 9, ("Security", "guarante…", "and NATO")),
        ("Security guarantees and NATO", 28, ("Security guarantees and NATO",)),
        ("Status of the Black Sea grain corridor", 9, ("Status of", "the Black", "Sea grai…")),
        ("Russia-Ukraine talks", 9, ("Russia-", "Ukraine", "talks")),
        ("安全保障とNATO加盟", 9, ("安全保障", "とNATO加", "盟")),
        ("", 9, ()),
    ],
)
def test_heads_break_between_words_and_say_what_was_cut(text: str, width: int, expected: tuple[str, ...]) -> None:
    assert wrap(text, width, 3) == expected


@given(st.integers(1, 260), st.integers(1, 80), st.integers(1, 3), st.integers(0, 60), st.integers(0, 60))
def test_places_fill_the_window_and_whole_columns_are_shown(
    width: int, height: int, row_height: int, rows: int, columns: int
) -> None:
    names = ("Security guarantees", "日本", "Ceasefire")
    sheet = Sheet(
        "party \\ issue",
        tuple(names[row % 3] for row in range(rows)),
        tuple(names[column % 3] for column in range(columns)),
        lambda _row, _column: Face("·", "", "", 0, "", "silent", faded=False, note=""),
    )
    places = lay_out(width, height, row_height, sheet)
    assert places.margin >= 0
    assert places.top + places.row_height <= max(height, 1)
    assert bool(places.slots) is bool(columns)
    assert all(slot >= 1 for slot in places.slots)
    assert max(places.slots, default=0) - min(places.slots, default=0) <= 1
    if len(places.slots) < columns:
        assert places.margin == 0
        assert len(places.slots) == 1 or min(places.slots) >= MIN_COLUMN
    hits = [places.slot_at(x) for x in range(width)]
    assert [hits.count(slot) for slot in range(len(places.slots))] == list(places.slots)


def test_a_long_word_gives_way_to_its_short_form_before_it_is_left_out() -> None:
    face = Face("±", "conditional", "cond.", 24, "!", "lean-for", faded=False, note="")
    assert [face_line(face, width).split() for width in (20, 13, 8)] == [
        ["±", "conditional", "24", "!"],
        ["±", "cond.", "24", "!"],
        ["±", "24", "!"],
    ]
