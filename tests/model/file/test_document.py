from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from model.file import composer
from model.file.composer import read
from model.file.document import NOTHING, Alias, Document, Mapping, Scalar, Sequence
from model.plain import plain
from model.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.file.document import Node, Value

GOOD = (Path(__file__).parents[2] / "data" / "good.yaml").read_text("utf-8")

# Letters, what means something to YAML, what other tools type, what is wide, combining or beyond 16 bits.
NASTY = [
    "a", "no", "12:30", "010", "~", "null", "", " ", "- x", "x: y", "x #y", "#x", "'", '"', "\\", "|", ">", "[x]",
    "{x}", "*x", "&x", "!x", "%", "@", "?", ",", "é", "中文", "😀", "e\u0301", "\u202e", "\u00a0", "\t", "two\nlines",
    "x\n", "\n",
]  # fmt: skip
WORDS = st.sampled_from(NASTY) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff")
)
KEYS = st.sampled_from(
    ["a", "no", "12:30", "010", "null", "- x", "x: y", "#x", "'", '"', "*x", "é", "中文", "😀", "\u202e", "two words"]
)
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """Write a random tree in a random style: block or flow, plain, quoted, literal or folded; LF or CRLF; aliases."""
    tree = draw(TREES)
    if draw(st.booleans()):
        tree = {"first": tree, "again": tree, "list": [tree]}  # PyYAML writes an anchor and aliases
    text: str = yaml.dump(
        tree,
        Dumper=yaml.SafeDumper,
        allow_unicode=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from([None, True, False])),
        default_style=draw(st.sampled_from([None, "'", '"', "|", ">"])),
        explicit_start=draw(st.booleans()),
        indent=draw(st.integers(1, 9)),
        line_break=draw(st.sampled_from(["\n", "\r\n"])),
        sort_keys=False,
        width=draw(st.sampled_from([20, 80, 10_000])),
    )
    return draw(st.sampled_from(["", "# a comment\n"])) + text


def document_of(text: str) -> Document:
    document, problems = read(text, "p.yaml")
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    return document


