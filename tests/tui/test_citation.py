"""What is copied for a report can be printed as it is: nobody is given words that are not his."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from model.file.loader import load
from model.matrix import Matrix
from model.quotes.sources import Library
from tui.citation import Clip, cell_clip, quote_clip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.schema import Quote, Topic


@pytest.fixture
def clip(topic: Topic, harbour: Path) -> Callable[..., Clip]:
    """Give a function that copies a quote of a cell, with other fields if any are given."""

    def copied(party: str, issue: str, number: int, **other: object) -> Clip:
        cell = Matrix(topic).cell(party, issue)
        item = cell.evidence[number]
        changed: Quote = replace(item.quote, **other)
        return quote_clip(cell, item._replace(quote=changed), topic, Library(harbour.parent, topic))

    return copied


def test_quoted_words_are_given_to_their_speaker_with_outlet_title_date_and_page(clip) -> None:
    assert clip("shippers", "tolls", 0) == Clip(
        '"We need the tolls cut before the summer, or the ships will go to Sandby," said Ada Holm, who speaks for the '
        "shippers. (Ada Holm, Shippers, quoted by The Norrhavn Gazette; "
        "Tolls stay in dispute as the harbour council adjourns, 2031-03-04) https://gazette.example/2031/tolls",
        "quote",
        "",
    )


def test_reported_words_are_the_outlets_and_not_those_of_a_person(clip) -> None:
    assert clip("port-authority", "tolls", 1).text == (
        "“The harbour master would lower the tolls by a tenth once the dredging is under contract, the letter says.” "
        "(in the words of Union Bulletin, which reports this of Nils Brandt, Port authority; 2031-03-20; "
        "condition: the dredging is under contract)"
    )


def test_where_the_file_names_no_speaker_a_citation_names_none(clip) -> None:
    assert clip("shippers", "tolls", 1).text.endswith(
        "costs the town a ship.” (in the words of Union Bulletin, which reports this of Shippers; 2031-03-20)"
    )
    assert "(Shippers, no speaker named, quoted by Union Bulletin;" in clip("shippers", "tolls", 1, kind="direct").text


def test_an_act_is_no_statement_and_who_told_of_it_is_said(clip) -> None:
    text = clip("shippers", "tolls", 1, kind="act", via="the town clerk").text
    assert "(in the words of Union Bulletin, which reports this of Shippers (an act), told by the town clerk; " in text


def test_words_of_a_kind_that_nobody_gave_are_not_taken_for_a_quotation(clip) -> None:
    assert "” (in the words of Union Bulletin, on Shippers; " in clip("shippers", "tolls", 1, kind=None).text


def test_a_sentence_around_quoted_words_is_not_put_into_the_speakers_mouth(clip, harbour: Path) -> None:
    words = 'Ada Holm said: "We wait."'
    with (harbour.parent / "articles/bulletin.txt").open("a") as article:
        article.write(f"\n\n{words}\n")
    text = clip("shippers", "tolls", 1, quote=words, kind="direct", speaker="Ada Holm").text
    assert text.startswith(f"{words} (Ada Holm, Shippers, quoted by")
    assert clip("shippers", "tolls", 1, quote=words).text.startswith(f"“{words}” (in the words of")


@pytest.mark.parametrize("kind", ["direct", "indirect", "act", None])
@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("The branch took notice of a letter of the shippers", "not word for word in its article"),
        ("The harbour will be closed for good.", "not in its article"),
    ],
)
def test_a_misquote_has_no_quotation_marks_and_says_so_in_front(clip, kind, words: str, doubt: str) -> None:
    clipped = clip("shippers", "tolls", 1, quote=words, kind=kind)
    assert clipped.text == f"[{doubt}] {words} (entered for Shippers, from Union Bulletin; 2031-03-20)"
    assert clipped.doubt == f"it is {doubt}"


def test_a_quote_whose_article_cannot_be_read_is_not_passed_off_as_checked(clip, harbour: Path) -> None:
    (harbour.parent / "articles/bulletin.txt").unlink()
    assert clip("shippers", "tolls", 1).text.startswith("[not checked, for its article cannot be read] The branch")


def test_without_an_outlet_no_headline_is_printed_as_the_name_of_a_paper(topic: Topic, harbour: Path) -> None:
    def cited(**fields: str) -> str:
        gazette = replace(topic.sources["gazette"], **fields)
        other = replace(topic, sources={**topic.sources, "gazette": gazette})
        cell = Matrix(other).cell("shippers", "night-work")
        return quote_clip(cell, cell.evidence[0], other, Library(harbour.parent, other)).text

    titled = cited(outlet="")
    assert "in the words of the article “Tolls stay in dispute as the harbour council adjourns”, which" in titled
    assert titled.count("Tolls stay") == 1
    assert "in the words of the source gazette, which reports this of" in cited(outlet="", title="")


def test_a_quote_on_several_lines_is_cited_on_one(clip) -> None:
    assert "\n" not in clip("shippers", "tolls", 1, quote="The branch took note\nof a letter").text


def test_a_cell_as_markdown_can_be_pasted(topic: Topic, harbour: Path) -> None:
    library = Library(harbour.parent, topic)
    text, what, doubt = cell_clip(Matrix(topic).cell("dockers", "night-work"), topic, library)
    assert text.startswith(
        "### Dockers' Union on Night work: mixed\n\n*Proposition: The cranes run at night.*\n\n"
        "*~ mixed support and oppose within 30 days*  \n*! contradiction: 1 for, 1 against within 30 days*  \n\nReady"
    )
    assert text.count("\n- **support**: ") == 1
    assert text.count("\n- **oppose**: ") == 1
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert (what, doubt) == ("cell", "")
    given = cell_clip(Matrix(topic).cell("port-authority", "tolls"), topic, library).text
    assert "*− oppose the analyst's verdict*  \n*≠ ± conditional by the quotes alone: the quote of " in given
    silent = cell_clip(Matrix(topic).cell("dockers", "tolls"), topic, library).text
    assert silent.startswith("### Dockers' Union on Harbour tolls: silent")


def test_a_cell_says_how_many_of_its_quotes_must_not_be_printed(harbour: Path, change) -> None:
    change(harbour, "the dredging is not paid for,", "the dredging is hardly paid for,")
    topic = load(harbour).topic
    assert topic is not None
    clipped = cell_clip(Matrix(topic).cell("port-authority", "tolls"), topic, Library(harbour.parent, topic))
    assert clipped.doubt == "do not print 1 quote in it: see the brackets"
    assert clipped.text.count("- **oppose**: [not word for word in its article] ") == 1
    assert "- **conditional**: “The harbour master would" in clipped.text
