from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.extract.clean import body
from model.extract.segment import MOST_WORDS, Sentence, segment
from model.extract.tokens import tokenize


def sentences(text: str) -> list[Sentence]:
    return segment(tokenize(text), body(text))


def quoted(text: str) -> list[str]:
    """Give what stands in quotation marks, sentence by sentence."""
    tokens = tokenize(text)
    return [tokens.words(*quote) for sentence in segment(tokens, body(text)) for quote in sentence.quotes]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We want it,” Berg said.", ["We want it,"]),
        ('"We want it," Berg said. "Now."', ["We want it,", "Now."]),
        ("«We want it», Berg said.", ["We want it"]),
        ("„We want it”, Berg said.", ["We want it"]),
        ('“We want it," Berg said.', ["We want it,"]),  # a curly mark closed by a straight one
        ('"We want it,” Berg said.', ["We want it,"]),
        ("Berg: 'We want it'", ["We want it"]),
        ("Berg said it was ‘a trap’.", ["a trap"]),
        ("“He called it ‘a trap’,” Berg said.", ["He called it ‘a trap’,"]),
        ("Norvia's and the unions' plan isn't ready", []),
        ("'He called it “a trap”,' Berg said. “No.”", ["He called it “a trap”,", "No."]),
        ("The unions’ plan and Norvia’s", []),
        ("O'Neill rejected the unions' plan.", []),
        ("Sudland’s ‘plan’ isn’t the unions’", ["plan"]),
        ("Berg said ”no” twice", []),
        ("“” is empty.", []),
    ],
)
def test_marks_are_paired_by_what_they_do_not_by_their_shape(text: str, quotes: list[str]) -> None:
    assert quoted(text) == quotes


def test_a_quotation_over_several_sentences_is_one() -> None:
    first, second, third = sentences("“We want it. It is vital,” Berg said. She left.")
    assert first.runs == second.runs
    assert third.runs == ()
    assert (first.quoted, second.quoted, third.quoted) == (4, 4, 0)


def test_a_quotation_that_goes_on_in_the_next_paragraph_keeps_its_speaker() -> None:
    text = "Berg said: “We want it.\n“We want it now.”\n“Nobody else does,” Stein said."
    first, second, third = sentences(text)
    assert first.runs == second.runs != third.runs
    assert [one.paragraph for one in (first, second, third)] == [0, 1, 2]


def test_an_open_mark_does_not_swallow_the_next_paragraph() -> None:
    first, second = sentences("Berg said: “We want it.\nStein left.")
    assert first.quotes
    assert not second.quotes


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("MARST (Agency) - The union rejected it.", "The union rejected it."),
        ("Marst, 2 April (KNA) – The union rejected it.", "The union rejected it."),
        ("PORT LEANDER, Norvia — “We want it.”", "“We want it.”"),
        ("NORVIA - the country - rejected it.", "NORVIA - the country - rejected it."),
        ("The talks - and they were hard - ended.", "The talks - and they were hard - ended."),
    ],
)
def test_where_an_agency_wrote_is_no_part_of_what_it_wrote(text: str, first: str) -> None:
    assert next(text[one.start : one.end] for one in sentences(text)) == first


def test_furniture_is_in_no_sentence() -> None:
    text = "Talks begin\nShare\nBerg said no."
    assert [text[one.start : one.end] for one in sentences(text)] == ["Talks begin", "Berg said no."]


def test_a_table_without_full_stops_costs_only_itself() -> None:
    text = f"Berg said no.\n{'Berg ferry ' * MOST_WORDS}\nStein left."
    assert [text[one.start : one.end] for one in sentences(text)] == ["Berg said no.", "Stein left."]


PIECES = st.sampled_from(
    ("Berg", "said", "no", ".", "?", "“", "”", '"', "'", "’", "‘", "«", "»", "„", " ", " ", "\n", "İ", "ſ")
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_sentences_lie_side_by_side_and_know_their_words(text: str) -> None:
    tokens = tokenize(text)
    found = segment(tokens, body(text))
    assert all(one.last <= other.first for one, other in pairwise(found))
    for one in found:
        inside = [at for at in range(len(tokens)) if one.start <= tokens.starts[at] and tokens.ends[at] <= one.end]
        assert inside == list(range(one.first, one.last))
        assert len(one.quotes) == len(one.runs)
        assert all(one.first <= first < last <= one.last for first, last in one.quotes)
        assert one.quoted == sum(one.in_quotes(at) for at in inside)
        assert list(one.runs) == sorted(one.runs)
