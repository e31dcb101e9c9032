"""Parties, issues, sources and events edited from the app: the form for each, lists with one entry a line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from model.edit.operations import (
    KINDS,
    SECTIONS,
    Change,
    EditError,
    Item,
    RenameId,
    SetFields,
    add_entry,
    clean,
    look_up,
)
from model.edit.outcome import check_id
from model.intake.intake import new_id, new_text
from model.plain import one_line
from model.quotes.sources import SourceError, source_bytes
from model.renamed import id_now
from tui.background import in_background
from tui.drafts import FormKey
from tui.fields import Field
from tui.people import people_text, people_value, twice, without_brackets
from tui.quote_form import field_errors
from tui.saving import do, open_form
from tui.wording import SECTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from model.edit.edit import Operation
    from model.edit.operations import IdKind, Section
    from model.file.document import Value
    from tui.app import ParleyApp
    from tui.fields import Errors, Values
    from tui.session import Session

_REQUIRED = ("id", "name", "file", "date")
Key = str | int  # an id; of an event, its number in the file, from 0
_SIGN = "-"  # between the keys of a value that lies in another one: acts-support


class _Kind(NamedTuple):
    """How a value of the file stands in a field, and back; `long` when it takes several lines.

    `meant` brings what was typed into the shape that `text` gives, where it is not what the field held at first.
    """

    text: Callable[[Value], str]
    value: Callable[[str], Value]
    long: bool = True
    meant: Callable[[str, str], str] = lambda typed, _: typed


class _Asked(NamedTuple):
    """A field of an entry: its path in the entry, what it is called, how it stands in the form."""

    path: tuple[str, ...]
    label: str
    kind: _Kind


def _as_text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _list_text(value: Value) -> str:
    return "\n".join(_as_text(item) for item in value) if isinstance(value, list) else ""


def _list_value(text: str) -> Value:
    return [line.strip() for line in text.split("\n") if line.strip()]


_LINE = _Kind(_as_text, lambda text: text, long=False)
_PROSE = _Kind(_as_text, lambda text: text)
_LIST = _Kind(_list_text, _list_value)
_PEOPLE = _Kind(people_text, people_value, meant=without_brackets)
_NOTE = _Asked(("note",), "note", _PROSE)
_PEOPLE_LABEL = "people, one a line; other names in brackets, such as Ada Berg (Berg, the chair), or indented below"

_FIELDS: Mapping[Section, tuple[_Asked, ...]] = {
    "parties": (
        _Asked(("name",), "name", _LINE),
        _Asked(("aliases",), "aliases: other names in texts, one a line", _LIST),
        _Asked(("people",), _PEOPLE_LABEL, _PEOPLE),
        _Asked(("members",), "members of a bloc: ids of parties, one a line", _LIST),
        _NOTE,
    ),
    "issues": (
        _Asked(("name",), "name", _LINE),
        _Asked(("proposition",), "proposition: what a stance is towards", _PROSE),
        _Asked(("terms",), "terms: words that name it, one a line; * is a word ending or a short gap", _LIST),
        _Asked(("weak",), "weak: terms that count only beside a word that takes a side", _LIST),
        _Asked(("for",), "for: words that speak for it", _LIST),
        _Asked(("against",), "against: words that speak against it", _LIST),
        _Asked(("acts", "support"), "acts: deeds that support it", _LIST),
        _Asked(("acts", "oppose"), "acts: deeds that oppose it", _LIST),
        _Asked(("conditions",), "conditions: words that make it conditional", _LIST),
        _NOTE,
    ),
    "sources": (
        _Asked(("file",), "file, such as seeds/article.txt", _LINE),
        _Asked(("title",), "title", _LINE),
        _Asked(("outlet",), "outlet", _LINE),
        _Asked(("published",), "published, a date such as 2025-05-19, 2025-05 or 2025", _LINE),
        _Asked(("url",), "web page", _LINE),
        _NOTE,
    ),
    "events": (
        _Asked(("date",), "date, such as 2025-05-19, 2025-05 or 2025", _LINE),
        _Asked(("name",), "name", _LINE),
        _NOTE,
    ),
}
_ID_LABELS = {
    "parties": "id, such as port-authority: small letters, digits, hyphens; empty: made of the name",
    "issues": "id, such as harbour-tolls: small letters, digits, hyphens; empty: made of the name",
    "sources": "id, such as daily-2025-05-19: small letters, digits, hyphens; empty: made of the file's name",
}


async def new_entry(app: ParleyApp, section: Section, given: Mapping[str, str] | None = None) -> None:
    """Add a party, an issue, a source or an event; what is known of it already is filled in."""
    session, known, asked = app.session, given or {}, _FIELDS[section]
    first, *others = (_field(each, known.get(each.path[0])) for each in asked)
    ids = (Field("id", _ID_LABELS[section], known.get("id", "")),) if section in _ID_LABELS else ()
    fields = (first, *ids, *others)

    def suggest(values: Values) -> dict[str, str]:
        return {"id": new_id(values[first.key], getattr(session.topic, section))} if ids else {}

    def operation(values: Values) -> Operation:
        entry: dict[str, Value] = {}
        for each in asked:
            if value := _value(each, values):
                _put(entry, each.path, value)
        return add_entry(section, values.get("id", ""), entry)

    def told(values: Values) -> str:
        return f"{SECTION_WORDS[section]} {one_line(values.get('name') or values['id'])} added"

    key = FormKey("new entry", (section, known.get("file", "")))
    check = partial(_errors, session, section, fields)
    title = f"a new {SECTION_WORDS[section]}"
    await open_form(app, key, title, fields, check=check, make=operation, suggest=suggest, told=told, is_new=True)


async def edit_entry(app: ParleyApp, section: Section, key: Key) -> None:
    """Edit a party, an issue, a source or an event. What no form can show line by line is left to an editor."""
    found = look_up(app.session.current.document.data(), (section, key))
    old = found if isinstance(found, dict) else {}
    asked = tuple(each for each in _FIELDS[section] if _is_whole(each, look_up(old, each.path)))
    fields = tuple(_field(each, look_up(old, each.path)) for each in asked)
    session, before = app.session, app.session.topic

    def typed(values: Values) -> dict[str, Value]:
        new = dict(old)
        for each in asked:
            if values[_key(each)] != each.kind.text(look_up(old, each.path)).strip():
                _put(new, each.path, _value(each, values, look_up(old, each.path)))
        return new

    def operation(values: Values) -> Operation:
        new, keys = typed(values), dict.fromkeys(each.path[0] for each in asked)
        changes = (Change(key, new.get(key), old.get(key)) for key in keys if new.get(key) != old.get(key))
        place = Item(key, old) if isinstance(key, int) else id_now(KINDS[section], key, before, session.topic)
        return SetFields((section, place), tuple(changes))

    def anew(values: Values) -> Operation:
        return add_entry(section, key if isinstance(key, str) else "", typed(values))

    name = key if isinstance(key, str) else _as_text(old.get("name"))
    about = (section, key) if isinstance(key, str) else (section, _as_text(old.get("date")), name)
    title, form = f"{SECTION_WORDS[section]} {one_line(name)}", FormKey("entry", about)
    check = partial(_errors, session, section, fields)
    await open_form(app, form, title, fields, check=check, make=operation, anew=anew)


async def edit_title(app: ParleyApp) -> None:
    """Edit the topic's title."""
    old = app.session.topic.title
    fields = (Field("title", "title", old),)

    def operation(values: Values) -> Operation:
        return SetFields((), (Change("title", values["title"], old),))

    await open_form(app, FormKey("title", ()), "the topic's title", fields, check=lambda _: {}, make=operation)


