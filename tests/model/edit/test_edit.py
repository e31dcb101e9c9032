from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from edits import apply, inverse

from model.edit.edit import Undo, edit, preview_lines
from model.edit.operations import (
    Add,
    Change,
    ClashError,
    EditError,
    Item,
    Remove,
    RenameId,
    SetFields,
    Step,
    add_entry,
    add_quote,
    position_entry,
    quote_entry,
    quote_removal,
)
from model.file.loader import parse

DATA = Path(__file__).parents[2] / "data"
GOOD = (DATA / "good.yaml").read_bytes()
HEAD = """\
issues:
  tolls: {name: Tolls, proposition: The tolls go down.}
parties:
  ada: {name: Ada}
  bo: {name: Bo}
sources:
  s-1: {file: 1.txt}
"""
CELL = position_entry("ada", "tolls")
QUOTE = "        - quote: |\n            {}\n          source: s-1\n          stance: support\n"
TWO = HEAD + "positions:\n  ada:\n    tolls:\n      quotes:\n" + QUOTE.format("One.") + QUOTE.format("Two.")


def done(text: str, step: Step) -> str:
    return apply(text.encode(), step).decode()


def setting(field: str, value: Any, base: Any = None) -> SetFields:
    return SetFields(CELL, (Change(field, value, base),))


def quote(words: str) -> dict[str, Any]:
    return {"quote": words, "source": "s-1", "stance": "support"}


def deletion(number: int, words: str) -> Remove:
    return Remove((*CELL, "quotes", Item(number, quote(words))), quote(words))


# How it is written


def test_a_quote_for_a_place_in_a_list_that_somebody_has_made_shorter_goes_to_its_end() -> None:
    assert done(TWO, add_quote("ada", "tolls", quote("Three."), 7)) == TWO + QUOTE.format("Three.")


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("summary: x  # y", "z", "summary: z  # y"),
        ("summary: 'x'", "it's", "summary: 'it''s'"),
        ('summary: "x"', 'a "b"', 'summary: "a \\"b\\""'),
        ("summary: x", 'a "b": c', "summary: 'a \"b\": c'"),
        ("summary: x", "a: b", 'summary: "a: b"'),
        ("summary: x", "no", 'summary: "no"'),
        ("summary: x  # y", "a\nb", "summary: |  # y\n        a\n        b"),
        ("summary: |  # y\n       x\n", "a\n\n b", "summary: |  # y\n       a\n\n        b\n"),
        ("summary: |2-\n        x", " a", "summary: |2-\n         a"),
        ("summary: >-\n        x\n        y", "a", "summary: >-\n        a"),
        ("summary: >+ # y\n        x", "a\nb", "summary: |+ # y\n        a\n        b"),
        ("summary: |  # y\n        x\n", "a\rb", 'summary: "a\\rb"  # y\n'),
        ("summary:\n        x\n        y  # z", "a", "summary:\n        a  # z"),
        ("summary:  # y", "a", "summary: a  # y"),
        ("summary: ~", "a", "summary: a"),
        ("? summary\n      : x", "a\nb", "? summary\n      : |\n        a\n        b"),
    ],
)
def test_a_value_keeps_the_style_of_the_one_before_it_as_far_as_it_fits(old: str, value: str, new: str) -> None:
    text = f"{HEAD}positions:\n  ada:\n    tolls:\n      stance: support\n      {{}}\n      note: n\n"
    base = parse(text.replace("{}", old).encode(), Path("p.yaml")).document.data()
    assert isinstance(base, dict)
    step = setting("summary", value, base["positions"]["ada"]["tolls"]["summary"])  # type: ignore[index, call-overload]
    assert done(text.replace("{}", old), step) == text.replace("{}", new)


