"""What a vocabulary finds in texts: an analyst improves the words by what this says."""

from __future__ import annotations

from model.corpus.sightings import Hits, kinds_of, not_proposed, sightings, without_issue, written_terms
from model.extract.candidate import Candidate
from model.extract.vocabulary import Vocabulary
from model.file.judging import judged

VOCABULARY = Vocabulary.of(judged({
    "issues": {
        "tolls": {
            "name": "Harbour toll",
            "terms": ["toll", "harbour dues"],
            "weak": ["harbour"],
            "acts": {"oppose": ["block* * ships"]},
        },
        "pilots": {"name": "Pilots", "terms": ["pilot*"]},
    },
    "parties": {"north": {"name": "Norrhavn"}, "south": {"name": "Söderby", "people": {"Ann Holm": ["Holm"]}}},
}))  # fmt: skip

TEXT = """Norrhavn demands a toll. The toll was set in 2020.
Holm rejected the plan to charge each ship.
Somebody wants pilots, and pilots want Norrhavn.
The harbour is deep. They blocked two ships on Monday.
It rained.
"""


def quotes(text: str, found) -> list[str]:
    return [text[one.start : one.end] for one in found]


def candidate(sentence: str, issue: str) -> Candidate:
    start = TEXT.index(sentence)
    return Candidate(start, start + len(sentence), sentence, "north", issue, "support", "act", "", "high", "rules")


def test_every_term_is_counted_and_those_never_met_are_known() -> None:
    hits = Hits()
    hits.add(sightings(TEXT, VOCABULARY))
    hits.add(sightings("A toll.", VOCABULARY))
    assert [(term.phrase, term.kind, hits.of(term)) for term in written_terms(VOCABULARY)] == [
        ("toll", "term", (3, 2)),
        ("harbour dues", "term", (0, 0)),
        ("harbour", "weak", (1, 1)),
        ("block* * ships", "act against", (1, 1)),
        ("pilot*", "term", (2, 1)),
    ]


def test_a_party_is_counted_by_the_sentences_that_name_it_or_its_people() -> None:
    hits = Hits()
    hits.add(sightings(TEXT, VOCABULARY))
    hits.add(sightings("Ann Holm spoke; Holm left. Holm is back.", VOCABULARY))
    assert (hits.of_party("north"), hits.of_party("south")) == ((2, 1), (3, 2))
    hits.add(sightings("Nobody came.", VOCABULARY))
    assert hits.of_party("south") == (3, 2)


def test_a_phrase_with_two_parts_to_play_is_counted_once() -> None:
    issue = {"name": "Tolls", "terms": ["cut tolls"], "for": ["cut tolls"], "acts": {"support": ["cut tolls"]}}
    vocabulary = Vocabulary.of(judged({"issues": {"t": issue}, "parties": {"n": {"name": "Norrhavn"}}}))
    hits = Hits()
    hits.add(sightings("They cut tolls.", vocabulary))
    (term,) = written_terms(vocabulary)
    assert hits.of(term) == (1, 1)


def test_a_phrase_under_several_headings_is_listed_once_with_all_of_them() -> None:
    acts = {"support": ["lower* tolls"]}
    issue = {"name": "Tolls", "terms": ["tolls", "cut tolls"], "for": ["cut tolls", "block* ships"], "acts": acts}
    vocabulary = Vocabulary.of(judged({"issues": {"t": issue}, "parties": {"n": {"name": "Norrhavn"}}}))
    assert {term.phrase: kinds for term, kinds in kinds_of(vocabulary).items()} == {
        "tolls": ("term",),
        "cut tolls": ("term", "for"),
        "block* ships": ("for",),
        "lower* tolls": ("act for",),
    }, "the passive of an act is no heading of its own"


def test_a_sentence_in_which_a_party_takes_a_side_on_nothing_known_comes_near() -> None:
    seen = sightings(TEXT, VOCABULARY)
    (near,) = without_issue(seen, ())
    assert TEXT[near.start : near.end] == "Holm rejected the plan to charge each ship."
    assert (near.parties, near.sides[0]) == (("south",), "rejected")
    assert not list(without_issue(seen, [candidate("Holm rejected the plan to charge each ship.", "tolls")]))


def test_a_sentence_with_a_term_and_no_candidate_says_what_is_missing() -> None:
    seen = sightings(TEXT, VOCABULARY)
    proposed = [candidate("Norrhavn demands a toll.", "tolls")]
    assert [(TEXT[one.start : one.end], issue, why) for one, issue, why in not_proposed(seen, proposed)] == [
        ("The toll was set in 2020.", "tolls", "no word takes a side"),
        ("Somebody wants pilots, and pilots want Norrhavn.", "pilots", "no rule joins party, side and issue"),
        ("The harbour is deep.", "tolls", "no word takes a side, and the term is a weak one"),
        ("They blocked two ships on Monday.", "tolls", "no party is named here"),
    ]
