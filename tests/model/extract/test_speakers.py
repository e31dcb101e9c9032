from __future__ import annotations

import pytest
from ferry import vocabulary

from model.extract import extract

WORDS = vocabulary()


def speakers(text: str) -> list[str]:
    """Give "party: speaker" for each candidate of a text."""
    return [f"{one.party}: {one.speaker}" for one in extract(text, WORDS)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Anna Berg rejected the ferry.", ["norvia: Anna Berg"]),
        ("Berg rejected the ferry.", ["norvia: Anna Berg"]),
        ("The Norvian president rejected the ferry.", ["norvia: Anna Berg"]),
        ("Norvia rejected the ferry.", ["norvia: "]),
        ("Norvian officials rejected the ferry.", ["norvia: "]),
        ("Norvian Foreign Minister Ola Moe rejected the ferry.", ["norvia: Ola Moe"]),
        ("Anna Berg spoke. She rejected the ferry.", ["norvia: Anna Berg"]),
        ("Berg and Stein rejected the ferry.", ["norvia: Anna Berg", "sudland: Olga Stein"]),
        ("Anna Berg spoke. Her spokesman rejected the ferry.", ["norvia: "]),
        ("Berg said her country rejected the ferry.", ["norvia: Anna Berg"]),
        ("Berg said Norvia rejected the ferry.", ["norvia: Anna Berg"]),
        ("Berg said Sudland rejected the ferry.", ["sudland: "]),
        ("Norvia's president, Anna Berg, rejected the ferry.", ["norvia: Anna Berg"]),
        ("“We reject the ferry,” said Norvia's president, Anna Berg.", ["norvia: Anna Berg"]),
        ("Norvia's president Anna Berg said the ferry was a trap.", ["norvia: Anna Berg"]),
    ],
)
def test_a_quote_names_the_one_who_speaks(text: str, given: list[str]) -> None:
    assert speakers(text) == given


def test_every_sentence_of_a_quotation_has_its_speaker() -> None:
    text = "“We are poor. We want the ferry. The toll must go,” Anna Berg said."
    assert speakers(text) == ["norvia: Anna Berg"] * 2


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    text = "“We are poor,” Anna Berg said. “The toll must go.\n“We want the ferry.”\nOlga Stein left."
    assert speakers(text) == ["norvia: Anna Berg"] * 2


def test_a_quotation_that_stands_alone_is_of_whoever_spoke_last() -> None:
    text = "Anna Berg said no.\nOlga Stein said little.\n“We want the ferry.”"
    assert speakers(text) == ["sudland: Olga Stein"]


def test_we_in_a_quotation_is_the_speaker_and_they_are_not() -> None:
    assert speakers("“We reject the ferry,” Olga Stein said.") == ["sudland: Olga Stein"]
    assert speakers("Norvia smiled. “They reject the ferry,” Anna Berg said.") == []


@pytest.mark.parametrize(
    ("text", "party", "via"),
    [
        ("Anna Berg said Sudland had rejected the ferry.", "sudland", "norvia"),
        ("Sudland accused Norvia of rejecting the ferry.", "norvia", "sudland"),
        ("Reuters said Sudland had rejected the ferry.", "sudland", ""),
        ("Anna Berg said Norvia had rejected the ferry.", "norvia", ""),
    ],
)
def test_what_an_opponent_reports_says_so(text: str, party: str, via: str) -> None:
    assert [(one.party, one.via) for one in extract(text, WORDS)] == [(party, via)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The ferry is vital,” Anna Berg said.", "direct"),
        ("Anna Berg said the ferry was “vital”.", "direct"),
        ("Anna Berg said the ferry was vital.", "indirect"),
        ("The ferry came up on Monday. “We reject it,” Anna Berg said.", "direct"),
        ("The ferry came up on Monday. Anna Berg rejected it.", "indirect"),
        ("Norvia launched the ferry.", "act"),
        ("Norvia and Sudland held talks.", "act"),
    ],
)
def test_a_quote_is_told_from_a_report_and_from_an_act(text: str, kind: str) -> None:
    assert {one.kind for one in extract(text, WORDS)} == {kind}
