from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.extract.phrases import Match, Phrases, longest
from model.extract.tokens import tokenize

WORD = st.text("abcdefgh", min_size=1, max_size=7)
WORDS = st.lists(WORD, min_size=1, max_size=12)


def found(phrase: str, text: str) -> list[str]:
    """Give the words of a text that a phrase fits."""
    tokens = tokenize(text)
    return [tokens.words(one.first, one.last) for one in Phrases([(phrase, "label")]).find(tokens)]


@given(WORDS, st.data())
def test_words_of_a_text_are_found_where_they_stand(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    phrases = Phrases([(" ".join(words[first:last]), "here"), ("xyz", "elsewhere")])
    assert Match(first, last, "here") in phrases.find(tokenize(" ".join(words)))


@given(WORDS, st.data())
def test_a_word_may_have_any_ending_after_a_star(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    assume(len(words[at]) >= 3)
    stem = words[at][: data.draw(st.integers(3, len(words[at])))]
    assert [one.first for one in Phrases([(f"{stem}*", "")]).find(tokenize(" ".join(words)))] == [
        number for number, word in enumerate(words) if word.startswith(stem)
    ]


@given(st.lists(WORD, min_size=0, max_size=6))
def test_a_gap_is_up_to_three_words_long(between: list[str]) -> None:
    text = " ".join(("xx", *between, "yy"))
    assert found("xx * yy", text) == ([text] if len(between) <= 3 else [])


def test_a_star_at_the_end_or_two_together_ask_for_nothing_more() -> None:
    assert found("sign *", "they sign it now") == ["sign"]
    assert found("sign * * deal", "they sign the new deal") == ["sign the new deal"]


@given(st.lists(WORD, min_size=4, max_size=10, unique=True), st.sampled_from(".!?;:"), st.data())
def test_no_phrase_goes_over_the_end_of_a_sentence(words: list[str], stop: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    text = " ".join(words[:at]) + stop + " " + " ".join(words[at:])
    first, last = data.draw(st.integers(0, at - 1)), data.draw(st.integers(at, len(words) - 1))
    inner = words[first + 1 : last]
    for phrase in (f"{words[first]} * {words[last]}", " ".join((words[first], *inner, words[last]))):
        assert found(phrase, text) == []


@pytest.mark.parametrize("phrase", ["ceasefire*", "cease-fire*"])
@pytest.mark.parametrize("text", ["ceasefire", "cease-fire", "cease fire", "Ceasefires", "CEASE-FIRES", "cease fires"])
def test_a_hyphen_a_blank_and_neither_are_one(phrase: str, text: str) -> None:
    assert found(phrase, f"the {text} now") == [text]


@pytest.mark.parametrize(
    ("phrase", "text", "words"),
    [
        ("no-show", "a no show", ["no show"]),
        ("no show", "a no-show", ["no-show"]),
        ("push for ceasefire", "push for cease-fire", ["push for cease-fire"]),
        ("push for ceasefire*", "push for cease fires", ["push for cease fires"]),
        ("push for ceasefire", "push for cease", []),
        ("push for ceasefire", "push for cease fires", []),
        ("ceasefire terms", "cease-fire-terms", ["cease-fire-terms"]),
        ("ceasefire", "cease. Fire", []),
        ("land swap*", "landlord swaps", []),
        ("US", "us and the US", ["US"]),
        ("Us", "us and the US", ["us", "US"]),
        ("Kyiv's plan", "Kyiv’s plan", ["Kyiv’s plan"]),
        ("plan", "Kyiv's plans", []),
        ("30-day truce", "a 30 day truce", ["30 day truce"]),
        ("lift* * sanctions", "lifting the EU's sanctions", ["lifting the EU's sanctions"]),
        ("step* * down", "stepping, as agreed, down", ["stepping, as agreed, down"]),
        ("stop * talks", "stop “the talks”", []),
        ("us*", "used", []),  # two letters have no open end
        ("talks *", "talks", []),
        ("*", "talks", []),
        ("", "talks", []),
        ("İstanbul talks", "İSTANBUL TALKS", ["İSTANBUL TALKS"]),
    ],
)
def test_a_phrase_means_what_the_guide_says(phrase: str, text: str, words: list[str]) -> None:
    assert found(phrase, text) == words


def test_only_terms_may_be_joined() -> None:
    phrases = Phrases([("ban", "name"), ("onset", "name"), ("offset", "term")], joins=lambda label: label == "term")
    assert phrases.find(tokenize("on set, off set")) == [Match(3, 5, "term")]


def test_a_long_run_finds_the_same_in_its_last_text_as_in_its_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model.extract.phrases._MOST_MET", 4)
    phrases = Phrases([("half-time", ""), ("ban*", ""), ("call * off", "")])
    text = tokenize("At half time they call the bans off.")
    first = phrases.find(text)
    assert [one.first for one in first] == [1, 4, 6]
    for words in ("one two three", "four five six", "seven eight nine"):
        assert not phrases.find(tokenize(words))
    assert len(phrases._met) <= 4 + 3  # what is known of words must not grow with the corpus
    assert phrases.find(text) == first


@given(st.text("ab *-'’.UÉ\n", max_size=20), st.text("ab -'’.UÉ\n", max_size=40))
def test_any_phrase_can_be_looked_up_in_any_text(phrase: str, text: str) -> None:
    tokens = tokenize(text)
    matches = Phrases([(phrase, "")]).find(tokens)
    assert all(0 <= one.first < one.last <= len(tokens) for one in matches)
    letters = re.sub(r"[^a-zé]", "", phrase.partition("*")[0].lower())[:1]
    assert all(tokens.words(one.first, one.last)[:1].lower() in (letters, "'", "’", ".", "-", "*") for one in matches)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5))))
def test_of_words_that_overlap_the_longest_phrase_counts(spans: list[tuple[int, int]]) -> None:
    kept = longest(Match(first, first + length, "") for first, length in spans)
    places = list(dict.fromkeys(one[:2] for one in kept))
    assert all(last <= first for (_, last), (first, _) in pairwise(places))
    assert {first for first, _ in places[:1]} == {min(first for first, _ in spans)} if spans else not kept
    assert all(any(first < one.last and one.first < first + length for one in kept) for first, length in spans)
