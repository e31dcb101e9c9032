"""Candidates against people's codes: a number that flatters would mislead whoever trusts a proposal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.corpus.score import (
    Code,
    CodesError,
    Pair,
    Tally,
    by_confidence,
    by_issue,
    by_stance,
    interval,
    pairs,
    placed,
    read_codes,
    tally,
)
from model.extract.candidate import Candidate

ROOT = Path(__file__).parents[3]


def code(
    start: int, end: int, stance: str = "support", party: str = "north", *, issue: str = "tolls", doc: str = "a"
) -> Code:
    return Code(doc=doc, party=party, issue=issue, stance=stance, quote="x" * (end - start), start=start, end=end)


def candidate(
    start: int, end: int, stance: str = "support", party: str = "north", *, issue: str = "tolls", band: str = "high"
) -> Candidate:
    quote = "x" * (end - start)
    return Candidate(start, end, quote, party, issue, stance, "act", "", band, "rules")  # type: ignore[arg-type]


def test_the_codes_that_ship_stand_where_they_say() -> None:
    for file in ("codes.jsonl", "river/codes.jsonl"):
        path = ROOT / "tests/data" / file
        seeds = path.parent / "seeds" if "river" in file else ROOT / "seeds"
        codes = read_codes(path.read_text(encoding="utf-8"))
        assert len(codes) > 60
        assert all(placed(one, (seeds / one.doc).read_text(encoding="utf-8")) is one for one in codes)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2 is no code: Invalid JSON"),
        ("7", "line 2 is no code: Input should be"),
        ('{"doc": "a", "party": "b", "issue": "c", "stance": "d"}', 'line 2 is no code: "quote": Field required'),
        (
            '{"doc": 7, "party": "b", "issue": "c", "stance": "d", "quote": ""}',
            'line 2 is no code: "doc": Input should be',
        ),
    ],
)
def test_a_line_that_is_no_code_is_named(line: str, says: str) -> None:
    good = json.dumps({"doc": "a", "party": "b", "issue": "c", "stance": "d", "quote": "e", "coder": "who"})
    assert read_codes(f"{good}\n\n{good}\n")[0] == Code(doc="a", party="b", issue="c", stance="d", quote="e")
    with pytest.raises(CodesError) as raised:
        read_codes(f"{good}\n{line}\n")
    assert str(raised.value).startswith(says)
    assert "\n" not in str(raised.value)


def test_a_code_without_a_place_or_with_a_wrong_one_is_found_by_its_words() -> None:
    text = "No. Yes, now. Yes, now."
    words = Code(doc="a", party="b", issue="c", stance="d", quote="Yes, now.")
    where = {0: 4, 4: 4, 8: 4, 11: 14, 14: 14, 99: 14}
    assert placed(words, text) == words.model_copy(update={"start": 4, "end": 13})
    for said, start in where.items():
        found = placed(words.model_copy(update={"start": said, "end": said + 9}), text)
        assert found is not None
        assert (found.start, found.end) == (start, start + 9)
    assert placed(words.model_copy(update={"quote": "Maybe."}), text) is None


def test_a_candidate_matches_by_party_issue_document_and_overlap_and_only_once() -> None:
    codes = [code(0, 10), code(20, 30, "oppose"), code(40, 50, party="south"), code(60, 70, doc="b")]
    found = {
        "a": [candidate(9, 15), candidate(30, 35), candidate(22, 24), candidate(20, 29), candidate(40, 50)],
        "b": [candidate(60, 61, issue="tariffs"), candidate(69, 99, "oppose")],
        "c": [candidate(0, 10)],
    }
    matched = pairs(codes, found)
    assert [pair.candidate for pair in matched[:4]] == [found["a"][0], found["a"][3], None, found["b"][1]]
    assert [(pair.doc, pair.candidate) for pair in matched[4:]] == [
        *(("a", found["a"][number]) for number in (1, 2, 4)),
        ("b", found["b"][0]),
        ("c", found["c"][0]),
    ]
    assert tally(matched) == Tally(codes=4, candidates=8, located=3, right=1)


def test_the_measures_are_those_of_the_books() -> None:
    one = Tally(codes=10, candidates=8, located=6, right=3)
    assert one.precision() == 6 / 8
    assert one.recall() == 6 / 10
    assert one.f1() == pytest.approx(2 * (6 / 8) * (6 / 10) / (6 / 8 + 6 / 10))
    assert one.precision(with_stance=True) == 3 / 8
    assert one.recall(with_stance=True) == 3 / 10
    assert one.f1(with_stance=True) == pytest.approx(2 * (3 / 8) * (3 / 10) / (3 / 8 + 3 / 10))
    assert one.stance_accuracy == 3 / 6
    nothing = Tally()
    assert nothing.precision() is nothing.recall() is nothing.f1() is nothing.stance_accuracy is None


def test_each_issue_stance_and_confidence_is_counted_apart() -> None:
    codes = [code(0, 10), code(20, 30, "oppose"), code(40, 50, issue="tariffs")]
    found = {"a": [candidate(0, 10, band="low"), candidate(20, 30), candidate(60, 70, "oppose", issue="tariffs")]}
    matched = pairs(codes, found)
    assert by_issue(matched, ["tolls", "tariffs", "none"]) == {
        "tolls": Tally(2, 2, 2, 1),
        "tariffs": Tally(1, 1, 0, 0),
        "none": Tally(),
    }
    assert by_confidence(matched, ["high", "low"]) == {"high": Tally(1, 2, 1, 0), "low": Tally(1, 1, 1, 1)}
    assert by_stance(matched, ["support", "oppose"]) == {"support": Tally(2, 2, 1, 1), "oppose": Tally(1, 1, 0, 0)}


spans = st.lists(
    st.tuples(
        st.integers(0, 40), st.integers(1, 9), st.sampled_from("ab"), st.sampled_from("+-"), st.sampled_from("xy")
    ),
    max_size=8,
)


@given(spans, spans)
def test_nothing_is_counted_twice_or_forgotten_whatever_the_order(gold: list, machine: list) -> None:
    codes = [code(start, start + size, stance, party, doc=doc) for start, size, party, stance, doc in gold]
    found = {
        doc: [candidate(start, start + size, stance, party) for start, size, party, stance, of in machine if of == doc]
        for doc in "xy"
    }
    matched = pairs(codes, found)
    assert [pair.code for pair in matched if pair.code] == codes
    given_back = [pair.candidate for pair in matched if pair.candidate]
    assert sorted(given_back, key=repr) == sorted(found["x"] + found["y"], key=repr)
    for pair in matched:
        if pair.code and pair.candidate:
            assert pair.code.party == pair.candidate.party
            assert max(pair.code.start, pair.candidate.start) < min(pair.code.end, pair.candidate.end)
    whole = tally(matched)
    assert whole.right <= whole.located <= min(whole.codes, whole.candidates)
    assert sum(by_confidence(matched, ["high"]).values(), Tally()).candidates == whole.candidates
    perfect = tally(
        pairs(
            codes,
            {
                doc: [candidate(one.start, one.end, one.stance, one.party) for one in codes if one.doc == doc]
                for doc in "xy"
            },
        )
    )
    assert perfect.located == perfect.codes == len(codes)


def test_the_interval_holds_the_measure_and_narrows_with_more_documents() -> None:
    def documents(count: int) -> list[Pair]:
        hit = [Pair(f"{number}", code(0, 9), candidate(0, 9)) for number in range(count) if number % 3]
        return hit + [Pair(f"{number}", code(0, 9), None) for number in range(0, count, 3)]

    few, many = interval(documents(9), Tally.recall), interval(documents(300), Tally.recall)
    assert few is not None
    assert many is not None
    assert few[0] < many[0] < 2 / 3 < many[1] < few[1]
    assert few == interval(documents(9), Tally.recall), "the same draws each time"
    assert interval(documents(1), Tally.recall) is None
    assert interval([Pair("a", None, candidate(0, 9)), Pair("b", None, candidate(0, 9))], Tally.recall) is None
