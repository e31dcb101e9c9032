"""Random edits of random topics in random styles: none may say anything else than was asked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import yaml
from edits import Data, touched
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from test_edit_styles import missing

from model.edit.deletion import deletion, goes_along
from model.edit.edit import edit
from model.edit.operations import (
    Change,
    ClashError,
    Item,
    Remove,
    RenameId,
    SetFields,
    Step,
    add_entry,
    add_quote,
    clean,
    look_up,
    position_entry,
    resolve,
    shown,
)
from model.file.loader import Loaded, parse
from model.file.screening import FORBIDDEN

EDITS = int(os.environ.get("PARLEY_FUZZ_EXAMPLES", "500"))
EDITS_EACH = 10

NASTY = [
    "12:30", "- dash", "@user", "no", "tail  ", "a\u2028b", "😀", "a: b", ": ", "x #y", "#x", "  lead", "|", ">",
    "'", '"', "it's", 'say "no"', "back\\slash", "<<", "null", "2025-05-19", "a\rb", "", "~", "=", "? x", "-",
    "--- x", "...", "%x", "`x", "{x}", "[x]", "a, b", "*x", "&x", "!x", "0x1F", "1_000", "1e3", ".5", "+1",
    "0o7", "y", "Off", "tab\there", "\tlead", "two\nlines", "\n\nx", "x\n\n\ny", "  x\ny", "x\n  ", "x\n \n",
    " \nx", "x\n\ty", "\u00a0x", "e\u0301", "\u202ex", "\x07", "\ufeffx", "\x85", "x\n---\ny", "x\n# y", "x:",
    "key: |", "<<<<<<< x", "2025-05-19 10:00:00", "\ufffe", "x\r\ny", "long " * 150 + "line", "x\n...\n",
    "\u3000", "a\n  - b\n c", "'''", '"""', "\\", "\\n", "x\\", "- ", "a\n\n  ", "?", "!!str x",
]  # fmt: skip
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
EASY = st.sampled_from(
    ["We want it", "no way", "They said so, twice", "Ada's word", 'a "word"', "x: y", "two\nlines", "é 中 😀"]
)
KINDS = [("parties", "party"), ("issues", "issue"), ("sources", "source")]
MARGIN_COMMENTS = st.sampled_from(["", "", "", "", "# a note", "# - quote: |", "# 'x"])