@pytest.mark.parametrize(
    ("positions", "new"),
    [
        ("", "positions:\n  ada:\n    tolls:\n      stance: oppose\n"),
        ("positions:  # none\n", "positions:  # none\n  ada:\n    tolls:\n      stance: oppose\n"),
        ("positions: {}  # none\n", "positions:  # none\n  ada:\n    tolls:\n      stance: oppose\n"),
        ("positions:\n  bo:\n", "positions:\n  ada:\n    tolls:\n      stance: oppose\n  bo:\n"),
        (
            "positions:\n    # hers\n    ada:\n",
            "positions:\n    # hers\n    ada:\n        tolls:\n            stance: oppose\n",
        ),
        ("positions: {ada: }\n", "positions: {ada: {tolls: {stance: oppose}}}\n"),
        ("positions: {'ada':}\n", "positions: {'ada': {tolls: {stance: oppose}}}\n"),
        ("positions: {ada}", "positions: {ada: {tolls: {stance: oppose}}}"),
        ("positions: {bo: {}}\n", "positions: {ada: {tolls: {stance: oppose}}, bo: {}}\n"),
        ("positions:\n  ada: {tolls: {}}\n", "positions:\n  ada: {tolls: {stance: oppose}}\n"),
        ("positions:\n  ada:\n    tolls: {note: x}", "positions:\n  ada:\n    tolls: {stance: oppose, note: x}"),
        (
            'positions: {"ada": {"tolls": {"note": "x"}}}',
            'positions: {"ada": {"tolls": {"stance": "oppose", "note": "x"}}}',
        ),
    ],
)
def test_a_verdict_finds_its_place_in_a_file_that_had_none(positions: str, new: str) -> None:
    assert done(HEAD + positions, setting("stance", "oppose")) == HEAD + new


@pytest.mark.parametrize("text", ["", "# only this\n", "{}\n", "# x\n{}  # y\n", "---\n"])
def test_a_first_entry_goes_into_an_empty_file(text: str) -> None:
    new = done(text, add_entry("issues", "tolls", {"proposition": "Down.", "name": "Tolls"}))
    assert new.endswith("issues:\n  tolls:\n    name: Tolls\n    proposition: Down.\n")
    assert all(line in new for line in text.splitlines() if line.startswith("#"))


def test_an_entry_of_a_list_in_brackets_and_an_empty_one_take_a_quote() -> None:
    text = HEAD + "positions: {ada: {tolls: {quotes: }}}\n"
    one = done(text, add_quote("ada", "tolls", quote("x: y")))
    assert one.endswith('{quotes: [{quote: "x: y", source: s-1, stance: support}]}}}\n')
    assert done(one, deletion(0, "x: y")).endswith("{quotes: []}}}\n")


def test_the_first_field_behind_a_dash_goes_and_the_comments_of_the_next_stay() -> None:
    text = "events:\n  - note: x  # a\n    # the day\n    date: 2025\n    name: y\n"
    text += "  -\n    note: x\n    date: 2025\n    name: z\n"
    first = SetFields(("events", Item(0, {"name": "y"})), (Change("note", None, "x"),))
    assert done(text, first) == text.replace("- note: x  # a\n", "-\n")
    text = text.replace("    # the day\n", "")
    assert done(text, first) == text.replace("note: x  # a\n    ", "")
    second = SetFields(("events", Item(1, {"name": "z"})), (Change("note", None, "x"),))
    assert done(text, second) == text.replace("  -\n    note: x\n", "  -\n")


def test_what_is_merged_into_an_entry_is_overridden_and_cannot_be_deleted() -> None:
    entry = quote_entry("avaria", "ceasefire", 2, 'Tab here, café \\ "marks"')
    new = apply(GOOD, SetFields(entry, (Change("date", "2025-05-21", "2025-05-20"),))).decode()
    assert new == GOOD.decode().replace("          stance: no\n", "          stance: no\n          date: 2025-05-21\n")
    with pytest.raises(EditError, match='line 75: "date" comes from another entry by "<<" and cannot be deleted'):
        apply(GOOD, SetFields(entry, (Change("date", None, "2025-05-20"),)))


@pytest.mark.parametrize("positions", ["", "positions:\n  ada:\n    tolls:\n", "positions: {ada: {tolls: {note: }}}\n"])
def test_to_delete_what_is_not_there_changes_nothing(positions: str) -> None:
    raw = (HEAD + positions).encode()
    step = setting("note", None)
    assert apply(raw, step) == raw
    assert apply(raw, inverse(raw, step)) == raw


def test_a_topic_has_fields_of_its_own() -> None:
    assert done(HEAD, SetFields((), (Change("title", "Tolls: 2025"),))) == 'title: "Tolls: 2025"\n' + HEAD


