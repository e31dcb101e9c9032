from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.problem import Problem, Severity, file_problem, gravest, known_words, shorten


def test_a_problem_starts_with_a_place_that_editors_jump_to() -> None:
    assert str(Problem("topics/p.yaml", 14, 12, 'unknown party "ukrain"')) == (
        'topics/p.yaml:14:12: unknown party "ukrain"'
    )


def test_a_problem_is_an_error_unless_it_says_otherwise() -> None:
    assert Problem("p.yaml", 1, 1, "m").severity is Severity.ERROR


def test_a_file_problem_is_plain_and_has_no_lines() -> None:
    problem = file_problem("a\nb\x1b", "m\x07", "h\n")
    assert (str(problem), problem.hint, problem.lines) == ("a b␛:1:1: m␇", "h ", ())


@pytest.mark.parametrize(
    ("word", "known", "closest"),
    [
        ("ukrain", ["russia", "ukraine", "usa"], "ukraine"),
        ("Russia", ["russia", "belarus"], "russia"),
        ("UNITED KINGDOM", ["united-states", "united-kingdom"], "united-kingdom"),
        ("cease-fire", ["ceasefire", "territory"], "ceasefire"),
        ("suport", ["support", "oppose"], "support"),
        ("straße", ["strasse", "platz"], "strasse"),
    ],
)
def test_the_closest_known_word_is_proposed(word: str, known: list[str], closest: str) -> None:
    assert known_words(word, known, "words") == f'did you mean "{closest}"? (words: {", ".join(known)})'


def test_nothing_is_proposed_for_a_word_like_none() -> None:
    assert known_words("xyz", ["support", "oppose"], "stances") == "stances: support, oppose"
    assert known_words("xyz", [], "parties") == "there are no parties yet"


def test_a_word_is_found_by_its_other_names_and_shown_with_the_first() -> None:
    names = {"us": ("United States", "America"), "france": ("France",)}
    listed = "(parties: us (United States), france)"
    assert known_words("Amerika", ["us", "france"], "parties", names) == f'did you mean "us" (United States)? {listed}'
    assert known_words("frence", ["us", "france"], "parties", names) == f'did you mean "france"? {listed}'


def test_of_a_list_cut_short_the_errors_stay_and_all_stand_in_their_order() -> None:
    problems = [
        Problem("p", line, 1, "m", severity=Severity(kind)) for line, kind in enumerate(["warning", "error"] * 3)
    ]
    assert [each.line for each in gravest(problems, 4)] == [0, 1, 3, 5]
    assert [each.line for each in gravest(problems, 2)] == [1, 3]
    assert gravest(problems, 9) == problems


def test_a_long_list_of_known_words_is_cut() -> None:
    hint = known_words("party-9", [f"party-{number}" for number in range(1, 10)], "parties")
    assert hint.startswith('did you mean "party-9"? (parties: party-1, party-2')
    assert hint.endswith("party-8 ...)")
    assert known_words("x", "abcdefgh", "letters") == "letters: a, b, c, d, e, f, g, h"


def test_a_long_name_or_sentence_is_cut() -> None:
    long = "a" * 500
    assert known_words(long, [long, "b"], "words") == f'did you mean "{"a" * 60}"? (words: {"a" * 60}, b)'
    assert shorten("a" * 400) == "a" * 400
    assert shorten("a" * 401) == "a" * 399 + "…"


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_word_gets_a_hint(word: str, known: list[str]) -> None:
    assert known_words(word, known, "words")