def expected_value(node: yaml.Node | None) -> Value:
    """Give what `data` should say of a tree by PyYAML's own composer, where every scalar is a text too."""
    if isinstance(node, yaml.ScalarNode):
        text: str = node.value
        if node.style is None and text in NOTHING:
            return None
        return plain(text.rstrip("\n") if node.style in ("|", ">") else text)
    if isinstance(node, yaml.SequenceNode):
        return [expected_value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return {key_text(key): expected_value(value) for key, value in node.value}
    return None


def key_text(key: yaml.ScalarNode) -> str:
    return plain(key.value.rstrip("\n") if key.style in ("|", ">") else key.value)


def scalars(node: Node | None) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield key
            yield from scalars(value)


def tree_value(node: Node | None) -> Value:
    if isinstance(node, Alias):
        return tree_value(node.target)
    if isinstance(node, Scalar):
        return None if node.is_nothing else node.text
    if isinstance(node, Sequence):
        return [tree_value(item) for item in node.items]
    return None if node is None else {key.text: tree_value(value) for key, value in (*node.merged, *node.pairs)}


# What the file says


@settings(max_examples=400, deadline=None)
@given(yaml_texts())
def test_the_data_are_what_other_readers_of_yaml_see(text: str) -> None:
    assert document_of(text).data() == expected_value(yaml.compose(text, Loader=yaml.BaseLoader))


@settings(max_examples=400, deadline=None)
@given(yaml_texts())
def test_the_tree_says_what_the_data_say_however_they_were_read(text: str) -> None:
    document = document_of(text)
    assert document.data() == tree_value(document.root)


NAMES = st.lists(st.sampled_from("abcdef"), max_size=4, unique=True)


@given(st.lists(st.tuples(NAMES, st.lists(st.integers(0, 9), max_size=3)), min_size=1, max_size=5))
def test_merged_keys_are_those_of_other_readers(entries: list[tuple[list[str], list[int]]]) -> None:
    lines = []
    for number, (names, merges) in enumerate(entries):
        own = [f"k{name}: v{number}{name}" for name in names]
        earlier = [f"*m{merge % number}" for merge in merges] if number else []
        merge = {0: [], 1: [f"<<: {earlier[0]}"]}.get(len(earlier), [f"<<: [{', '.join(earlier)}]"]) if earlier else []
        lines.append(f"m{number}: &m{number} {{{', '.join(own[:2] + merge + own[2:])}}}")
    text = "\n".join(lines)
    document = document_of(text)
    expected = yaml.load(text, Loader=yaml.SafeLoader)
    assert document.data() == expected == tree_value(document.root)


def test_a_block_ends_without_its_line_ends_and_a_quoted_text_keeps_them() -> None:
    text = 'a: |\n  b\n\n\nc: |+\n  d\n\ne: >\n  f\n  g\nh: "i\\n"\n? |\n  key\n: j\n'
    assert document_of(text).data() == {"a": "b", "c": "d", "e": "f g", "h": "i\n", "key": "j"}


def test_nothing_is_an_empty_value_a_tilde_or_null_and_only_unquoted() -> None:
    text = "a:\nb: ~\nc: null\nd: ''\ne: \"null\"\nf: nothing\nnull: [~, ]\n"
    document = document_of(text)
    assert document.data() == {
        "a": None, "b": None, "c": None, "d": "", "e": "null", "f": "nothing", "null": [None],
    }  # fmt: skip
    assert tree_value(document.root) == document.data()


def test_what_a_terminal_would_obey_is_made_visible_in_values_and_keys() -> None:
    text = 'a\u202eb: "c\\e[31m\\0"\nd: e\u2066f\tg\n'
    expected = {"a\ufffdb": "c␛[31m␀", "d": "e\ufffdf g"}
    assert document_of(text).data() == expected
    assert document_of("x: &x y\nz: *x\n" + text).data() == {"x": "y", "z": "y"} | expected


def test_keys_that_look_alike_on_a_screen_are_duplicates() -> None:
    _, problems = read("a\u202a: 1\na\u202b: 2\n", "p.yaml")
    assert [problem.message for problem in problems] == ['duplicate key "a\ufffd" (first used on line 1)']


@pytest.mark.parametrize("text", ["", "\n\n", "# only this", "---\n", "~"])
def test_a_file_without_values_has_no_data(text: str) -> None:
    assert document_of(text).data() is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("a: &a x\nb: *a\n", 1),
        ("a: &a [x, y]\nb: [*a, *a]\n", 2 * 3),
        ("a: &a {x: y, z: }\nb: *a\n", 5),
        ("a: &a [x, [y]]\nb: *a\n", 4),
        ("a: &a [x]\nb: &b [*a, *a]\nc: *b\n", 2 + 2 + 5),
        ("a: &a {x: y}\nb: &b {<<: *a}\nc: {<<: [*a, *b]}\n", 3 + 3 + 5),
    ],
)
def test_aliases_are_counted_with_all_that_they_stand_for(
    text: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composer, "MAX_ALIAS_NODES", size)
    assert read(text, "p.yaml")[1] == []
    monkeypatch.setattr(composer, "MAX_ALIAS_NODES", size - 1)
    (problem,) = read(text, "p.yaml")[1]
    assert problem.message == "aliases expand to too many values"


# Places


@settings(max_examples=400, deadline=None)
@given(yaml_texts())
def test_the_place_of_every_scalar_holds_its_text(text: str) -> None:
    for scalar in scalars(document_of(text).root):
        piece = yaml.compose(text[scalar.start : scalar.end] or "''", Loader=yaml.BaseLoader)
        assert isinstance(piece, yaml.ScalarNode)
        if scalar.style in ("|", ">"):  # the indentation of a block may be counted from its key, which is cut off here
            assert key_text(piece).split() == scalar.text.split()
        else:
            assert key_text(piece) == scalar.text


@given(st.text(st.sampled_from("a😀é\r\n\t"), max_size=40), st.data())
def test_line_and_column_are_those_of_an_editor(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Document("p.yaml", text).line_and_column(offset)
    before = text[:offset].split("\n")
    assert (line, column) == (len(before), len(before[-1]) + 1)


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), "# 😀\u00a0é\n" + GOOD])
def test_the_place_of_a_value_is_right_after_wide_letters_and_windows_line_ends(text: str) -> None:
    document = document_of(text)
    node = document.node(("positions", "avaria", "ceasefire", "quotes", 0, "note"))
    assert isinstance(node, Scalar)
    assert text[node.start : node.end] == "heard twice"
    line, column = document.line_and_column(node.start)
    assert text.split("\n")[line - 1][column - 1 :].rstrip("\r") == "heard twice"


