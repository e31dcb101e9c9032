from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.quotes.folding import Span
from model.quotes.sentences import sentences, take, take_again


def texts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada agreed. Bob did not.", ["Ada agreed.", "Bob did not."]),
        ("Mr. Berg met Dr. Holm at 9 a.m. on Monday. They agreed.",
         ["Mr. Berg met Dr. Holm at 9 a.m. on Monday.", "They agreed."]),
        ("She wrote on X. He read it.", ["She wrote on X.", "He read it."]),
        ("A. B. Berg and C. Holm came.", ["A. B. Berg and C. Holm came."]),
        ("J. Berg came. Cranes cost 4.5 million.", ["J. Berg came.", "Cranes cost 4.5 million."]),
        ('"We are ready." She left. “No!” he said.', ['"We are ready."', "She left.", "“No!” he said."]),
        ("A headline\n\nThe text begins. It ends", ["A headline", "The text begins.", "It ends"]),
        ("  \n \n", []),
        ("Really?! Yes… Perhaps.", ["Really?!", "Yes…", "Perhaps."]),
    ],
)  # fmt: skip
def test_a_text_is_taken_apart_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@given(st.text(st.sampled_from("Ab. !?\n\"”'1é"), max_size=60))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    spans = sentences(text)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    rest = "".join(character for at, character in enumerate(text) if not any(s.start <= at < s.end for s in spans))
    assert rest.strip() == ""


def test_sentences_are_taken_one_by_one_or_in_a_row_and_never_beyond_the_text() -> None:
    text = "One. Two. Three."
    taken = take(text, 6)
    assert taken is not None

    def words(at: object) -> str:
        assert at is not None
        return text[at.span.start : at.span.end]  # type: ignore[attr-defined] # a Taken

    assert words(taken) == "Two."
    assert words(taken.moved(1)) == words(taken.moved(1).moved(1)) == "Three."
    assert words(taken.moved(-1)) == words(taken.moved(-1).moved(-1)) == "One."
    assert (taken.count, taken.longer(1).count) == (1, 2)
    assert words(taken.longer(1)) == words(taken.longer(1).longer(1)) == "Two. Three."
    assert words(taken.longer(1).longer(-1).longer(-1)) == "Two."
    assert words(taken.longer(1).moved(-1)) == "One."


def test_before_the_first_sentence_the_first_is_taken_and_an_empty_text_has_none() -> None:
    taken = take("\n\nOne.", 0)
    assert taken is not None
    assert taken.span.start == 2
    assert take(" \n", 0) is None


def test_sentences_are_taken_again_in_a_changed_text_only_as_whole_ones() -> None:
    text = "New. Two. Three. And more."
    again = take_again(text, Span(5, 16))
    assert again is not None
    assert (again.span, again.count, again.moved(1).span) == (Span(5, 16), 2, Span(17, 26))
    assert take_again(text, Span(5, 15)) is None
    assert take_again("", Span(0, 4)) is None


def test_a_long_line_of_names_does_not_cost_its_square() -> None:
    began = time.process_time()
    assert len(sentences("J. Smith, " * 5_000)) == 1
    assert len(sentences("Mr. B " * 5_000)) == 1
    assert time.process_time() - began < 1
