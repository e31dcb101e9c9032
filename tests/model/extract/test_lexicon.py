from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.extract.lexicon import Cue, cue_phrases, lexicon

# Verb, third person, past, participle if it is another word, and -ing, as a dictionary gives them.
DICTIONARY = """\
stop stops stopped - stopping
skip skips skipped - skipping
ban bans banned - banning
bar bars barred - barring
plan plans planned - planning
drag drags dragged - dragging
snub snubs snubbed - snubbing
beg begs begged - begging
quit quits quit - quitting
admit admits admitted - admitting
commit commits committed - committing
permit permits permitted - permitting
prefer prefers preferred - preferring
offer offers offered - offering
reopen reopens reopened - reopening
reject rejects rejected - rejecting
repeat repeats repeated - repeating
plead pleads pleaded - pleading
seek seeks sought - seeking
agree agrees agreed - agreeing
free frees freed - freeing
see sees saw seen seeing
refuse refuses refused - refusing
oppose opposes opposed - opposing
dismiss dismisses dismissed - dismissing
push pushes pushed - pushing
quash quashes quashed - quashing
breach breaches breached - breaching
veto vetoes vetoed - vetoing
torpedo torpedoes torpedoed - torpedoing
deny denies denied - denying
defy defies defied - defying
ratify ratifies ratified - ratifying
delay delays delayed - delaying
vow vows vowed - vowing
renew renews renewed - renewing
embrace embraces embraced - embracing
urge urges urged - urging
argue argues argued - arguing
speak speaks spoke spoken speaking
withdraw withdraws withdrew withdrawn withdrawing
forbid forbids forbade forbidden forbidding
uphold upholds upheld - upholding
freeze freezes froze frozen freezing
leave leaves left - leaving
warn warns warned - warning
"""


def forms(verb: str) -> dict[str, set[str]]:
    """Give the words for each form of a verb."""
    found: dict[str, set[str]] = {"base": set(), "s": set(), "ed": set(), "en": set(), "ing": set()}
    for phrase, cue in cue_phrases({"want": (verb,)}):
        if cue.word == verb and cue.form in found:
            found[cue.form].add(phrase)
    return found


@pytest.mark.parametrize("row", DICTIONARY.splitlines())
def test_a_verb_is_known_in_every_form_of_it(row: str) -> None:
    verb, third, past, participle, ing = row.split()
    known = forms(verb)
    assert (known["base"], known["s"], known["ed"], known["ing"]) == ({verb}, {third}, {past}, {ing})
    assert participle == "-" or known["en"] == {participle}


def test_what_goes_with_a_verb_stays_and_may_hold_its_object() -> None:
    known = forms("rule out")
    assert {"ruled out", "ruled it out", "ruled those out"} <= known["ed"]
    assert {"ruling out", "ruling that out"} <= known["ing"]
    assert forms("call for")["ed"] == {"called for", "called * for"}  # called on Friday for


def test_both_spellings_of_signal_are_known() -> None:
    known = forms("signal")
    assert (known["ed"], known["ing"]) == ({"signaled", "signalled"}, {"signaling", "signalling"})


def test_nouns_are_known_in_the_plural() -> None:
    known = {phrase: cue.word for phrase, cue in cue_phrases({}) if cue.form == "noun"}
    assert (known["rejections"], known["pledges"], known["wishes"]) == ("rejection", "pledge", "wish")


def test_a_topic_may_silence_a_word_in_all_its_forms() -> None:
    silenced = {phrase for phrase, cue in cue_phrases({"ignore": ("reject", "premature")}) if cue.word}
    every = {phrase for phrase, _ in cue_phrases({})}
    assert every - silenced == {"reject", "rejects", "rejected", "rejecting", "premature"}


def test_whoever_refuses_is_against_and_whoever_only_speaks_takes_no_side() -> None:
    signs = {cue_class: Cue("", cue_class, "base").sign for cue_class in lexicon()["verbs"]}
    assert signs == {
        "say": 0,
        "want": 1,
        "accept": 1,
        "refuse": -1,
        "criticise": -1,
        "accuse": 0,
        "evade": 0,
        "threaten": 1,
    }


@settings(max_examples=25, deadline=None)
@given(st.text("abcdeghiklmnoprstuvwxyz", min_size=2, max_size=9))
def test_any_word_of_a_topic_gets_forms(verb: str) -> None:
    known = forms(verb)
    assert known["base"] == {verb}
    assert all(known[form] for form in ("s", "ed", "ing"))
