from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.plain import one_line, plain

BIDI = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
ANY = st.text(st.characters(exclude_categories=()))
HOSTILE = st.text(st.sampled_from("\x1b\x9b[m\a\r\n\t\u202e\ud800\0\x7fЖa"))


def obeyed(char: str) -> bool:
    """Say whether a terminal may act on a character instead of showing it."""
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in BIDI


@given(ANY | HOSTILE)
def test_no_escape_sequence_of_an_article_reaches_the_terminal(text: str) -> None:
    assert not [char for char in plain(text) if obeyed(char) and char != "\n"]


@given(ANY | HOSTILE)
def test_an_offset_means_the_same_place_before_and_after(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert all(before == after or obeyed(before) for before, after in zip(text, shown, strict=True))


@given(ANY | HOSTILE)
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_every_character_that_a_terminal_obeys_is_replaced_even_when_it_stands_alone() -> None:
    changed = {chr(code) for code in range(0x110000) if plain(chr(code)) != chr(code)}
    assert changed == {chr(code) for code in range(0x110000) if obeyed(chr(code))} - {"\n"}


def test_a_reader_sees_that_something_was_there() -> None:
    assert plain("a\x1b[31mred\x7f\u202eb\tc") == "a␛[31mred␡\N{REPLACEMENT CHARACTER}b c"


@given(ANY | HOSTILE)
def test_a_name_with_line_breaks_takes_one_line(text: str) -> None:
    assert "\n" not in one_line(text)
    assert len(one_line(text)) == len(text)


@pytest.mark.parametrize("text", ["", "Türkiye – “peace”\nnow", "👨‍👩‍👧 é שלום"])
def test_ordinary_text_is_untouched(text: str) -> None:
    assert plain(text) == text
