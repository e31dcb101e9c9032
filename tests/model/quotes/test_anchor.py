from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from model.plain import plain
from model.quotes.anchor import MISSING, Anchor, Anchoring, Edit, difference, find
from model.quotes.folding import Span, fold, fold_once

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]
CODES = [json.loads(line) for line in (ROOT / "tests/data/codes.jsonl").read_text(encoding="utf-8").splitlines()]
SEEDS = {path.name: plain(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.txt"))}
ARTICLE = SEEDS["000_c20c8a948345fb4d.txt"]

TEXT = (
    "Russia said it would not accept a 30-day ceasefire with 30,000 observers.\n"
    "“No war can’t be non-negotiable,” he said… The warning came at 12:30, at -5 degrees.\n"
    "Café talks in Tu\u0308rkiye\xa0— “peace at last” — went on; peace\xadful talks; no, no, no deal."
)


def passage(anchor: Anchor, text: str = TEXT) -> str | None:
    return None if anchor.span is None else text[anchor.span.start : anchor.span.end]


# Verbatim


@pytest.mark.parametrize(
    "quote", ["would not accept", "No war", "30,000 observers", "12:30", "said…", "no deal.", TEXT]
)
def test_a_verbatim_quote_is_verified(quote: str) -> None:
    assert find(quote, TEXT) == Anchor(Anchoring.VERIFIED, (Span(TEXT.index(quote), TEXT.index(quote) + len(quote)),))


def test_white_space_around_a_quote_does_not_count() -> None:
    assert find("\n\xa0 would not accept\u200b \n", TEXT) == find("would not accept", TEXT)


@pytest.mark.parametrize("quote", ["", " \n ", "\xad\u200b", "\ufe0f"])
def test_an_empty_quote_is_missing(quote: str) -> None:
    assert find(quote, TEXT) == MISSING
    assert find("peace", "") == MISSING


def test_a_quote_that_occurs_twice_is_ambiguous_and_all_its_places_are_given() -> None:
    anchor = find("peace", "peace, peace and peaceful peace")
    assert anchor.anchoring is Anchoring.AMBIGUOUS
    assert anchor.places == (Span(0, 5), Span(7, 12), Span(26, 31))
    assert anchor.span == Span(0, 5)


def test_places_that_overlap_are_ambiguous_too() -> None:
    assert find("no, no", TEXT).places == (Span(TEXT.index("no, no"), TEXT.index("no, no") + 6), *_second("no, no"))
    assert find("no, no", TEXT).anchoring is Anchoring.AMBIGUOUS


def _second(quote: str) -> tuple[Span]:
    start = TEXT.index(quote, TEXT.index(quote) + 1)
    return (Span(start, start + len(quote)),)


@pytest.mark.parametrize(
    ("quote", "because"),
    [
        ("warn", "warning"),
        ("arning", "warning"),
        ("can", "can’t"),
        ("negotiable", "non-negotiable"),
        ("non", "non-negotiable"),
        ("30", "30,000 and 12:30 and 30-day"),
        ("000 observers", "30,000"),
        ("5 degrees", "-5 degrees"),
        ("12", "12:30"),
        ("peaceful ta", "peaceful talks"),
        ("ful talks", "peace\xadful"),
        ("Cafe", "Café"),
        ("Tu", "Tu\u0308rkiye"),
        ("he said..", "said…"),
    ],
)
def test_a_quote_is_not_found_inside_a_word_or_number(quote: str, because: str) -> None:
    assert find(quote, TEXT).anchoring in {Anchoring.NEAR, Anchoring.MISSING}, because


def test_half_an_accented_letter_is_not_a_quote() -> None:
    assert find("cafe", "cafe\u0301") == MISSING
    assert find("\u0301 talks", "cafe\u0301 talks") == MISSING
    assert find("cafe\u0301", "cafe\u0301").places == (Span(0, 5),)


def test_half_an_emoji_is_not_a_quote() -> None:
    family = "👨\u200d👩\u200d👧"
    assert find("👨", family) == find("👧", family) == MISSING
    assert find("☮", "☮\ufe0f").places == (Span(0, 2),)
    assert find(family, f"a {family} b").places == (Span(2, 7),)


def test_scripts_without_spaces_need_no_word_boundary() -> None:
    assert find("立即停火", "俄罗斯拒绝立即停火的要求").places == (Span(5, 9),)


# Typography


@pytest.mark.parametrize(
    ("quote", "original"),
    [
        ('"No war can\'t be non-negotiable," he said', "“No war can’t be non-negotiable,” he said"),
        ("«peace at last»", "“peace at last”"),
        ("'peace at last'", "“peace at last”"),
        ("non\u2011negotiable", "non-negotiable"),
        ("he said... The warning", "he said… The warning"),
        ("observers. “No war", "observers.\n“No war"),
        ("would\n  not\xa0accept", "would not accept"),
        ("Türkiye - “peace", "Tu\u0308rkiye\xa0— “peace"),
        ("Cafe\u0301 talks", "Café talks"),
        ("peaceful", "peace\xadful"),
        ("cease\xadfire", "ceasefire"),
    ],
)
def test_a_quote_in_other_typography_is_normalised_with_the_sources_own_span(quote: str, original: str) -> None:
    anchor = find(quote, TEXT)
    assert (anchor.anchoring, passage(anchor)) == (Anchoring.NORMALISED, original)


def test_a_quote_in_other_typography_that_occurs_twice_is_ambiguous() -> None:
    anchor = find('"peace"', "“peace” and ‘peace’")
    assert anchor == Anchor(Anchoring.AMBIGUOUS, (Span(0, 7), Span(12, 19)))


def test_one_verbatim_place_beats_others_in_other_typography() -> None:
    assert find("“peace”", "‘peace’ and “peace”") == Anchor(Anchoring.VERIFIED, (Span(12, 19),))


@pytest.mark.parametrize("before", ["😀 ", "cafe\u0301 \r", "“…” ", "ﬁ\xad\xad ", "\u1112\u1161\u11ab  "])
def test_what_stands_before_does_not_shift_the_span(before: str) -> None:
    text = before + "the “end”"
    assert passage(find('the "end"', text), text) == "the “end”"


# Only nearly


@pytest.mark.parametrize(
    ("quote", "original"),
    [
        ("Russia said it would accept a 30-day ceasefire", "Russia said it would not accept a 30-day ceasefire"),
        ("a 30-day ceasefire with 40,000 observers", "a 30-day ceasefire with 30,000 observers"),
        ("a 30-day ceasefire with 3,000 observers", "a 30-day ceasefire with 30,000 observers"),
        ("russia said it would not accept", "Russia said it would not accept"),
        ("would not accept a 30-day cease", "would not accept a 30-day ceasefire"),
        ("The warning came at 12:31, at", "The warning came at 12:30, at"),
        ("No war can be non-negotiable", "No war can’t be non-negotiable"),
        ("Café talks in Türkiy", "Café talks in Tu\u0308rkiye"),
    ],
)
def test_a_changed_word_or_number_is_near_and_shown_beside_whole_words_of_the_source(quote: str, original: str) -> None:
    anchor = find(quote, TEXT)
    assert (anchor.anchoring, passage(anchor)) == (Anchoring.NEAR, original)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("peace talk", TEXT),
        ("The farmers of the valley sold their apples early", TEXT),
        (TEXT, "Russia said it would not accept"),
        ("would not accept a 30-day truce", "x" * 2_000_001),
    ],
    ids=["too short", "unlike", "longer than the text", "text too long to search"],
)
def test_what_is_not_in_the_source_is_missing(quote: str, text: str) -> None:
    assert find(quote, text) == MISSING