def test_a_list_that_waits_for_its_first_entry_takes_it() -> None:
    text = HEAD + "positions:\n  ada:\n    tolls:\n      quotes:  # none\n      note: x\n"
    new = done(text, add_quote("ada", "tolls", quote("One.")))
    assert new == text.replace("      note", QUOTE.format("One.") + "      note")


def test_entries_without_fields_take_them() -> None:
    both = (Change("name", "x"), Change("date", "2025"))
    for text in ("events:\n  -\n", "events: [~, {date: 2026, name: y}]\n", "events:\n  - {}\n"):
        new = done(text, SetFields(("events", Item(0, {})), both))
        assert new in (
            "events:\n  - {date: 2025, name: x}\n",
            "events: [{date: 2025, name: x}, {date: 2026, name: y}]\n",
        )
    assert done("parties:\n  cy:\n", add_entry("parties", "cy", {"name": "Cy"})) == "parties:\n  cy:\n    name: Cy\n"
    assert done("events:\n  - name: x\n", SetFields(("events", Item(0, {})), (Change("date", "2025"),))) == (
        "events:\n  - date: 2025\n    name: x\n"
    )


def test_an_entry_called_like_a_list_is_none() -> None:
    for name in ("events", "quotes"):
        assert done("parties:\n  ada: {name: Ada}\n", add_entry("parties", name, {"name": "E"})) == (
            f"parties:\n  ada: {{name: Ada}}\n  {name}: {{name: E}}\n"
        )


def test_blanks_at_the_end_of_a_block_belong_to_it() -> None:
    text = done(HEAD + "positions:\n  ada:\n    tolls:\n      stance: oppose\n", setting("summary", "x\n  "))
    assert text.endswith("summary: |\n        x\n          \n")
    assert done(text, setting("note", "z")) == text + "      note: z\n"


def test_a_comment_behind_a_dash_is_not_copied() -> None:
    text = TWO.replace("- quote: |\n            Two.", "- # second\n          quote: |\n            Two.")
    assert done(text, add_quote("ada", "tolls", quote("Three."))) == text + QUOTE.format("Three.")


def test_comments_and_empty_lines_that_set_an_entry_off_go_with_it() -> None:
    items = [f"  # {name}\n  {name}:\n    name: {name.title()}\n" for name in ("ada", "bo", "cy")]
    text = "parties:\n" + "\n".join(items)
    step = Remove(("parties", "bo"), {"name": "Bo"})
    assert done(text, step) == "parties:\n" + "\n".join([items[0], items[2]])
    text = text.replace("  # bo\n", "    # of ada\n  # bo\n")
    assert done(text, step) == "parties:\n" + "\n".join([items[0], "    # of ada\n", items[2]])


def test_where_the_last_entry_goes_empty_brackets_stay() -> None:
    assert done("# a\nissues: {}\n# b\n", Remove(("issues",), None)) == "# a\n{}\n# b\n"
    text = "events:\n  - note: x  # y\n"
    assert done(text, SetFields(("events", Item(0, {})), (Change("note", None, "x"),))) == "events:\n  - {}\n"
    with pytest.raises(EditError, match="has no"):
        done("parties:\n  ada: {name: A}\n", SetFields(("parties", "ada"), (Change("name", None, "A"),)))


def test_comments_around_the_last_field_stay() -> None:
    text = (
        HEAD
        + "positions:\n  ada:\n    tolls: &a  # cell\n      # why\n\n      # since May\n      stance: oppose  # mine\n"
    )
    text += "      # more\n"
    assert done(text, setting("stance", None, "oppose")) == text.replace("      stance: oppose  # mine\n", "").replace(
        "&a  # cell", "&a {}  # cell"
    )


def test_a_file_with_a_key_twice_can_be_edited_above_it() -> None:
    text = TWO + "      note: a\n      note: b\n"
    assert done(text, SetFields((), (Change("title", "x"),))) == "title: x\n" + text


def test_an_id_in_a_block_is_renamed() -> None:
    text = TWO.replace("source: s-1", "source: |  # here\n            s-1", 1)
    new = done(text, RenameId("source", "s-1", "s-2"))
    assert new == text.replace("s-1:", "s-2:").replace("source: s-1", "source: s-2").replace(
        "source: |  # here\n            s-1", "source: s-2  # here"
    )


