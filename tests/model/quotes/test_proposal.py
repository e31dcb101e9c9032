from __future__ import annotations

from model.file.judging import judged
from model.quotes.proposal import Proposal, propose

TOPIC = judged(
    {
        "issues": {
            "tolls": {"name": "Tolls", "terms": ["harbour due*", "cut * fees"]},
            "night-work": {"name": "Night work"},
        },
        "parties": {
            "shippers": {"name": "Shippers", "aliases": ["the lines"], "people": {"Ada Holm": ["Holm"]}},
            "dockers": {"name": "Dockers' Union", "aliases": ["Union"]},
        },
    }
)


def test_a_person_is_proposed_with_the_party_spoken_for() -> None:
    assert propose(TOPIC, 'The Union heard Holm say: "Cut all the fees."') == Proposal(
        "shippers", "Ada Holm", "tolls", "direct"
    )


def test_without_a_person_the_party_named_first_is_proposed() -> None:
    assert propose(TOPIC, "The Union told the lines that night work is off.") == Proposal(
        "dockers", "", "night-work", "indirect"
    )


def test_a_star_stands_for_the_rest_of_a_word_and_words_within_words_do_not_count() -> None:
    assert propose(TOPIC, "Harbour dues rise.").issue == "tolls"
    assert propose(TOPIC, "Reunions and tollsters.") == Proposal("", "", "", "indirect")


def test_a_name_that_ends_with_a_full_stop_is_found_and_one_of_two_lines_does_no_harm() -> None:
    parties = {"us": {"name": "United States", "aliases": ["U.S."], "people": {"Ann\nLee": ["Lee"]}}}
    topic = judged({"parties": parties})
    assert propose(topic, "The U.S. said no.").party == "us"
    assert propose(topic, "U.S.").party == "us"
    assert propose(topic, "Lee said no.") == Proposal("us", "Ann\nLee", "", "indirect")