async def rename_entry(app: ParleyApp, kind: IdKind, id_: str) -> None:
    """Give a party, an issue or a source another id, wherever the file refers to it."""
    session, before = app.session, app.session.topic
    fields = (Field("id", "id: small letters, digits and hyphens; the name stays", id_),)

    def old() -> str:
        return id_now(kind, id_, before, session.topic)

    def operation(values: Values) -> Operation:
        return RenameId(kind, old(), values["id"]) if values["id"] != old() else SetFields((), ())

    def check(values: Values) -> Errors:
        errors = field_errors(fields, values, ("id",))
        return errors or (_id_errors(session, SECTIONS[kind], values["id"]) if values["id"] != old() else {})

    title, key = f"the id of {kind} {one_line(id_)}", FormKey("id", (kind, id_))
    await open_form(app, key, title, fields, check=check, make=operation)


async def add_text(app: ParleyApp, file: str) -> None:
    """Make a text in `seeds/` a source, with what its first lines say of it."""
    session = app.session
    found = await in_background(partial(new_text, session.path.parent, session.topic, file))
    trouble = found.trouble or await do(app, add_entry("sources", found.id, found.fields), f"source {found.id} added")
    if trouble:
        app.say(trouble, wrong=True)


async def look_at_text(app: ParleyApp, file: str) -> None:
    """Show the form of a new source, with what the first lines of its text say of it."""
    session = app.session
    found = await in_background(partial(new_text, session.path.parent, session.topic, file))
    if found.trouble:
        app.say(found.trouble, wrong=True)
    else:
        await new_entry(app, "sources", {"id": found.id, **found.fields})


