from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.file.loader import parse
from model.schema import Topic

# The files in tests/data/bad say most; here is what needs a random shape, or several places side by side.


def problems(text: str) -> list[str]:
    found = parse(text.encode(), Path("p.yaml")).problems
    return [f"{problem.line}:{problem.column} {problem.message}" for problem in found]


def hints(text: str) -> list[str]:
    return [problem.hint for problem in parse(text.encode(), Path("p.yaml")).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parties: {a: {}}", '1:11 party "a" has no "name"'),
        ("sources: {a: {}}", '1:11 source "a" has no "file"'),
        ("events: [{date: 2025}]", '1:10 event 1 has no "name"'),
        ("events: [{date: 2025, name: a}, {name: b}]", '1:33 event 2 has no "date"'),
        ("scale: {a: {value: 1, label: a}, b: {value: 2, glyph: b, label: b}}", '1:9 level "a" has no "glyph"'),
        ("parties: {a: {name: }}", '1:15 "name" of party "a" is empty'),
        ("parties: {a: {name: ~}}", '1:15 "name" of party "a" is empty'),
    ],
)
def test_a_missing_value_is_asked_for_by_the_name_of_its_entry(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_a_text_taken_for_a_comment_is_explained() -> None:
    assert hints("parties:\n  a:\n    name: #1 party\n") == ["a text that starts with # goes in quotes"]
    assert hints("parties:\n  a:\n    name:\n    note: '#'\n") == ["write the text after the colon"]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("The USA!", 'write "the-usa": an id has small letters, digits and hyphens'),
        ("Côte d’Ivoire", 'write "cote-divoire": an id has small letters, digits and hyphens'),
        ("a_b", 'write "a-b": an id has small letters, digits and hyphens'),
        ("Москва", "an id has small letters, digits and hyphens"),
        ("-", "an id has small letters, digits and hyphens"),
    ],
)
def test_an_id_is_proposed_for_a_name(key: str, hint: str) -> None:
    assert hints(f'parties: {{"{key}": {{name: A}}}}') == [hint]


def test_a_key_that_looks_like_pydantics_own_mark_is_an_ordinary_key() -> None:
    assert problems("parties: {a: {name: A, '[key]': b}}") == ['1:24 unknown key "[key]"']
    assert problems("parties: {'[key]': {name: A}}") == ['1:11 "[key]" is not an id']


def test_the_keys_proposed_are_those_of_the_entry_at_hand() -> None:
    assert hints("issues: {a: {name: A, proposition: B., fro: [x]}}")[0].startswith('did you mean "for"?')
    assert hints("events: [{date: 2025, nam: a, name: b}]") == ['did you mean "name"? (keys: date, name, note)']
    assert "quotes" in hints("parties: {a: {name: A}}\nissues: {b: {name: B, proposition: C}}\n"
                             "positions: {a: {b: {quotse: []}}}")[0]  # fmt: skip


def test_a_key_and_value_without_a_space_are_told_apart() -> None:
    assert hints("parties: {a: {name: A, note:small}}") == ['write "note: small", with a space']
    assert hints("parties: {a: {name: A, x:y}}")[0].startswith("keys: name, aliases")


FIELDS = [
    "title", "scale", "issues", "parties", "sources", "events", "positions", "name", "quotes", "people", "acts",
    "value", "glyph", "label", "date", "file", "published", "members", "stance", "kind", "a", "A", "[key]", "x",
]  # fmt: skip
SCALAR = st.sampled_from(["", "a", "~", "2025", "x: y", "no", "1"]).map(
    lambda text: f"'{text}'" if ":" in text else text
)
SHAPES = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=3,
        ).map(lambda pairs: "{" + ", ".join(f'"{key}": {value}' for key, value in pairs.items()) + "}")
    ),
    max_leaves=8,
)
SECTIONS = st.dictionaries(st.sampled_from([*Topic.known_keys(), "other"]), SHAPES, min_size=1)


@settings(max_examples=500, deadline=None)
@given(SECTIONS)
def test_any_shape_at_any_place_is_explained_there(sections: dict[str, str]) -> None:
    text = "".join(f"{section}: {shape}\n" for section, shape in sections.items())
    loaded = parse(text.encode(), Path("p.yaml"))
    assert (loaded.topic is None) == any(problem.severity == "error" for problem in loaded.problems)
    for problem in loaded.problems:
        line = text.split("\n")[problem.line - 1]
        assert problem.column <= len(line) + 1
        if " a date" in problem.message:
            assert re.search(r'"(date|published)": $', line[: problem.column - 1])
        assert problem.hint