def test_a_long_quote_with_several_changes_is_shown_beside_its_whole_passage() -> None:
    start, end = ARTICLE.index("Delegations from"), ARTICLE.index("The US president pushed")
    quote = ARTICLE[start:end].strip().replace("two countries", "2 countries").replace("no handshakes", "handshakes")
    anchor = find(quote.replace(" reportedly", "").replace("low-level Russian", "Russian"), ARTICLE)
    assert anchor.anchoring is Anchoring.NEAR
    assert passage(anchor, ARTICLE) == ARTICLE[start:end].strip()


def test_a_quote_with_another_beginning_and_another_end_is_found_by_its_middle() -> None:
    lines = [line for line in ARTICLE.split("\n") if len(line) > 60]
    own = " ".join(lines[3:10])
    quote = f"{'Nobody knew what would be said there. ' * 2}{own} {'Thus it ended as it had begun again.' * 2}"
    anchor = find(quote, " ".join(lines))
    assert anchor.anchoring is Anchoring.NEAR
    assert own in (passage(anchor, " ".join(lines)) or "")


def test_a_quote_too_much_of_which_is_invented_is_missing() -> None:
    assert find("would accept a long ceasefire with many ships", TEXT) == MISSING


# Properties

CORES = st.from_regex(r"[a-eéüğжщ0-9]{1,8}(?:-[a-e]{1,3})?", fullmatch=True)
WORDS = st.lists(CORES, min_size=3, max_size=25, unique=True)