def test_a_path_leads_to_the_value_and_to_its_key() -> None:
    document = document_of(GOOD)
    path = ("positions", "avaria", "ceasefire", "quotes", 1, "source")
    value, key = document.node(path), document.key(path)
    assert isinstance(value, Scalar)
    assert isinstance(key, Scalar)
    assert (key.text, value.text) == ("source", "courier-2")
    assert isinstance(document.key(path[:5]), Mapping)
    assert isinstance(document.node(path[:4]), Sequence)


def test_a_path_goes_as_far_as_it_can() -> None:
    document = document_of("a: [{b: c}]\n")
    assert document.node(("a", 0, "x", "b")) == document.node(("a", 0, "b"))
    assert document.node(("a", 1)) == document.node(("a",))
    assert document.key(()) == document.root
    assert Document("p.yaml", "a: [").node(("a",)) is None


def test_a_path_leads_through_merges_and_aliases() -> None:
    document = document_of("a: &a {x: one}\nb: {<<: *a, y: two}\nc: *a\n")
    for path in (("b", "x"), ("c", "x")):
        assert document.node(path) == document.node(("a", "x"))
    merged = document.node(("b",))
    assert isinstance(merged, Mapping)
    assert [key.text for key, _ in merged.pairs] == ["y"]
    assert [key.text for key, _ in merged.merged] == ["x"]


def test_an_own_key_hides_a_merged_one_wherever_it_stands() -> None:
    document = document_of("a: &a {x: one}\nb: {<<: *a, x: two}\nc: {x: three, <<: *a}\n")
    assert document.data() == {"a": {"x": "one"}, "b": {"x": "two"}, "c": {"x": "three"}}


def test_an_anchor_may_be_given_again() -> None:
    assert document_of("a: &x one\nb: *x\nc: &x [&x two, *x]\nd: *x\n").data() == {
        "a": "one", "b": "one", "c": ["two", "two"], "d": ["two", "two"],
    }  # fmt: skip


# Problems


def test_a_problem_shows_its_line_and_the_earlier_one_it_speaks_of() -> None:
    document = Document("p.yaml", "one\ntwo\r\nthree\tfour\n")
    problem = document.problem(10, "m", "h", length=99, first=1)
    assert (problem.line, problem.column, problem.length) == (3, 2, 9)
    assert [(line.number, line.text) for line in problem.lines] == [(1, "one"), (3, "three four")]
    assert [line.number for line in document.problem(5, "m", first=4).lines] == [2]
    assert document.problem(4, "m", length=99).lines[0].text == "two"


def test_a_problem_at_or_after_the_end_has_a_place() -> None:
    document = Document("p.yaml", "one\n")
    assert str(document.problem(99, "m")) == "p.yaml:2:1: m"
    assert document.problem(99, "m").length == 1


def test_all_texts_of_a_problem_are_plain_and_on_one_line() -> None:
    problem = Document("p\x1b.yaml", "a\x07\u202e").problem(0, "m\n\x1b", "h\r", severity=Severity.WARNING)
    assert str(problem) == "p␛.yaml:1:1: m ␛"
    assert (problem.hint, problem.lines[0].text, problem.severity) == ("h␍", "a␇\ufffd", Severity.WARNING)


def test_a_problem_at_a_node_marks_a_text_as_a_whole() -> None:
    document = document_of("a: [one, two]\n")
    marked = document.problem_at(document.node(("a", 1)), "m")
    assert (marked.column, marked.length) == (10, 3)
    assert document.problem_at(document.node(("a",)), "m").column == 4
    assert document.problem_at(None, "m").column == 1


def test_a_first_word_that_yaml_takes_for_an_anchor_is_reported() -> None:
    document, problems = read("name: &Sons Ltd\nother: &Sons\n  - b\n", "p.yaml")
    assert document.data() == {"name": "Ltd", "other": ["b"]}
    assert [str(problem) for problem in problems] == [
        'p.yaml:1:7: nothing refers to the anchor "&Sons"',
        'p.yaml:2:8: nothing refers to the anchor "&Sons"',
    ]
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert problems[0].length == len("&Sons")


def test_a_text_in_memory_with_a_lone_surrogate_is_refused_too() -> None:
    _, (problem,) = read("a: \ud800", "p.yaml")
    assert problem.message == "the invisible character U+D800 is not allowed"
