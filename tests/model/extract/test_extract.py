from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from ferry import FERRY, stances, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st

from model.extract import extract
from model.extract.confidence import _UNSURE, _WEIGHTS, DOUBTS, doubts_in_words
from model.extract.rulebook import rules
from model.extract.tokens import tokenize

WORDS = vocabulary()

# What news text is made of, mixed without sense: any order of these must be survived.
WORDS_OF_NEWS = """
Norvia|Sudland|Anna Berg|Berg|she|it|they|we|both sides|the operator|the leaders of|said|told reporters|wants|refused to
rejected|accepts|must|should|will|is ready to|accused|of|threatened to|according to|demand for|was rejected by|calls
those calls|that|the ferry|ferries|open the ferry|sink the ferry|launched a ferry|the toll|talks|met|boat|not|n't|no
without|an end to|if|unless|only if|but|and|,|.|"|“|”|‘|’|'|(|)|:|;|–|-|'s|’s|on Friday|for two months|quoted|as saying
free|lifted|down|a spokesman for|Foreign Minister Ola Moe|Ola|U.S.|don’t|İ|\u00ad|ſ|. Norvia|\n
"""
PIECES = st.sampled_from(tuple(piece for line in WORDS_OF_NEWS.strip("\n").split("\n") for piece in line.split("|")))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_no_text_stops_extraction_and_every_quote_is_verbatim(text: str) -> None:
    found = extract(text, WORDS)
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert all(0 <= e.start < e.end <= len(text) for one in found for e in one.evidence)
    assert len({(one.start, one.party, one.issue) for one in found}) == len(found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_are_survived(text: str) -> None:
    assert all(text[one.start : one.end] == one.quote for one in extract(text, WORDS))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('"Norvia rejects the ferry. It rained," Anna Berg said.', "Norvia rejects the ferry."),
        ('Anna Berg said: "It rained. Norvia rejects the ferry."', "Norvia rejects the ferry."),
        ("“Norvia rejects the ferry. It rained,” Anna Berg said.", "Norvia rejects the ferry."),
        ("Anna Berg said: “It rained. Norvia rejects the ferry.”", "Norvia rejects the ferry."),
        ('"Norvia rejects the ferry," Anna Berg said.', '"Norvia rejects the ferry," Anna Berg said.'),
        ('Anna Berg said: "Norvia rejects the ferry."', 'Anna Berg said: "Norvia rejects the ferry."'),
    ],
)
def test_no_candidate_carries_half_a_pair_of_quotation_marks(text: str, quote: str) -> None:
    assert [one.quote for one in extract(text, WORDS)] == [quote]


def test_a_vocabulary_can_be_sent_to_another_process() -> None:
    other = pickle.loads(pickle.dumps(WORDS))  # noqa: S301 - our own bytes
    assert other.digest == WORDS.digest
    text = "Norvia rejected the ferry."
    assert extract(text, other) == extract(text, WORDS)


def test_the_digest_changes_with_the_words_and_with_nothing_else() -> None:
    assert vocabulary(FERRY + "title: Another\n").digest == WORDS.digest
    assert vocabulary(FERRY.replace("[ferry, ferries]", "[ferry]")).digest != WORDS.digest


def test_a_candidate_carries_who_says_it_and_why() -> None:
    (found,) = extract("Sudland's leader Olga Stein said that Norvia had rejected the ferry.", WORDS)
    assert (found.party, found.stance, found.via, found.kind, found.engine) == (
        "norvia",
        "oppose",
        "sudland",
        "indirect",
        "rules",
    )
    assert found.rules == ("term", "subject-cue", "holder")
    (found,) = extract("“We want the ferry,” Anna Berg said.", WORDS)
    assert (found.speaker, found.kind) == ("Anna Berg", "direct")


def test_what_somebody_says_that_he_will_do_is_not_done_yet() -> None:
    (done,) = extract("Norvia launched a ferry.", WORDS)
    (told,) = extract("Berg added that Norvia will launch a ferry.", WORDS)
    assert (done.kind, told.kind) == ("act", "indirect")


def test_each_of_several_who_speak_together_is_the_speaker_of_his_own_party() -> None:
    found = extract("Berg and Stein demanded the ferry. They said the toll was unacceptable.", WORDS)
    assert [(one.party, one.issue, one.speaker) for one in found] == [
        ("norvia", "ferry", "Anna Berg"),
        ("sudland", "ferry", "Olga Stein"),
        ("norvia", "toll", ""),
        ("sudland", "toll", ""),
    ]


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("Norvia wants the ferry.", "Norvia", "is Norvia"),
        ("Anna Berg wants the ferry.", "Anna Berg", "speaks for Norvia"),
        ("Anna Berg arrived. She wants the ferry.", "She", "taken to be Anna Berg, spoken of before"),
        ("Norvia and Sudland spoke. Both sides want the ferry.", "Both sides", "taken to be Norvia and others, named"),
    ],
)
def test_a_candidate_says_which_words_make_it_this_partys(text: str, words: str, says: str) -> None:
    found = next(one for one in extract(text, WORDS) if one.party == "norvia")
    (who,) = [reason for reason in found.evidence if reason.rule == "holder"]
    assert text[who.start : who.end] == words
    assert who.says.startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Norvia wants the ferry.", "words about it (ferry)"),
        ("Anna Berg said Sudland must open the ferry.", "words for it (open* the ferry)"),
        ("Norvia wants to sink the ferry.", "words against it (sink* * ferry)"),
        ("Norvia wants the toll.", "words about it, which is to end (toll*)"),
    ],
)
def test_a_candidate_says_under_which_heading_of_the_vocabulary_its_words_stand(text: str, says: str) -> None:
    (found,) = extract(text, WORDS)
    assert found.evidence[0].says == says