@st.composite
def slices(draw: st.DrawFn) -> tuple[list[str], int, int]:
    """Draw words, no two the same, with punctuation, and a slice of them."""
    words = [draw(st.sampled_from(["", "“", "(", "😀 "])) + core for core in draw(WORDS)]
    words = [word + draw(st.sampled_from(["", ",", ".", "…", "”", "’ –"])) for word in words]
    start = draw(st.integers(0, len(words) - 1))
    return words, start, draw(st.integers(start + 1, len(words)))


@given(slices())
@settings(deadline=None)
def test_any_unique_piece_of_a_text_is_verified_at_exactly_its_place(sliced: tuple[list[str], int, int]) -> None:
    words, start, end = sliced
    text, quote = " ".join(words), " ".join(words[start:end])
    at = len(" ".join(words[:start])) + (start > 0)
    assume(not quote.isnumeric() and re.search(r"\w", quote))
    found = find(quote, text)
    assert found == Anchor(Anchoring.VERIFIED, (Span(at, at + len(quote)),))


@st.composite
def decorations(draw: st.DrawFn, text: str) -> str:
    """Draw the same words as another program would have typeset them."""
    rng = random.Random(draw(st.integers()))  # noqa: S311 - a test's choice of ornament
    ways = {
        " ": [" ", "  ", "\xa0", "\n", "\u2009 "],
        "“": ["“", '"', "«", "„"],
        "”": ["”", '"', "»", "’"],
        "’": ["’", "'"],
        "-": ["-", "\u2010", "\u2011", "–"],
        "–": ["–", "—", "-", "--"],
        "…": ["…", "..."],
    }
    typeset = [rng.choice(ways.get(char, [char, char, unicodedata.normalize("NFD", char)])) for char in text]
    hyphenated = [
        before + ("\xad" if before[0].isalnum() and after[0].isalnum() and rng.random() < 0.2 else "")
        for before, after in pairwise(typeset)
    ]
    return "".join(hyphenated) + typeset[-1]


@given(slices(), st.data())
@settings(deadline=None)
def test_a_quote_typeset_otherwise_is_normalised_with_the_same_span(
    sliced: tuple[list[str], int, int], data: st.DataObject
) -> None:
    words, start, end = sliced
    text, quote = " ".join(words), " ".join(words[start:end])
    at = len(" ".join(words[:start])) + (start > 0)
    typeset = data.draw(decorations(quote))
    assume(typeset != quote)
    assert find(typeset, text) == Anchor(Anchoring.NORMALISED, (Span(at, at + len(quote)),))


@given(slices(), st.data())
@settings(deadline=None)
def test_a_text_typeset_otherwise_gives_the_span_of_its_own_characters(
    sliced: tuple[list[str], int, int], data: st.DataObject
) -> None:
    words, start, end = sliced
    before, quote, after = (" ".join(part) for part in (words[:start], words[start:end], words[end:]))
    typeset = [data.draw(decorations(part)) if part else "" for part in (before, quote, after)]
    assume(typeset[1] != quote)
    at = len(typeset[0]) + 1
    anchor = find(quote, "\n".join(typeset))
    assert anchor == Anchor(Anchoring.NORMALISED, (Span(at, at + len(typeset[1])),))