def test_a_rename_that_would_change_something_else_is_refused() -> None:
    text = TWO.replace("source: s-1", "source: &id s-1", 1) + "title: *id\n"
    with pytest.raises(EditError, match="would have changed more than was asked for; nothing was changed"):
        done(text, RenameId("source", "s-1", "s-2"))


def test_lists_and_people_are_written_like_those_before_them() -> None:
    def people(text: str, field: str, value: Any, base: Any) -> str:
        return done(text, SetFields(("parties", "ada"), (Change(field, value, base),)))

    text = "parties:\n  ada:\n    name: Ada\n    aliases:  # hers\n      - 'A'\n      - 'B'\n    note: x\n"
    assert people(text, "aliases", ["C", "d"], ["A", "B"]) == text.replace("- 'A'\n      - 'B'", "- 'C'\n      - 'd'")
    assert people(text, "aliases", [], ["A", "B"]) == "parties:\n  ada:\n    name: Ada\n    note: x\n"
    text = "parties:\n  ada:\n    name: Ada\n    people: {Bo: [B]}  # hers\n"
    assert people(text, "people", {"Bo": None, "Cy": ["C"]}, {"Bo": ["B"]}) == text.replace(
        "{Bo: [B]}", "{Bo: ~, Cy: [C]}"
    )
    text = "parties:\n  ada:\n    name: Ada\n    people:  # hers\n        Bo: [B]\n    note: |\n      x\n"
    assert people(text, "people", {"Cy": ["C"]}, {"Bo": ["B"]}) == text.replace("Bo: [B]", "Cy: [C]")
    text = "parties:\n  ada:\n    name: Ada\n    aliases:\n"
    assert people(text, "aliases", ["A"], None) == text.replace("aliases:", "aliases: [A]")
    assert people(text, "people", {"Bo": None}, None) == text + "    people:\n      Bo:\n"


# Clashes and refusals


def test_a_field_that_somebody_else_has_changed_is_not_overwritten() -> None:
    text = HEAD + "positions:\n  ada:\n    tolls:\n      stance: support\n"
    with pytest.raises(ClashError, match='"stance" has been changed meanwhile') as clash:
        done(text, setting("stance", "oppose", "conditional"))
    assert (clash.value.base, clash.value.theirs, clash.value.mine) == ("conditional", "support", "oppose")
    assert done(text, setting("stance", "support", "conditional")) == text


def test_a_quote_is_found_by_its_words_when_the_list_has_shifted() -> None:
    assert done(TWO, deletion(0, "Two.")) == TWO.replace(QUOTE.format("Two."), "")
    entry = quote_entry("ada", "tolls", 5, "One.")
    assert done(TWO, SetFields(entry, (Change("date", "2025"),))).count("date: 2025") == 1


def test_a_quote_that_is_gone_changed_or_there_twice_is_not_guessed_at() -> None:
    for step in (deletion(0, "Three."), deletion(7, "Three.")):
        with pytest.raises(ClashError, match="it is no longer in the file"):
            done(TWO, step)
    twice = TWO.replace("Two.", "One.")
    assert done(twice, deletion(1, "One."))
    with pytest.raises(ClashError, match="stands there twice"):
        done(twice, deletion(2, "One."))
    seen = Remove((*CELL, "quotes", Item(0, {"quote": "One."})), quote("One.") | {"note": "x"})
    with pytest.raises(ClashError, match="it has been changed meanwhile"):
        done(TWO, seen)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (add_entry("parties", "ada", {"name": "A"}), 'there is already "ada" in parties'),
        (RenameId("party", "ada", "bo"), 'there is already "bo" in parties'),
        (RenameId("party", "cy", "dee"), 'there is no "cy" in parties'),
        (Remove(("parties", "cy"), {"name": "Cy"}), "it is no longer in the file"),
        (SetFields(("parties", "cy"), (Change("name", "x"),)), "it is no longer in the file"),
    ],
)
def test_an_id_taken_or_gone_is_a_clash(step: Step, message: str) -> None:
    with pytest.raises(ClashError, match=message):
        done(TWO, step)


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (add_entry("parties", "A b", {"name": "A"}), '"A b" is not an id: an id has small letters'),
        (RenameId("party", "ada", "Ada\x1b"), '"Ada␛" is not an id'),
        (Remove(("parties", "ada"), {"name": "Ada"}), 'party "ada" is still used in line 9: delete that first'),
        (Remove(("issues", "tolls"), {"name": "Tolls", "proposition": "The tolls go down."}), "still used in line 10"),
        (
            Remove(("sources", "s-1"), {"file": "1.txt"}),
            'source "s-1" is still used in lines 14, 18: delete that first',
        ),
        (
            setting("stance", "opposes"),
            r'unknown stance "opposes" \(line 11\); nothing was changed; did you mean "oppose"',
        ),
        (setting("stanze", "x"), 'unknown key "stanze"'),
        (setting("note", "\ud83d"), "half of a surrogate pair"),
        (add_quote("ada", "tolls", quote("x") | {"date": "soon"}), "not a date: soon"),
        (Add(("parties", "ada", "name", "x"), "y"), "correct that first"),
        (setting("since", "2025-02-30"), "not a date: 2025-02-30"),
        (Remove((), {}), "delete the file"),
        (SetFields(("parties", "ada", "name"), (Change("x", "y"),)), "correct that first"),
    ],
)
def test_what_would_break_the_file_is_refused_in_a_sentence(step: Step, message: str) -> None:
    with pytest.raises(EditError, match=message):
        done(TWO, step)


