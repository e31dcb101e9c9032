"""Names that a text spells in its own way are known where nobody else can be meant, and never taken for sure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ferry import vocabulary

from model.extract import extract
from model.extract.vocabulary import Vocabulary
from model.schema import Person

WORDS = vocabulary()


def with_people(**people: str) -> Vocabulary:
    """Give the ferry's topic with people of these parties."""
    parties = {
        key: replace(party, people={name: Person(()) for name, of in people.items() if of == key})
        for key, party in WORDS.topic.parties.items()
    }
    return Vocabulary.of(replace(WORDS.topic, parties=parties))


MANY = with_people(Zelensky="norvia", Johnson="sudland", Johnsen="norvia", Montgomery="sudland")


def holders(text: str) -> list[tuple[str, str]]:
    return [(one.party, one.speaker) for one in extract(text, MANY)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("President Zelenksy rejected the ferry.", [("norvia", "Zelensky")]),
        ("But Montgommerry rejected the ferry.", [("sudland", "Montgomery")]),
        ("Nrovia and Sudland rejected the ferry.", [("norvia", ""), ("sudland", "")]),
        ("Nrovia rejected the ferry.", [("norvia", "")]),
        ("Zelenskyj spoke. He rejected the ferry.", [("norvia", "Zelensky")]),
    ],
)
def test_a_misspelt_name_still_has_its_party(text: str, given: list[tuple[str, str]]) -> None:
    assert holders(text) == given


@pytest.mark.parametrize(
    "text",
    [
        "Kevin Zelenksy rejected the ferry.",
        "The Zelenksy Foundation rejected the ferry.",
        "Johnsan rejected the ferry.",  # Johnson or Johnsen?
        "Zelinsky rejected the ferry. A zelinsky is a coat.",
        "Norway rejected the ferry.",
    ],
)
def test_a_name_that_may_be_somebody_elses_is_nobodys(text: str) -> None:
    assert holders(text) == []


def test_who_was_taken_for_a_misspelt_name_is_told_and_never_sure() -> None:
    (known,) = extract("“We demand the ferry,” Montgomery said.", MANY)
    (found,) = extract("“We demand the ferry,” Montgommery said.", MANY)
    assert found.evidence[-1].says == "taken to be Montgomery, spelt otherwise"
    assert (known.confidence, found.confidence) == ("high", "medium")
    (found,) = extract("Nrovia rejected the ferry.", MANY)
    assert found.evidence[-1].says == "taken to be Norvia, spelt otherwise"