@given(slices(), st.data())
@settings(deadline=None)
def test_a_quote_that_lost_a_word_is_never_verified(sliced: tuple[list[str], int, int], data: st.DataObject) -> None:
    words, start, end = sliced
    assume(end - start >= 3)
    lost = data.draw(st.integers(start + 1, end - 2))
    quote = " ".join(words[start:lost] + words[lost + 1 : end])
    assert find(quote, " ".join(words)).anchoring in {Anchoring.NEAR, Anchoring.MISSING}


@given(slices(), st.data())
@settings(deadline=None)
def test_a_quote_with_another_number_is_never_verified(sliced: tuple[list[str], int, int], data: st.DataObject) -> None:
    words, start, end = sliced
    text, quote = " ".join(words), " ".join(words[start:end])
    digits = [at for at, char in enumerate(quote) if char.isdigit()]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    changed = quote[:at] + str((int(quote[at]) + data.draw(st.integers(1, 9))) % 10) + quote[at + 1 :]
    assume(changed not in text)
    assert find(changed, text).anchoring in {Anchoring.NEAR, Anchoring.MISSING}


TRICKY = st.text(st.sampled_from("aab 1-'’“”…\u0301\xad\u200d👨\ufe0f,.\n\xa0ﬁก\u0e31中각\u1161−"), max_size=40)


@given(TRICKY | st.text(), TRICKY | st.text(), st.data())
@settings(deadline=None)
def test_a_found_quote_says_what_the_source_says_whatever_both_hold(
    before: str, after: str, data: st.DataObject
) -> None:
    text = before + " " + after
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    anchor = find(quote, text)
    assert list(anchor.places) == sorted(anchor.places)
    for span in anchor.places:
        assert 0 <= span.start < span.end <= len(text)
        if anchor.anchoring is Anchoring.VERIFIED:
            assert text[span.start : span.end] in quote
        if anchor.anchoring in {Anchoring.NORMALISED, Anchoring.AMBIGUOUS}:
            assert fold(text[span.start : span.end]).text.strip() in fold(quote).text


# Real articles


def test_every_coded_quote_of_the_example_is_found_at_its_coded_place() -> None:
    coded = [code for code in CODES if code.get("quote")]
    assert len(coded) > 50
    for code in coded:
        anchor = find(code["quote"], SEEDS[code["doc"]])
        assert Span(code["start"], code["end"]) in anchor.places
        assert anchor.anchoring in {Anchoring.VERIFIED, Anchoring.AMBIGUOUS}


def test_every_sentence_retyped_without_one_word_is_near_and_in_the_right_place() -> None:
    for match in re.finditer(r"[A-Z][^.\n]{60,300}\.", ARTICLE):
        words = match[0].split(" ")
        anchor = find(" ".join(words[:4] + words[5:]), ARTICLE)
        assert anchor.anchoring is Anchoring.NEAR
        assert passage(anchor, ARTICLE) == match[0]


# Speed


def test_a_verbatim_quote_costs_no_folding() -> None:
    before = fold_once.cache_info()
    find("would not accept", TEXT)
    assert fold_once.cache_info() == before


