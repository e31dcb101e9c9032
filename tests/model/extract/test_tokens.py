from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.extract.tokens import tokenize

# Letters that change their number with their case, that stand on others, and signs that look like apostrophes.
NASTY = st.text(
    st.one_of(st.sampled_from("abtns.,-_'’ʼ‘“\"İıſßẞǅﬁΣς\u0301\u0308\u200d\u00ad 12\n\u2028🇺🇦"), st.characters()),
    max_size=60,
)


@given(NASTY)
@example("İSTANBUL’DA İ")
@example("don’t Kyiv's U.S. 3.5 ſ e\u0301t\u0301")
def test_every_letter_is_in_one_word_at_its_own_place(text: str) -> None:
    tokens = tokenize(text)
    assert len(tokens.low) == len(tokens.starts) == len(tokens.ends) == len(tokens)
    edges = [edge for both in zip(tokens.starts, tokens.ends, strict=True) for edge in both]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in zip(tokens.starts, tokens.ends, strict=True))
    pieces = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert "".join(pieces) == "".join(char for char in text if char != "_" and not char.isspace())
    assert all(len(low) == len(piece) for low, piece in zip(tokens.low, pieces, strict=True))


@given(st.text(st.characters(codec="latin-1"), max_size=60))
def test_a_word_is_found_whatever_its_case(text: str) -> None:
    assert tokenize(text.lower()).low == tokenize(text).low


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kyiv's", ["kyiv", "'s"]),
        ("Kyiv’s", ["kyiv", "'s"]),
        ("don't", ["do", "n't"]),
        ("can’t", ["ca", "n't"]),
        ("We'll, they've", ["we", "'ll", ",", "they", "'ve"]),
        ("the unions' talks", ["the", "unions", "'", "talks"]),
        ("U.S. envoy", ["u.s.", "envoy"]),
        ("3,000 at 12:30", ["3,000", "at", "12:30"]),
        ("cease-fire", ["cease", "-", "fire"]),
        ("O'Neill", ["o", "'", "neill"]),
    ],
)
def test_not_and_whose_are_words_of_their_own(text: str, words: list[str]) -> None:
    assert tokenize(text).low == words


def test_words_are_given_as_they_are_written() -> None:
    tokens = tokenize("İzmir  \n Talks’ end")
    assert tokens.words(0, 2) == "İzmir  \n Talks"
    assert tokens.words(2, 2) == ""
    assert [tokens.is_capital(at) for at in range(len(tokens))] == [True, True, False, False]
