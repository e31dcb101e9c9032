"""A list that is edited in a form keeps the lines, quotes and comments of the entries that stay."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edit.edit import edit
from model.edit.entrywise import touches
from model.edit.operations import Change, EditError, SetFields, look_up
from model.file.loader import parse

if TYPE_CHECKING:
    from model.file.document import Value

HEAD = "parties:\n  a:\n    name: A\n"


def edited(text: str, field: str, value: Value, party: str = "a") -> str:
    """Change a field of a party; give the text after it, which an undo turns back."""
    raw = text.encode()
    loaded = parse(raw, Path("positions.yaml"))
    old = look_up(loaded.document.data(), ("parties", party, field))
    done = edit(raw, loaded, SetFields(("parties", party), (Change(field, value, old),)))
    assert look_up(done.loaded.document.data(), ("parties", party, field)) == value
    assert loaded.topic is None or edit(done.raw, done.loaded, done.inverse).raw == raw
    return done.raw.decode()


def test_an_alias_added_to_a_list_that_is_broken_into_lines_changes_no_other_line() -> None:
    text = f'{HEAD}    aliases: [x, "y, z",\n              w, u]   # why\n'
    assert edited(text, "aliases", ["x", "y, z", "w", "u", "v"]) == text.replace("w, u]", "w, u, v]")
    assert edited(text, "aliases", ["x", "y: z", "w", "u"]) == text.replace('"y, z"', '"y: z"')
    assert edited(text, "aliases", ["x", "y, z", "u"]) == text.replace("w, u]", "u]")


def test_entries_of_a_list_in_lines_keep_their_comments() -> None:
    text = f"{HEAD}    aliases:\n      - x  # first\n      # of old\n      - 'y'\n      - |-\n        z\n    note: n\n"
    assert edited(text, "aliases", ["x", "y", "z", "n: 1"]) == text.replace("  z\n", '  z\n      - "n: 1"\n')
    assert edited(text, "aliases", ["x", "it's", "z"]) == text.replace("'y'", "'it''s'")
    assert edited(text, "aliases", ["x", "y", "u"]) == text.replace("|-\n        z", "u")
    assert edited(text, "aliases", ["x", "z"]) == text.replace("      - 'y'\n", "")
    assert edited(text, "aliases", ["w", "x", "y", "z"]) == text.replace("      - x", "      - w\n      - x")


def test_people_come_and_go_without_a_trace_on_the_others() -> None:
    text = f"{HEAD}    people:\n      Ann Lee: [Lee, she]  # speaks\n      # once more\n      Bo:\n      Cy: [Cyril]\n"
    old = {"Ann Lee": ["Lee", "she"], "Bo": None, "Cy": ["Cyril"]}
    assert edited(text, "people", {**old, "Di": ["D"]}) == f"{text}      Di: [D]\n"
    assert edited(text, "people", {**old, "Bo": ["B."]}) == text.replace("Bo:", "Bo: [B.]")
    assert edited(text, "people", {**old, "Ann Lee": None}) == text.replace(" [Lee, she]", "")
    assert edited(text, "people", {"Ann Lee": ["she"], "Cy": ["Cyril"]}) == text.replace("Lee, she", "she").replace(
        "      Bo:\n", ""
    )


@pytest.mark.parametrize(
    ("old", "people", "new"),
    [
        ("{Ann: [ # none yet\n ]}", {"Ann": ["A"]}, "{Ann: [ # none yet\n      A]}"),
        ("{Ann: [ # none yet\n        ], Bo: []}", {"Ann": ["A"], "Bo": []}, "{Ann: [ # none yet\n        A], Bo: []}"),
        (
            "\n      Ann: [\n        # none\n        # yet\n      ]",
            {"Ann": ["A"]},
            "\n      Ann: [ # none\n        # yet\n        A]",
        ),
        ("{Ann: {} # none\n }", {"Ann": ["A"]}, "{Ann: [A] # none\n }"),
        ("{ # nobody\n      }", {"Ann": ["A"]}, "{ # nobody\n      Ann: [A]}"),
        ('{Ann: ["a #1", # one\n  b]}', {"Ann": None}, "{Ann: ~ # one\n      }"),
        ("\n      Ann: [A # one\n        ]", {"Ann": None}, "\n      Ann: # one"),
        ("{Ann: [ # none yet\n ]}", {"Ann": [], "Bo": ["B"]}, "{Ann: [ # none yet\n ], Bo: [B]}"),
        ("{Ann: ~, Bo: []}", {"Ann": None, "Bo": [], "Cy": None}, "{Ann: ~, Bo: [], Cy: ~}"),
    ],
)
def test_no_comment_between_brackets_is_lost_when_they_are_filled_or_emptied(
    old: str, people: dict[str, Value], new: str
) -> None:
    text = f"{HEAD}    people: {old}\n"
    raw = text.encode()
    loaded = parse(raw, Path("positions.yaml"))
    before = look_up(loaded.document.data(), ("parties", "a", "people"))
    done = edit(raw, loaded, SetFields(("parties", "a"), (Change("people", people, before),)))
    assert done.raw.decode() == text.replace(old, new)
    assert edit(done.raw, done.loaded, done.inverse).raw == raw


def test_a_comment_in_empty_brackets_stays_above_the_first_alias() -> None:
    text = f"{HEAD}    aliases: [ # none yet\n      ]  # why\n"
    assert edited(text, "aliases", ["x"]) == f"{HEAD}    aliases: [ # none yet\n      x]  # why\n"


def test_a_list_that_aliases_repeat_is_refused_and_one_that_they_fill_is_written_out() -> None:
    text = f"{HEAD}    aliases: &same [x, y]\n  b: {{name: B, aliases: *same}}\n"
    with pytest.raises(EditError, match="by an alias"):
        edited(text, "aliases", ["x"])
    with pytest.raises(EditError, match="by an alias"):
        edited(f"{HEAD}    aliases: [&one x, y]\n  b: {{name: *one}}\n", "aliases", ["z", "y"])
    merged = "parties:\n  a: &base\n    name: A\n    people: {Ann: [she]}\n  b:\n    <<: *base\n    name: B\n"
    assert edited(merged, "people", {"Ann": ["she"], "Bo": ["he"]}, "b").endswith(
        "    name: B\n    people:\n      Ann: [she]\n      Bo: [he]\n"
    )


def test_what_is_not_a_list_of_texts_is_written_anew_as_a_whole() -> None:
    lines = f"{HEAD}    aliases:  # why\n      - x\n      -\n    note: end\n"
    assert edited(lines, "aliases", ["x", "w"]) == lines.replace("      -\n", "      - w\n")
    brackets = f"{HEAD}    aliases: [x, ~]  # why\n"
    assert edited(brackets, "aliases", ["x", "w"]) == brackets.replace("~", "w")
    repeated = "parties:\n  a:\n    name: &one A\n    aliases: [*one, w]\n"
    assert edited(repeated, "aliases", ["B", "w"]) == repeated.replace("*one", "B")
    merged = f"{HEAD}    people: &base {{Ann: [she]}}\n  b:\n    name: B\n    people: {{<<: *base, Bo: [he]}}\n"
    after = edited(merged, "people", {"Ann": ["Ann Lee"], "Bo": ["he"]}, "b")
    assert after == merged.replace("<<: *base, Bo: [he]", "Ann: [Ann Lee], Bo: [he]")
    after = edited(merged, "people", {"Ann": None, "Bo": ["he"]}, "b")
    assert after == merged.replace("<<: *base, Bo: [he]", "Ann: ~, Bo: [he]")
    assert touches(["a", ["b"]], ["a"]) is None
    assert touches("a", "b") is None
    assert touches({"a": "x"}, {"b": None}) is not None


WORDS = st.sampled_from(["a", "no", "12:30", "- x", "y, z", "it's", 'say "so"', "# x", "é", "a: b", "&x", "two words"])
LISTS = st.lists(WORDS, min_size=1, max_size=6)


STYLES = st.sampled_from(["flow", "broken", "block"])


def written(words: list[str], style: str) -> str:
    quoted = ['"{}"'.format(word.replace('"', '\\"')) for word in words]
    if style == "block":
        lines = "".join(f"\n      - {word}  # comment {number}" for number, word in enumerate(quoted))
        return f"{HEAD}    aliases:{lines}\n    note: end\n"
    between = ", " if style == "flow" else ",\n        "
    return f"{HEAD}    aliases: [{between.join(quoted)}]\n    note: end\n"


@given(old=LISTS, new=LISTS, style=STYLES)
def test_every_list_becomes_every_other_in_every_style(old: list[str], new: list[str], style: str) -> None:
    after = edited(written(old, style), "aliases", list(new))
    assert after.startswith(HEAD)
    assert after.endswith("    note: end\n")


@given(old=st.lists(WORDS, min_size=1, max_size=6, unique=True), word=WORDS, number=st.integers(0, 6), style=STYLES)
def test_an_entry_that_is_added_takes_no_line_away(old: list[str], word: str, number: int, style: str) -> None:
    before = written(old, style)
    new = [*old[:number], word, *old[number:]]
    after = edited(before, "aliases", list(new))
    changed = [line for line in before.split("\n") if line not in after.split("\n")]
    assert len(changed) <= (0 if style == "block" else 1)
