from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.file.composer import read
from model.file.values import MAX_DEPTH, NotOrdinary, no_garbage_collection, ordinary_values, scalar_text

NOT_ORDINARY = [
    "a: &x b\nc: *x", "a: &x [b]", "a: !x b", "a: !!seq [b]", "<<: {a: b}", "a: 1\na: 2", "[a]: b", "{a: b}: c",
    "~: a", "--- a\n--- b", "a: [", "a: \x07", "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "a: *x", ": a",
    "null: a",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    NOT_ORDINARY,
)
def test_whatever_needs_a_judge_is_left_to_the_tree(text: str) -> None:
    with pytest.raises(NotOrdinary):
        ordinary_values(text, odd=False)


def test_the_deepest_allowed_file_is_read_either_way() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert ordinary_values(text, odd=False) == read(text + " # &", "p.yaml")[0].data()
    document, problems = read(f"{text[:MAX_DEPTH]}&x y, *x{text[MAX_DEPTH:]}", "p.yaml")
    assert not problems
    assert document.root is not None


@given(st.integers(0, MAX_DEPTH + 3), st.booleans())
def test_both_ways_of_reading_count_levels_alike(depth: int, anchored: bool) -> None:
    inner = "&x y, *x" if anchored else ""
    _, problems = read("[" * depth + inner + "]" * depth if depth else "y", "p.yaml")
    assert bool(problems) == (depth > MAX_DEPTH)


def test_an_empty_text_has_no_values() -> None:
    assert ordinary_values("", odd=False) is None
    assert ordinary_values("# only this", odd=False) is None


@pytest.mark.parametrize(
    ("value", "style", "odd", "shown"),
    [
        ("a\n\n", "|", False, "a"),
        ("a\n", ">", False, "a"),
        ("a\n", "'", False, "a\n"),
        ("\x1b\n", '"', False, "␛\n"),
        ("a\u202e", "", True, "a\ufffd"),
    ],
)
def test_a_text_is_shown_without_block_ends_and_without_controls(value: str, style: str, odd: bool, shown: str) -> None:
    assert scalar_text(value, style, odd=odd) == shown


def test_the_collector_rests_only_as_long_as_asked() -> None:
    with no_garbage_collection():
        assert not gc.isenabled()
        with no_garbage_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
