"""What a text says of itself is taken from its head, and nothing is made up where it says nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.intake.heading import Heading, heading_of

SENTENCE = "The council met again on Friday, and it adjourned once more, as it has done for years."


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("Tolls: no end in sight\n\n", {"title": "Tolls: no end in sight"}),
        ("# A heading in Markdown style\n", {"title": "A heading in Markdown style"}),
        ("Title: \"Short\"\nSource: The Daily\nDate: 19 May 2025\nURL: https://x.example/a b\n",
         {"title": "Short", "outlet": "The Daily", "published": "2025-05-19", "url": "https://x.example/a"}),
        ("**Published: May 3rd, 2025**\n", {"published": "2025-05-03"}),
        ("2025-05-19T10:30:00Z\n", {"published": "2025-05-19"}),
        ("Updated Sept. 1, 2025 at noon\n", {"published": "2025-09-01"}),
        ("https://x.example/tolls?id=1\n", {"url": "https://x.example/tolls?id=1"}),
        ("ISTANBUL, May 16 (Reuters) - ", {"outlet": "Reuters"}),
        ("GENEVA (AP) — ", {"outlet": "AP"}),
        ("Date: tomorrow\nURL: none\n", {}),
        ("31 February 2025\n", {}),
        ("By Ada Holm\n\n", {}),
        ("", {}),
        ("A sentence of 3 March 2025 in plain prose, with a date that is not its own.\n", {}),
        (f"{'word ' * 40}\n", {}),
    ],
)  # fmt: skip
def test_what_the_head_of_a_text_says_is_found(head: str, found: dict[str, str]) -> None:
    assert heading_of(head + SENTENCE).fields == found


def test_the_first_line_is_that_of_the_text_and_a_line_alone_is_no_headline() -> None:
    assert heading_of(f"Tolls: no end in sight\n3 May 2025\n{SENTENCE}\nMore.").first == SENTENCE
    assert heading_of("Only one line is here") == Heading("Only one line is here")
    assert heading_of("\n \n  x  \n") == Heading("x")
    assert heading_of("\n \n") == Heading()
    assert len(heading_of("x" * 10_000).first) == 400


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(heading_of(text), Heading)


def test_a_hostile_text_takes_no_longer_than_another() -> None:
    began = time.monotonic()
    for text in ("title " * 200_000, "A(" * 500_000, "9" * 1_000_000, "(A" * 60 + " -", "\n" * 1_000_000):
        heading_of(text)
    assert time.monotonic() - began < 2
