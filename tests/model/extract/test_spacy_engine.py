from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from ferry import vocabulary
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.corpus.batch import found_in
from model.extract import extract
from model.extract.clean import body
from model.extract.engines import EngineMissingError, parsing
from model.extract.rulebook import Rule, rules
from model.extract.segment import segment
from model.extract.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.extract.engines.parse import Parse

WORDS = vocabulary()


def stances(text: str, engine: str = "spacy") -> list[str]:
    return [f"{one.party} {one.issue} {one.stance}" for one in extract(text, WORDS, engine)]


def parsed(text: str) -> list[Parse | None]:
    tokens = tokenize(text)
    return list(parsing.parses(tokens, segment(tokens, body(text))))


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_with_a_parse_a_rule_still_reads_its_own_example(rule: Rule) -> None:
    assert tuple(stances(rule.example)) == rule.gives


# Sentences that the order of words alone misleads: what the rules make of them, and what is right.
MISLEADING = {
    "a subject goes on after a description": (
        "Norvia's leader, a friend of Sudland, on Friday rejected the ferry.",
        [],
        ["norvia ferry oppose"],
    ),
    "a subject's relative clause has another name": (
        "Ministers in Norvia who had seen Sudland's plans rejected the ferry.",
        [],
        ["norvia ferry oppose"],
    ),
    "a name in a relative clause is no subject": (
        "Norvia's president, who admired Sudland, has rejected the ferry.",
        ["sudland ferry oppose"],
        ["norvia ferry oppose"],
    ),
    "a clause after a subject is not said by it": (
        'Anna Berg of the old town by the sea, "tired", said the ferry was essential.',
        [],
        ["norvia ferry support"],
    ),
    "what others want is not meant": (
        "Norvia backs the port, Olga Stein told us, but the fishermen want the ferry.",
        ["norvia ferry support"],
        [],
    ),
    "an act is done to its subject": ("Sudland officials were burned off the ferry.", ["sudland ferry oppose"], []),
    "a participle describes": (
        "Olga Stein thanked a Norvian team asked for the ferry.",
        ["norvia ferry support"],
        [],
    ),
    "a dateline is no subject": (
        "OSLO - Sudland's leader, a friend of Norvia, on Friday rejected the ferry.",
        [],
        ["sudland ferry oppose"],
    ),
}


@pytest.mark.parametrize(("text", "by_rules", "right"), MISLEADING.values(), ids=MISLEADING)
def test_a_parse_reads_what_word_order_misleads(text: str, by_rules: list[str], right: list[str]) -> None:
    assert stances(text, "rules") == by_rules
    assert stances(text) == right


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg recalled Olga Stein's praise for the ferry.",
            ["sudland ferry support"],
        ),  # a noun that is a verb too
        ("Norvia gave a press conference on a boat of the ferry.", []),  # it presses nobody
        ("What Norvia wants, Olga Stein told a crowd, is the ferry.", ["norvia ferry support"]),
        ("NORVIA REJECTS FERRY", ["norvia ferry oppose"]),
        ("HALDEN, May 3 (Newsline) — Sudland rejected the ferry.", ["sudland ferry oppose"]),
        ("Norvia cannot accept the ferry.", ["norvia ferry oppose"]),
        (
            "As www.norvia.example/news shows, Norvia rejected the ferry.",
            ["norvia ferry oppose"],
        ),  # one word of spaCy's
    ],
)
def test_a_parse_does_no_harm(text: str, expected: list[str]) -> None:
    assert stances(text) == expected


def test_candidates_say_which_engine_found_them() -> None:
    assert {one.engine for one in extract("Norvia rejected the ferry.", WORDS, "spacy")} == {"spacy"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "cannot",
                "U.S.-led",
                "Norvia's",
                "3.5%",
                "don’t",
                "a",
                "ferry",
                "€5bn",
                "...",
                '"',
                "\xa0",
                "é\u0301",
                "—",
                "rejects",
                "İ",
                "x_y",
                "👍",
            ]
        ),
        min_size=1,
    ).map(" ".join)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]))
)
@example("And, finally, Norvia's ferry, which is old, rejects a ferry.")
def test_whatever_a_text_holds_its_parse_is_made_of_trees_over_its_own_tokens(text: str) -> None:
    tokens = tokenize(text)
    sentences = segment(tokens, body(text))
    for sentence, parse in zip(sentences, parsing.parses(tokens, sentences), strict=True):
        numbers = range(sentence.first, sentence.last)
        assert len(parse.heads) == len(parse.deps) == len(parse.tags) == len(numbers)
        for at in numbers:
            above = list(zip(parse.above(at), numbers, strict=False))
            assert all(one in numbers for one, _ in above)
            assert len(above) < len(numbers)  # it ends at a root
            assert at in set(parse.subtree(at))
            first, last = parse.phrase(at)
            assert sentence.first <= first < last <= sentence.last


@pytest.fixture
def no_parser() -> Iterator[None]:
    parsing.parser.cache_clear()
    yield
    parsing.parser.cache_clear()


@pytest.mark.usefixtures("no_parser")
def test_without_spacy_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(
        EngineMissingError, match=r"^The engine spacy needs spaCy, which `.*pip install .*spacy.*` installs\.$"
    ):
        stances("An article that speaks of nothing.")
    with pytest.raises(EngineMissingError):  # once, and not of each article
        found_in("Norvia rejected the ferry.", WORDS, "spacy")


@pytest.mark.usefixtures("no_parser")
def test_without_a_model_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MODELS", ("en_no_such_model",))
    with pytest.raises(
        EngineMissingError,
        match=r"^The engine spacy needs a model of English, which `.*pip install .*spacy.*` installs\.$",
    ):
        stances("Norvia rejected the ferry.")