class Writer:
    """Writes a topic in a style drawn as it goes."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.step = draw(st.integers(1, 4))
        self.dash = draw(st.sampled_from([0, 0, 1, 2, 4]))
        self.gap = draw(st.sampled_from([" ", " ", "   ", "\n"]))
        self.empty = draw(st.sampled_from([0, 0, 1, 2]))
        self.has_comments = draw(st.booleans())
        self.styles = draw(
            st.lists(st.sampled_from(["plain", "'", '"', "|", ">", "|-", "|+", "next"]), min_size=1, max_size=4)
        )
        self.flow = draw(st.sampled_from([0, 0, 0, 3, 9]))  # one entry of so many stands in brackets
        self.lines: list[str] = []

    def comment(self, column: int) -> None:
        if self.has_comments and (found := self.draw(MARGIN_COMMENTS)):
            self.lines.append(" " * column + found)

    def tail(self) -> str:
        return self.draw(st.sampled_from(["", "", "  # beside", "  "])) if self.has_comments else ""

    def scalar(self, head: str, text: str, column: int) -> None:
        style = self.draw(st.sampled_from(self.styles))
        margin = " " * (column + self.step)
        if style == "next" and "\n" not in text:
            self.lines += [head + self.tail(), f"{margin}{json.dumps(text, ensure_ascii=False)}{self.tail()}"]
        elif (style[0] == "|" or (style == ">" and "\n" not in text)) and text:
            digit = str(self.step) if text[0] == " " or self.draw(st.booleans()) else ""
            self.lines.append(f"{head} {style[0]}{digit}{style[1:]}{self.tail()}")
            self.lines += [margin + line if line else "" for line in text.split("\n")]
            self.lines += [""] * self.draw(st.sampled_from([0, 0, 1, 2]))
        elif style == "'" and "\n" not in text:
            self.lines.append(f"{head} '{text.replace(chr(39), chr(39) * 2)}'{self.tail()}")
        elif style == "plain" and text.replace(" ", "").isalnum():
            self.lines.append(f"{head} {text}{self.tail()}")
        else:
            is_ascii = "😀" not in text and self.draw(st.booleans())  # YAML has no escape for half a pair
            self.lines.append(f"{head} {json.dumps(text, ensure_ascii=is_ascii)}{self.tail()}")

    def mapping(self, fields: dict[str, Any], column: int, first: str = "") -> None:
        for number, (key, value) in enumerate(fields.items()):
            head = (first if first and not number else " " * column) + f"{key}:"
            if number or not first:
                self.comment(column)
            self.value(head, value, column)
            if column == 2 and self.empty:
                self.lines += [""] * self.empty

    def value(self, head: str, value: Any, column: int) -> None:
        is_flow = self.flow and not isinstance(value, str) and not self.draw(st.integers(0, self.flow))
        if value is None:
            self.lines.append(head + self.tail())
        elif isinstance(value, str):
            self.scalar(head, value, column)
        elif not value or is_flow or (isinstance(value, list) and isinstance(value[0], str)):
            self.lines.append(f"{head} {json.dumps(value, ensure_ascii=False)}{self.tail()}")
        elif isinstance(value, dict):
            self.lines.append(head + self.tail())
            self.mapping(value, column + self.step)
        else:
            self.lines.append(head + self.tail())
            dash = " " * (column + self.dash) + "-"
            for number, each in enumerate(value):
                self.comment(column + self.dash)
                if self.gap == "\n":
                    self.lines.append(dash)
                    self.mapping(each, column + self.dash + 2)
                else:
                    self.mapping(each, column + self.dash + 1 + len(self.gap), dash + self.gap)
                if number + 1 < len(value):
                    self.lines += [""] * self.empty


@st.composite
def topics(draw: st.DrawFn) -> bytes:
    """Write a small topic in some style."""

    def quote() -> dict[str, Any]:
        fields = {"quote": draw(EASY), "source": draw(st.sampled_from(["s-1", "s-2"])), "stance": "oppose"}
        fields |= draw(
            st.sampled_from([{}, {"date": "2025-05"}, {"note": draw(EASY)}, {"note": None, "speaker": "Bo"}])
        )
        return dict(draw(st.permutations(list(fields.items()))))

    def position() -> dict[str, Any] | None:
        found = {"stance": "oppose", "summary": draw(EASY), "quotes": [quote() for _ in range(draw(st.integers(0, 3)))]}
        return {key: found[key] for key in draw(st.lists(st.sampled_from(list(found)), unique=True))} or None

    data: dict[str, Any] = {
        "title": draw(EASY),
        "issues": {"tolls": {"name": "Tolls", "proposition": draw(EASY)}, "work": {"name": "Work", "proposition": "x"}},
        "parties": {"ada": {"name": draw(EASY), "aliases": ["A", "b, c"]}, "bo": {"name": "Bo", "members": ["ada"]}},
        "sources": {"s-1": {"file": "1.txt"}, "s-2": {"file": "2.txt", "title": draw(EASY)}},
        "events": [{"date": "2025", "name": draw(EASY)}],
        "positions": {"ada": {"tolls": position(), "work": position()}},
    }
    for absent in draw(st.sampled_from([(), (), ("events",), ("positions",), ("events", "positions")])):
        del data[absent]
    writer = Writer(draw)
    writer.comment(0)
    if draw(st.integers(0, 12)):
        writer.mapping(dict(draw(st.sampled_from([list(data.items()), list(reversed(data.items()))]))), 0)
    else:
        writer.lines += json.dumps(data, ensure_ascii=False, indent=draw(st.sampled_from([None, 1, 4]))).split("\n")
    text = "\n".join(writer.lines) + draw(st.sampled_from(["\n", "\n", "", "\n\n", "\n# the end\n"]))
    text = draw(st.sampled_from(["", "", "---\n"])) + text
    if draw(st.integers(0, 4)) == 0:
        text = text.replace("\n", "\r\n")
    return draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"])) + text.encode()


def _cells(data: Data) -> list[tuple[str, str]]:
    found = [(party, issue) for party in data["parties"] for issue in data["issues"]]
    return [cell for cell in found if look_up(data, ("positions", *cell, "quotes"))] or found


@st.composite
def steps(draw: st.DrawFn, data: Data) -> Step:  # noqa: PLR0911 - one for each kind of operation
    """Choose something to do."""
    cell = draw(st.sampled_from(_cells(data)))
    quotes = look_up(data, ("positions", *cell, "quotes")) or []
    assert isinstance(quotes, list)
    kind = draw(st.integers(0, 13))
    if quotes and kind < 5:
        number = draw(st.integers(0, len(quotes) - 1))
        quote = quotes[number]
        assert isinstance(quote, dict)
        entry = (*position_entry(*cell), "quotes", Item(number, quote))
        if kind == 0:
            return Remove(entry, quote)
        fields: dict[str, Any] = {"quote": draw(WORDS), "note": draw(TEXTS), "speaker": draw(TEXTS), "date": "2025-06"}
        names = draw(st.lists(st.sampled_from(list(fields)), min_size=1, unique=True))
        return SetFields(entry, tuple(Change(name, fields[name], quote.get(name)) for name in names))
    if kind < 7:
        fields = {"quote": draw(WORDS), "source": draw(st.sampled_from(list(data["sources"]))), "stance": "support"}
        fields |= draw(st.sampled_from([{}, {"note": draw(TEXTS), "date": "2025-05-19"}]))
        where = draw(st.sampled_from([None, 0, len(quotes)]))
        party, issue = draw(st.sampled_from([(party, issue) for party in data["parties"] for issue in data["issues"]]))
        return add_quote(party, issue, fields, where if (party, issue) == cell else None)
    if kind == 7:
        name = draw(st.sampled_from(["summary", "note", "since", "stance"]))
        value = {"since": "2025-05", "stance": "ambiguous"}.get(name) or draw(TEXTS)
        base = look_up(data, ("positions", *cell, name))
        return SetFields(position_entry(*cell), (Change(name, draw(st.sampled_from([value, None])), base),))
    if kind == 8:
        section = draw(st.sampled_from(["parties", "issues", "sources"]))
        id_ = draw(st.sampled_from(list(data[section])))
        known = [word for word in data[section][id_].get("aliases") or [] if word]
        names = WORDS | st.sampled_from(known) if known else WORDS  # some stay, some come, some go
        lists = st.lists(names, max_size=5)
        field, value = {
            "parties": draw(
                st.tuples(st.just("aliases"), lists)
                | st.tuples(st.just("people"), st.dictionaries(EASY, lists | st.none(), max_size=3))
            ),
            "issues": ("note", draw(TEXTS)),
            "sources": ("title", draw(TEXTS)),
        }[section]
        return SetFields((section, id_), (Change(field, value, data[section][id_].get(field)),))
    if kind == 9:
        fields = {"name": draw(WORDS), "note": draw(TEXTS), "aliases": draw(st.lists(WORDS, max_size=2))}
        return add_entry("parties", f"p-{len(data['parties'])}-{draw(st.integers(0, 99))}", fields)
    if kind == 10:
        return add_entry("events", "", {"name": draw(WORDS), "date": "2025-05"})
    if kind == 11:
        return SetFields((), (Change("title", draw(TEXTS), data.get("title")),))
    if kind == 12 and data.get("events"):
        number = draw(st.integers(0, len(data["events"]) - 1))
        event = data["events"][number]
        changes = (Change("name", draw(WORDS), event.get("name")), Change("note", draw(TEXTS), event.get("note")))
        given_up = Remove(("events", Item(number, event)), event)
        return draw(st.sampled_from([SetFields(given_up.entry, changes), given_up]))
    section, word = draw(st.sampled_from(KINDS))
    new = draw(st.sampled_from(["no", "010", "new-id", "y", "2025", "1e3"]))
    return RenameId(word, draw(st.sampled_from([id_ for id_ in data[section] if id_ != new])), new)  # type: ignore[arg-type]


def exact(raw: bytes, place: tuple[str | int, ...]) -> str:
    """Read a text with all its characters, by PyYAML's own composer."""
    node = yaml.compose(raw.decode().removeprefix("\ufeff"), Loader=yaml.BaseLoader)
    for step in place:
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    text: str = node.value
    return text.rstrip("\n")