def test_the_program_starts_without_loading_the_fuzzy_search() -> None:
    program = (
        "import sys; import model.quotes.sources; from model.quotes.anchor import find;"
        "find('a', 'a b'); find('“a”', '\"a\" b');"
        "print({'rapidfuzz', 'pydantic'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_ten_thousand_quotes_are_checked_in_the_time_of_a_blink() -> None:
    sentences = [(match[0], text) for text in SEEDS.values() for match in re.finditer(r"[^\n]{40,300}", text)]
    todo = [sentences[number % len(sentences)] for number in range(10_000)]
    assert seconds(lambda: [find(quote, text) for quote, text in todo]) < 3


MEGABYTE = 1_000_000
LONG = " ".join(random.Random(1).choices(ARTICLE.split(), k=80_000))  # noqa: S311 - the same text in every run
HOSTILE_TEXTS = {
    "a": "a" * MEGABYTE,
    "spaces": " " * MEGABYTE,
    "words": "ab " * (MEGABYTE // 3),
    "quotation marks": "“" * MEGABYTE,
    "accents": "a" + "\u0301\u0323" * (MEGABYTE // 2),
    "soft hyphens": "a\xad" * (MEGABYTE // 2),
    "hyphens": "a-" * (MEGABYTE // 2),
    "article": LONG[:500_000],
}
HOSTILE_QUOTES = {
    "letter": "a",
    "long": "a" * 9_999 + "b",
    "periodic": "b " + "ab " * 3_000 + "ab a",
    "cut": ("b " + "ab " * 3_300).strip()[:-1],
    "random": "ab" * 50 + "ba" * 30,
    "passage": LONG[200_000:210_000].replace(" the ", " "),
}


def seconds(action: Callable[[], object]) -> float:
    """Measure the processor's time; under a tracer (coverage), which multiplies it, a quarter of it."""
    start = time.process_time()
    action()
    return (time.process_time() - start) / (1 if sys.gettrace() is None else 4)


@pytest.mark.parametrize("quote", HOSTILE_QUOTES.values(), ids=HOSTILE_QUOTES)
@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_a_hostile_text_does_not_stop_the_program(text: str, quote: str) -> None:
    assert seconds(lambda: find(quote, text)) < 1


def test_a_quote_found_too_often_gives_its_first_thousand_places() -> None:
    anchor = find("a", "a " * 5000)
    assert anchor.anchoring is Anchoring.AMBIGUOUS
    assert len(anchor.places) == 1000


def test_one_place_among_too_many_hits_to_look_at_is_not_called_the_only_one() -> None:
    assert find("a", "a " + "ab " * 100_000) == MISSING
    assert find("a", "a a " + "ab " * 100_000).places == (Span(0, 1), Span(2, 3))


# The difference


def test_the_difference_shows_the_lost_word_and_the_changed_number_and_no_typography() -> None:
    edits = difference('would  accept a 40-day "truce"', "would not accept a 30-day “truce”")
    assert edits == (
        Edit("would  ", "would "),
        Edit("", "not "),
        Edit("accept a ", "accept a "),
        Edit("40-day ", ""),
        Edit("", "30-day "),
        Edit('"truce"', "“truce”"),
    )


@pytest.mark.parametrize(("quote", "source"), [("10,000 men", "100,000 men"), ("can accept", "can't accept")])
def test_a_changed_number_or_word_is_marked_whole(quote: str, source: str) -> None:
    (word, _), (changed, _) = quote.split(" "), source.split(" ")
    assert difference(quote, source)[:2] == (Edit(word + " ", ""), Edit("", changed + " "))


def bare(text: str) -> str:
    """Give the letters and signs of a text, a run of the same sign as one: spaces part or join them."""
    return re.sub(r"([-'])\1+", r"\1", fold(text).text.replace(" ", ""))


@given(TRICKY | st.text(), TRICKY | st.text())
@example(" \u200d", "1\xad\ufe0f")
@settings(deadline=None)
def test_the_pieces_of_a_difference_join_back_to_both_texts(quote: str, source: str) -> None:
    edits = difference(quote, source)
    assert "".join(edit.quote for edit in edits) == quote
    assert "".join(edit.source for edit in edits) == source
    for edit in edits:
        if edit.quote and edit.source:
            assert bare(edit.quote) == bare(edit.source)


@pytest.mark.parametrize(
    ("quote", "source"), [("war - peace", "war—peace"), ("and / or", "and/or"), ("war . No", "war. No")]
)
def test_a_near_quote_that_differs_in_white_space_alone_shows_where(quote: str, source: str) -> None:
    assert any(not edit.quote or not edit.source for edit in difference(quote, source))


@given(TRICKY | st.text())
@settings(deadline=None)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(edit.quote == edit.source for edit in difference(text, text))


def test_a_hostile_difference_does_not_stop_the_program() -> None:
    rng = random.Random(1)  # noqa: S311 - the same text in every run
    ours, theirs = (" ".join(rng.choices("ab", k=5000)) for _ in range(2))
    assert seconds(lambda: difference(ours, theirs)) < 1
    assert seconds(lambda: difference("a " * 5000, "a " * 5000 + "b")) < 1