def test_long_lists_of_uses_are_cut() -> None:
    text = TWO + "".join(QUOTE.format(number) for number in range(5))
    with pytest.raises(EditError, match=r"is still used in lines 14, 18, 22, 26, 30 \.\.\.: delete"):
        done(text, Remove(("sources", "s-1"), {"file": "1.txt"}))


def test_members_are_uses_of_a_party_and_are_renamed() -> None:
    text = "parties:\n  ada: {name: Ada}\n  bloc: {name: Bloc, members: [ada, 'bo']}\n  bo: {name: Bo}\n  cy:\n"
    with pytest.raises(EditError, match="still used in line 3"):
        done(text.replace("  cy:\n", ""), Remove(("parties", "bo"), {"name": "Bo"}))
    renamed = done(text.replace("  cy:\n", ""), RenameId("party", "bo", "no"))
    assert renamed == "parties:\n  ada: {name: Ada}\n  bloc: {name: Bloc, members: [ada, 'no']}\n  \"no\": {name: Bo}\n"


@pytest.mark.parametrize("raw", [b"a: [", b"a: \xff", b"\xff\xfea", b"- a\n", b"text", b"a: 1\x00"])
def test_a_file_that_cannot_be_read_is_not_edited(raw: bytes) -> None:
    with pytest.raises(EditError):
        apply(raw, add_entry("issues", "x", {"name": "x"}))


def test_a_file_with_other_errors_can_be_edited_and_corrected() -> None:
    text = TWO.replace("stance: support", "stance: suport", 1)
    assert "note: x" in done(text, setting("note", "x"))
    assert (
        done(text, SetFields(quote_entry("ada", "tolls", 0, "One."), (Change("stance", "support", "suport"),))) == TWO
    )


ALIASES = """\
issues:
  tolls: &tolls
    name: &name Tolls
    proposition: x
  work: *tolls
  more: {<<: *tolls, name: *name}
parties:
  ada: {name: Ada}
positions:
  ada: &ada
    tolls: &one {stance: support}
    work: *one
"""


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (("positions", "ada", "work"), r"line 12 repeats what stands in line 11 \(by an alias\): write it out first"),
        (("positions", "ada", "tolls"), "line 12 repeats line 11"),
        (("issues", "work"), "line 5 repeats what stands in line 2"),
        (("issues", "tolls"), "line 5 repeats line 2"),
    ],
)
def test_what_stands_in_two_places_is_not_changed_in_one_of_them(entry: tuple[str, ...], message: str) -> None:
    field, base = ("stance", "support") if entry[0] == "positions" else ("name", "Tolls")
    with pytest.raises(EditError, match=message):
        done(ALIASES, SetFields(entry, (Change(field, "oppose", base),)))


def test_a_list_that_is_a_text_takes_no_entry() -> None:
    with pytest.raises(EditError, match="no list where one should be: correct that first"):
        done("events: x\n", add_entry("events", "", {"name": "x", "date": "2025"}))


def test_what_lies_in_something_repeated_is_not_changed() -> None:
    text = HEAD + "positions:\n  ada: &a\n    tolls: {stance: support}\n  bo: *a\n"
    with pytest.raises(EditError, match=r"line 11 repeats what stands in line 9 \(by an alias\)"):
        done(text, SetFields(position_entry("bo", "tolls"), (Change("stance", "oppose", "support"),)))


