"""How cells and heads are drawn at every width: what does not fit is left out whole, columns stay straight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.faces import Face, Needs, Sheet, corner_text, face_text, form_of, needs_of, wrap
from tui.geometry import MIN_COLUMN, lay_out
from tui.sheet import legend
from tui.tones import TONES

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


COLUMNS_OF_FACES = st.lists(FACES, min_size=1, max_size=6)


def column(faces: list[Face], width: int) -> list[str]:
    form = form_of(needs_of(faces), width)
    return [face_text(face, width, form, under_cursor=False) for face in faces]


def plain(glyph: str, word: str, count: int, marks: str = "", short: str = "", *, faded: bool = False) -> Face:
    return Face(glyph, word, short, count, marks, "for", faded=faded, note="")


@given(COLUMNS_OF_FACES, st.integers(1, 60), st.booleans())
def test_a_face_fills_its_column_exactly(faces: list[Face], width: int, under_cursor: bool) -> None:
    form = form_of(needs_of(faces), width)
    for face in faces:
        text = face_text(face, width, form, under_cursor=under_cursor)
        assert cell_len(text) == width
        assert "\n" not in text


SUPPORTS = st.lists(
    st.builds(plain, st.just("+"), st.just("support"), st.integers(1, 999), st.text("*!≠", max_size=2)), min_size=1
)


@given(SUPPORTS, st.integers(10, 40))
def test_all_faces_of_a_column_show_their_word_whole_or_none_does(faces: list[Face], width: int) -> None:
    shown = column(faces, width)
    with_word = ["support" in text for text in shown]
    assert len(set(with_word)) == 1
    assert with_word[0] or not any(set("suport") & set(text) for text in shown)
    assert all(text.startswith(" +") for text in shown)


@given(SUPPORTS, st.integers(MIN_COLUMN, 40))
def test_counts_and_marks_are_never_cut_and_stand_below_each_other(faces: list[Face], width: int) -> None:
    shown, form = column(faces, width), form_of(needs_of(faces), width)
    assert all(str(face.count) in text and face.marks in text for face, text in zip(faces, shown, strict=True))
    if form is not None and form.ragged:  # where they had no room for that, words come before order
        assert all("support" in text for text in shown)
        return
    assert len({len(text.rstrip(" *!≠")) for text in shown}) == 1
    assert len({text.rindex(face.marks) for face, text in zip(faces, shown, strict=True) if face.marks}) <= 1


def test_a_word_goes_when_it_does_not_fit_one_face_of_its_column_and_a_blank_before_the_count_before_that() -> None:
    faces = [plain("+", "support", 2), plain("−", "oppose", 11, "*"), plain("·", "", 0)]
    assert column(faces, 16) == [" + support  2   ", " − oppose  11*  ", " ·              "]
    assert column(faces, 13) == [" + support 2 ", " − oppose 11*", " ·           "]
    assert column(faces, 12) == [" +  2       ", " − 11*      ", " ·          "]
    assert column(faces, 6) == [" +  2 ", " − 11*", " ·    "]
    assert column(faces, 5) == [" + 2 ", " − * ", " ·   "]


def test_the_sign_of_the_cursor_cannot_be_taken_for_the_brackets_of_a_faded_face() -> None:
    stale = plain("+", "support", 2, faded=True)
    form = form_of(needs_of([stale]), 14)
    assert face_text(stale, 14, form, under_cursor=False) == "(+ support  2)"
    assert face_text(stale, 14, form, under_cursor=True) == "▸+ support  2 "
    narrow = form_of(needs_of([stale, plain("+", "support", 20, "!")]), 10)
    assert face_text(stale, 10, narrow, under_cursor=False) == "(+  2)    "


def test_a_word_stays_where_only_the_blank_at_the_end_of_a_column_has_room_for_the_marks() -> None:
    faces = [plain("±", "conditional", 24, "*!", "cond."), plain("+", "support", 15, "*"), plain("+", "support", 4)]
    assert column(faces, 15) == [" ± cond.   24*!", " + support 15* ", " + support  4  "]
    stale = plain("−", "oppose", 3, "≠", faded=True)
    assert column([*faces[1:], stale], 14) == [" + support 15*", " + support   4", "(− oppose  3≠)"]


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
        ("party \\ issue",),
        tuple(names[row % 3] for row in range(rows)),
        tuple(names[column % 3] for column in range(columns)),
        lambda _row, _column: Face("·", "", "", 0, "", "silent", faded=False, note=""),
        lambda _column: Needs(),
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
    faces = [plain("±", "conditional", 24, "!", "cond."), plain("+", "support", 1)]
    assert [[text.split() for text in column(faces, width)] for width in (18, 17, 13, 12, 10)] == [
        [["±", "conditional", "24!"], ["+", "support", "1"]],
        [["±", "cond.", "24!"], ["+", "support", "1"]],
        [["±", "cond.", "24!"], ["+", "support", "1"]],
        [["±", "cond.", "24!"], ["+", "support", "1"]],
        [["±", "24!"], ["+", "1"]],
    ]


@pytest.mark.parametrize(
    ("width", "corner"),
    [
        (19, " parties ↓ issues →"),
        (18, " party ↓ issue →  "),
        (16, " party ↓ issue →"),
        (15, " party ↓       "),
        (6, " part…"),
    ],
)
def test_the_corner_says_what_rows_and_columns_are_in_as_many_words_as_fit(width: int, corner: str) -> None:
    spellings = ("parties ↓ issues →", "party ↓ issue →", "party ↓")
    assert corner_text(spellings, width, 0, 1) == corner


def test_of_all_signs_those_that_are_seen_are_said_and_no_others() -> None:
    silent = Face("·", "", "", 0, "", "silent", faded=False, note="")
    outside = Face("", "", "", 0, "", "silent", faded=False, note="")
    faces = [plain("+", "support", 2, "!≈"), plain("+", "support", 3, faded=True), plain("~", "mixed", 2), outside]
    assert legend([silent], in_words=True) == ["· nothing known yet"]
    assert legend([outside], in_words=True) == []
    stale = "( ) stale: no quote of the last 30 days"
    said = ["number: quotes", "! contradiction", "≈ a quote is not word for word", stale]
    assert legend(faces, in_words=True) == said
    assert legend(faces, in_words=False) == [*said, "+ support", "~ mixed"]
    waits = Face("*", "to review", "review", 0, "", "silent", faded=False, note="")
    assert legend([waits], in_words=False) == ["* to review: press 2"]
