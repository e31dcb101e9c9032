from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.extract.clean import body, left_out

ARTICLE = ["Talks begin", "Norvia wants the ferry.", "Sudland does not.", "Berg smiled.", "Nobody else came."]


def lines(text: str, trailers: tuple[str, ...] = ()) -> list[str]:
    return [text[span.start : span.end] for span in body(text, trailers)]


def test_an_article_is_kept_whole() -> None:
    assert lines("\n".join(ARTICLE)) == ARTICLE
    assert lines("\n\n  \n".join(ARTICLE)) == ARTICLE
    assert lines("") == []


@pytest.mark.parametrize(
    "trailer",
    [
        "Sign up for our newsletter",
        "A message from the editor",
        "Dear reader,",
        "Read more",
        "© The Halden Post",
        "Copyright 2025 The Halden Post",
        "All rights reserved",
        "Reporting by A. Writer; Editing by B. Writer",
        "Follow us",
        "About the author",
        "Related articles",
        "Our Standards: The Halden Principles.",
        "This article was first published in Norvian and translated.",
        "Media contact: press@example.org",
        "Tags: ferry, toll",
    ],
)
def test_what_an_outlet_says_of_itself_is_no_ones_position(trailer: str) -> None:
    below = "The Post supports the ferry."
    assert lines("\n".join((*ARTICLE, trailer, below))) == ARTICLE


def test_a_call_to_subscribe_near_the_top_does_not_cost_the_article() -> None:
    assert lines("\n".join(("Talks begin", "Sign up for our newsletter", *ARTICLE[1:]))) == ARTICLE


@pytest.mark.parametrize(
    "furniture",
    [
        "By Ola Moe",
        "By Ola Moe and Kari Lund",
        "Published 19 May 2025",
        "Updated on Friday",
        "5 min read",
        "Photo: Reuters",
        "Image credit: AFP",
        "Share",
        "Advertisement",
        "haldenpost.com",
        "Watch: Berg speaks",
    ],
)
def test_what_stands_around_an_article_on_its_page_is_passed_over(furniture: str) -> None:
    assert lines("\n".join((ARTICLE[0], furniture, *ARTICLE[1:]))) == ARTICLE


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the ferry must open, Berg said.",
        "Published reports say that Norvia, Sudland and the Alliance want the ferry to open in two weeks.",
        "Share the ferry, Berg said.",
        "Supporters of the ferry met.",
        "Photographs of the ferry were shown, and Berg said it must open.",
    ],
)
def test_a_sentence_that_only_begins_like_furniture_is_kept(line: str) -> None:
    assert line in lines("\n".join((*ARTICLE, line)))


def test_a_topic_may_name_the_trailers_of_its_own_outlets() -> None:
    text = "\n".join((*ARTICLE, "THE POST explains: what a ferry is.", "Norvia likes it."))
    assert lines(text) == text.split("\n")
    assert lines(text, ("The Post explains",)) == ARTICLE


def test_a_caption_that_comes_again_is_read_once() -> None:
    caption = "Anna Berg wants the ferry."
    assert lines("\n".join((caption, *ARTICLE, f"  {caption} "))) == [caption, *ARTICLE]


def test_what_is_passed_over_can_be_looked_at_so_that_no_sentence_is_missed_unseen() -> None:
    head = ("By Ola Moe", " ", "Share")
    trailer = ("Sign up for our newsletter", "", "The Post supports the ferry.")
    text = "\n".join((ARTICLE[0], *head, *ARTICLE[1:], *trailer))
    assert [text[span.start : span.end] for span in left_out(text)] == ["\n".join(head), "\n".join(trailer)]
    assert left_out("\n\n".join(ARTICLE)) == ()
    assert left_out("") == ()
    own = "\n".join((*ARTICLE, "THE POST explains: what a ferry is."))
    assert [own[span.start :] for span in left_out(own, ("The Post explains",))] == [own.rpartition("\n")[2]]


@given(
    st.lists(
        st.sampled_from((*ARTICLE, " ", "", "By Ola Moe", "\tShare ", "Sign up", "İ ſ “ß”", "\u2028")), max_size=20
    )
)
def test_what_is_kept_are_lines_of_the_text_in_order(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    spans = body(text)
    assert [span.start for span in spans] == sorted({span.start for span in spans})
    for span in spans:
        assert text[span.start : span.end] in pieces
        assert span.start == 0 or text[span.start - 1] == "\n"
        assert span.end == len(text) or text[span.end] == "\n"
    both = sorted((*spans, *left_out(text)))
    assert "".join("".join(text[span.start : span.end] for span in both).split()) == "".join(text.split())