def given_values(value: Any) -> Any:
    """Leave out keys without a value."""
    if isinstance(value, dict):
        return {key: kept for key, inner in value.items() if (kept := given_values(inner)) not in (None, "", [], {})}
    return [given_values(item) for item in value] if isinstance(value, list) else value


def check_edit(raw: bytes, loaded: Loaded, step: Step) -> tuple[bytes, Loaded]:
    data = loaded.document.data()
    assert isinstance(data, dict)
    edited = edit(raw, loaded, step)
    old, new = loaded.document.text.split("\n"), edited.loaded.document.text.split("\n")
    may_go = touched(loaded.document.text, data, step)
    kept = [
        line
        for number, line in enumerate(old)
        if number not in may_go and line.strip() and not line.strip().startswith("#")
    ]
    assert not missing([line.rstrip("\r") for line in kept], [line.rstrip("\r") for line in new])
    if isinstance(step, SetFields):
        for change in step.changes:
            value = clean(change.value)
            if isinstance(value, str) and not FORBIDDEN.search(str(change.base)) and shown(value) != change.base:
                place = (
                    resolve(edited.loaded.document.data(), edited.inverse.step.entry, None)
                    if isinstance(edited.inverse.step, SetFields)
                    else resolve(data, step.entry, None)
                )
                assert exact(edited.raw, (*place, change.field)) == value
    back = edit(edited.raw, edited.loaded, edited.inverse)
    assert back.raw == raw
    by_data = edit(edited.raw, edited.loaded, edited.inverse.step)
    assert given_values(by_data.loaded.document.data()) == given_values(data)
    return edited.raw, edited.loaded