def test_a_scale_of_the_topics_own_gets_its_own_levels() -> None:
    scale = """
scale:
  yes: {value: 2, glyph: "+", label: yes}
  maybe: {value: 1, glyph: "~", label: maybe}
  neither: {value: 0, glyph: "o", label: neither}
  never: {value: -2, glyph: "-", label: never}
"""
    words = vocabulary(FERRY + scale)
    assert stances("Norvia rejected the ferry. Sudland wants the ferry.", words) == [
        "norvia ferry never",
        "sudland ferry yes",
    ]
    assert stances("Sudland would accept the ferry if Norvia paid.", words) == ["sudland ferry maybe"]


def test_a_topic_with_issue_names_only_still_gives_candidates() -> None:
    words = vocabulary("issues: {ferry: {name: Ferry lines}}\nparties: {norvia: {name: Norvia}}\n")
    assert stances("Norvia rejected the ferry line.", words) == ["norvia ferry oppose"]


def test_a_topic_may_add_cues_and_silence_some() -> None:
    words = vocabulary(FERRY + "cues: {refuse: [pooh-pooh], ignore: [reject]}\nconduits: [Ostbladet]\n")
    assert stances("Norvia rejected the ferry. Sudland pooh-poohed the ferry.", words) == ["sudland ferry oppose"]


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("Norvia takes no position on the ferry.", "takes no position on", "leaves it open"),
        ("Norvia has not decided whether to accept the ferry.", "decided whether", "leaves it open"),
        ("Sudland demanded the ferry. Norvia did not reject that.", "reject", "not against it"),
        ("Norvia did not reject the ferry.", "reject", "not against it"),
        ("Norvia did not comment on the ferry.", "comment", "does not say"),
        ("Norvia wants the ferry.", "wants", "for it"),
    ],
)
def test_the_reasons_say_what_the_words_mean(text: str, words: str, says: str) -> None:
    reasons = {(text[each.start : each.end], each.says) for one in extract(text, WORDS) for each in one.evidence}
    assert (words, says) in reasons


READINGS = yaml.safe_load((Path(__file__).parents[2] / "data" / "readings.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["text"])
def test_a_sentence_is_read_as_people_read_it(reading: dict[str, Any]) -> None:
    assert sorted(stances(reading["text"], WORDS)) == sorted(reading["gives"])


@pytest.mark.parametrize("cut", range(4), ids=("end", "beginning", "middle", "dash"))
def test_an_article_cut_off_anywhere_is_still_read(cut: int) -> None:
    for number, reading in enumerate(READINGS):
        text = reading["text"]
        tokens = tokenize(text)
        places = list(zip(tokens.starts, tokens.ends, strict=True))
        for start, end in places[number % 3 :: 3]:  # at every third word, of each sentence at others
            part = (text[:end], text[start:], text[:start] + text[end:], text[:end] + " -")[cut]
            assert all(part[one.start : one.end] == one.quote for one in extract(part, WORDS))


def test_what_one_process_finds_another_finds_in_the_same_order() -> None:
    text = "Norvia wants the ferry and the talks. It rained. “The talks and the ferry are one,” Anna Berg said."
    program = f"from ferry import stances; print(stances({text!r}))"
    path = os.pathsep.join(sys.path)
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (2, 3)
    ]
    assert runs == [f"{stances(text)}\n"] * 2
    assert len(stances(text)) == 4


def test_a_stance_read_out_of_somebody_elses_condition_is_never_sure() -> None:
    (toll, ferry) = extract("Norvia was ready to accept the toll if Sudland agreed to the ferry.", WORDS)
    assert (toll.issue, toll.confidence) == ("toll", "medium")
    assert (ferry.issue, ferry.confidence) == ("ferry", "medium")


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        (
            "Norvia rejected the ferry. It accepted the toll.",
            ["“no” is misread more often than “yes”", "who speaks is a “he”, “she”, “it” or “they”"],
        ),
        (
            "Norvia is ready to open the ferry.",
            ["it only says how somebody stands to it, such as “ready to” or “opposed to”"],
        ),
        ("Norvia wants the ferry, but not now.", ["a “but” or an “although” stands in it"]),
        ("Norvia wants the boat.", ["only a vague word for the issue stands there"]),
        (
            "Norvia proposed the ferry. Sudland rejected that offer.",
            ["nobody who speaks for the party is named", "it points back to what was said before, such as “the plan”"],
        ),
    ],
)
def test_a_reading_that_is_not_sure_says_what_keeps_it_from_that(text: str, doubts: list[str]) -> None:
    assert [doubts_in_words(one) for one in extract(text, WORDS)] == doubts


def test_every_reading_but_a_sure_one_has_a_doubt_and_every_doubt_has_words() -> None:
    found = [one for rule in rules().values() for one in extract(rule.example, WORDS)]
    assert {bool(one.doubts) is (one.confidence != "high") for one in found} == {True}
    assert {doubt for one in found for doubt in one.doubts} <= set(DOUBTS)
    assert {mark for mark, weight in _WEIGHTS.items() if weight < 0} | _UNSURE <= set(DOUBTS)
