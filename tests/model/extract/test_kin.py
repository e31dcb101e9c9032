from __future__ import annotations

import pytest
from ferry import stances, vocabulary

from model.extract.kin import kin

DOCKS = """
issues:
  {key}:
    name: {name}
    proposition: {proposition}
    terms: [{terms}]
parties:
  union: {{name: Dockers' Union}}
"""


def words(name: str, proposition: str, terms: str) -> str:
    return DOCKS.format(key="it", name=name, proposition=proposition, terms=terms)


def test_a_term_is_found_by_other_words_for_the_same_thing() -> None:
    docks = vocabulary(words("Layoffs", "Nobody is dismissed.", "layoff*"))
    assert stances("The Dockers' Union wants no job cuts.", docks) == ["union it oppose"]


def test_a_topic_with_names_only_has_other_words_for_them_too() -> None:
    docks = vocabulary(words("Pay rise", "Pay goes up.", ""))
    assert stances("The Dockers' Union demanded higher wages.", docks) == ["union it support"]


def test_other_words_turn_with_the_term_that_they_stand_for() -> None:
    docks = vocabulary(words("Tariffs", "The tariffs on ships and grain are lifted.", "tariff*"))
    assert stances("The Dockers' Union wants an end to the import duties.", docks) == ["union it support"]


@pytest.mark.parametrize(
    ("terms", "missing"),
    [
        ({"a": ["strike*"], "b": ["walkout*"]}, "walkout*"),  # it is the other's own
        ({"a": ["layoff*"], "b": ["job cut*"]}, "redundanc*"),  # both would have it
    ],
)
def test_a_word_that_may_mean_two_issues_means_neither(terms: dict[str, list[str]], missing: str) -> None:
    assert missing not in [word for *_, word in kin(terms)]


def test_a_term_without_other_words_has_none() -> None:
    assert list(kin({"a": ["lighthouse*"]})) == []