@settings(
    max_examples=max(1, EDITS // EDITS_EACH),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(topics(), st.data())
def test_whatever_is_typed_into_whatever_file_arrives_and_can_be_taken_back(raw: bytes, draw: st.DataObject) -> None:
    path = Path("p.yaml")
    loaded = parse(raw, path)
    assert loaded.topic is not None, (loaded.problems, raw)
    for _ in range(EDITS_EACH):
        data = loaded.document.data()
        assert isinstance(data, dict)
        step = draw.draw(steps(data))
        try:
            raw, loaded = check_edit(raw, loaded, step)
        except ClashError as clash:
            note(f"clash: {clash}")  # the id is taken, or a quote stands there twice


@settings(max_examples=max(1, EDITS // EDITS_EACH), deadline=None, suppress_health_check=list(HealthCheck))
@given(topics(), st.data())
def test_whatever_is_deleted_goes_with_all_that_rests_on_it_and_comes_back(raw: bytes, draw: st.DataObject) -> None:
    path = Path("p.yaml")
    loaded = before = parse(raw, path)
    data = loaded.document.data()
    assert isinstance(data, dict)
    assert loaded.topic is not None, (loaded.problems, raw)
    section, kind = draw.draw(st.sampled_from(KINDS))
    id_ = draw.draw(st.sampled_from(list(data[section])))
    back, first = [], raw
    try:
        for step in deletion(data, kind, id_):  # type: ignore[arg-type]
            back.insert(0, edit(raw, loaded, step).inverse)
            raw, loaded = check_edit(raw, loaded, step)
    except ClashError as clash:
        note(f"clash: {clash}")  # a quote stands there twice
        return
    assert loaded.topic is not None, loaded.problems
    assert id_ not in getattr(loaded.topic, section)
    along = goes_along(before.topic, kind, id_)  # type: ignore[arg-type]
    assert len(list(before.topic.quotes())) - len(list(loaded.topic.quotes())) == along.quotes
    for undo in back:
        edited = edit(raw, loaded, undo)
        raw, loaded = edited.raw, edited.loaded
    assert raw == first
