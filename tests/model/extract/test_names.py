from __future__ import annotations

import pytest
from ferry import stances, topic

from model.extract import extract


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("St John's rejected the merger.", ["john thing oppose"]),
        ("St John’s has rejected the merger.", ["john thing oppose"]),
        ("Lloyd's and St John's support the merger.", ["lloyds thing support", "john thing support"]),
        ("The board of St John's said it would oppose the merger.", ["john thing oppose"]),
        ("Norvia's chairman backs the merger.", ["norvia thing support"]),
    ],
)
def test_a_name_that_ends_as_if_it_owned_something_can_still_act(text: str, gives: list[str]) -> None:
    parties = '{john: {name: "St John\'s"}, lloyds: {name: "Lloyd\'s"}, norvia: {name: Norvia}}'
    assert stances(text, topic("{name: Merger, proposition: They merge., terms: [merger]}", parties)) == gives


FERRY = "{name: Ferry, proposition: The ferry opens., terms: [ferry]}"


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("Iran", "Iranian"),
        ("Qatar", "Qatari"),
        ("Japan", "Japanese"),
        ("Russia", "Russian"),
        ("Italy", "Italian"),
        ("France", "French"),
        ("United Kingdom", "British"),
        ("Türkiye", "Turkish"),
        ("Iceland", "Icelandic"),
    ],
)
def test_a_countrys_officials_speak_for_it(name: str, people: str) -> None:
    words = topic(FERRY, f"{{it: {{name: {name}}}}}")
    assert stances(f"{people} officials rejected the ferry.", words) == ["it thing oppose"]
    assert stances(f"{people.lower()} wine makers rejected the ferry.", words) == []


@pytest.mark.parametrize("name", ["NATO", "North Bank", "port"])
def test_a_name_that_is_no_countrys_gets_no_people(name: str) -> None:
    words = topic(FERRY, f"{{it: {{name: {name}}}}}")
    assert stances(f"{name.rpartition(' ')[2]}ian officials rejected the ferry.", words) == []


def test_a_name_in_capitals_is_no_common_word() -> None:
    words = topic(FERRY, "{united-states: {name: United States, aliases: [US, WHO]}}")
    assert stances("Those of us who rejected the ferry left.", words) == []
    assert stances("The US rejected the ferry.", words) == ["united-states thing oppose"]


def test_a_name_with_a_capital_needs_one_in_the_text() -> None:
    words = topic(FERRY, "{it: {name: Union, people: {Ada March: [March, the chief]}}}")
    assert stances("A union rejected the ferry.", words) == []
    assert stances("In march, the Union rejected the ferry.", words) == ["it thing oppose"]
    assert stances("March rejected the ferry.", words) == ["it thing oppose"]
    assert stances("The chief rejected the ferry.", words) == ["it thing oppose"]


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("The port authority backed the ferry.", ["port"]),
        ("Shipping lines were silent. The shippers backed the ferry.", ["shippers"]),
        ("The union backed the ferry.", ["dockers"]),
        ("The company backed the ferry.", []),  # there are two
        ("A union backed the ferry.", []),
    ],
)
def test_a_party_is_known_by_the_common_words_of_its_name_unless_two_have_them(text: str, holders: list[str]) -> None:
    parties = (
        "{port: {name: Port authority}, shippers: {name: Shippers}, dockers: {name: Dockers' Union}, "
        "north: {name: Northern Company}, south: {name: Southern Company}}"
    )
    words = topic("{name: Ferry, proposition: The ferry opens., terms: [ferry]}", parties)
    assert stances(text, words) == [f"{holder} thing support" for holder in holders]


def test_of_a_person_and_a_party_of_one_name_the_person_speaks() -> None:
    words = topic(FERRY, "{it: {name: Lund, people: {Kari Lund: []}}}")
    (found,) = extract("Lund rejected the ferry.", words)
    assert found.speaker == "Kari Lund"


def test_a_spokesman_of_the_office_is_known_by_his_last_name() -> None:
    words = topic(FERRY)
    text = "Ola Moe, a spokesman for Norvia, came. Moe rejected the ferry."
    assert [(one.party, one.speaker) for one in extract(text, words)] == [("norvia", "Ola Moe")]


def test_a_news_agency_holds_no_position() -> None:
    words = topic(FERRY, more="conduits: [Ostbladet, the wire]\n")
    assert stances("Ostbladet rejected the ferry.", words) == []
    assert stances("The wire said Norvia rejected the ferry.", words) == ["norvia thing oppose"]


def test_the_city_is_the_one_party_that_is_a_city_of_something() -> None:
    words = topic(FERRY, "{halden: {name: City of Halden}, port: {name: Port authority}}")
    assert stances("The city rejected the ferry.", words) == ["halden thing oppose"]
    assert stances("The City of Halden rejected the ferry.", words) == ["halden thing oppose"]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("Joan Sand, head of the elders, said little. The government rejected the ferry.", []),
        (
            "The Norvian government and the elders met. Joan Sand said little. The government rejected the ferry.",
            ["norvia thing oppose"],
        ),
        ("Joan Sand, head of the elders, said little. The council rejected the ferry.", ["elders thing oppose"]),
    ],
)
def test_a_government_is_none_of_those_who_have_none(text: str, gives: list[str]) -> None:
    states = (
        "norvia: {name: Norvia, aliases: [the Norvian government]}, sud: {name: Sud, aliases: [the Sud government]}"
    )
    parties = f"{{{states}, elders: {{name: Elders, aliases: [the council], people: {{Joan Sand: []}}}}}}"
    assert stances(text, topic(FERRY, parties)) == gives
