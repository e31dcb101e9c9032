from __future__ import annotations

import pytest
from ferry import vocabulary

from model.extract import extract

WORDS = vocabulary()

STATEMENT = """Statement by the government of Norvia

We have read the letter. The ferry is unacceptable, and we want the toll lifted.

Olga Stein said that Sudland wanted the ferry."""

INTERVIEW = """The patience of a minister

Norvia's foreign minister Ola Moe met us in the harbour.

Minister, what of the ferry?

I reject the ferry.

And the toll?

We want the toll lifted, as I said.

Does Sudland agree?

I do not know. The ferry was a mistake."""

TRANSCRIPT = """Who said what

Reporter: What of the ferry?

Berg: The ferry is vital.

Stein: We oppose the ferry."""


def said(text: str) -> list[str]:
    return [f"{one.party}: {one.issue} {one.stance} {one.speaker} {one.kind}" for one in extract(text, WORDS)]


def test_a_statement_is_its_authors_words_but_for_what_it_says_others_said() -> None:
    assert said(STATEMENT) == [
        "norvia: ferry oppose  direct",
        "norvia: toll support  direct",
        "sudland: ferry support Olga Stein indirect",
    ]


def test_the_answers_of_an_interview_are_those_of_whom_it_introduces() -> None:
    assert said(INTERVIEW) == [
        "norvia: ferry oppose Ola Moe direct",
        "norvia: toll support Ola Moe direct",
        "norvia: ferry oppose Ola Moe direct",
    ]


def test_each_turn_of_a_transcript_is_of_whom_its_label_names() -> None:
    assert said(TRANSCRIPT) == [
        "norvia: ferry support Anna Berg direct",
        "sudland: ferry oppose Olga Stein direct",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In a statement by Norvia on Monday it said little.\n\nThe ferry is unacceptable.",
        "Statement by Norvia angers Sudland\n\n“The ferry is unacceptable,” a fisherman said.",
        "Statement by the harbour master\n\nThe ferry is unacceptable.",
        "Berg's ferry\n\nWhat is it?\n\nA boat.\n\nWho pays?\n\nNobody.\n\nIs it good?\n\nThe ferry is a mistake.",
        "Note: a boat.\n\nFerry: The ferry is vital.\n\nToll: The toll is unacceptable.",
    ],
    ids=["a report", "a report with quotations", "of nobody known", "an explainer", "headings"],
)
def test_an_article_that_only_looks_like_a_text_of_somebody_gives_nobody_its_words(text: str) -> None:
    assert said(text) == []


def test_what_a_list_says_behind_a_partys_name_is_told_of_it() -> None:
    text = "Who wants what\n\nNorvia: The ferry is vital.\n\nSudland: The ferry is a trap.\n\nHalden: No toll."
    assert said(text)[:2] == ["norvia: ferry support  indirect", "sudland: ferry oppose  indirect"]
