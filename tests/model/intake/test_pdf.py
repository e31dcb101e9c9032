"""What a PDF says: its paragraphs whole and its words unbroken, or a sentence why there are none."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import paper

from model.intake.article import Article
from model.intake.pdf import paragraphs, read_pdf
from model.plain import plain
from model.quotes.sources import SourceError

PAPER = Path(__file__).parents[2] / "data/web/communique.pdf"  # by fpdf2, justified, with soft hyphens
LINES = [
    "Joint communique",
    "The delegations met in the customs house of Norrhavn for the second",
    "round of talks. They reaffirmed that a compre-",
    "hensive understanding remains possible before autumn.",
    "The port authority is ready to lower the tolls (all of them).",
]


def refused(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_pdf(data, "a.pdf")
    return str(caught.value)


def test_a_paper_of_two_pages_reads_as_one_text() -> None:
    found = read_pdf(PAPER.read_bytes(), "communique.pdf")
    lines = found.text.splitlines()
    assert found == Article(found.text, title="Joint communiqué of the second round"), "the day it was made is not kept"
    assert lines[:2] == [
        "Joint communiqué",
        "The delegations of the port authority and of the shippers met in the customs house of Norrhavn on 2 April "
        "2021 for the second round of negotiations about the harbour tolls. They reaffirmed that a comprehensive "
        "understanding remains possible before the autumn.",
    ]
    assert (
        "the director of the port authority, Nils Aker, told the other side. He spoke of a ten-year plan" in found.text
    )
    assert "Page" not in found.text, "page numbers go"
    assert "second round of talks" not in found.text, "running titles go"
    assert len(lines) == 13


def test_lines_are_joined_to_paragraphs() -> None:
    assert read_pdf(paper(LINES), "a.pdf").text.splitlines() == [
        "Joint communique",
        "The delegations met in the customs house of Norrhavn for the second round of talks. They reaffirmed that a "
        "comprehensive understanding remains possible before autumn.",
        "The port authority is ready to lower the tolls (all of them).",
    ]


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (["the negoti-", "ations went on"], ["the negotiations went on"]),
        (["the Norrhavn-", "Sundby line"], ["the Norrhavn-Sundby line"]),
        (["a cease-", "fire, and the cease-fire holds"], ["a cease-fire, and the cease-fire holds"]),
        (["the ver\u00ad", "einbarung"], ["the vereinbarung"]),
        (["from 2020-", "2021 and on"], ["from 2020-2021 and on"]),
        (["in the short-", "and long-term"], ["in the short- and long-term"]),
        (["one", "", "two"], ["one", "two"]),
        (["", " "], []),
        ([], []),
    ],
)
def test_split_words_are_joined_as_the_text_spells_them(lines: list[str], made: list[str]) -> None:
    assert paragraphs([lines]) == made


def test_a_sentence_that_goes_on_over_the_page_stays_one() -> None:
    pages = [
        ["The Port", "the tolls come down before the", "1"],
        ["The Port", "autumn, if all agree on the plan.", "2"],
    ]
    assert paragraphs(pages) == ["the tolls come down before the autumn, if all agree on the plan."]
    three = [[f"Norrhavn, page {number} (draft)", "", word, ""] for number, word in enumerate(("one", "two", "three"))]
    assert paragraphs(three) == ["one two three"]


def test_lines_that_are_alike_but_for_numbers_are_not_all_running_titles() -> None:
    pages = [[f"Article {page * 9 + line} was adopted." for line in range(9)] for page in range(4)]
    assert "".join(paragraphs(pages)).count("adopted") == 4 * 9


@pytest.mark.parametrize(
    "heads",
    [
        ["Ada Berg: We demand lower tolls for 30 days.", "Ada Berg: We demand lower tolls for 90 days."],
        ["1. The parties agree to a ceasefire.", "2. The parties agree to a ceasefire."],
        ["Article 1", "Article 2", "Article 3"],
        ["Round 3 in Geneva", "Round 5 in Geneva", "Round 9 in Geneva"],
        ["Yes.", "Yes.", "Yes."],
        ["Reference 12345 of the port", "Reference 1234567890123 of the port"],
    ],
)
def test_no_line_at_the_edge_of_pages_is_lost_that_may_be_the_texts(heads: list[str]) -> None:
    made = " ".join(
        paragraphs([[head, "", f"and page {'abc'[number]} says more"] for number, head in enumerate(heads)])
    )
    assert all(head in made for head in heads)
    assert made.count(heads[0]) == heads.count(heads[0])


@pytest.mark.parametrize(
    ("title", "kept"),
    [("Joint  paper\n", "Joint paper"), ("Microsoft Word - a.docx", ""), ("b.PDF", ""), ("Untitled", "")],
)
def test_a_title_is_kept_unless_a_program_made_it_up(title: str, kept: str) -> None:
    assert read_pdf(paper(LINES, title=title), "a.pdf").title == kept


HEAD = ["Port authority offers lower tolls to shippers", "Norrhavn, 12 May 2031"]
REST = ["The port authority of Norrhavn will lower its tolls by a", "tenth if the council agrees, it said."]


def test_headline_and_date_at_the_head_of_a_paper_need_not_be_typed() -> None:
    found = read_pdf(paper(HEAD + REST), "a.pdf")
    assert (found.title, found.published) == ("", "")
    assert found.guessed == {"title": HEAD[0], "published": "2031-05-12"}
    assert found.text.splitlines() == [*HEAD, " ".join(REST)], "none of them runs on into the text"
    assert read_pdf(paper([HEAD[0], *REST]), "a.pdf").guessed == {"title": HEAD[0]}
    assert paragraphs([["Talks fail", "2031-05-12", "Nobody came."]]) == ["Talks fail", "2031-05-12", "Nobody came."]


def test_neither_a_day_in_a_sentence_nor_the_address_of_a_letterhead_is_taken_for_the_papers_own() -> None:
    told = ["The shippers of Norrhavn and the port authority met on", "12 May 2031 and agreed.", "So it was."]
    assert read_pdf(paper(told), "a.pdf").guessed == {}
    letterhead = ["https://port.example", "Source: The Courier", *HEAD, *REST]
    assert read_pdf(paper(letterhead), "a.pdf").guessed.keys() <= {"title", "published"}


def test_a_paper_that_cannot_be_read_is_said() -> None:
    assert refused(paper(LINES, locked=True)) == '"a.pdf" is encrypted: save it without its password and give that'
    assert refused(paper([], [])) == '"a.pdf" has no text in its pages, only pictures of it (a scan)'
    assert refused(PAPER.read_bytes()[:2000]) == '"a.pdf" is not a PDF that can be read: it is damaged'


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_ends_in_a_traceback(data: st.DataObject) -> None:
    whole = PAPER.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + data.draw(st.integers(0, 40)) :]
    with suppress(SourceError):
        text = read_pdf(damaged, "a.pdf").text
        assert plain(text.encode().decode()) == text


@given(st.lists(st.text("abcA1 .-\u00ad", max_size=30), max_size=20))
def test_no_letter_of_a_page_is_lost(lines: list[str]) -> None:
    given_letters = [letter for line in lines for letter in line if letter.isalpha()]
    assert [letter for line in paragraphs([lines]) for letter in line if letter.isalpha()] == given_letters
