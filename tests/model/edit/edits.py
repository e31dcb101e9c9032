"""Operations to try on any topic, and the lines of a file that each may touch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.edit.edit import edit
from model.edit.operations import (
    Add,
    Change,
    Entry,
    Item,
    Place,
    Remove,
    RenameId,
    SetFields,
    Step,
    add_entry,
    add_quote,
    clean,
    look_up,
    position_entry,
    quote_entry,
    resolve,
)
from model.edit.outcome import references
from model.edit.page import Page
from model.file.composer import read
from model.file.document import Mapping, Sequence
from model.file.loader import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.edit.edit import Undo
    from model.edit.operations import Operation

Data = dict[str, Any]

NASTY = "12:30 - no: 'yes' \"#1\" # @user  "
PARAGRAPHS = "First: a line\n\n  - indented # not a comment\nlast"


def apply(raw: bytes, operation: Operation | Undo) -> bytes:
    """Give the bytes of a file that nobody has read yet with an operation done. ClashError, EditError."""
    return edit(raw, parse(raw, Path("positions.yaml")), operation).raw


def inverse(raw: bytes, operation: Operation | Undo) -> Undo:
    """Give the operation that takes this one back, to be applied to the bytes that this one makes of `raw`."""
    return edit(raw, parse(raw, Path("positions.yaml")), operation).inverse


def cell(data: Data) -> tuple[str, str]:
    """Find a position with two quotes or more."""
    return next(
        (party, issue)
        for party, issues in data["positions"].items()
        for issue, position in (issues or {}).items()
        if len((position or {}).get("quotes") or []) > 1
    )


def _position(data: Data) -> Data:
    party, issue = cell(data)
    found: Data = data["positions"][party][issue]
    return found


def _set(data: Data, field: str, value: Any) -> SetFields:
    party, issue = cell(data)
    base = data["positions"][party][issue].get(field)
    return SetFields(position_entry(party, issue), (Change(field, value, base),))


def _edit(data: Data, number: int, **fields: Any) -> SetFields:
    party, issue = cell(data)
    quotes = data["positions"][party][issue]["quotes"]
    quote = quotes[number]
    changes = tuple(Change(field, value, quote.get(field)) for field, value in fields.items())
    return SetFields(quote_entry(party, issue, number % len(quotes), quote["quote"]), changes)


def _quote(words: str, **fields: str) -> dict[str, str]:
    return {"stance": "support", "note": NASTY, "kind": "direct", "quote": words, **fields}


def _delete(data: Data, number: int) -> Remove:
    party, issue = cell(data)
    quotes = data["positions"][party][issue]["quotes"]
    return Remove((*position_entry(party, issue), "quotes", Item(number % len(quotes), quotes[number])), quotes[number])


def _source(data: Data) -> str:
    return next(iter(data["sources"]))


def _party(data: Data, number: int = 0) -> str:
    return list(data["parties"])[number]


def _entry(data: Data, section: str, id_: str, field: str, value: Any) -> SetFields:
    return SetFields((section, id_), (Change(field, value, data[section][id_].get(field)),))


def _event(data: Data) -> Entry:
    return ("events", Item(len(data["events"]) - 1, data["events"][-1]))


OPERATIONS: dict[str, Callable[[Data], Step]] = {
    "the verdict as it is": lambda data: _set(data, "stance", _position(data).get("stance")),
    "another verdict": lambda data: _set(data, "stance", "oppose"),
    "no verdict": lambda data: _set(data, "stance", None),
    "a verdict's date": lambda data: _set(data, "since", "2025-05-20"),
    "a summary": lambda data: _set(data, "summary", "They want it now."),
    "a long summary": lambda data: _set(data, "summary", PARAGRAPHS),
    "no summary": lambda data: _set(data, "summary", None),
    "a nasty note": lambda data: _set(data, "note", NASTY),
    "several fields of the first quote": lambda data: _edit(
        data, 0, note=PARAGRAPHS, date="2025-06", speaker=None, role="demand", stance="ambiguous"
    ),
    "other words": lambda data: _edit(data, 0, quote="We want: it\nnow"),
    "one word": lambda data: _edit(data, -1, quote="No", note=None),
    "characters that need an escape": lambda data: _edit(data, -1, note="a\u2028b\r\x07\ufeff 😀"),
    "a quote more": lambda data: add_quote(
        *cell(data), _quote("Again: no.", source=_source(data), date="2025-05-21")
    ),
    "a quote in front": lambda data: add_quote(*cell(data), _quote("  First\n\nlast", source=_source(data)), 0),
    "a first quote": lambda data: add_quote(
        _party(data, 1), list(data["issues"])[-1], _quote("x", source=_source(data))
    ),
    "a position": lambda data: SetFields(
        position_entry(_party(data, 1), list(data["issues"])[-1]), (Change("stance", "oppose"),)
    ),
    "no first quote": lambda data: _delete(data, 0),
    "no last quote": lambda data: _delete(data, -1),
    "a party more": lambda _: add_entry("parties", "celia", {"name": "Celia: the land", "aliases": ["C.", "no"]}),
    "an issue more": lambda _: add_entry("issues", "tolls", {"proposition": PARAGRAPHS, "name": "Tolls"}),
    "a source more": lambda _: add_entry(
        "sources", "x-1", {"file": "x.txt", "published": "2025-05-01", "title": "no"}
    ),
    "an event more": lambda _: add_entry("events", "", {"name": "Talks", "date": "2025-05"}),
    "another name of a party": lambda data: _entry(data, "parties", _party(data), "name", "Avaria & sons"),
    "other aliases": lambda data: _entry(data, "parties", _party(data), "aliases", ["Avarians", "a, b", "no"]),
    "an alias more": lambda data: _entry(
        data, "parties", _party(data), "aliases", [*(data["parties"][_party(data)].get("aliases") or []), "a: b"]
    ),
    "one alias in front": lambda data: _entry(
        data, "parties", _party(data), "aliases", ["no", *(data["parties"][_party(data)].get("aliases") or [])[1:]]
    ),
    "no aliases": lambda data: _entry(data, "parties", _party(data), "aliases", None),
    "people": lambda data: _entry(data, "parties", _party(data, 1), "people", {"Bo Dahl": ["Dahl", "he"]}),
    "a person more": lambda data: _entry(
        data, "parties", _party(data), "people",
        {**(data["parties"][_party(data)].get("people") or {}), "Cy Ek": ["Ek", "no"], "Di": None},
    ),
    "a title of a source": lambda data: _entry(data, "sources", _source(data), "title", "Talks: day 1"),
    "another party id": lambda data: RenameId("party", _party(data), "new-party"),
    "another issue id": lambda data: RenameId("issue", cell(data)[1], "truce"),
    "another source id": lambda data: RenameId("source", _source(data), "011"),
    "no position": lambda data: Remove(position_entry(*cell(data)), _position(data)),
    "another title": lambda data: SetFields((), (Change("title", NASTY, data.get("title")),)),
    "another name of an event": lambda data: SetFields(
        _event(data), (Change("name", "Talks: day 1", data["events"][-1].get("name")), Change("note", PARAGRAPHS))
    ),
    "no event": lambda data: Remove(_event(data), data["events"][-1]),
}  # fmt: skip


def touched(text: str, data: Data, step: Step) -> set[int]:  # noqa: PLR0915 - one part for each kind of step
    """Give the numbers, from 0, of the lines that an operation may change: those of the values it changes."""
    document, _ = read(text, "")
    page = Page(document, document.eol)
    lines: set[int] = set()

    def add(start: int, end: int) -> None:
        first, last = text.count("\n", 0, start), text.count("\n", 0, max(start, end - 1))
        lines.update(range(first, last + 1))

    def add_comma(place: Place) -> None:
        outer = document.node(place[:-1])
        values = [value for _, value in outer.pairs] if isinstance(outer, Mapping) else getattr(outer, "items", ())
        if isinstance(outer, Mapping | Sequence) and outer.flow and len(values) > 1:
            add(values[-2].end - 1, values[-2].end)  # the last entry of brackets takes the comma before it along
        pairs = outer.pairs if isinstance(outer, Mapping) and not outer.flow else ()
        if len(pairs) > 1 and pairs[0][0].text == place[-1] and not page.starts_line(pairs[0][0].start):
            add(pairs[1][0].start, pairs[1][0].end)  # behind the dash, the next field takes its place

    def add_key(place: Place) -> None:  # empty brackets stay
        if (key := document.key(place)) is not None:
            add(key.start, key.start)

    def add_place(place: Place) -> None:
        node, key = document.node(place), document.key(place)
        if node is not None and key is not None and (place == () or _is_there(data, place)):
            start = key.start if isinstance(place[-1], str) else page.line_start(node.start)
            if isinstance(place[-1], int):
                outer = page.holder(place[:-1])
                assert outer is not None
                start = node.start if outer.node.flow else page.dash(outer.node, place[-1])  # type: ignore[union-attr, arg-type]
            add(start, page.end(node, key if isinstance(place[-1], str) else None))  # type: ignore[arg-type]

    match step:
        case SetFields(entry, changes):
            place = resolve(data, entry, None)
            for change in changes:
                current = look_up(data, (*place, change.field))
                if current != change.value:
                    add_place((*place, change.field))
                if clean(change.value) is None:
                    add_comma((*place, change.field))
            gone = {change.field for change in changes if clean(change.value) is None}
            if place and gone >= set(look_up(data, place) or ()):
                add_key(place)
            _add_room(page, data, place, add)
        case Add(place, _, _):
            _add_room(page, data, place if step.is_item else place[:-1], add)
        case RenameId(kind, old, _):
            for place, on_key in references(data, kind, old):
                node = document.key(place) if on_key else document.node(place)
                assert node is not None
                add(node.start, page.end(node))
        case Remove(entry, _):
            place = resolve(data, entry, None)
            add_place(place)
            add_comma(place)
            if len(look_up(data, place[:-1]) or "") == 1:
                add_key(place[:-1])
    return lines


def _is_there(data: Data, place: Place) -> bool:
    parent = look_up(data, place[:-1])
    return isinstance(parent, list) or (isinstance(parent, dict) and place[-1] in parent)


def _add_room(page: Page, data: Data, place: Place, add: Callable[[int, int], None]) -> None:
    """Add the lines where brackets, or a key without a value, take something in."""
    while place and not _is_there(data, place):
        place = place[:-1]
    node, key = page.document.node(place), page.document.key(place)
    if node is None:
        return
    flow = getattr(node, "flow", False)
    if flow or not look_up(data, place):
        last = page.end(node, key if key is not node else None)  # type: ignore[arg-type]
        items = getattr(node, "items", None) or [value for _, value in getattr(node, "pairs", ())]
        add(items[-1].end if items else last, last)
        add(items[-1].end - 1 if items else last, last)
        add(items[0].start if items else node.start, items[0].start if items else last)
