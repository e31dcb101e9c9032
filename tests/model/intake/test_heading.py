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


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("CALDER FALLS, March 9, 2026 (Unipress) - ", "Unipress", "2026-03-09"),
        ("Rio de Janeiro, Monday, 9 March 2026 (The Rio Times) — ", "The Rio Times", "2026-03-09"),
        ("WASHINGTON, D.C., 2026-03-09 (AP) – ", "AP", "2026-03-09"),
        ("THE HAGUE, Netherlands, March 9, 2026 (AP) – ", "AP", "2026-03-09"),
        ("Geneva, 9 March 2026 – ", "", "2026-03-09"),
        ("March 9, 2026 (Unipress) - ", "Unipress", "2026-03-09"),
        ("Geneva (AP) — ", "AP", ""),
        ("CALDER FALLS (Unipress) - ", "Unipress", ""),
        ("May 16 (Reuters) - ", "Reuters", ""),
        ("CALDER FALLS, March 2, 2026 (Wendover Gazette)\n", "Wendover Gazette", "2026-03-02"),
        ("St. Brigid's, 2 Mar 2026 (Channel 4)\n", "Channel 4", "2026-03-02"),
        ("March 18, 2026 | The Calder Herald\n", "The Calder Herald", "2026-03-18"),
        ("The Calder Herald | March 18, 2026\n", "The Calder Herald", "2026-03-18"),
        ("By Ada Holm | March 18, 2026 | 10:30 EST | Calder Herald\n", "Calder Herald", "2026-03-18"),
    ],
)
def test_a_dateline_loses_neither_its_day_nor_its_outlet(line: str, outlet: str, published: str) -> None:
    found = heading_of(line + SENTENCE)
    assert (found.outlet, found.published, found.title) == (outlet, published, "")


@pytest.mark.parametrize(
    "line",
    [
        "The Daily Port Authority (Authority of the Port) - ",
        "He said that the company (Acme) - ",
        "World Health Organization (WHO) - ",
        "Dr. Ada Holm (Norvia) - ",
        "Calder Falls (the county seat) - ",
        "On Friday, March 9 (Easter) - ",
        "Ada Holm (D) was told on March 9, 2026 - ",
        "(Acme) - ",
    ],
)
def test_ordinary_brackets_at_the_head_of_a_text_make_up_no_outlet_and_no_day(line: str) -> None:
    assert heading_of(line + SENTENCE).fields == {}


@pytest.mark.parametrize(
    "line",
    [
        "March 18, 2026 (GMT)",
        "CALDER FALLS, March 18, 2026 (Updated)",
        "Last updated Monday, March 18, 2026 (Eastern Time)",
        "March 18, 2026 | 10:30 | World News",
        "March 18, 2026 | By Ada Holm",
        "Ada Holm | March 18, 2026",
        "March 18, 2026 | The Herald | The Gazette",
    ],
)
def test_what_stands_beside_a_date_becomes_no_outlet_unless_it_can_only_be_one(line: str) -> None:
    assert heading_of(f"{line}\n{SENTENCE}").fields == {"published": "2026-03-18"}


HEADLINE = "Tolls: no end in sight"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("The Veyra Post, 2 November 2026", "The Veyra Post"),
        ("Veyra Post, Monday, 2 November 2026, 10:30 GMT", "Veyra Post"),
        ("The Veyra Post (2026-11-02)", "The Veyra Post"),
        ("By Ada Holm, The Meridian - November 2, 2026", "The Meridian"),
        ("Source: Unipress, 2 November 2026", "Unipress"),
        (f"{HEADLINE}\n\nThe Veyra Post\n2 November 2026", "The Veyra Post"),
        (f"{HEADLINE}\nVeyra Courier\n2 November 2026", "Veyra Courier"),
        (f"The Meridian\n2 November 2026\n{HEADLINE}", "The Meridian"),
        (f"The New Veyra Times\n2 November 2026\n{HEADLINE}", "The New Veyra Times"),
        (f"{HEADLINE}\nTHE VEYRA POST\nGENEVA, Nov. 2, 2026 - The council met, and it met again.", "THE VEYRA POST"),
        ("The Hague, 2 November 2026", ""),
        ("Ada Holm, 2 November 2026", ""),
        ("Breaking News, 2 November 2026", ""),
        ("The Council Meets Again, 2 November 2026", ""),
        ("The Veyra Post, The Veyra Times, 2 November 2026", ""),
        ("Minister Quits Post\n2 November 2026", ""),
        ("The Long Farewell\n2 November 2026", ""),
        (f"{HEADLINE}\nAda Holm\n2 November 2026", ""),
        (f"{HEADLINE}\nThe Kremlin, Moscow\n2 November 2026", ""),
        (f"{HEADLINE}\nThe Veyra Post\nPolitics\n2 November 2026", ""),
    ],
)
def test_an_outlet_that_stands_beside_or_above_the_day_is_found_without_it_and_no_other_name_is(
    head: str, outlet: str
) -> None:
    found = heading_of(f"{head}\n{SENTENCE}")
    assert (found.outlet, found.published) == (outlet, "2026-11-02")
    assert found.title == (HEADLINE if HEADLINE in head else "")


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("Voz\n\nTolls: no end in sight", "Voz"),
        ("# THE NORRHAVN GAZETTE\nBy Ada Holm", "Norrhavn Gazette"),
        ("VOZ, 2 November 2026", "Voz"),
        ("NBK World | 2 November 2026", "NBK World"),
        ("NNA\n2 November 2026", "NNA"),
        ("NBK World / NNA", "NBK World / NNA"),
        ("Voz says no to tolls\n", ""),
    ],
)
def test_an_outlet_that_the_topic_has_already_is_known_again_on_a_line_of_its_own(head: str, outlet: str) -> None:
    known = ("Voz", "NBK World / NNA", "Norrhavn Gazette", "")
    assert heading_of(f"{head}\n{SENTENCE}", known).outlet == outlet
    assert heading_of(SENTENCE, known) == heading_of(SENTENCE)


def test_the_first_line_is_that_of_the_text_and_a_line_alone_is_no_headline() -> None:
    assert heading_of(f"Tolls: no end in sight\n3 May 2025\n{SENTENCE}\nMore.").first == SENTENCE
    assert heading_of("Only one line is here") == Heading("Only one line is here")
    assert heading_of("\n \n  x  \n") == Heading("x")
    assert heading_of("\n \n") == Heading()
    assert len(heading_of("x" * 10_000).first) == 400


@given(st.text(max_size=300), st.text(max_size=9))
def test_no_text_breaks_it(text: str, outlet: str) -> None:
    assert isinstance(heading_of(text), Heading)
    assert isinstance(heading_of(f"{text}\n2 November 2026", (outlet, text)), Heading)


def test_a_hostile_text_takes_no_longer_than_another() -> None:
    began = time.monotonic()
    for text in (
        "title " * 200_000,
        "A(" * 500_000,
        "9" * 1_000_000,
        "(A" * 60 + " -",
        "\n" * 1_000_000,
        "A " * 40 + "- " * 9,
        "Source: " + "2 May 2025, " * 100_000,
    ):
        heading_of(text)
    assert time.monotonic() - began < 2