def test_an_alias_gives_way_to_a_value_of_its_own() -> None:
    new = done(ALIASES, SetFields(("issues", "more"), (Change("name", "More", "Tolls"),)))
    assert new == ALIASES.replace("name: *name", "name: More")


def test_inside_what_is_merged_nothing_can_be_changed() -> None:
    text = HEAD + "positions:\n  ada: &a\n    tolls: {stance: support}\n  bo:\n    <<: *a\n"
    cell = position_entry("bo", "tolls")
    with pytest.raises(EditError, match='"tolls" comes from another entry by "<<"'):
        done(text, SetFields(cell, (Change("stance", "oppose", "support"),)))
    with pytest.raises(EditError, match='"tolls" comes from another entry by "<<": delete it there'):
        done(text, Remove(cell, {"stance": "support"}))
    with pytest.raises(EditError, match='"tolls" comes from another entry by "<<": change it there'):
        done(text, add_quote("bo", "tolls", quote("x")))


def test_a_key_without_a_colon_takes_no_value() -> None:
    with pytest.raises(EditError, match='line 12: the key "note" has no colon: write one first'):
        done(HEAD + "positions:\n  ada:\n    tolls:\n      stance: oppose\n      ? note\n", setting("note", "x\ny"))


# Undo


def test_an_undo_gives_back_every_byte() -> None:
    raw = (DATA / "styles" / "06-comments.yaml").read_bytes()
    loaded = parse(raw, Path("p.yaml"))
    step = Remove((*position_entry("avaria", "ceasefire"), "summary"), "They want it.")
    edited = edit(raw, loaded, step)
    back = edit(edited.raw, edited.loaded, edited.inverse)
    assert back.raw == raw
    assert apply(back.raw, back.inverse) == edited.raw
    assert inverse(raw, step) == edited.inverse


@pytest.mark.parametrize(
    "step",
    [
        setting("note", "mine"),
        deletion(1, "Two."),
        add_quote("ada", "tolls", quote("Three."), 1),
        SetFields(quote_entry("ada", "tolls", 0, "One."), (Change("quote", "1.", "One."), Change("note", "x"))),
        add_entry("events", "", {"date": "2025", "name": "x"}),
        SetFields(position_entry("bo", "tolls"), (Change("stance", "oppose"),)),
        add_entry("parties", "cy", {"name": "Cy"}),
        RenameId("source", "s-1", "s-2"),
    ],
)
def test_an_undo_spares_what_somebody_else_wrote_since(step: Step) -> None:
    edited = edit(TWO.encode(), parse(TWO.encode(), Path("p.yaml")), step)
    theirs = "# theirs\ntitle: New\n" + edited.raw.decode().replace("proposition: The tolls go", "proposition: They go")
    back = parse(apply(theirs.encode(), edited.inverse), Path("p.yaml")).document.data()
    wanted = "# theirs\ntitle: New\n" + TWO.replace("proposition: The tolls go", "proposition: They go")
    assert back == parse(wanted.encode(), Path("p.yaml")).document.data()


def test_an_undo_works_by_the_data_where_the_lines_have_changed() -> None:
    edited = edit(TWO.encode(), parse(TWO.encode(), Path("p.yaml")), deletion(0, "One."))
    theirs = edited.raw.decode().replace("      quotes:", "      note: theirs\n      quotes:  # all")
    back = apply(theirs.encode(), edited.inverse).decode()
    assert back == TWO.replace("      quotes:", "      note: theirs\n      quotes:  # all")
    step = setting("note", "mine")
    edited = edit(TWO.encode(), parse(TWO.encode(), Path("p.yaml")), step)
    theirs = edited.raw.decode().replace("note: mine", "note: theirs")
    with pytest.raises(ClashError, match='"note" has been changed meanwhile'):
        apply(theirs.encode(), edited.inverse)


