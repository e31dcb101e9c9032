from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.quotes.folding import Span, fold

TRICKY = st.text(
    st.sampled_from("ab1 '\"“’»-–…ﬁ\xa0\n\xad\u200b\u200d\u0301\u0323é각\u1100\u1161\u11a8\ufe0f👍Жй"), max_size=30
)


@pytest.mark.parametrize(
    ("text", "even"),
    [
        ("“No,” he said: ‘never’ «jamais» „nie“", "'No,' he said: 'never' 'jamais' 'nie'"),
        ("“‘Peace’ now”", "'Peace' now'"),
        ("``Peace''", "'Peace'"),
        ("cease‑fire – now — or -- never", "cease-fire - now - or - never"),
        ("minus −5", "minus -5"),
        ("a \t\n\xa0\u2009 b\u3000c", "a b c"),
        ("nego\xadti\u200bate\ufeff", "negotiate"),
        ("wait… what", "wait... what"),
        ("oﬃce", "office"),
        ("Cafe\u0301 й", "Café й"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("ａ", "ａ"),
    ],
)
def test_typography_is_made_even(text: str, even: str) -> None:
    assert fold(text).text == even


@pytest.mark.parametrize("text", ["10²", "½", "Peace", "peace", "not", "5′", "x₂"])
def test_what_changes_the_meaning_stays(text: str) -> None:
    assert fold(text).text == text


@given(st.text() | TRICKY)
@settings(deadline=None)
def test_a_mac_and_a_windows_spelling_of_accents_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)).text == fold(unicodedata.normalize("NFD", text)).text


@given(st.text() | TRICKY)
@settings(deadline=None)
def test_every_even_character_leads_back_to_its_own_place(text: str) -> None:
    folded = fold(text)
    spans = [folded.around(at, at + 1) for at in range(len(folded.text))]
    assert spans == sorted(spans)
    reached = 0
    for at, span in enumerate(spans):
        assert 0 <= span.start < span.end <= len(text)
        assert span.start >= reached or span == spans[at - 1]  # characters overlap only within one ligature or ellipsis
        reached = span.end
        if folded.span(at, at + 1) is not None and span.end - span.start == 1:
            assert fold(text[span.start : span.end]).text == folded.text[at]


@given(st.text() | TRICKY)
@settings(deadline=None)
def test_no_visible_character_is_lost(text: str) -> None:
    folded = fold(text)
    if folded.text:
        span = folded.around(0, len(folded.text))
        assert fold(text[: span.start]).text == fold(text[span.end :]).text == ""


def test_a_span_never_cuts_an_ellipsis_in_two() -> None:
    folded = fold("a… b")
    assert folded.text == "a... b"
    assert folded.span(0, 4) == Span(0, 2)
    assert folded.span(0, 2) is folded.span(2, 6) is None
    assert folded.around(0, 2) == Span(0, 2)
    assert folded.around(2, 6) == Span(1, 4)


def test_a_soft_hyphen_at_the_edge_belongs_to_no_word() -> None:
    folded = fold("war\xad \xadpeace")
    assert folded.text == "war peace"
    assert folded.span(0, 3) == Span(0, 3)
    assert folded.span(4, 9) == Span(6, 11)