def _key(asked: _Asked) -> str:
    return _SIGN.join(asked.path)


def _value(asked: _Asked, values: Values, old: Value = None) -> Value:
    return asked.kind.value(asked.kind.meant(values[_key(asked)], asked.kind.text(old)))


def _field(asked: _Asked, value: Value) -> Field:
    return Field(_key(asked), asked.label, asked.kind.text(value), long=asked.kind.long)


def _is_whole(asked: _Asked, value: Value) -> bool:
    """Tell whether a value comes back from its field as it went in: no text of a list may have two lines."""
    return clean(asked.kind.value(asked.kind.text(value))) == clean(value)


def _put(entry: dict[str, Value], path: tuple[str, ...], value: Value) -> None:
    """Put a value where a path leads to, leaving what other entries may share."""
    first, *rest = path
    if rest:
        inside = entry.get(first)
        inner = dict(inside) if isinstance(inside, dict) else {}
        _put(inner, tuple(rest), value)
        value = {key: each for key, each in inner.items() if each}
    entry[first] = value or None


def _errors(session: Session, section: Section, fields: tuple[Field, ...], values: Values) -> Errors:
    topic, errors = session.topic, field_errors(fields, values, _REQUIRED)
    if id_ := values.get("id"):
        errors |= _id_errors(session, section, id_)
    members = _list_value(values.get("members", ""))
    unknown = [member for member in members or () if member not in topic.parties]
    if unknown:
        errors["members"] = f"no party has this id: {', '.join(map(str, unknown))}"
    before = next((field.value for field in fields if field.key == "people"), "")
    if names := twice(without_brackets(values.get("people", ""), before)):
        errors["people"] = f"this name stands in two lines: {', '.join(names)}"
    return errors | _file_errors(session, fields, values)


def _file_errors(session: Session, fields: tuple[Field, ...], values: Values) -> dict[str, str]:
    """Say why an article's text cannot be read; one that was lost before does not keep the other fields from saving."""
    before = next((field.value.strip() for field in fields if field.key == "file"), "")
    file = values.get("file", "")
    if file and file != before:
        try:
            source_bytes(session.current.folder, file)
        except SourceError as error:
            return {"file": str(error)}
    return {}


def _id_errors(session: Session, section: Section, id_: str) -> dict[str, str]:
    """Say what is wrong with an id that is to be a new one."""
    try:
        check_id(id_)
    except EditError as error:
        return {"id": str(error)}
    return {"id": f'there is already "{id_}" in {section}'} if id_ in getattr(session.topic, section) else {}