@pytest.mark.parametrize(
    "step",
    [
        Remove(("parties", "bo"), {"name": "Bo"}),
        Remove(("positions",), None),
        Remove(("events", Item(0, {"name": "x"})), {"date": "2025", "name": "x"}),
    ],
)
def test_a_deleted_entry_comes_back_where_it_was(step: Remove) -> None:
    raw = (TWO + "events: [{date: 2025, name: x}, {date: 2026, name: y}]\n").encode()
    loaded = parse(raw, Path("p.yaml"))
    data = loaded.document.data()
    assert isinstance(data, dict)
    if step.seen is None:
        step = Remove(step.entry, data["positions"])
    edited = edit(raw, loaded, step)
    assert isinstance(edited.inverse, Undo)
    assert apply(edited.raw, edited.inverse) == raw
    assert parse(apply(edited.raw, edited.inverse.step), Path("p.yaml")).document.data() == data


def test_what_is_shown_before_a_deletion_is_what_goes() -> None:
    lines = preview_lines(TWO.encode(), deletion(0, "One."))
    assert [(line.number, line.text) for line in lines] == list(enumerate(QUOTE.format("One.").splitlines(), 12))
    only = HEAD + "positions: {ada: {tolls: {quotes: [{quote: x, source: s-1, stance: support}]}}}"
    assert [line.number for line in preview_lines(only.encode(), deletion(0, "x"))] == [8]


_DEEP = """\
parties:
  norvia: {name: Norvia}
  sandby: {name: Sandby}
issues: {ferry: {name: Ferry}, tolls: {name: Tolls}}
sources: {daily: {file: a.txt}}
positions:
  norvia:
    ferry:
      summary: Wants it.
      quotes:
        - {quote: One., source: daily, stance: support}
        - {quote: Two., source: daily, stance: support}
    tolls:
      quotes:
        - {quote: Three., source: daily, stance: support}
  # All of Sandby.
  sandby:
    ferry:
      quotes:
        - {quote: Four., source: daily, stance: support}
"""


@pytest.mark.parametrize(
    ("cells", "gone"),
    [
        ([("norvia", "ferry", 1)], ["        - {quote: Two., source: daily, stance: support}"]),
        (
            [("norvia", "ferry", 1), ("norvia", "ferry", 0)],
            [
                "      quotes:",
                "        - {quote: One., source: daily, stance: support}",
                "        - {quote: Two., source: daily, stance: support}",
            ],
        ),
        (
            [("norvia", "tolls", 0)],
            ["    tolls:", "      quotes:", "        - {quote: Three., source: daily, stance: support}"],
        ),
        (
            [("sandby", "ferry", 0)],
            [
                "  # All of Sandby.",
                "  sandby:",
                "    ferry:",
                "      quotes:",
                "        - {quote: Four., source: daily, stance: support}",
            ],
        ),
    ],
)
def test_the_last_quote_leaves_nothing_behind_that_says_nothing(
    cells: list[tuple[str, str, int]], gone: list[str]
) -> None:
    raw, ways_back = _DEEP.encode(), []
    for cell in cells:
        step = quote_removal(parse(raw, Path("p.yaml")).document.data(), *cell)
        ways_back.append(inverse(raw, step))
        raw = apply(raw, step)
    changes = difflib.unified_diff(_DEEP.split("\n"), raw.decode().split("\n"), n=0, lineterm="")
    assert [line[1:] for line in list(changes)[2:] if line[0] in "-+"] == gone
    for way in reversed(ways_back):
        raw = apply(raw, way)
    assert raw.decode() == _DEEP


def test_a_comment_between_empty_brackets_stays_above_the_first_entry() -> None:
    raw = b"positions: {  # whose?\n  # nobody's yet\n}  # all\nissues: {a: {name: A}}\nparties: {p: {name: P}}\n"
    made = apply(raw, SetFields(position_entry("p", "a"), (Change("summary", "x", None),)))
    assert made.decode().startswith(
        "positions:  # all\n  # whose?\n  # nobody's yet\n  p:\n    a:\n      summary: x\nissues"
    )


def test_what_had_a_fault_before_it_was_deleted_comes_back_letter_for_letter() -> None:
    text = (
        HEAD
        + "positions:\n  ada:\n    # twice\n    tolls:\n      stance: support\n      stance: oppose\n      note: n\n"
    )
    raw = text.encode()
    position = parse(raw, Path("p.yaml")).document.data()["positions"]["ada"]["tolls"]  # type: ignore[index, call-overload]
    gone = Remove(CELL, position)
    assert apply(apply(raw, gone), inverse(raw, gone)) == raw
